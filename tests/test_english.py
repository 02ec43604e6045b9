"""The English pages: the catalogue is complete, and what a visitor reads is English wherever it is not the text of a source.

A new German sentence without an English one fails here; so does English for a sentence nobody says any more. GNU gettext is not needed.
"""

import ast
import gettext
import re
from collections.abc import Iterator

import lxml.html
import pytest
from cast import World, client_of, confirmed, world
from django.test import Client
from django.utils import translation
from po_file import CATALOGUE, Entry, Sentence, entries, of_python, of_template, said, speaking

from daseinswerk.apps.library.models import Document, Link, Refusal, Source
from daseinswerk.apps.practices.value_words import REFUSALS, value_words
from daseinswerk.design.templatetags import german
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.evidence.values import check_value

AGAIN = "Run bin/build-catalogue, then write the English into the .po and run it once more."
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd%]|</?\w+>")
GERMAN = re.compile(
    r"\b(und|der|die|das|dem|den|nicht|ist|sind|wird|werden|von|mit|für|auf|ein|eine|kein|keine|im|zu|zur|zum|Sie|Suche|Quelle|Quellen|"
    r"Fassung|Angabe|Angaben|Dokument|Dokumente|Eintrag|Vorschlag|Kommune|Datei|Seite|nach|noch|oder|aus|steht|Uhr|heute|Gemeinde|Praxis|Grund)\b"
)
# German in an English sentence with a reason: how a German value is typed, words one looks for in German texts, names of laws.
GERMAN_ON_PURPOSE = ("35.000 €", "24.000 €", "14.03.2024", "Glasfaser", "Gesetz", "Stadtwerke", "stehen bereit", "Koeln", "/bibliothek/")
# Sentences whose words are made elsewhere: the engine's, which value_words.py names.
NOT_PLAIN = {("workshop.py", "_(str(error))")}


@pytest.fixture(scope="module")
def catalogue() -> list[Entry]:
    return entries(CATALOGUE.read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------------------------------ the catalogue


def test_every_sentence_of_the_package_is_in_the_catalogue_and_no_other(catalogue: list[Entry]) -> None:
    package, held = said(), {entry.sentence for entry in catalogue}
    assert [f"{file}: {sentence.text}" for sentence, file in package.items() if sentence not in held] == [], AGAIN
    assert [sentence.text for sentence in held if sentence not in package] == [], AGAIN


def test_every_sentence_has_its_english_and_none_is_a_guess(catalogue: list[Entry]) -> None:
    assert [entry.sentence.text for entry in catalogue if not all(entry.english)] == [], AGAIN
    assert [entry.sentence.text for entry in catalogue if "fuzzy" in entry.flags] == []
    assert [entry.sentence.text for entry in catalogue if len(entry.english) != (2 if entry.sentence.plural else 1)] == []


def test_what_is_filled_in_is_the_same_in_both_languages(catalogue: list[Entry]) -> None:
    wrong = []
    for entry in catalogue:
        for said_in_german, english in zip((entry.sentence.text, entry.sentence.plural), entry.english, strict=False):
            same_places = sorted(PLACE.findall(said_in_german)) == sorted(PLACE.findall(english))
            same_ends = (said_in_german[:1] == " ", said_in_german[-1:] == " ") == (english[:1] == " ", english[-1:] == " ")
            wrong += [] if same_places and same_ends else [english]
    assert wrong == []


def test_the_english_is_english(catalogue: list[Entry]) -> None:
    found = [english for entry in catalogue for english in entry.english if GERMAN.search(english)]
    assert [english for english in found if not any(word in english for word in GERMAN_ON_PURPOSE)] == []
    assert [english for entry in catalogue for english in entry.english if "„" in english or "»" in english] == []


def test_the_compiled_catalogue_says_what_the_written_one_says(catalogue: list[Entry]) -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for entry in catalogue:
        context, text, plural = entry.sentence.context, entry.sentence.text, entry.sentence.plural
        if plural and context:
            found = tuple(compiled.npgettext(context, text, plural, number) for number in (1, 2))
        elif plural:
            found = tuple(compiled.ngettext(text, plural, number) for number in (1, 2))
        else:
            found = (compiled.pgettext(context, text) if context else compiled.gettext(text),)
        assert found == entry.english, AGAIN


def test_every_sentence_is_plain_text_so_that_it_can_be_collected() -> None:
    found = set()
    for path, source in speaking():
        for line, sentence in of_python(source):
            if sentence is None:
                found.add((path.name, re.search(r"\w+\(.*?\)\)", source.splitlines()[line - 1].partition("raise ValidationError(")[2])[0]))
    assert found == NOT_PLAIN


def test_no_sentence_is_translated_while_its_module_is_read() -> None:
    """It would stay in one language for everybody: constants and fields of forms need the lazy kind."""
    found = []
    for path, text in speaking():
        tree = ast.parse(text)
        names = [alias for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation" for alias in node.names]
        eager = {alias.asname or alias.name for alias in names if alias.name in ("gettext", "ngettext", "pgettext", "npgettext")}
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda) for part in ast.walk(node)}
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in eager]
        found += [f"{path.name}:{call.lineno}" for call in calls if id(call) not in inside]
    assert found == []


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ('{% load i18n %}{% translate "Hallo" %} {{ _("Welt") }}', [Sentence("", "Hallo", ""), Sentence("", "Welt", "")]),
        ('{% load i18n %}{% translate "Los" context "Knopf" %}', [Sentence("Knopf", "Los", "")]),
        ("{% load i18n %}{% blocktranslate count n=n %}{{ n }} Tag{% plural %}{{ n }} Tage{% endblocktranslate %}", [Sentence("", "%(n)s Tag", "%(n)s Tage")]),
        ('{% include "a.html" with what=_("Es ist „so“.") only %}', [Sentence("", "Es ist „so“.", "")]),
        ('{# _("nichts") #}<p>gettext</p>', []),
    ],
)
def test_sentences_of_a_template_are_found(source: str, sentences: list[Sentence]) -> None:
    assert list(of_template(source)) == sentences


