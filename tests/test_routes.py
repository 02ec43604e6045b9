"""Every address of the site and who may open it: one table. A route without a row fails, so that nobody opens a door by mistake.

Beside the table: looking never writes, no form is taken without its token, and what every answer tells the browser to forbid.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from cast import COSTS, TOWN, World, client_of, confirmed, drafted, everything, world
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

from daseinswerk.apps.library import archive
from daseinswerk.apps.library.actions import corrections
from daseinswerk.apps.library.models import (
    Document,
    Interest,
    Link,
    Listing,
    Original,
    Refusal,
    Run,
    SavedSearch,
    Source,
    Visit,
)
from daseinswerk.apps.library.queries.mail import word_for
from daseinswerk.apps.office.actions import create_account
from daseinswerk.apps.practices.models import Record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ROLES = ("visitor", "reader", "member", "office", "administrator")
# What each role gets, in this order. 302: to the sign-in page; 403: a page that says which role is needed.
EVERYBODY = (200, 200, 200, 200, 200)
READERS = (302, 200, 200, 200, 200)
MEMBERS = (302, 403, 200, 200, 200)
OFFICE = (302, 403, 403, 200, 200)
INSIDE = (403, 200, 200, 200, 200)  # not confirmed: the visitor learns that it is not public yet
NOBODY = (404, 404, 404, 404, 404)
ONLY_POST = (405, 405, 405, 405, 405)
MEMBERS_ONLY_POST = (302, 403, 405, 405, 405)
OFFICE_ONLY_POST = (302, 403, 403, 405, 405)
READERS_ONLY_POST = (302, 405, 405, 405, 405)

GET = [  # route, an address of it, what it answers
    ("mandate", "/", EVERYBODY),
    ("todo", "/zu-tun/", READERS),
    ("glossary", "/glossar/", EVERYBODY),
    ("help", "/hilfe/", EVERYBODY),
    ("styleguide", "/hilfe/bausteine/", EVERYBODY),
    ("imprint", "/impressum/", EVERYBODY),
    ("privacy", "/datenschutz/", EVERYBODY),
    ("accessibility", "/barrierefreiheit/", EVERYBODY),
    ("theme", "/darstellung/", ONLY_POST),
    ("language", "/sprache/", ONLY_POST),
    ("sign_in", "/anmelden/", EVERYBODY),
    ("sign_out", "/abmelden/", ONLY_POST),
    ("own_account", "/konto/", READERS),
    ("week", "/woche/", READERS),
    ("week", "/woche/?woche=2026-W47", READERS),
    ("week_looked", "/woche/gelesen/", READERS_ONLY_POST),
    ("week_settings", "/woche/einstellungen/", READERS),
    ("week_token", "/woche/neue-adresse/", READERS_ONLY_POST),
    ("saved", "/gemerkt/", READERS),
    ("saved_change", "/gemerkt/{search}/", READERS_ONLY_POST),
    ("week_feed", "/feed/woche/{week_token}.atom", EVERYBODY),  # the token is the key
    ("week_feed", "/feed/woche/geraten.atom", NOBODY),
    ("saved_feed", "/feed/suche/{search_token}.atom", EVERYBODY),
    ("saved_feed", "/feed/suche/geraten.atom", NOBODY),
    ("unsubscribe", "/abbestellen/{unsubscribe}/", EVERYBODY),
    ("unsubscribe", "/abbestellen/geraten/", NOBODY),
    ("office", "/buero/", OFFICE),
    ("refusals", "/buero/abgelehnt/", OFFICE),
    ("accounts", "/buero/konten/", OFFICE),
    ("account", "/buero/konten/{account}/", OFFICE),
    ("ledger", "/buero/protokoll/", OFFICE),
    ("library", "/bibliothek/", EVERYBODY),
    ("library_feed", "/bibliothek/feed.atom", EVERYBODY),
    ("document", "/bibliothek/dokument/{document}/", EVERYBODY),
    ("document", "/bibliothek/dokument/999999/", NOBODY),
    ("versions", "/bibliothek/dokument/{document}/versionen/", EVERYBODY),
    ("original", "/bibliothek/dokument/{document}/original/", READERS),
    ("correct", "/bibliothek/dokument/{document}/korrektur/", MEMBERS),
    ("join", "/bibliothek/dokument/{document}/verbinden/", MEMBERS),
    ("corrections", "/bibliothek/korrekturen/", OFFICE),
    ("correction_undo", "/bibliothek/korrekturen/{correction}/zuruecknehmen/", MEMBERS_ONLY_POST),
    ("read_in", "/einlesen/", MEMBERS),
    ("runs", "/einlesen/laeufe/", MEMBERS),
    ("run", "/einlesen/laeufe/{run}/", MEMBERS),
    ("run_state", "/einlesen/laeufe/{run}/stand/", MEMBERS),
    ("run_cancel", "/einlesen/laeufe/{run}/anhalten/", MEMBERS_ONLY_POST),
    ("run_again", "/einlesen/laeufe/{run}/weiter/", MEMBERS_ONLY_POST),
    ("places", "/kommunen/", EVERYBODY),
    ("municipality", f"/kommunen/{TOWN}/", EVERYBODY),
    ("municipality", "/kommunen/00000000/", NOBODY),
    ("county", f"/kommunen/kreis/{TOWN[:5]}/", EVERYBODY),
    ("sources", "/quellen/", EVERYBODY),
    ("sources_csv", "/quellen/stand.csv", READERS),
    ("source_new", "/quellen/neu/", OFFICE),
    ("source_check", "/quellen/neu/{check}/", OFFICE),
    ("source_check", "/quellen/neu/{check}/?statt=0", OFFICE),
    ("source_check_state", "/quellen/neu/{check}/stand/", OFFICE),
    ("source_folder", "/quellen/neu/ordner/post/", OFFICE),
    ("source_catalogue", "/quellen/katalog/", OFFICE),
    ("owner_report", "/quellen/bericht/{token}/", EVERYBODY),  # the token is the key
    ("owner_report", "/quellen/bericht/geraten/", NOBODY),
    ("owner_report_json", "/quellen/bericht/{token}.json", EVERYBODY),
    ("owner_report_json", "/quellen/bericht/geraten.json", NOBODY),
    ("source", "/quellen/{source}/", READERS),
    ("source_act", "/quellen/{source}/tun/", OFFICE_ONLY_POST),
    ("source_answer", "/quellen/{source}/antwort/", OFFICE_ONLY_POST),
    ("source_change", "/quellen/{source}/aendern/", OFFICE),
    ("source_report", "/quellen/{source}/bericht/", OFFICE),
    ("source_badge", "/quellen/{source}/stand.svg", EVERYBODY),
    ("practices", "/praxis/", EVERYBODY),
    ("practices_json", "/praxis/katalog.json", EVERYBODY),
    ("practices_csv", "/praxis/katalog.csv", EVERYBODY),
    ("workshop", "/praxis/werkstatt/", MEMBERS),
    ("workshop_new", "/praxis/werkstatt/neu/?dokument={document}", MEMBERS),
    ("workshop_record", "/praxis/werkstatt/{draft}/", MEMBERS),
    ("workshop_act", "/praxis/werkstatt/{draft}/tun/", MEMBERS_ONLY_POST),
    ("workshop_correct", "/praxis/werkstatt/{draft}/aendern/{claim}/", MEMBERS),
    ("review", "/praxis/werkstatt/{draft}/pruefen/", MEMBERS),
    ("review_act", "/praxis/werkstatt/{draft}/pruefen/tun/", MEMBERS_ONLY_POST),
    ("record", "/praxis/{confirmed}/", EVERYBODY),
    ("record", "/praxis/{draft}/", INSIDE),
    ("record", "/praxis/gibt-es-nicht/", NOBODY),
    ("record_json", "/praxis/{confirmed}/daten.json", EVERYBODY),
    ("record_json", "/praxis/{draft}/daten.json", INSIDE),
]
POST = {  # route → what an empty form gets; 400: the page again with what is missing. Every other route takes no form at all.
    "theme": (302, 302, 302, 302, 302),
    "language": (302, 302, 302, 302, 302),
    "sign_in": (400, 400, 400, 400, 400),
    "sign_out": (302, 302, 302, 302, 302),
    "own_account": (302, 302, 302, 302, 302),
    "week_looked": (302, 302, 302, 302, 302),
    "week_settings": (302, 302, 302, 302, 302),
    "week_token": (302, 302, 302, 302, 302),
    "saved": (302, 302, 302, 302, 302),
    "saved_change": (302, 302, 404, 404, 404),  # it is the reader's
    "unsubscribe": (200, 200, 200, 200, 200),
    "accounts": (302, 403, 403, 400, 400),
    "account": (302, 403, 403, 200, 200),
    "correct": (302, 403, 400, 400, 400),
    "join": (302, 403, 400, 400, 400),
    "correction_undo": (302, 403, 302, 302, 302),
    "read_in": (302, 403, 400, 400, 400),
    "run_cancel": (302, 403, 302, 302, 302),
    "run_again": (302, 403, 302, 302, 302),
    "source_new": (302, 403, 403, 400, 400),
    "source_check": (302, 403, 403, 400, 400),
    "source_folder": (302, 403, 403, 400, 400),
    "source_catalogue": (302, 403, 403, 400, 400),
    "source_act": (302, 403, 403, 302, 302),
    "source_answer": (302, 403, 403, 400, 400),
    "source_change": (302, 403, 403, 400, 400),
    "source_report": (302, 403, 403, 302, 302),
    "workshop_new": (302, 403, 404, 404, 404),
    "workshop_act": (302, 403, 302, 302, 302),
    "workshop_correct": (302, 403, 400, 400, 400),
    "review_act": (302, 403, 302, 302, 302),
}
# The address itself is the proof, as it is signed: the mail program of the reader sends this form without a page before it (RFC 8058).
WITHOUT_TOKEN = {"unsubscribe"}
EMPTY = {"csrfmiddlewaretoken": "as every form of a page carries it"}


@pytest.fixture
def cast(home: Path) -> World:
    """Something behind every address: a document with its original, a link and a correction, a run that refused a file, records."""
    cast = world()
    data = b"%PDF-1.4 nicht wirklich"
    row = Original.objects.create(source=cast.document.source, external_id="bericht.txt", name="bericht.pdf", sha256=archive.keep(data), size=len(data), state="read")
    Document.objects.filter(pk=cast.document.pk).update(original=row)
    for ags in (TOWN, "99001002"):
        Link.objects.create(document=cast.document, kind="municipality", key=ags, name="Kleinstadt", score=0.9, reason="Der Name steht da.", spans=[[0, 10]])
    corrections.correct_link(by=cast.mayor, document=cast.document, link_kind="municipality", key="99001002", reason="Der Nachbar ist es nicht.")
    run = Run.objects.create(kind="upload", name="bericht.pdf", state=Run.State.DONE, owner=cast.mayor, counts={"s1": {"done": 1, "written": 1, "refused": 1}})
    Refusal.objects.create(run=run, source=cast.document.source, stage="s1", name="kaputt.pdf", reason="Die Datei ist beschädigt.")
    watched_sources(home)
    confirmed(cast, by=cast.mayor, second=cast.second)
    drafted(cast, by=cast.mayor, fields=("title", "cost_once"))
    Interest.objects.create(user=cast.reader, token="geheim-woche", mail=True)
    SavedSearch.objects.create(user=cast.reader, name="Wasser", question="q=Wasser", token="geheim-suche")
    cast.document.refresh_from_db()
    return cast


def watched_sources(home: Path) -> None:
    """A source whose guard asks, a check with its answer, and a folder people may drop files into."""
    source = Source.objects.create(
        slug="ratsdienst", name="Ratsdienst Kleinstadt", kind="oparl", address="https://rat.kleinstadt.example/oparl", ags=TOWN, watch="asks", token="geheim",
        contact="rat@kleinstadt.example",
    )  # fmt: skip
    for state in ("done", "asks"):
        Visit.objects.create(source=source, state=state, new=3, changed=1, refused=1)
    now = timezone.now()
    Listing.objects.create(
        source=source, external_id="p1", address="https://rat.kleinstadt.example/p1", state="gone", guard="asked", first_seen=now, last_seen=now,
        missing_since=now, evidence="Die Seite gibt es nicht mehr (Antwort 404).",
    )  # fmt: skip
    Refusal.objects.create(source=source, stage="s1", name="https://rat.kleinstadt.example/p2", reason="Die Datei ist beschädigt.")
    preview = {
        "kind": "web", "address": "https://www.kleinstadt.example/", "name": "Kleinstadt", "options": {}, "note": "", "licence": "",
        "first": [{"title": "Wasser", "date": "2026-11-01", "address": "https://www.kleinstadt.example/1", "text": "Text.", "reason": ""}],
        "found": [{"kind": "feed", "address": "https://www.kleinstadt.example/feed", "name": "Presse"}],
    }  # fmt: skip
    Run.objects.create(what={"check": "https://www.kleinstadt.example/", "preview": preview}, name="https://www.kleinstadt.example/", state=Run.State.DONE)
    (home / "drop" / "post").mkdir(parents=True)


def filled(address: str, cast: World) -> str:
    """The address with the numbers and names of this database."""
    draft = Record.objects.get(state="draft")
    return address.format(
        document=cast.document.pk, account=cast.second.pk, run=Run.objects.get(kind="upload").pk, check=Run.objects.get(kind="").pk, source="ratsdienst", token="geheim", draft=draft.slug, claim=draft.claims.get(field="cost_once").pk,
        confirmed=Record.objects.get(state="confirmed").slug, correction=cast.document.corrections.get().pk,
        search=SavedSearch.objects.get().pk, search_token="geheim-suche", week_token=Interest.objects.get(user=cast.reader).token, unsubscribe=word_for(cast.reader),
    )  # fmt: skip


def look(client: Client, address: str) -> HttpResponse:
    """One request; a file that is sent piece by piece is read to its end, at which the client closes it."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def routes(patterns: list | None = None) -> list[str]:
    """The names of all routes; one without a name fails here."""
    found: list[str] = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            found += routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            found.append(pattern.name)
    return found


