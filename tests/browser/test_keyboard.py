"""Search, Werkstatt and confirmation by people who use no mouse, and by browsers that run no script.

At every stop of the Tab key the focus must be seen and stand in the window; every key of the Werkstatt does what its list says.
"""

from collections.abc import Iterator

import pytest
from page_checks import STOP, findings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served_site import Filled, ServedSite, filled, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 120  # stops to any place of a page
HERE = "() => { const e = document.activeElement; return (e.innerText || e.ariaLabel || e.labels?.[0]?.innerText || '').replace(/\\s+/g, ' ').trim(); }"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[ServedSite, Filled]]:
    home = tmp_path_factory.mktemp("friendly")
    shelf = filled(home, "friendly")
    with serving(home, {}) as site:
        site.passwords.update(shelf.passwords)
        yield site, shelf


@pytest.fixture(scope="module")
def profiles(made: tuple[ServedSite, Filled], chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    opened = {name: made[0].signed_in(chromium, name) for name in ("", "mayor", "second", "office")}
    yield opened
    for profile in opened.values():
        profile.close()


def seen_stop(page: Page) -> None:
    """The focus stands where one can see it."""
    stop = page.evaluate(STOP)
    assert stop is not None, "the focus is nowhere"
    assert stop["seen"], f"no focus ring: {stop['name']}"
    assert stop["inside"], f"outside the window: {stop['name']}"


def tab_to(page: Page, name: str) -> None:
    """Tab until the focus is on what is called this; every stop on the way is looked at."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        seen_stop(page)
        if page.evaluate(HERE).startswith(name):
            return
    pytest.fail(f"{name} is not reached with {MOST} presses of Tab on {page.url}")


def press(page: Page, key: str) -> None:
    """A key that leads to a page, also to the same one again."""
    with page.expect_navigation():
        page.keyboard.press(key)


def active_field(page: Page) -> str:
    return page.evaluate("() => document.activeElement.closest('.bench')?.id ?? ''")


# ---------------------------------------------------------------------------------------------------------------- keyboard


def test_a_document_is_found_and_opened_with_the_keyboard(profiles: dict[str, BrowserContext]) -> None:
    page = profiles[""].new_page()
    page.goto("/")
    tab_to(page, "Zum Inhalt")
    tab_to(page, "In der Bibliothek suchen")
    page.keyboard.type("wasserzähler")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bibliothek")
    tab_to(page, "Zum Inhalt")
    page.keyboard.press("Enter")
    tab_to(page, "Bericht der Stadtwerke")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bericht der Stadtwerke")
    page.close()


def test_a_municipality_is_found_with_the_keyboard_while_one_types(profiles: dict[str, BrowserContext]) -> None:
    page = profiles[""].new_page()
    page.goto("/kommunen/")
    field = page.get_by_role("main").get_by_role("searchbox")
    field.focus()
    seen_stop(page)
    page.keyboard.type("lüne")
    page.get_by_role("main").get_by_role("link", name="Lünen").wait_for()
    expect(field).to_be_focused()
    expect(field).to_have_value("lüne")
    tab_to(page, "Lünen")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lünen")
    page.close()


def test_every_key_of_the_werkstatt_does_what_its_list_says(made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext]) -> None:
    page = profiles["mayor"].new_page()
    page.goto(f"/praxis/werkstatt/{made[1].pages['draft']}/")
    listed = page.locator("details[data-keys]")
    page.keyboard.press("?")
    expect(listed).to_have_attribute("open", "")
    seen_stop(page)
    page.keyboard.press("?")
    expect(listed).not_to_have_attribute("open", "")

    # j and k: from suggestion to suggestion; the sentence of the one that has the focus is marked beside it.
    page.keyboard.press("j")
    seen_stop(page)
    first = active_field(page)
    expect(page.locator("[data-archive-offsets] .is-marked").first).to_be_visible()
    page.keyboard.press("j")
    seen_stop(page)
    assert active_field(page) != first
    page.keyboard.press("k")
    seen_stop(page)
    assert active_field(page) == first

    # a: accept; the page comes back at the same field.
    press(page, "a")
    expect(page.locator(f"#{first} .decision__word").first).to_have_text("Vorschlag angenommen")
    assert page.url.endswith(f"#{first}")

    # d: drop the next; another suggestion for the field or none, never the same again.
    page.keyboard.press("j")
    seen_stop(page)
    dropped = active_field(page)
    place = page.locator("[data-suggestion][data-active]").evaluate("e => `[data-document='${e.dataset.document}'][data-start='${e.dataset.start}']`")
    expect(page.locator(f"#{dropped} {place}")).to_have_count(1)
    press(page, "d")
    expect(page.locator(f"#{dropped} .decision__word")).to_have_count(0)
    expect(page.locator(f"#{dropped} {place}")).to_have_count(0)

    # n: the sources do not say it.
    page.keyboard.press("j")
    seen_stop(page)
    silent = active_field(page)
    press(page, "n")
    expect(page.locator(f"#{silent} .decision__word")).to_have_text("nicht genannt")

    # c: correct it first; Tab leads through the form and Enter sends it.
    page.keyboard.press("j")
    changed = active_field(page)
    press(page, "c")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vorschlag ändern")
    tab_to(page, "Wert")
    tab_to(page, "Geändert annehmen")
    press(page, "Enter")
    expect(page.locator(f"#{changed} .decision__word").first).to_have_text("Vorschlag geändert")

    # o: the second document.
    press(page, "o")
    assert "dokument=" in page.url
    page.close()


def test_no_key_acts_while_one_writes(made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext]) -> None:
    page = profiles["mayor"].new_page()
    page.goto(f"/praxis/werkstatt/{made[1].pages['typed']}/")
    field = page.locator("#von-hand").get_by_label("Wert")
    field.focus()
    page.keyboard.type("jakob andn?")
    expect(field).to_have_value("jakob andn?")
    expect(page.locator(".decision__word")).to_have_count(1)
    page.close()


def test_a_record_is_read_and_confirmed_with_the_keyboard(made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext]) -> None:
    """From what waits to the public page, with an objection opened and closed on the way."""
    page = profiles["second"].new_page()
    page.goto("/zu-tun/")
    tab_to(page, "Prüfen")
    page.goto(f"/praxis/werkstatt/{made[1].pages['waits']}/pruefen/")
    tab_to(page, "Stimmt nicht")
    page.keyboard.press("Enter")
    tab_to(page, "Grund")
    page.keyboard.type("Doch nicht.")
    page.goto(page.url.partition("#")[0])
    for field in ("Titel", "Kosten"):
        tab_to(page, f"Stimmt : {field}")
        press(page, "Enter")
    tab_to(page, "Eintrag bestätigen")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("Der Eintrag ist jetzt öffentlich")
    tab_to(page, "35.000 €")
    page.keyboard.press("Enter")
    expect(page.locator(".fact details[open] mark")).to_have_text("Die Kosten liegen bei 35.000 Euro.")
    page.close()


def test_the_guard_is_answered_with_the_keyboard_on_pages_everybody_can_use(made: tuple[ServedSite, Filled], profiles: dict[str, BrowserContext]) -> None:
    """A source whose visit would withdraw much: its page and the check of an address are looked at first, then the office answers."""
    page = profiles["office"].new_page()
    for address, theme, width in (("/quellen/{source}/", "light", 320), ("/quellen/neu/{check}/", "dark", 320), ("/quellen/{source}/", "dark", 1280)):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address.format(**made[1].pages))
        assert findings(page) == []
    tab_to(page, "Warum?")
    page.keyboard.type("Der Auftritt ist umgezogen.")
    tab_to(page, "Nichts zurückziehen")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("25 Einträge bleiben in der Bibliothek")
    page.close()


# ---------------------------------------------------------------------------------------------------------- without scripts


@pytest.fixture(scope="module")
def plain(made: tuple[ServedSite, Filled], chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    """The same people with browsers that run no script."""
    opened = {name: made[0].signed_in(chromium, name, java_script_enabled=False) for name in ("", "mayor", "second")}
    yield opened
    for profile in opened.values():
        profile.close()


def test_without_scripts_a_document_is_found(plain: dict[str, BrowserContext]) -> None:
    page = plain[""].new_page()
    page.goto("/bibliothek/")
    page.get_by_role("main").get_by_role("searchbox").fill("wasserzähler")
    page.get_by_role("main").get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Bericht der Stadtwerke").first.click()
    expect(page.locator("#text")).to_contain_text("1.200 Wasserzähler")
    page.goto("/kommunen/")
    page.get_by_role("main").get_by_role("searchbox").fill("lüne")
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("main").get_by_role("link", name="Lünen").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lünen")
    page.close()


def test_without_scripts_a_suggestion_is_accepted_changed_and_written_by_hand(
    made: tuple[ServedSite, Filled], plain: dict[str, BrowserContext]
) -> None:
    page = plain["mayor"].new_page()
    page.goto(f"/praxis/werkstatt/{made[1].pages['plain']}/")
    costs = page.locator("#feld-cost_once")
    costs.get_by_role("button", name="Annehmen").click()
    expect(costs.locator(".decision__word")).to_have_text("Vorschlag angenommen")
    page.locator("#feld-outcome").get_by_role("button", name="Ändern").click()
    page.get_by_label("Wert").fill("Niemand liest mehr vor Ort ab")
    page.get_by_role("button", name="Geändert annehmen").click()
    expect(page.locator("#feld-outcome .decision__word")).to_have_text("Vorschlag geändert")
    page.locator("#feld-funding").get_by_role("button", name="Verwerfen").click()
    expect(page.locator("#feld-funding")).not_to_contain_text("Mumpfelgrat")
    page.locator("#feld-staff").get_by_role("button", name="Nicht genannt").click()
    expect(page.locator("#feld-staff .decision__word")).to_have_text("nicht genannt")
    hand = page.locator("#von-hand")
    hand.get_by_label("Feld", exact=True).select_option(label="Problem")
    hand.get_by_label("Wert").fill("Das Ablesen kostete zu viel Zeit")
    hand.get_by_label("Anfang (Zeichen)").fill("0")
    hand.get_by_label("Ende (Zeichen)").fill("44")
    hand.get_by_role("button", name="Eintragen").click()
    expect(page.locator("#feld-problem .decision__word")).to_have_text("von Hand")
    page.get_by_role("button", name="Zur Zweitprüfung geben").click()
    expect(page.get_by_role("status")).to_contain_text("wartet jetzt auf eine zweite Person")
    page.close()


def test_without_scripts_a_record_is_confirmed_and_a_figure_opens_its_sentence(
    made: tuple[ServedSite, Filled], plain: dict[str, BrowserContext]
) -> None:
    page = plain["second"].new_page()
    page.goto(f"/praxis/werkstatt/{made[1].pages['waits_too']}/pruefen/")
    for _ in range(2):
        page.get_by_role("button", name="Stimmt").first.click()
    page.get_by_role("button", name="Eintrag bestätigen").click()
    expect(page.get_by_role("status")).to_contain_text("Der Eintrag ist jetzt öffentlich")
    address = page.url
    page.close()
    visitor = plain[""].new_page()
    visitor.goto(address)
    fact = visitor.locator(".fact").filter(has_text="Kosten, einmalig")
    fact.locator("summary").click()
    fact.get_by_role("link", name="Im Dokument an dieser Stelle").click()
    expect(visitor.locator("#stelle")).to_be_in_viewport()
    visitor.close()
