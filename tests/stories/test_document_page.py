"""Somebody reads a document: clean text, marks with their reason, a link to any place; a hostile text stays text."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from payloads import PAYLOADS
from shelf import person, put

from daseinswerk.apps.library import archive
from daseinswerk.apps.library.models import Document, Original, Paper, Suggestion
from daseinswerk.apps.library.queries.documents import document_url
from daseinswerk.apps.office.models import Role

pytestmark = pytest.mark.django_db

TEXT = (
    "Die Stadt Karlsruhe baut ein Funk-\nnetz auf. Es kostet 35.000 Euro und wird am 14. März 2024 vergeben.\n\n"
    "Der Anteil der Förderung beträgt 90 Prozent. Die Stadtwerke Karlsruhe beginnen im Mai."
)
LINKS = (("municipality", "08212000", "Karlsruhe"), ("organisation", "stadtwerke-karlsruhe", "Stadtwerke Karlsruhe"))


class Elements(HTMLParser):
    """All elements of a page with their attributes, and the text of each sentence."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.sentences: dict[str, str] = {}
        self._sentence = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))
        if tag == "span":
            self._sentence = dict(attributes).get("id") or "" if "data-start" in dict(attributes) else self._sentence

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._sentence = ""

    def handle_data(self, data: str) -> None:
        if self._sentence:
            self.sentences[self._sentence] = self.sentences.get(self._sentence, "") + data