def test_every_route_has_a_row_and_every_row_a_route(cast: World) -> None:
    known = routes()
    assert [name for name, count in Counter(known).items() if count > 1] == []
    assert {name for name, _, _ in GET} == set(known)
    assert set(POST) <= set(known)
    for name, address, _ in GET:
        assert resolve(filled(address, cast).partition("?")[0]).url_name == name, address


def test_every_role_gets_from_every_route_what_the_table_says(cast: World) -> None:
    wrong = []
    for role, user in cast.by_role().items():
        client = client_of(user)
        for _name, address, expected in GET:
            answer = look(client, filled(address, cast))
            if answer.status_code != expected[ROLES.index(role)]:
                wrong.append(f"{role} {address}: {answer.status_code} instead of {expected[ROLES.index(role)]}")
            if answer.status_code == 302:
                assert answer["Location"].startswith("/anmelden/?next=/"), address
    assert wrong == []


def test_every_role_may_send_the_forms_the_table_says_and_no_others(cast: World) -> None:
    """The pages are asked again for each form, as signing out and corrections change what follows."""
    wrong = []
    for role, user in cast.by_role().items():
        for name, address, looked in GET:
            if looked is NOBODY or (name.startswith("record") and looked is INSIDE):
                continue
            seen = looked[ROLES.index(role)]
            expected = POST[name][ROLES.index(role)] if name in POST else 405 if seen == 200 else seen
            answer = client_of(user).post(filled(address, cast).partition("?")[0], EMPTY)
            if answer.status_code != expected:
                wrong.append(f"{role} {address}: {answer.status_code} instead of {expected}")
    assert wrong == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_no_route_knows_another_verb(cast: World, method: str) -> None:
    client = client_of(cast.administrator)
    before = everything()
    for _name, address, _expected in GET:
        assert getattr(client, method)(filled(address, cast)).status_code == 405, address
    assert everything() == before


