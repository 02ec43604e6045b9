"""A pile of files becomes a library: texts with links and suggestions, copies and stories; what cannot be read says why."""

import zipfile
from pathlib import Path

import pytest
from the_line import CORPUS, LORAWAN, refused, rows, run_over, small_pile

from daseinswerk.apps.library.models import Document, Edge, Link, Original, Run, Source, Story, Suggestion

pytestmark = pytest.mark.django_db


def test_a_folder_becomes_documents_with_links_and_suggestions(home: Path):
    small_pile(home / "pile")
    (home / "pile" / "wetter.txt").write_text(LORAWAN, encoding="utf-8")
    run = run_over(home / "pile")
    assert run.state == Run.State.DONE
    assert Document.objects.count() == 11
    assert not Document.objects.exclude(stage=6).exists()
    document = Document.objects.get(external_id="wetter.txt")
    assert document.text == LORAWAN
    assert ("municipality", "05954032") in document.links.values_list("kind", "key")
    for link in Link.objects.select_related("document"):
        for start, end in link.spans:
            assert link.document.text[start:end].strip(), (link.name, start, end)
    assert {"cost_once", "operator"} <= set(document.suggestions.values_list("field", flat=True))


def test_every_suggestion_shows_the_words_it_rests_on(home: Path):
    (home / "wetter.txt").write_text(LORAWAN, encoding="utf-8")
    run_over(home / "wetter.txt")
    assert Suggestion.objects.count() > 3
    for suggestion in Suggestion.objects.select_related("document"):
        assert suggestion.document.text[suggestion.start : suggestion.end] == suggestion.quote


def test_copies_are_folded_and_one_story_of_several_sources_is_told_once(home: Path):
    run_over(small_pile(home / "pile"))
    copies = dict(Document.objects.filter(copy_of__isnull=False).values_list("external_id", "copy_of__external_id"))
    assert {frozenset(pair) for pair in copies.items()} == {
        frozenset({"freiburg-glascontainer-nachdruck.txt", "freiburg-glascontainer.txt"}),
        frozenset({"luebeck-rechenzentrum-kurz.txt", "luebeck-rechenzentrum.txt"}),
    }
    assert Story.objects.exists()
    assert all(edge.reason and 0 < edge.score <= 1 for edge in Edge.objects.all())


# what lies in the folder, and a word of the reason a person reads
REFUSED = {
    "beschaedigt.pdf": (b"%PDF-1.7\n1 0 obj <</Type /Catalog", "beschädigt"),
    "kaputt.zip": (b"PK\x03\x04 das war einmal ein Archiv", "Archiv"),
    "falsch.docx": (b"%PDF-1.4 nennt sich docx", "nennt sich"),
    "bild.tiff": (b"II*\x00" + bytes(range(256)) * 4, "nicht gelesen"),
    "leer.txt": (b"", "leer"),
    "unbekannt.xyz": (bytes(range(256)) * 8, "nicht gelesen"),
}


def test_what_cannot_be_read_is_listed_with_its_reason_and_stops_nothing(home: Path):
    pile = home / "pile"
    pile.mkdir()
    for name, (data, _) in REFUSED.items():
        (pile / name).write_bytes(data)
    (pile / "wetter.txt").write_text(LORAWAN, encoding="utf-8")
    run = run_over(pile)
    found = refused(run)
    assert set(found) == set(REFUSED)
    for name, (_, word) in REFUSED.items():
        assert word in found[name], (name, found[name])
    assert list(Document.objects.values_list("external_id", flat=True)) == ["wetter.txt"]
    assert not Original.objects.filter(state=Original.State.WAITING).exists()


BROKEN_MANIFESTS = {
    "no JSON": "[{",
    "no list": '{"file": "wetter.txt"}',
    "no names": '[{"title": "ohne Datei"}]',
    "not even text": "\xff\xfe",
    "a number": "7",
}


@pytest.mark.parametrize("manifest", BROKEN_MANIFESTS.values(), ids=BROKEN_MANIFESTS.keys())
def test_a_broken_manifest_is_refused_and_the_files_are_read_without_it(home: Path, manifest: str):
    pile = home / "pile"
    pile.mkdir()
    (pile / "manifest.json").write_bytes(manifest.encode("latin-1"))
    (pile / "wetter.txt").write_text(LORAWAN, encoding="utf-8")
    run = run_over(pile)
    assert set(refused(run)) == {"manifest.json"}
    assert Document.objects.get().external_id == "wetter.txt"


