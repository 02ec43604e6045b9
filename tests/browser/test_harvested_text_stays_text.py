"""Texts from outside stay texts: more than fifty that would run in a browser are stored wherever something harvested is shown.

Every page is loaded with its windows, errors, requests and policy reports watched: nothing runs, nothing is asked for elsewhere, and
the policy never has to step in, because everything was escaped before. That the payload arrived is seen in the words of the page.
"""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from served_site import Filled, ServedSite, filled, serving
from stories import payloads

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAYLOADS = tuple(dict.fromkeys(payloads.PAYLOADS))
# Before any script of the page: whatever a payload would call, and whatever the policy had to stop, is written down.
WATCH = """window.seen = [];
  for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) window[name] = (...words) => { window.seen.push(`${name}(${words})`); };
  document.addEventListener('securitypolicyviolation', (event) => window.seen.push(`${event.violatedDirective}: ${event.blockedURI}`));"""
# What no page of ours contains, and what a payload would have become.
ALIVE = """() => [...document.querySelectorAll('*')].flatMap((element) => {
    const found = [...element.attributes].filter((one) => /^(on|srcdoc|style$|xlink:|hx-on|data-hx-on)/i.test(one.name)).map((one) => one.name);
    if (/^(IFRAME|OBJECT|EMBED|BASE|MARQUEE|MATH|VIDEO|AUDIO|PORTAL|TEMPLATE|STYLE)$/i.test(element.tagName)) found.push('element');
    if (element.tagName === 'META' && element.httpEquiv) found.push(element.httpEquiv);
    if (/^(A|FORM|SCRIPT|LINK)$/.test(element.tagName)) {
      const address = element.href || element.action || element.src;
      if (address && typeof address === 'string' && !/^https?:/.test(address)) found.push(address);
    }
    return found.map((what) => `${element.tagName} ${what}`);
  })"""
TOUCH = """() => { for (const element of document.querySelectorAll('main *')) {
    for (const name of ['mouseover', 'focus', 'blur', 'toggle', 'load', 'error', 'animationend']) element.dispatchEvent(new Event(name));
    if (element.tagName === 'DETAILS') element.open = true; } }"""
# Account, page, how many different payloads must be readable on it.
PAGES = [
    ("", "/bibliothek/?q=treffer", 10),
    ("", "/bibliothek/?q=treffer&seite=2", 10),
    ("", "/bibliothek/?q=treffer&seite=3", 10),
    ("office", "/bibliothek/dokument/{document}/", 50),
    ("", "/bibliothek/dokument/{document}/?von=0&bis=4000&marken=organisationen", 50),
    ("mayor", "/praxis/werkstatt/{draft}/", 50),
    ("second", "/praxis/werkstatt/{submitted}/pruefen/", 50),
    ("", "/praxis/{confirmed}/", 50),
    ("office", "/praxis/{confirmed}/", 50),
    ("mayor", "/einlesen/laeufe/{run}/", 45),
    ("mayor", "/woche/", 35),
    ("office", "/buero/abgelehnt/", 45),
    ("office", "/buero/abgelehnt/?seite=2", 5),
    ("", "/kommunen/{town}/", 50),
    ("office", "/bibliothek/korrekturen/", 1),
    ("office", "/buero/", 5),
    ("office", "/zu-tun/", 1),
    ("", "/quellen/", 1),
    ("office", "/quellen/boese/", 45),
    ("office", "/quellen/boese/aendern/", 3),
    ("", "/quellen/bericht/boese/", 45),
    ("office", "/quellen/neu/{check}/", 45),
    ("mayor", "/praxis/werkstatt/", 3),
    ("", "/praxis/", 1),
]
DATA = ["/praxis/{confirmed}/daten.json", "/praxis/katalog.json", "/quellen/bericht/boese.json"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[ServedSite, Filled]]:
    home = tmp_path_factory.mktemp("hostile")
    shelf = filled(home, "hostile")
    with serving(home, {}) as site:
        site.passwords.update(shelf.passwords)
        yield site, shelf