# ------------------------------------------------------------------------------------------------------ looking is not writing


@pytest.mark.parametrize("role", ROLES)
def test_looking_never_writes(cast: World, role: str) -> None:
    """Every route of the table and everything that is linked from page to page; no link leads astray.

    Compared are all rows of all tables except the sessions and `last_login` (see `cast.NOT_CONTENT`).
    """
    client = client_of(cast.by_role()[role])
    waiting = [filled(address, cast) for _name, address, _expected in GET]
    given = set(waiting)
    seen: set[str] = set()
    before = everything()
    while waiting and len(seen) < 160:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = look(client, address)
        assert address in given or answer.status_code in (200, 302), f"a link leads to {address}: {answer.status_code}"
        assert address in given or answer.status_code == 200 or answer["Location"].startswith("/anmelden/"), address
        if answer.status_code == 200 and not answer.streaming and answer["Content-Type"].startswith("text/html"):
            waiting += links(answer.content.decode(), address)
    assert everything() == before
    assert len(seen) > len(given)


def links(page: str, address: str) -> list[str]:
    """Addresses of this site that a page leads to, without the part after #."""
    found = []
    for link in re.findall(r'<a\b[^>]*\shref="([^"#]*)', page):
        link = link.replace("&amp;", "&")
        if link.startswith("?"):
            link = address.partition("?")[0] + link
        if link.startswith("/") and not link.startswith(("//", "/static/")):
            found.append(link)
    return found