def test_what_the_engine_says_of_a_value_is_in_the_catalogue() -> None:
    """It knows no catalogue; its sentences are named in the app, and none is missing there."""
    tried = [
        (Field.PROBLEM, ""), (Field.PROBLEM, "x" * 1001), (Field.MUNICIPALITY, "1"), (Field.STATUS, "9"), (Field.START, "bald"),
        (Field.COST_ONCE, "viel"), (Field.DECISION, "vielleicht"), (Field.FUNDING, "1.2.3 €"),
    ]  # fmt: skip
    heard = []
    for field, value in tried:
        with pytest.raises(ValueError, match="Bitte") as caught:
            check_value(field, value)
        heard.append(str(caught.value))
    assert sorted(heard) == sorted(REFUSALS)


# ------------------------------------------------------------------------------------------------------- days, sums, values


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("shown", "written"),
    [
        (lambda: german.day("2025-03-03"), "3 March 2025"), (lambda: german.day("2025-03"), "March 2025"), (lambda: german.day("2025-02-31"), "31.02.2025"),
        (lambda: german.euro("-1250.5"), "-€1,250.50"), (lambda: german.percent("4.5"), "4.5%"), (lambda: german.whole(10753), "10,753"),
        (lambda: german.shown("24000 EUR/a"), "€24,000 a year"), (lambda: german.stated(""), "not stated"), (lambda: german.size(1), "1 byte"),
        (lambda: german.size(1_234_567), "1.2 MB"),
        (lambda: value_words(Field.COST_ONCE, "10000-15000 EUR"), "€10,000 to €15,000"), (lambda: value_words(Field.COST_YEARLY, "24000 EUR/a"), "€24,000 a year"),
        (lambda: value_words(Field.FUNDING, "90 %"), "90%"), (lambda: value_words(Field.OUTPUT, "1200 Zähler"), "1,200 Zähler"),
        (lambda: value_words(Field.START, "2024-Q2"), "Q2 2024"), (lambda: value_words(Field.START, "2024-11"), "November 2024"),
        (lambda: value_words(Field.END, "4 Jahre"), "4 years"), (lambda: value_words(Field.STATUS, "P4"), "P4 Operation"), (lambda: value_words(Field.STATUS, "ended"), "ended"),
        (lambda: value_words(Field.DECISION, "approved;27:9;2024-03-14"), "adopted, 27 yes, 9 no, 14 March 2024"),
    ],
)  # fmt: skip
def test_days_sums_and_values_of_claims_as_the_english_write_them(shown: object, written: str) -> None:
    assert shown().replace(german.THIN, " ") == written


