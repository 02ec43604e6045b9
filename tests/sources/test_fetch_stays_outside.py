"""No address, however written, and no redirect leads the fetcher into an internal network."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from peers import Peer, peer, redirect, reply
from pytest_socket import SocketConnectBlockedError

from daseinswerk.sources import addresses, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import Door, allowed_exceptions, fetch
from daseinswerk.sources.politeness import Politeness

# What stops a test that connects to the internet; it names the address. (As a warning first, and warnings are errors.)
BLOCKED = (SocketConnectBlockedError, UserWarning)
# Every one of these means this machine, a private network, or nothing one should ask; {port} is a listener's.
SPELLINGS = """
http://127.0.0.1:{port}/
http://127.0.0.2:{port}/
http://127.255.255.254:{port}/
http://127.1:{port}/
http://127.0.1:{port}/
http://2130706433:{port}/
http://0x7f000001:{port}/
http://0x7f.0.0.1:{port}/
http://0x7f.1:{port}/
http://017700000001:{port}/
http://0177.0.0.1:{port}/
http://0177.0.0.0x1:{port}/
http://00000177.00.00.01:{port}/
http://127.000.000.001:{port}/
http://127.0.0.1.:{port}/
http://①②⑦.⓪.⓪.①:{port}/
http://127。0。0。1:{port}/
http://127．0．0．1:{port}/
http://１２７.0.0.1:{port}/
http://%31%32%37.0.0.1:{port}/
http://localhost:{port}/
http://LOCALHOST:{port}/
http://localhost.:{port}/
http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/
http://loc\u00adalhost:{port}/
http://0:{port}/
http://0.0.0.0:{port}/
http://0.0.0.1:{port}/
http://4294967296:{port}/
http://2130706433.:{port}/
http://[::1]:{port}/
http://[::]:{port}/
http://[0:0:0:0:0:0:0:1]:{port}/
http://[0000::1]:{port}/
http://[::ffff:127.0.0.1]:{port}/
http://[::ffff:7f00:1]:{port}/
http://[::127.0.0.1]:{port}/
http://[::ffff:0:127.0.0.1]:{port}/
http://[64:ff9b::127.0.0.1]:{port}/
http://[64:ff9b:1::7f00:1]:{port}/
http://[2002:7f00:1::]:{port}/
http://[2001:0:7f00:1::]:{port}/
http://[fe80::1]:{port}/
http://[fe80::1%25lo]:{port}/
http://[::1%25lo]:{port}/
http://[fec0::1]:{port}/
http://[fc00::1]:{port}/
http://[fd00:ec2::254]/
http://[ff02::1]:{port}/
http://[5f00::1]:{port}/
http://[100::1]:{port}/
http://[2001:db8::1]:{port}/
http://10.0.0.1/
http://172.16.0.1/
http://172.31.255.255/
http://192.168.1.1/
http://100.64.0.1/
http://169.254.169.254/latest/meta-data/
http://2852039166/latest/meta-data/
http://[::ffff:169.254.169.254]/latest/meta-data/
http://168.63.129.16/
http://192.0.0.8/
http://192.0.0.192/
http://192.88.99.1/
http://198.18.0.1/
http://198.51.100.1/
http://203.0.113.1/
http://224.0.0.1/
http://240.0.0.1/
http://255.255.255.255/
http://user@127.0.0.1:{port}/
http://stadt.de@127.0.0.1:{port}/
http://stadt.de:80@127.0.0.1:{port}/
http://stadt.de%40127.0.0.1:{port}/
http://127.0.0.1:{port}\\@stadt.de/
http://stadt.de\\@127.0.0.1:{port}/
http://stadt.de#@127.0.0.1:{port}/
http://127.0.0.1:{port}#stadt.de
http:127.0.0.1:{port}/
http:/127.0.0.1:{port}/
http:///127.0.0.1:{port}/
http:\\\\127.0.0.1:{port}/
//127.0.0.1:{port}/
127.0.0.1:{port}
http://127.0.0.1:22/
http://127.0.0.1:6379/
http://127.0.0.1:0{port}/
http://127.0.0.1:{port}x/
http://127.0.0.1:99999/
http://[::1/
http://::1:{port}/
http://127.0.0.1 :{port}/
http://127.0.0.1\t:{port}/
http://127.0.0.1\r\nHost: x:{port}/
http://127.0.0.1:{port}/\r\nX: y
http://.127.0.0.1:{port}/
http://127..0.0.1:{port}/
http://256.256.256.256:{port}/
http://-127.0.0.1:{port}/
http://*.0.0.1:{port}/
file:///etc/passwd
file://127.0.0.1/etc/passwd
ftp://127.0.0.1:{port}/
gopher://127.0.0.1:{port}/_GET
dict://127.0.0.1:{port}/
ws://127.0.0.1:{port}/
data:text/plain,hallo
javascript:alert(1)
jar:http://127.0.0.1:{port}/!/
""".strip("\n").split("\n")  # fmt: skip

TARGETS = ("http://127.0.0.1:{port}/innen", "http://[::1]:{port}/innen", "http://2130706433:{port}/innen", "http://169.254.169.254/", "http://10.0.0.1/",
           "//127.0.0.2:{port}/innen", "file:///etc/passwd", "gopher://127.0.0.1:{port}/_", "http://user@localhost:{port}/innen", "http://①②⑦.0.0.1:{port}/innen",
           "ftp://127.0.0.1:{port}/", "javascript:alert(1)", "http://127.0.0.1:{port}\\@stadt.de/", "http://[::ffff:7f00:1]:{port}/innen", "http://localhost.:{port}/innen")  # fmt: skip


def made_up_names(host: str, _port: int) -> list[str]:
    """A resolver without the internet: numbers stand for themselves as the system reads them, other names are public."""
    try:
        return sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)})
    except OSError:
        return ["127.0.0.1"] if host.startswith("localhost") else ["93.184.215.14"]


def door_to(*peers: Peer, **options: object) -> Door:
    """A door without waiting that would let the listeners' ports pass anywhere in the world."""
    ports = frozenset({80, 443, *(server.port for server in peers)})
    return Door(**{"resolver": made_up_names, "politeness": Politeness(gap=0.0), "ports": ports, **options})  # type: ignore[arg-type]