ODD = ("", "abc", "-1", "0", "99999999999999999999", "1.5", "١٢", "\0", "'", "%", "<script>", "ä" * 400)
READ = [  # pages and the words of the address they read
    ("/bibliothek/", ("q", "gemeinde", "land", "organisation", "quelle", "art", "jahr", "wie", "alle", "sort", "seite")),
    ("/bibliothek/feed.atom", ("q", "gemeinde", "land", "quelle", "jahr", "sort", "seite")),
    ("/bibliothek/dokument/{document}/", ("von", "bis", "marken", "q")),
    ("/bibliothek/dokument/{document}/versionen/", ("von", "bis")),
    ("/woche/", ("woche",)),
    ("/bibliothek/dokument/{document}/korrektur/", ("link_kind", "key", "other", "relation")),
    ("/bibliothek/dokument/{document}/verbinden/", ("other",)),
    ("/kommunen/", ("q", "land")),
    ("/praxis/", ("q", "feld", "land", "stand", "groesse", "seite")),
    ("/praxis/werkstatt/neu/", ("dokument",)),
    ("/praxis/werkstatt/{draft}/", ("dokument", "feld", "vorschlag")),
    ("/einlesen/laeufe/", ("seite",)),
    ("/quellen/", ("zustand", "art", "land")),
    ("/quellen/stand.csv", ("zustand", "art", "land")),
    ("/quellen/neu/", ("adresse",)),
    ("/quellen/neu/{check}/", ("statt",)),
    ("/buero/abgelehnt/", ("seite",)),
    ("/buero/protokoll/", ("seite", "konto")),
    ("/anmelden/", ("next",)),
]