def test_a_manifest_says_what_a_file_is(home: Path):
    pile = home / "pile"
    pile.mkdir()
    (pile / "manifest.json").write_text(
        '[{"file": "a.txt", "title": "Funknetz in Wetter", "date": "2024-05-02", "publisher": "Stadt Wetter (Ruhr)",'
        ' "kind": "council", "municipality_ags": "05954032", "unknown": "is passed over"}]',
        encoding="utf-8",
    )
    (pile / "a.txt").write_text(LORAWAN, encoding="utf-8")
    run_over(pile)
    document = Document.objects.get()
    assert (document.title, str(document.date), document.publisher) == ("Funknetz in Wetter", "2024-05-02", "Stadt Wetter (Ruhr)")
    assert (document.kind, document.publisher_ags) == ("council", "05954032")


def test_a_zip_is_read_like_a_folder(home: Path):
    with zipfile.ZipFile(home / "pile.zip", "w") as packed:
        packed.write(CORPUS / "stuttgart-ladepunkte.pdf", "Vorlagen/ladepunkte.pdf")
        packed.writestr("Vorlagen/wetter.txt", LORAWAN)
        packed.writestr("../heraus.txt", LORAWAN)
    run = run_over(home / "pile.zip")
    names = Document.objects.order_by("external_id").values_list("external_id", flat=True)
    assert list(names) == ["pile.zip/Vorlagen/ladepunkte.pdf", "pile.zip/Vorlagen/wetter.txt"]
    assert ["hinaus" in reason for reason in refused(run).values()] == [True]
    assert not (home.parent / "heraus.txt").exists()


def test_a_folder_that_holds_the_installation_itself_gives_only_what_lies_beside_it(home: Path, settings):
    settings.HOME = home / "daseinswerk"
    settings.ORIGINALS = settings.HOME / "originals"
    (settings.HOME / "originals" / "ab").mkdir(parents=True)
    (settings.HOME / "originals" / "ab" / "abcd").write_text(LORAWAN, encoding="utf-8")
    (settings.HOME / "secret.txt").write_text("der Schlüssel dieser Installation", encoding="utf-8")
    (home / "wetter.txt").write_text(LORAWAN, encoding="utf-8")
    run = run_over(home)
    assert [row.external_id for row in Document.objects.all()] == ["wetter.txt"]
    assert not refused(run)


def test_what_was_refused_before_is_counted_again_where_it_comes_again(home: Path):
    (home / "kaputt.pdf").write_bytes(b"%PDF-1.7 zu kurz")
    assert run_over(home / "kaputt.pdf").counts["s1"].get("refused_before") is None
    again = run_over(home / "kaputt.pdf")
    assert again.counts["s1"]["refused_before"] == 1
    assert not again.refusals.exists()


def test_a_pasted_text_is_a_document_under_its_title_or_first_line(home: Path):
    run_over(kind=Source.Kind.PASTE, texts=[{"title": "Funknetz", "text": LORAWAN}, {"text": "Sitzung der Räte\n\nEs gab Kuchen."}])
    assert set(Document.objects.values_list("title", flat=True)) == {"Funknetz", "Sitzung der Räte"}
    assert Source.objects.get().kind == Source.Kind.PASTE


def test_folders_with_like_names_are_different_sources(home: Path):
    """`2024/1` and `20241`, `Städte` and `Stadte`: a file of one never replaces the file of the same name in the other."""
    folders = [home / "2024" / "1", home / "20241", home / "Städte", home / "Stadte"]
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(f"{LORAWAN}\nAnlage {number}", encoding="utf-8")
    run_over(*folders)
    assert Source.objects.count() == 4
    assert Document.objects.filter(superseded_by__isnull=True).count() == 4


def test_a_file_given_alone_and_its_folder_are_one_source(home: Path):
    small_pile(home / "pile", names=("luebeck-rechenzentrum.txt",))
    run_over(home / "pile" / "luebeck-rechenzentrum.txt")
    before = rows()
    run_over(home / "pile")
    assert rows() == before