@pytest.fixture(scope="module")
def profiles(made: tuple[ServedSite, Filled], chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    opened = {name: made[0].signed_in(chromium, name) for name in ("", "mayor", "second", "office")}
    for profile in opened.values():
        profile.add_init_script(WATCH)
    yield opened
    for profile in opened.values():
        profile.close()


class Watched:
    """A page whose every stirring is written down."""

    def __init__(self, profile: BrowserContext, home: str) -> None:
        self.said: list[str] = []
        self.page: Page = profile.new_page()
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.said.append(request.url) if not request.url.startswith((home, "data:")) else None)

    def _listen(self, message: ConsoleMessage) -> None:
        if not message.location["url"].endswith("/favicon.ico"):  # Chromium asks for one where a file names none, such as JSON
            self.said.append(message.text)

    def stirrings(self) -> list[str]:
        """Everything that happened and should not, after every element has been touched."""
        self.page.evaluate(TOUCH)
        return self.said + self.page.evaluate("window.seen") + self.page.evaluate(ALIVE)


def readable(page: Page) -> int:
    """How many payloads stand on the page as words (blanks and invisible signs aside)."""
    words = squeezed(page.evaluate("document.body.textContent"))
    return sum(squeezed(payload) in words for payload in PAYLOADS)


def squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char.isprintable())


def test_there_are_more_than_fifty_and_each_is_another() -> None:
    assert len({squeezed(payload) for payload in PAYLOADS}) >= 50


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("", ["alert(1)", "IMG onerror"]),  # nothing escaped and no policy: it runs
        ("default-src 'self'", ["script-src-attr: inline", "IMG onerror"]),  # nothing escaped: the policy has to step in
    ],
)
def test_a_page_that_forgot_to_escape_is_noticed(chromium: Browser, policy: str, expected: list[str]) -> None:
    """The same watch over a page that lets its payload through: it would fail the tests below."""
    profile = chromium.new_context(base_url="http://127.0.0.1:9")
    profile.add_init_script(WATCH)
    watched = Watched(profile, "http://127.0.0.1:9")
    body = "<!doctype html><main><img src=data:, onerror=alert(1)></main>"
    headers = {"content-security-policy": policy} if policy else {}
    watched.page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html", headers=headers))
    watched.page.goto("/")
    found = watched.stirrings()
    assert [what for what in expected if what not in found] == []
    profile.close()


@pytest.mark.parametrize(("account", "address", "least"), PAGES)
def test_nothing_harvested_runs(
    made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext], account: str, address: str, least: int
) -> None:
    site, shelf = made
    watched = Watched(profiles[account], site.address)
    answer = watched.page.goto(address.format(**shelf.pages))
    assert answer.status == 200
    assert watched.stirrings() == []
    assert readable(watched.page) >= least
    watched.page.close()


@pytest.mark.parametrize("address", DATA)
def test_the_data_of_a_record_is_shown_as_text_by_a_browser(
    made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext], address: str
) -> None:
    site, shelf = made
    watched = Watched(profiles[""], site.address)
    answer = watched.page.goto(address.format(**shelf.pages))
    assert answer.headers["content-type"].startswith("application/json")
    assert (watched.said, watched.page.evaluate("window.seen")) == ([], [])
    assert watched.page.locator("script, iframe, img, svg").count() == 0
    watched.page.close()


@pytest.mark.parametrize("where", ["/bibliothek/?q={}", "/kommunen/?q={}", "/praxis/?q={}", "/anmelden/?next={}", "/gibt-es-nicht/{}/"])
def test_nothing_typed_into_an_address_runs(made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext], where: str) -> None:
    """Every second payload in the field most used, every fourth elsewhere: each is a page of its own."""
    watched = Watched(profiles[""], made[0].address)
    for payload in PAYLOADS[:: 2 if "bibliothek" in where else 4]:
        answer = watched.page.goto(where.format(quote(payload, safe="")), wait_until="domcontentloaded")
        assert answer.status in (200, 404), payload
        if answer.status == 404:
            watched.said = [line for line in watched.said if "404" not in line]  # Chromium says of the page itself that it is missing
        assert watched.stirrings() == [], payload
    watched.page.close()


def test_what_htmx_fetches_while_one_types_runs_as_little(made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext]) -> None:
    watched = Watched(profiles[""], made[0].address)
    watched.page.goto("/bibliothek/")
    field = watched.page.get_by_role("main").get_by_role("searchbox")
    with watched.page.expect_response(lambda answer: "q=treffer" in answer.url.lower()):
        field.press_sequentially("treffer", delay=5)
    watched.page.get_by_role("main").get_by_role("heading", name="Treffer").first.wait_for()
    assert watched.stirrings() == []
    assert readable(watched.page) >= 10
    watched.page.close()