@pytest.mark.parametrize(("page", "names"), READ, ids=[page for page, _ in READ])
def test_an_odd_word_in_the_address_breaks_no_page(cast: World, page: str, names: tuple[str, ...]) -> None:
    client, address = client_of(cast.office), filled(page, cast)
    for name in names:
        for value in ODD:
            assert client.get(address, {name: value}).status_code in (200, 404), f"{page}?{name}={value[:30]}"
    if {"von", "bis"} <= set(names):
        for start in ODD:
            assert client.get(address, {"von": start, "bis": "5"}).status_code == 200


@pytest.mark.parametrize("value", ODD)
def test_an_odd_number_in_a_form_changes_nothing_and_breaks_no_page(cast: World, value: str) -> None:
    client = client_of(cast.mayor)
    acts = filled("/praxis/werkstatt/{draft}/tun/", cast)
    before = everything()
    for act in ("accept", "change", "drop", "drop_claim", "fields", "not_stated", "by_hand", "gibt es nicht", value):
        sent = {"act": act, "suggestion": value, "claim": value, "field": value, "shown": value, "document": value, "start": value, "end": value}
        if act != "fields":
            assert client.post(acts, sent).status_code in (302, 400, 404), act
    for act in ("agree", "disagree", "confirm"):
        assert client_of(cast.second).post(filled("/praxis/werkstatt/{draft}/pruefen/tun/", cast), {"act": act, "claim": value}).status_code in (302, 403, 404), act
    assert client.post("/praxis/werkstatt/neu/", {"dokument": value}).status_code == 404
    assert everything() == before


