"""One visit counts what it costs, and leaves a host alone that fails again and again."""

import pytest
from peers import Act, Peer, peer, reply

from daseinswerk.sources.counting import MOST_FAILURES, MOST_FORBIDDEN, Counting
from daseinswerk.sources.extracted import Forbidden, NotThere, Refused, Unavailable
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.harvest import Known
from daseinswerk.sources.politeness import Politeness

BROKEN = reply(b"au", status=b"500 Oops")
FORBIDDEN = reply(b"nein", status=b"403 Forbidden")


def visit(server: Peer, monkeypatch: pytest.MonkeyPatch, *others: Peer) -> Counting:
    allowed = ",".join(f"127.0.0.1:{each.port}" for each in (server, *others))
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", allowed)
    return Counting(Door(politeness=Politeness(gap=0.0)).fetch)


def refused(fetch: Counting, address: str) -> Refused:
    with pytest.raises(Refused) as caught:
        fetch(address)
    return caught.value


def test_a_visit_knows_what_it_has_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/weg": reply(status=b"404 Not Found")}) as server:
        server.page("/a", b"x" * 700)
        fetch = visit(server, monkeypatch)
        first = fetch(server.root + "/a")
        fetch(server.root + "/a", known=Known(etag=first.etag))
        assert isinstance(refused(fetch, server.root + "/weg"), NotThere)
        assert (fetch.requests, fetch.unchanged, fetch.received, fetch.left) == (3, 1, 700, {})


def test_the_second_harvest_of_an_unchanged_source_is_nearly_all_not_modified(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list and 99 pages, no ETag for the list as many systems make it anew each time: 99 % are answered "not modified"."""
    with peer({"/liste": reply(b"liste")}) as server:
        paths = [f"/seite/{number}" for number in range(99)]
        for path in paths:
            server.page(path, path.encode() * 100)
        first, second = visit(server, monkeypatch), visit(server, monkeypatch)
        names = {path: first(server.root + path) for path in ["/liste", *paths]}
        for path, found in names.items():
            second(server.root + path, known=Known(etag=found.etag, modified=found.modified))
    assert (first.requests, first.unchanged) == (100, 0)
    assert second.requests == 100 and second.unchanged / second.requests >= 0.95
    assert second.received < first.received / 100


@pytest.mark.parametrize(
    ("act", "limit", "kind"),
    [
        (BROKEN, MOST_FAILURES, Unavailable),
        (b"unsinn", MOST_FAILURES, Unavailable),
        (FORBIDDEN, MOST_FORBIDDEN, Forbidden),
    ],
)
def test_a_host_that_fails_again_and_again_is_left(
    act: bytes | Act, limit: int, kind: type[Refused], monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({f"/{number}": act for number in range(limit)}) as server:
        fetch = visit(server, monkeypatch)
        for number in range(limit):
            assert not fetch.left and type(refused(fetch, f"{server.root}/{number}")) is kind
        assert isinstance(refused(fetch, server.root + "/gut"), Unavailable)
        assert len(server.paths()) == fetch.requests == limit, "nothing is asked any more"
        assert fetch.left == {f"127.0.0.1:{server.port}": refused(fetch, server.root + "/gut").reason}
        assert f"{limit}-mal hintereinander" in next(iter(fetch.left.values()))
        assert visit(server, monkeypatch)(server.root + "/gut").status == 200, "the next visit tries again"


@pytest.mark.parametrize("between", [reply(), reply(status=b"404 Not Found")])
def test_an_answer_between_two_faults_shows_that_the_host_is_well(
    between: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer({"/kaputt": BROKEN, "/da": between}) as server:
        fetch = visit(server, monkeypatch)
        for _ in range(3):
            for path in ["/kaputt"] * (MOST_FAILURES - 1) + ["/da"]:
                try:
                    fetch(server.root + path)
                except Refused:
                    continue
        assert not fetch.left and fetch.requests == 3 * MOST_FAILURES


def test_refusals_of_our_own_are_not_the_fault_of_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": reply(b"User-agent: *\nDisallow: /intern\n")}) as server:
        fetch = visit(server, monkeypatch)
        for _ in range(MOST_FORBIDDEN + MOST_FAILURES):
            refused(fetch, server.root + "/intern/a")
            refused(fetch, "ftp://stadt.test/")
            refused(fetch, "http://[::1")
        assert not fetch.left and fetch(server.root + "/a").status == 200


def test_one_failing_host_does_not_spoil_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/a": BROKEN}) as bad, peer() as good:
        fetch = visit(bad, monkeypatch, good)
        for _ in range(MOST_FAILURES + 1):
            refused(fetch, bad.root + "/a")
        assert list(fetch.left) == [f"127.0.0.1:{bad.port}"] and fetch(good.root + "/a").status == 200
