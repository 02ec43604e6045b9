"""Every main page as `daseinswerk demo` shows it: usable by everybody, light enough, still while it loads, silent in the console."""

from collections.abc import Iterator

import pytest
from demo_site import DemoSite
from page_checks import axe_findings, findings
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIMIT = 120_000
LOOKS = [("light", 1280), ("light", 320), ("dark", 1280), ("dark", 320)]
# Account, address. `dokument` and `werkstatt` are found by clicking, as their numbers differ from run to run.
PAGES = [
    ("", "/"),
    ("", "/anmelden/"),
    ("", "/bibliothek/"),
    ("", "/bibliothek/?q=glasfaser"),
    ("", "/bibliothek/?q=gibtesnicht"),
    ("", "dokument"),
    ("", "/kommunen/"),
    ("", "/kommunen/?q=frankfurt"),
    ("", "/kommunen/08212000/"),
    ("", "/praxis/"),
    ("", "/quellen/"),
    ("", "/glossar/"),
    ("", "/hilfe/"),
    ("", "/hilfe/bausteine/"),
    ("", "/impressum/"),
    ("", "/datenschutz/"),
    ("", "/barrierefreiheit/"),
    ("", "/gibt/es/nicht/"),
    ("mitglied", "/"),
    ("mitglied", "/zu-tun/"),
    ("mitglied", "/praxis/werkstatt/"),
    ("mitglied", "dokument"),
    ("mitglied", "werkstatt"),
    ("mitglied", "versionen"),
    ("mitglied", "/woche/"),
    ("mitglied", "/woche/einstellungen/"),
    ("mitglied", "/gemerkt/"),
    ("mitglied", "/einlesen/"),
    ("buero", "/buero/"),
    ("buero", "/buero/protokoll/"),
    ("buero", "/quellen/katalog/"),
]


@pytest.fixture(scope="module")
def profiles(chromium: Browser, demo_site: DemoSite) -> Iterator[dict[str, BrowserContext]]:
    opened = {account: demo_site.signed_in(chromium, account) for account in ("", "mitglied", "buero")}
    yield opened
    for profile in opened.values():
        profile.close()


@pytest.fixture(scope="module")
def places(profiles: dict[str, BrowserContext], demo_site: DemoSite) -> dict[str, str]:
    """Addresses that have to be found: a document, and a draft that is begun from it."""
    page = profiles["mitglied"].new_page()
    page.goto(f"{demo_site.address}/praxis/werkstatt/")
    page.get_by_role("link", name="Eintrag beginnen").first.click()
    page.get_by_role("button", name="Eintrag beginnen").click()
    page.locator("[data-archive-offsets]").wait_for()
    bench = page.url.partition("#")[0]
    document = page.get_by_role("link", name="Dokument in der Bibliothek").get_attribute("href")
    page.close()
    document = demo_site.address + document
    return {"dokument": document, "versionen": f"{document}versionen/", "werkstatt": bench}


def looked_at(page: Page, keyboard: bool) -> list[str]:
    return findings(page) if keyboard else axe_findings(page)


@pytest.mark.parametrize(("account", "where"), PAGES)
def test_a_page_is_usable_by_everybody(
    profiles: dict[str, BrowserContext], places: dict[str, str], demo_site: DemoSite, account: str, where: str
) -> None:
    found: list[str] = []
    page = profiles[account].new_page()
    for theme, width in LOOKS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(places.get(where, demo_site.address + where))
        assert page.locator("h1").count() == 1
        found += [f"{theme}, {width} px: {line}" for line in looked_at(page, keyboard=theme == "light")]
    page.close()
    assert found == []


@pytest.mark.parametrize(("account", "where"), [page for page in PAGES if page[1] != "/gibt/es/nicht/"])
def test_a_first_view_is_light_and_nothing_moves_or_complains(
    chromium: Browser, profiles: dict[str, BrowserContext], places: dict[str, str], demo_site: DemoSite, account: str, where: str
) -> None:
    """Each page in a profile of its own, so that nothing comes from a cache."""
    context = chromium.new_context(storage_state=profiles[account].storage_state(), viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sizes: dict[str, int] = {}
    said: list[str] = []
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(places.get(where, demo_site.address + where), wait_until="networkidle")
    moved = page.evaluate("window.moved")
    context.close()
    assert {address for address in sizes if not address.startswith(demo_site.address)} == set()
    assert sum(sizes.values()) <= LIMIT, sizes
    assert moved < 0.001
    assert said == []