@pytest.fixture
def inside() -> Iterator[Peer]:
    """A listener nobody may reach."""
    with peer({"/innen": reply(b"geheim")}, host="127.0.0.1") as server:
        yield server


def test_there_are_enough_spellings() -> None:
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 60


def test_no_spelling_of_an_internal_address_reaches_the_listener(inside: Peer) -> None:
    through = []
    for spelling in SPELLINGS:
        try:
            door_to(inside).fetch(spelling.format(port=inside.port), deadline=2)
        except Refused as refusal:
            assert refusal.reason.endswith(".") and refusal.reason[0].isupper()
        except BLOCKED as blocked:  # a name that means a public host went there, and not to us
            assert "93.184.215.14" in str(blocked)
            through.append(spelling)
    assert inside.hits == []
    assert through == ["http://stadt.de#@127.0.0.1:{port}/"], (
        "what stands behind # is no host: this one address is public"
    )


@pytest.mark.parametrize("target", TARGETS)
def test_no_redirect_leads_inside(target: str, inside: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/": redirect(target.format(port=inside.port))}) as outside:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{outside.port}")
        with pytest.raises(Refused) as refused:
            door_to(inside, outside).fetch(outside.root + "/", deadline=2)
    assert refused.value.reason and inside.hits == []


def test_a_robots_file_cannot_send_us_inside(inside: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer({"/robots.txt": redirect(f"http://127.0.0.1:{inside.port}/innen")}) as outside:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{outside.port}")
        with pytest.raises(Refused):
            door_to(inside, outside).fetch(outside.root + "/", deadline=2)
        assert outside.paths() == []
    assert inside.hits == []


def test_the_exception_for_tests_is_empty_by_default_and_names_one_listener(
    inside: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DASEINSWERK_FETCH_ALLOW", raising=False)
    assert allowed_exceptions() == ()
    with pytest.raises(Refused):
        fetch(inside.root + "/innen", deadline=2)
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f" 127.0.0.1:{inside.port}, unsinn, [::1]:80")
    assert allowed_exceptions() == (("127.0.0.1", inside.port), ("::1", 80))
    assert door_to().fetch(inside.root + "/innen", deadline=2).body == b"geheim"


def test_the_exception_never_opens_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", "intern.test:8080,10.0.0.1:80")
    door = door_to(resolver=lambda host, port: ["10.0.0.1"])
    for address in ("http://intern.test:8080/", "http://10.0.0.1/"):
        with pytest.raises(Refused, match="internes Netz"):
            door.fetch(address, deadline=2)


def test_a_name_that_changes_its_address_is_resolved_once_and_stays_pinned() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    door = door_to(resolver=rebinding)
    with pytest.raises(BLOCKED, match=r"93\.184\.215\.14"):
        door.fetch("http://rebind.test/", deadline=2)
    assert asked == ["rebind.test"], "one resolution for one connection"
    with pytest.raises(Refused, match="internes Netz"):
        door.fetch("http://rebind.test/", deadline=2)


def test_a_name_that_turns_inside_after_robots_gets_no_second_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"rebind.test:{server.port}")
        answers = iter([["127.0.0.1"], ["192.168.0.1"]])
        with pytest.raises(Refused, match="internes Netz"):
            door_to(resolver=lambda host, port: next(answers)).fetch(f"http://rebind.test:{server.port}/", deadline=2)
        assert [path for _moment, path in server.hits] == ["/robots.txt"]


