"""Every component, looked at: axe, keyboard, small screen, dark, print, weight, and what the script adds."""

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from django.http import HttpResponse
from django.template import Engine, RequestContext
from django.test import RequestFactory, override_settings
from django.urls import path
from page_checks import findings, stops
from playwright.sync_api import Browser, Page

import daseinswerk.design
from daseinswerk.apps.office.models import Role, User
from daseinswerk.design import examples

pytestmark = pytest.mark.browser

DESIGN = Path(daseinswerk.design.__file__).parent
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
# Routes of its own: what the components look like does not wait for the routes of the apps.
urlpatterns = [path("darstellung/", HttpResponse, name="theme")]
LOOKS = [(theme, width) for theme in ("light", "dark") for width in (320, 1280)]


def rendered(theme: str) -> str:
    """The style guide as a signed-in office sees it, without a database."""
    libraries = {name: f"django.templatetags.{name}" for name in ("i18n", "static", "l10n")}
    libraries |= {name: f"daseinswerk.design.templatetags.{name}" for name in ("design", "german")}
    engine = Engine(dirs=[str(DESIGN / "templates")], libraries=libraries)
    request = RequestFactory().get("/bibliothek/")
    user = User(role=Role.OFFICE, display_name="Anna Muster")
    frame = {"theme": theme, "version": "0.1.0", "todo_count": 3, "user": user}
    return engine.get_template("styleguide.html").render(RequestContext(request, examples.context() | frame | {"request": request}))