# ----------------------------------------------------------------------------------------------------------------- the pages

pages = pytest.mark.django_db


def german_on(client: Client, address: str) -> list[str]:
    """German words of a page outside the parts that say they are German."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Language"] == "en"
    tree = lxml.html.document_fromstring(answer.content.decode())
    assert tree.get("lang") == "en"
    for part in tree.xpath('//body//*[@lang="de"] | //nav[@class="breadcrumb"]//li | //script'):  # the trail ends in names of things
        part.drop_tree()
    spoken = [element.get(name) for element in tree.iter() for name in ("aria-label", "title", "placeholder", "alt")]
    texts = [text for element in tree.xpath("//body")[0].iter() for text in (element.text, element.tail)]
    return [f"{address}: {' '.join(text.split())[:90]}" for text in [*texts, *spoken] if text and GERMAN.search(text)]


@pytest.fixture
def cast(home: object) -> World:
    cast = world()
    Link.objects.create(document=cast.document, kind="municipality", key="99001001", name="Kleinstadt", score=0.9, reason="Der Name steht da.", spans=[[0, 10]])
    source = Source.objects.create(slug="ratsdienst", name="Ratsdienst", kind="oparl", address="https://rat.kleinstadt.example/oparl", watch="active")
    Document.objects.filter(pk=cast.document.pk).update(source=source)
    Refusal.objects.create(source=source, stage="s1", name="p2.pdf", reason="Die Datei ist beschädigt.")
    confirmed(cast, by=cast.mayor, second=cast.second)
    return cast


@pages
def test_a_visitor_with_an_english_browser_reads_english(cast: World) -> None:
    """She opens the start page, searches the library, reads a document, a record and what stands behind a source.

    What is German there is a text of a source, or a reason the machine stored, and says so; titles in links are such texts too.
    """
    record = cast.document.records.get()
    visitor = client_of(None, headers={"accept-language": "en-GB,en;q=0.9"})
    addresses = ("/", "/bibliothek/?q=Wasser", f"/bibliothek/dokument/{cast.document.pk}/", "/praxis/", f"/praxis/{record.slug}/", "/quellen/", "/kommunen/",
                 "/hilfe/", "/glossar/", "/datenschutz/", "/impressum/", "/barrierefreiheit/", "/anmelden/")  # fmt: skip
    assert [line for address in addresses for line in german_on(visitor, address)] == []
    reader = client_of(cast.reader, headers={"accept-language": "en"})
    assert [line for address in ("/quellen/ratsdienst/", "/zu-tun/", "/woche/", "/konto/") for line in german_on(reader, address)] == []


@pages
def test_the_switch_in_the_foot_outlasts_what_the_browser_asks(cast: World) -> None:
    visitor = client_of(None, headers={"accept-language": "en"})
    assert 'lang="en"' in visitor.get("/").content.decode()[:300]
    answer = visitor.post("/sprache/", {"language": "de", "next": "/hilfe/"})
    assert (answer["Location"], answer.cookies["language"]["samesite"]) == ("/hilfe/", "Lax")
    again = visitor.get("/hilfe/")
    assert 'lang="de"' in again.content.decode()[:300]
    assert {"Accept-Language", "Cookie"} <= {word.strip() for word in again["Vary"].split(",")}
    assert visitor.post("/sprache/", {"language": "en", "next": "https://boese.example/"})["Location"] == "/"
    visitor.post("/sprache/", {"language": "tlh", "next": "/"})
    assert 'lang="en"' in visitor.get("/").content.decode()[:300]


@pages
def test_a_language_nobody_wrote_is_answered_in_german(cast: World) -> None:
    assert 'lang="de"' in client_of(None, headers={"accept-language": "fr"}).get("/").content.decode()[:300]


@pages
def test_what_machines_fetch_does_not_hang_on_the_language_of_whoever_asks(cast: World) -> None:
    record = cast.document.records.get()
    for address in (f"/praxis/{record.slug}/daten.json", "/praxis/katalog.json", "/praxis/katalog.csv", "/bibliothek/feed.atom?q=Wasser", "/quellen/ratsdienst/stand.svg"):
        answers = [client_of(None, headers={"accept-language": language}).get(address) for language in ("de", "en")]
        assert answers[0].content == answers[1].content, address
        assert [answer["Content-Language"] for answer in answers] == ["de", "de"], address
