"""An error page that answers "200, fine" is told from a page, and a page about errors from an error page."""

import time

import pytest
from worlds import NOON

from daseinswerk.sources.error_page import why_error_page
from daseinswerk.sources.fetch import Fetched

HOST = "https://musterhausen.example"
MENU = "<nav>" + "".join(f"<a href='/{number}'>Bürgerservice {number}</a>" for number in range(60)) + "</nav>"
ARTICLE = (
    "<p>" + "Die Stadt erneuert ihr Portal und erklärt, was sich für die Bürgerinnen und Bürger ändert. " * 30 + "</p>"
)


def reply(body: str, *, asked: str = "/presse/1", final: str = "", media_type: str = "text/html") -> Fetched:
    return Fetched(HOST + asked, HOST + (final or asked), 200, media_type, "utf-8", body.encode(), NOON, {})


ERRORS = {
    "title only": "<title>Seite nicht gefunden</title>",
    "title with the name of the site": f"<title>404 - Stadt Musterhausen</title>{MENU}<p>Kein Inhalt.</p>",
    "heading": f"<title>Stadt Musterhausen</title>{MENU}<h1>Fehler 404: Seite nicht gefunden</h1>{ARTICLE}",
    "heading with a tag and entities": "<title>Stadt</title><h1 class='a'><span>Die angeforderte Seite konnte nicht gefunden werden</span>&nbsp;!</h1>",
    "gone": "<h1>Diese Seite existiert leider nicht mehr.</h1>",
    "English": "<title>Page not found | Town</title>",
    "English number": "<title>404 Not Found</title><h1>Not Found</h1>",
    "apology": "<h1>Ups! Seite nicht gefunden</h1>",
    "an error inside a short page": "<title>Stadt Musterhausen: Die Seite wurde nicht gefunden, Suche nutzen</title><p>Bitte suchen Sie.</p>",
    "maintenance": "<title>Wartungsarbeiten</title><p>Wir sind bald zurück.</p>",
    "one word and no text": "<title>Fehler</title><h1>Fehler</h1><p>Die Seite wurde nicht gefunden. Versuchen Sie es später.</p>",
    "a guard against robots": "<title>Just a moment...</title><script>x</script>",
    "a fault of the server": "<title>Interner Serverfehler</title>",
}
PAGES = {
    "an ordinary page": f"<title>Glasfaser | Stadt</title><h1>Glasfaser für alle</h1>{ARTICLE}",
    "an article about errors": f"<title>Fehler 404: Warum Portale scheitern</title><h1>Fehler 404: Warum Portale scheitern</h1>{ARTICLE}",
    "a house number": "<title>Grundstück 404 wird verkauft</title><p>Kurz.</p>",
    "a text that was not found elsewhere": f"<title>Ratsbeschluss</title><h1>Beschluss 404</h1>{ARTICLE}",
    "a report on maintenance": f"<title>Wartungsarbeiten an der Kläranlage beginnen</title><h1>Wartungsarbeiten an der Kläranlage</h1>{ARTICLE}",
    "a notice with a heading of one word": f"<title>Wartungsarbeiten | Stadtwerke</title><h1>Wartungsarbeiten</h1>{ARTICLE}",
    "an essay": f"<title>Fehler | Magazin</title><h1>Fehler</h1>{ARTICLE}",
    "a jubilee": f"<title>500 - Die Stadt feiert</title><h1>500</h1>{ARTICLE}",
    "no heading": "<p>Guten Tag</p>",
    "nothing": "",
    "a draft law": f"<h1>Nicht gefunden: Wohnungen</h1>{ARTICLE}",
}
WAYS = {
    "/": ("/presse/2020/1", True),
    "/404": ("/presse/1", True),
    "/fehler-404.html": ("/presse/1", True),
    "/seite-nicht-gefunden/": ("/a", True),
    "/presse/2": ("/presse/1", False),
    "/neu": ("/", False),
    "/start": ("/presse/1", False),
}


@pytest.mark.parametrize("body", ERRORS.values(), ids=ERRORS)
def test_an_error_page_has_a_reason(body: str) -> None:
    reason = why_error_page(reply(body))
    assert reason.startswith("Die Website zeigt statt der Seite eine Fehlermeldung") and reason.endswith(".")


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_a_page_has_none(body: str) -> None:
    assert why_error_page(reply(body)) == ""


@pytest.mark.parametrize(("final", "asked", "astray"), [(final, *rest) for final, rest in WAYS.items()], ids=WAYS)
def test_where_a_page_leads_instead(final: str, asked: str, astray: bool) -> None:
    assert bool(why_error_page(reply(PAGES["an ordinary page"], asked=asked, final=final))) == astray


def test_a_file_is_no_error_page() -> None:
    assert why_error_page(reply("%PDF-1.7 <title>404</title>", media_type="text/html")) == ""
    assert why_error_page(reply("<title>404</title>", media_type="application/pdf")) == ""


@pytest.mark.parametrize(
    "piece", ["<h1>", "<title", "<script>", "<", "</h1", "404 ", "Seite nicht ", "&#", "<h1>Seite nicht gefunden "]
)
def test_no_page_takes_long(piece: str) -> None:
    start = time.process_time()
    why_error_page(reply("<title>Die Seite nicht gefunden hier</title>" + piece * (400_000 // len(piece))))
    assert time.process_time() - start < 2