def page_of(client: Client, document: Document, address: str = "") -> str:
    response = client.get(reverse("document", args=[document.pk]) + address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_sentence_has_an_id_and_its_place_in_the_archive(client: Client) -> None:
    document = put("Funknetz", TEXT, links=LINKS)
    page = Elements(page_of(client, document))
    places = {a["id"]: (int(a["data-start"]), int(a["data-end"])) for tag, a in page.found if "data-start" in a}
    assert list(places) == ["s1", "s2", "s3", "s4"]
    assert TEXT[slice(*places["s1"])] == "Die Stadt Karlsruhe baut ein Funk-\nnetz auf."
    assert page.sentences["s1"] == "Die Stadt Karlsruhe baut ein Funknetz auf."


def test_the_address_of_a_quote_marks_exactly_its_words_and_takes_the_focus(client: Client) -> None:
    document = put("Funknetz", TEXT)
    start = TEXT.index("35.000 Euro")
    address = document_url(document, start, start + 11)
    assert address.endswith(f"?von={start}&bis={start + 11}#stelle")
    page = page_of(client, document, address.split("/")[-1].replace("#stelle", ""))
    assert '<mark id="stelle" tabindex="-1" data-focus>' in page and page.count('id="stelle"') == 1
    assert page.split('id="stelle"')[1].split("</mark>")[0].count("35.000 Euro") == 1


@pytest.mark.parametrize("nonsense", ["?von=5", "?von=9&bis=2", "?von=-1&bis=5", "?von=x&bis=y", "?von=999999&bis=9999999", "?marken=quatsch", "?von=٣&bis=٥"])
def test_a_broken_place_still_gives_the_document(client: Client, nonsense: str) -> None:
    assert 'id="stelle"' not in page_of(client, put("Funknetz", TEXT), nonsense)


def test_marks_are_switched_by_the_address_and_lead_to_their_reason(client: Client) -> None:
    document = put("Funknetz", TEXT, links=LINKS)
    everything, places, nothing = (page_of(client, document, address) for address in ("", "?marken=orte", "?marken="))
    for kind in ("municipality", "organisation", "date", "money", "share"):
        assert f"mark--{kind}" in everything
    assert "mark--municipality" in places and "mark--money" not in places
    assert "mark mark--" not in nothing
    ids = {a.get("id") for _tag, a in Elements(everything).found}
    targets = {a["href"][1:] for tag, a in Elements(everything).found if tag == "a" and (a.get("class") or "").startswith("mark ")}
    assert targets and targets <= ids
    assert "Der Name steht im Text." in everything and "91" in everything


@pytest.mark.parametrize("payload", PAYLOADS)
def test_harvested_text_stays_text_on_the_hit_and_on_the_page(client: Client, payload: str) -> None:
    plain = put("Harmlos", "Harmloser Schutzbrief.", publisher="Harmlos", links=(("organisation", "x", "Harmloser"),))
    title, text = f"Schutzbrief {payload}", f"Der Schutzbrief {payload} gilt. Danach {payload}"
    bad = put(title, text, publisher=payload[:300], links=(("organisation", payload[:160], payload[:200]),))
    Suggestion.objects.create(
        document=bad, field="title", value=payload, certainty="stated", quote=text[:20], start=0, end=20, rule="test", score=0.9
    )
    client.force_login(person(Role.MEMBER))
    for known, suspect in (
        (reverse("document", args=[plain.pk]), reverse("document", args=[bad.pk])),
        (reverse("library") + "?q=Harmloser", reverse("library") + "?q=Schutzbrief"),
    ):
        before, after = (Elements(client.get(address).content.decode()) for address in (known, suspect))
        assert {tag for tag, _ in after.found} - {tag for tag, _ in before.found} <= {"mark", "blockquote", "figure", "ul", "li", "nav", "details", "h2"}
        for tag, attributes in after.found:
            assert not [name for name in attributes if name.startswith(("on", "style", "srcdoc"))], (tag, attributes)
            assert not (attributes.get("href") or "").lower().strip().startswith(("javascript", "data", "vbscript"))
    asked = client.get(reverse("library"), {"q": payload}).content.decode()
    assert "<script>alert" not in asked and "onerror=alert(1)>" not in asked.replace("&gt;", "")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example/a", "ftp://x.example", "https://x.example/ a", " https://x", "/bibliothek/"])
def test_only_absolute_web_addresses_become_links(client: Client, address: str) -> None:
    document = put("Funknetz", TEXT, address=address)
    assert "Bei der Quelle öffnen" not in page_of(client, document)


def test_a_document_of_which_only_the_title_is_known_says_so(client: Client) -> None:
    paper = Paper.objects.create(source=put("x", "y").source, external_id="1", name="Vorlage", address="https://rat.example/1", content_hash="0")
    page = page_of(client, put("Vorlage", "", paper=paper, kind="paper"))
    assert "nur der Titel bekannt" in page and 'href="https://rat.example/1"' in page


def test_an_older_version_leads_to_the_newer_one(client: Client) -> None:
    new = put("Gebühren", "Die Gebühren steigen um zwei Euro.")
    old = put("Gebühren", "Die Gebühren steigen um einen Euro.", superseded_by=new)
    assert reverse("document", args=[new.pk]) in page_of(client, old)
    assert "neuere Fassung" not in page_of(client, new)


def test_suggestions_of_the_machine_are_for_people_with_an_account(client: Client) -> None:
    document = put("Funknetz", TEXT)
    start = TEXT.index("35.000")
    Suggestion.objects.create(
        document=document, field="cost_once", value="35000 EUR", certainty="stated", quote="35.000 Euro", start=start, end=start + 11, rule="m", score=0.9
    )
    assert 'class="suggestion"' not in page_of(client, document)
    client.force_login(person(Role.READER))
    page = page_of(client, document)
    assert 'class="suggestion"' in page and "Vorschlag" in page


def test_the_original_is_a_download_for_people_with_an_account(client: Client, home: Path) -> None:
    source = put("x", "y").source
    sha256 = archive.keep(b"<script>alert(1)</script>")
    original = Original.objects.create(source=source, external_id="a", name="ordner/Böse \"Datei\".html", sha256=sha256)
    document = put("Böse", TEXT, original=original)
    address = reverse("original", args=[document.pk])
    assert client.get(address).status_code == 302
    assert address not in page_of(client, document)
    client.force_login(person(Role.READER))
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"].startswith("attachment") and "sandbox" in response["Content-Security-Policy"]
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert address in page_of(client, document)


def test_reading_a_document_costs_few_questions_to_the_database(client: Client, django_assert_max_num_queries) -> None:
    document = put("Funknetz", TEXT * 20, links=LINKS)
    with django_assert_max_num_queries(12):
        page_of(client, document)


def test_every_sentence_has_a_number_that_is_its_address(client):
    page = page_of(client, put("Netz", "Das Netz steht. Es misst Pegel."))
    for number in (1, 2):
        assert f'href="#s{number}"' in page and f'id="s{number}"' in page