class Site(BaseHTTPRequestHandler):
    """The page and the static files, compressed as the site does it, under the site's policy."""

    pages: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        asked = self.path.partition("?")[0]
        if asked.startswith("/static/"):
            file = DESIGN / "static" / asked.removeprefix("/static/")
            body, kind = file.read_bytes(), KINDS[file.suffix]
        else:
            body, kind = self.pages[asked.strip("/")].encode(), "text/html; charset=utf-8"
        if not kind.startswith("font/"):
            body = gzip.compress(body, 6)
            encoding = {"Content-Encoding": "gzip"}
        else:
            encoding = {}
        self.send_response(200)
        headers = {"Content-Type": kind, "Content-Security-Policy": POLICY, "Content-Length": str(len(body)), **encoding}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with override_settings(ROOT_URLCONF=__name__):
        Site.pages = {theme: rendered(theme) for theme in ("light", "dark", "")}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens the style guide; a message of the browser (an error, a refused style) fails the test."""
    said: list[str] = []
    opened: list[Page] = []

    def go(theme: str = "light", width: int = 1280, **more: object) -> Page:
        page = chromium.new_page(viewport={"width": width, "height": 900}, **more)
        opened.append(page)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/{theme}")
        return page

    yield go
    for page in opened:
        page.close()
    assert said == []


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_everybody_can_use_every_component(visit: Callable[..., Page], theme: str, width: int) -> None:
    assert findings(visit(theme, width)) == []


def test_the_tab_key_passes_every_part_and_comes_to_an_end(visit: Callable[..., Page]) -> None:
    visited = stops(visit())
    assert "Zum Inhalt" in visited[0]["name"]
    assert 'name="language"' in visited[-1]["name"]
    assert 60 <= len(visited) < 120


def test_large_letters_do_not_push_a_page_sideways(visit: Callable[..., Page]) -> None:
    page = visit("light", 640)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 641


def test_a_device_that_wants_dark_gets_dark_without_a_choice(visit: Callable[..., Page]) -> None:
    page = visit("", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == visit("dark").evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != visit("light").evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )


def test_strong_colours_of_the_device_leave_both_forms_apart(visit: Callable[..., Page]) -> None:
    page = visit(forced_colors="active")
    look = "e => getComputedStyle(document.querySelector(e)).borderTopStyle"
    assert page.evaluate(look, ".suggestion") == "dashed"
    assert page.evaluate(look, ".decision") == "solid"


def test_a_page_weighs_less_than_the_limit_and_nothing_moves_while_it_loads(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{address}/light", wait_until="networkidle")
    assert {url for url in sizes if not url.startswith(address)} == set()
    assert sum(sizes.values()) <= 100_000, sizes  # 120 kB is the promise; a real page may be 20 kB longer than this one
    assert page.evaluate("window.moved") == 0
    assert page.evaluate("document.fonts.check('600 16px \"Fira Sans\"')")
    page.close()


def test_on_paper_every_sentence_is_open_and_the_menu_is_gone(visit: Callable[..., Page]) -> None:
    page = visit()
    page.emulate_media(media="print")
    seen = "e => document.querySelector(e).checkVisibility()"
    assert page.evaluate(seen, ".fact .quote__words")
    assert not page.evaluate(seen, ".frame-nav")


def test_without_script_the_menu_opens_and_a_figure_shows_its_sentence(visit: Callable[..., Page]) -> None:
    page = visit("light", 320, java_script_enabled=False)
    menu = page.get_by_role("navigation", name="Hauptnavigation")
    assert not menu.get_by_role("link", name="Kommunen").is_visible()
    page.get_by_text("Menü").click()
    assert menu.get_by_role("link", name="Kommunen").is_visible()
    fact = page.locator(".fact", has_text="Titel")
    assert not fact.locator("blockquote").is_visible()
    fact.locator("summary").click()
    assert "35.000 Euro" in fact.locator("blockquote").inner_text()


def test_the_error_summary_takes_the_focus(visit: Callable[..., Page]) -> None:
    assert visit().evaluate("document.activeElement.className") == "errors"


def test_moving_to_a_suggestion_marks_its_sentence_beside_it(visit: Callable[..., Page]) -> None:
    page = visit()
    page.locator(".split .suggestion").first.get_by_role("button", name="Annehmen").focus()
    assert page.locator(".archive-text .is-marked").all_inner_texts() == [
        "Für den Aufbau des Funknetzes stehen einmalig 35.000 Euro bereit."
    ]
    page.keyboard.press("j")
    assert page.locator(".archive-text .is-marked").all_inner_texts() == [
        "Die Stadtwerke beginnen im Mai 2024 mit den ersten zwölf Standorten."
    ]
    page.keyboard.press("k")
    page.evaluate("document.addEventListener('submit', e => { e.preventDefault(); window.sent = e.submitter.value; })")
    page.keyboard.press("d")
    assert page.evaluate("window.sent") == "drop"


def test_a_key_decides_only_on_the_field_one_has_gone_to(visit: Callable[..., Page]) -> None:
    page = visit()
    page.evaluate("document.addEventListener('submit', e => { e.preventDefault(); window.sent = e.submitter.value; })")
    page.locator("h1").click()
    page.keyboard.press("n")
    assert page.evaluate("window.sent") is None
    page.evaluate("location.hash = 'feld-2'")
    page.keyboard.press("j")
    page.keyboard.press("n")
    assert page.evaluate("window.sent") == "not-2"


def test_keys_rest_while_one_writes_and_question_mark_lists_them(visit: Callable[..., Page]) -> None:
    page = visit()
    page.evaluate("document.addEventListener('submit', e => { e.preventDefault(); window.sent = true; })")
    page.locator("#by-hand").press("a")
    page.locator("#by-hand").press("?")
    assert page.evaluate("window.sent") is None
    assert page.locator("#by-hand").input_value() == "a?"
    page.locator("#by-hand").blur()
    page.keyboard.press("?")
    assert page.get_by_text("zweites Dokument").is_visible()


def test_words_selected_in_the_document_fill_the_claim_in_characters_of_python(visit: Callable[..., Page]) -> None:
    """The text has a sign outside the basic plane: JavaScript counts it twice, the archive once."""
    page = visit()
    wanted = "jede Minute"
    page.evaluate(
        """words => { const node = [...document.querySelectorAll('.archive-text [data-start]')].map(e => e.firstChild)
             .find(text => text.data.includes(words)); const at = node.data.indexOf(words);
             getSelection().setBaseAndExtent(node, at, node, at + words.length);
             document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); }""",
        wanted,
    )
    start, end = (int(page.locator(f"[data-fill={name}]").input_value()) for name in ("start", "end"))
    assert examples.ARCHIVE[start:end] == page.locator("[data-fill=quote]").input_value() == wanted


DEFECTS = {
    "a picture without words": ("append", '<img src="/static/mark.svg">'),
    "pale letters": ("style", ".lead { color: #ccc !important }"),
    "a field without a label": ("append", "<input name=lonely>"),
    "a button without a name": ("append", "<button></button>"),
    "a link without a name": ("append", '<a href="/x"></a>'),
    "an id given twice": ("append", '<p id="inhalt">x</p>'),
    "no focus ring": ("style", ":focus-visible { outline: 0 !important }"),
    "too wide": ("append", '<div class="wide-defect">x</div>'),
    "an error tied to nothing": ("append", '<label>y <input name="y" aria-invalid="true"></label>'),
    "a tiny target": ("append", '<button class="tiny-defect">x</button>'),
    "a list item without a list": ("append", "<li>x</li>"),
    "an unknown role": ("append", '<div role="knopf">x</div>'),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_the_checks_find_a_defect_that_was_put_in(visit: Callable[..., Page], defect: str) -> None:
    page = visit("light", 320)
    how, what = DEFECTS[defect]
    rules = ".wide-defect { width: 900px } .tiny-defect { min-height: 0 !important; height: 10px; width: 10px; padding: 0 !important; overflow: hidden }"
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        rules + (what if how == "style" else ""),
    )
    if how == "append":
        page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", what)
    assert findings(page) != []