# ------------------------------------------------------------------------------------------------------------------ forms


@pytest.mark.parametrize("role", ROLES)
def test_no_form_is_taken_without_its_token(cast: World, role: str) -> None:
    before = everything()
    for name, address, expected in GET:
        if name in POST and expected is not INSIDE and name not in WITHOUT_TOKEN:
            client = client_of(cast.by_role()[role], enforce_csrf_checks=True)
            answer = client.post(filled(address, cast).partition("?")[0], {"act": "submit", "username": "x", "password": "x"})
            assert answer.status_code == 403, address
    assert everything() == before


def test_a_form_with_its_token_is_taken_and_with_another_is_not(cast: World) -> None:
    client = client_of(cast.mayor, enforce_csrf_checks=True)
    page = client.get(filled("/praxis/werkstatt/{draft}/", cast)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    acts = filled("/praxis/werkstatt/{draft}/tun/", cast)
    assert client.post(acts, {"act": "not_stated", "field": "staff", "csrfmiddlewaretoken": token[::-1]}).status_code == 403
    assert client.post(acts, {"act": "not_stated", "field": "staff", "csrfmiddlewaretoken": token}).status_code == 302
    assert Record.objects.get(state="draft").decisions.filter(what="not_stated").count() == 1


# ---------------------------------------------------------------------------------------------------------------- headers

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
}  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_tells_the_browser_what_to_forbid(cast: World, role: str) -> None:
    """Pages, data, downloads, redirects, refusals and pages that do not exist: all the same."""
    client = client_of(cast.by_role()[role])
    addresses = [filled(address, cast) for _name, address, _expected in GET] + ["/gibt/es/nicht/"]
    for address in addresses:
        answer = look(client, address)
        assert {name: answer.get(name) for name in HEADERS} == HEADERS, address
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy, address
        if answer.streaming:
            assert policy == "sandbox; default-src 'none'" and answer["Content-Disposition"].startswith("attachment"), address
        else:
            assert set(policy.split("; ")) == POLICY, address
        assert (answer.get("Cache-Control") == "no-store, private") is (role != "visitor") or address == "/anmelden/", address


def test_the_sign_in_page_is_kept_by_no_cache_and_its_cookies_belong_to_this_site_alone(client: Client, settings) -> None:
    answer = client.get("/anmelden/")
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies["csrf"]["samesite"] == "Lax"
    create_account(by=None, username="mayor", role="member", password="ein langes Kennwort für den Test")
    answer = client.post("/anmelden/", {"username": "mayor", "password": "ein langes Kennwort für den Test"})
    cookie = answer.cookies["session"]
    assert (answer.status_code, cookie["httponly"], cookie["samesite"]) == (302, True, "Lax")


def test_an_original_is_only_ever_a_download(cast: World) -> None:
    answer = client_of(cast.reader).get(f"/bibliothek/dokument/{cast.document.pk}/original/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="bericht.pdf"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    answer.close()


def test_the_confirmed_record_and_its_data_say_the_same(cast: World) -> None:
    address = filled("/praxis/{confirmed}/", cast)
    visitor = client_of(None)
    assert COSTS in visitor.get(address).content.decode()
    quotes = [claim["quote"]["words"] for claim in visitor.get(f"{address}daten.json").json()["claims"]]
    assert COSTS in quotes
