"""The one story of the product, told in a browser: a file is dropped, becomes a record, is disputed, mended and confirmed, the public
reads a figure with its sentence; then the source changes, and everybody sees that it did.
"""

import html
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from served_site import ServedSite, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Digitale Wasserzähler der Stadtwerke Wetter (Ruhr)"
PAID = "Die Anschaffung kostete 86.000 Euro."
REPORT = f"""{TITLE}

Bericht vom 12. März 2025. Die Stadtwerke Wetter betreiben seit dem 1. März 2023 ein digitales LoRaWAN-Funknetz in der Stadt Wetter (Ruhr).
Das digitale Netz besteht aus 14 Antennen und überträgt die Stände von 320 digitalen Wasserzählern.
{PAID} Für den laufenden Betrieb werden jährlich 12.500 Euro benötigt.
Das Land Nordrhein-Westfalen fördert das Vorhaben mit 40.000 Euro.

Für den Betrieb ist eine halbe Stelle eingeplant. Niemand muss mehr zum Ablesen in den Keller."""
FILE = "bericht-wetter.pdf"
CAST = {"mayor": "member", "second": "member", "office": "office"}
YES = re.compile(r"^Stimmt\s*:")  # the button names its figure for people who hear the page
# Where some words of the archived text stand on the screen: their first and last letter.
PLACES = """([element, words]) => { const node = element.firstChild, at = node.data.indexOf(words), range = document.createRange();
  element.scrollIntoView({block: 'center'});
  const box = (from, to) => { range.setStart(node, from); range.setEnd(node, to); return range.getBoundingClientRect(); };
  const first = box(at, at + 1), last = box(at + words.length - 1, at + words.length);
  return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2]; }"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[ServedSite]:
    with serving(tmp_path_factory.mktemp("story"), CAST) as served:
        yield served


@pytest.fixture(scope="module")
def profiles(site: ServedSite, chromium: Browser) -> Iterator[dict[str, BrowserContext]]:
    opened = {name: site.signed_in(chromium, name) for name in ("", *CAST)}
    yield opened
    for profile in opened.values():
        profile.close()


def pdf(browser: Browser, text: str) -> bytes:
    """The report as a word processor would print it."""
    page = browser.new_page()
    title, *paragraphs = text.split("\n\n")
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    page.set_content(f"<title>{html.escape(title)}</title><h1>{html.escape(title)}</h1>{body}")
    data = page.pdf(format="A4", margin={"top": "2cm", "left": "2cm", "right": "2cm", "bottom": "2cm"})
    page.close()
    return data


def drop(page: Page, data: bytes) -> None:
    """Read the file in and wait until the run, a process of its own, says that it is done."""
    page.goto("/einlesen/")
    page.get_by_label("Dateien").set_input_files({"name": FILE, "mimeType": "application/pdf", "buffer": data})
    page.get_by_role("main").get_by_role("button", name="Einlesen").click()
    expect(page.get_by_role("heading", name="Neue Dokumente")).to_be_visible(timeout=45_000)


def field(page: Page, label: str) -> Locator:
    """The part of the workshop or of the second reading that is about this field."""
    return page.get_by_role("region", name=label, exact=False).filter(has=page.get_by_role("heading", name=label)).last


def select_words(page: Page, words: str) -> None:
    """Drag over these words in the archived text, as a hand does."""
    sentence = page.locator("[data-archive-offsets] [data-start]").filter(has_text=words)
    left, top, right, bottom = page.evaluate(PLACES, [sentence.element_handle(), words])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, bottom, steps=4)
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()


def test_a_dropped_file_becomes_a_figure_the_public_can_check_and_a_changed_file_is_noticed(
    site: ServedSite, profiles: dict[str, BrowserContext], chromium: Browser
) -> None:
    mayor, second, office, visitor = (profiles[name].new_page() for name in ("mayor", "second", "office", ""))

    # The mayor reads the report in and begins a record with it.
    drop(mayor, pdf(chromium, REPORT))
    mayor.get_by_role("link", name=TITLE).click()
    mayor.get_by_role("link", name="In der Werkstatt öffnen").click()
    mayor.get_by_role("button", name="Eintrag beginnen").click()
    for label in ("Titel", "Kommune", "Betreiber"):
        field(mayor, label).get_by_role("button", name="Annehmen").first.click()
        expect(field(mayor, label).locator(".decision__word")).to_have_text("Vorschlag angenommen")
    record = mayor.url.split("/werkstatt/")[1].partition("/")[0]

    # A slip: two digits change places.
    field(mayor, "Kosten, einmalig").get_by_role("button", name="Ändern").click()
    mayor.get_by_label("Wert").fill("68.000 €")
    mayor.get_by_role("button", name="Geändert annehmen").click()
    expect(field(mayor, "Kosten, einmalig").locator(".decision__word")).to_have_text("Vorschlag geändert")

    # What the machine did not see is marked by hand.
    select_words(mayor, "jährlich 12.500 Euro")
    expect(mayor.get_by_label("Markierte Wörter")).to_have_value("jährlich 12.500 Euro")
    hand = mayor.locator("#von-hand")
    hand.get_by_label("Feld", exact=True).select_option(label="Kosten, laufend")
    hand.get_by_label("Wert").fill("12.500 € im Jahr")
    hand.get_by_role("button", name="Eintragen").click()
    expect(field(mayor, "Kosten, laufend").locator(".decision__word")).to_have_text("von Hand")
    mayor.get_by_role("button", name="Zur Zweitprüfung geben").click()
    visitor.goto(f"/praxis/{record}/")
    expect(visitor.get_by_role("main")).to_contain_text("noch nicht bestätigt")

    # Second finds it under what waits, compares, and objects to one figure.
    second.goto("/zu-tun/")
    second.get_by_role("main").get_by_role("link", name="Prüfen").click()
    for label in ("Titel", "Kommune", "Betreiber", "Kosten, laufend"):
        field(second, label).get_by_role("button", name=YES).click()
    costs = field(second, "Kosten, einmalig")
    expect(costs).to_contain_text("68.000 €")
    expect(costs.locator("mark")).to_have_text(PAID)
    costs.get_by_text("Stimmt nicht").click()
    costs.get_by_label("Grund").fill("Im Satz stehen 86.000 Euro.")
    costs.get_by_role("button", name="Einwand eintragen").click()

    # The mayor reads the objection and mends the figure.
    mayor.goto(f"/praxis/werkstatt/{record}/")
    expect(mayor.get_by_role("main")).to_contain_text("Im Satz stehen 86.000 Euro.")
    field(mayor, "Kosten, einmalig").get_by_role("link", name="Berichtigen").click()
    mayor.get_by_label("Wert").fill("86.000 €")
    mayor.get_by_role("main").get_by_role("button", name="Berichtigen").click()
    mayor.get_by_role("button", name="Zur Zweitprüfung geben").click()

    # Second agrees now, and confirms.
    second.goto(f"/praxis/werkstatt/{record}/pruefen/")
    field(second, "Kosten, einmalig").get_by_role("button", name=YES).click()
    second.get_by_role("button", name="Eintrag bestätigen").click()
    expect(second.get_by_role("status")).to_contain_text("Der Eintrag ist jetzt öffentlich")

    # The visitor opens the figure's sentence, and from there the place in the archived text.
    visitor.goto("/praxis/")
    visitor.get_by_role("link", name=TITLE).click()
    fact = visitor.locator(".fact").filter(has_text="Kosten, einmalig")
    fact.locator("summary").click()
    expect(fact.locator("mark")).to_have_text(PAID)
    expect(fact.get_by_text("86.000 €")).to_be_visible()
    fact.get_by_role("link", name="Im Dokument an dieser Stelle").click()
    place = visitor.locator("#stelle")
    expect(place).to_be_in_viewport()
    expect(place).to_be_focused()
    assert "".join(visitor.locator("#text mark").all_inner_texts()) == PAID

    # The same file comes again, and the sentence is another.
    drop(mayor, pdf(chromium, REPORT.replace(PAID, "Die Anschaffung kostete am Ende 91.000 Euro.")))
    visitor.goto(f"/praxis/{record}/")
    fact = visitor.locator(".fact").filter(has_text="Kosten, einmalig")
    expect(fact).to_contain_text("Quelle hat sich geändert")
    expect(fact).to_contain_text("86.000 €")
    untouched = visitor.locator(".fact").filter(has_text="Kosten, laufend")
    expect(untouched).not_to_contain_text("Quelle hat sich geändert")
    office.goto("/zu-tun/")
    waiting = office.get_by_role("main").get_by_role("listitem").filter(has_text=TITLE)
    expect(waiting).to_contain_text("steht in der neuen Fassung seines Dokuments nicht mehr")
    waiting.get_by_role("link", name="Ansehen").click()
    expect(office.get_by_role("heading", level=1)).to_have_text(TITLE)

    # Both versions are kept as they came, and neither the site nor a run met an error nobody foresaw.
    kept = [file.read_bytes() for file in (site.home / "originals").rglob("*") if file.is_file()]
    assert [data.startswith(b"%PDF-") for data in kept] == [True, True]
    for file in (site.home / "talk.txt", *(site.home / "runs").glob("*.log")):
        said = file.read_text(encoding="utf-8")
        assert "Internal Server Error" not in said and "Unerwarteter Fehler" not in said, said[-2000:]
