"""The catalogue of sources is of its form: every file names a source one could add today. Nothing here contacts anybody."""

import csv
import lzma
from collections import Counter
from pathlib import Path

import pytest

from daseinswerk.apps.library.catalogue import CatalogueError, catalogue, read_catalogue, read_entry
from daseinswerk.apps.library.labels import KINDS
from daseinswerk.apps.library.models import Source
from daseinswerk.starter import catalogue_folder, starter_folder

FOLDER = catalogue_folder()
ELSEWHERE = {("Köln", "smart-city-cologne")}  # the source calls the town otherwise
GOOD = """slug: quelle
name: Eine Quelle
kind: feed
address: https://www.gemeinde.example/presse.xml
publisher: Gemeinde
"""


def test_there_are_at_least_forty_sources_of_several_kinds() -> None:
    kinds = Counter(entry.kind for entry in catalogue())
    assert sum(kinds.values()) >= 40
    assert kinds["oparl"] >= 20 and kinds["sitemap"] >= 20
    assert set(kinds) <= set(Source.Kind.values)


def test_no_name_and_no_address_stands_twice() -> None:
    for field in ("slug", "name"):
        assert [value for value, count in Counter(getattr(entry, field) for entry in catalogue()).items() if count > 1] == []
    places = Counter((entry.address, entry.options.get("include", "")) for entry in catalogue())
    assert [place for place, count in places.items() if count > 1] == []


def test_every_address_is_encrypted() -> None:
    assert [entry.slug for entry in catalogue() if not entry.address.startswith("https://")] == []


def test_every_municipality_is_one_of_the_register_and_named_by_the_source() -> None:
    """A wrong key would put every place name of that source into the wrong town."""
    with lzma.open(starter_folder() / "register" / "municipalities.tsv.xz", "rt", encoding="utf-8") as file:
        names = {row["ags"]: row["name"] for row in csv.DictReader(file, delimiter="\t")}
    for entry in catalogue():
        if entry.ags:
            assert entry.ags in names, entry.slug
            town = names[entry.ags].partition(" (")[0].partition(" im ")[0]
            said = f"{entry.name} {entry.publisher} {entry.note} {entry.slug}"
            assert town in said or (town, entry.slug) in ELSEWHERE, f"{entry.slug}: {names[entry.ags]}"


def test_a_site_of_which_only_the_beginning_is_known_is_checked_before_it_is_watched() -> None:
    """A sitemap is watched at its own address, which nobody may guess: the check finds it."""
    for entry in catalogue():
        assert entry.check is (entry.kind == "sitemap" and not entry.address.endswith(".xml")), entry.slug


def test_the_kind_of_document_has_a_name_on_the_screen() -> None:
    assert {entry.document_kind for entry in catalogue() if entry.document_kind} <= set(KINDS)


def test_a_voice_of_a_council_speaks_for_itself() -> None:
    """A council's own system is tier 1; a project that prepares a council's papers is not the council."""
    for entry in catalogue():
        if entry.kind == "oparl":
            assert entry.document_kind == "council", entry.slug
            assert entry.tier == 1 or "nicht die Stadt" in entry.note, entry.slug


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- eins\n- zwei\n", "Inhalt"),
        ("a: [", "kein lesbares YAML"),
        (GOOD.replace("feed", "telegramm"), "kind"),
        (GOOD.replace("https://www.gemeinde.example/presse.xml", "ftp://gemeinde.example/"), "address"),
        (GOOD + "ags: 5315000\n", "ags"),
        (GOOD + 'ags: "531500"\n', "ags"),
        (GOOD + "rhythm: 0\n", "rhythm"),
        (GOOD + "tier: 5\n", "tier"),
        (GOOD + "lizenz: frei\n", "lizenz"),
        (GOOD.replace("slug: quelle", "slug: andere"), "heißt im Feld slug"),
        (GOOD.replace("name: Eine Quelle\n", ""), "name"),
    ],
)
def test_a_file_that_is_not_of_its_form_is_named_with_the_field(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "quelle.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=complaint) as raised:
        read_entry(path)
    assert "quelle.yaml" in str(raised.value)


def test_what_a_file_leaves_out_is_unresolved_and_calm(tmp_path: Path) -> None:
    (tmp_path / "quelle.yaml").write_text(GOOD, encoding="utf-8")
    (entry,) = read_catalogue(tmp_path)
    assert (entry.licence, entry.rhythm, entry.expected, entry.tier, entry.ags) == ("ungeklärt", 24, None, 3, "")


def test_every_file_of_the_folder_is_an_entry_or_the_explanation() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{entry.slug}.yaml" for entry in catalogue()} | {"README.md"}