@pytest.mark.parametrize(
    "ips", [["93.184.215.14", "127.0.0.1"], ["::1", "93.184.215.14"], ["93.184.215.14", "fe80::1%eth0"], ["unsinn"]]
)
def test_one_internal_answer_among_public_ones_is_enough_to_refuse(ips: list[str]) -> None:
    with pytest.raises(Refused, match="internes Netz"):
        door_to(resolver=lambda host, port: ips).fetch("http://gemischt.test/", deadline=2)


@pytest.mark.parametrize("ip", ["93.184.215.14", "2a00:1450:4001:80b::200e", "80.67.16.8", "193.99.144.80"])
def test_public_addresses_are_public(ip: str) -> None:
    assert addresses.is_public(ip)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://www.straße.de/Bürger?q=Köln ", "https://www.xn--strae-oqa.de/B%C3%BCrger?q=K%C3%B6ln"),
        ("HTTPS://Stadt.DE", "https://stadt.de/"),
        ("https://stadt.de:443/a%20b#teil", "https://stadt.de/a%20b"),
        ("http://bürger_info.stadt.de./", "refused"),
        ("http://info_1.stadt.de./", "http://info_1.stadt.de/"),
        ("https://[2a00:1450:4001:80b::200e]/", "https://[2a00:1450:4001:80b::200e]/"),
        ("https://stadt.de/?x=a'b\"c<d>", "https://stadt.de/?x=a'b%22c%3Cd%3E"),
    ],
)
def test_addresses_are_read_as_browsers_read_them(written: str, read: str) -> None:
    try:
        found = str(addresses.read(written))
    except Refused:
        found = "refused"
    assert found == read


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh certificate for stadt.test, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=stadt.test",
               "-addext", "subjectAltName=DNS:stadt.test", "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed: no certificate to test with")
    return folder


@pytest.mark.parametrize(
    ("host", "trusted", "reason"),
    [("stadt.test", True, ""), ("andere.test", True, "Zertifikat"), ("stadt.test", False, "Zertifikat")],
)
def test_the_pinned_connection_keeps_the_name_for_tls(
    host: str, trusted: bool, reason: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    client_side = ssl.create_default_context(cafile=str(certificate / "cert.pem")) if trusted else None
    with peer(tls=server_side) as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"{host}:{server.port}")
        door = door_to(resolver=lambda host, port: ["127.0.0.1"], tls=client_side)
        address = f"https://{host}:{server.port}/seite"
        if reason:
            with pytest.raises(Refused, match=reason):
                door.fetch(address, deadline=3)
            assert server.paths() in ([], ["(connection)"])
        else:
            assert door.fetch(address, deadline=3).body == b"Guten Tag"


def test_an_encrypted_page_does_not_lead_to_an_open_one(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with peer() as plain, peer({"/": redirect(f"http://stadt.test:{plain.port}/")}, tls=server_side) as server:
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"stadt.test:{server.port},stadt.test:{plain.port}")
        client_side = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
        door = door_to(resolver=lambda host, port: ["127.0.0.1"], tls=client_side)
        with pytest.raises(Refused) as refused:
            door.fetch(f"https://stadt.test:{server.port}/", deadline=3)
        assert refused.value.reason == reasons.HOP_TO_HTTP and plain.hits == []


def test_a_proxy_from_the_environment_is_not_used(inside: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    with peer() as server:
        monkeypatch.setenv("http_proxy", inside.root)
        monkeypatch.setenv("HTTP_PROXY", inside.root)
        monkeypatch.setenv("DASEINSWERK_FETCH_ALLOW", f"127.0.0.1:{server.port}")
        assert door_to().fetch(server.root + "/", deadline=2).body == b"Guten Tag"
    assert inside.hits == []
