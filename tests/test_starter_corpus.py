"""The examples of a new installation keep their word: each names its source, copies are copies, what must be refused is refused."""

import json
import re
from pathlib import Path

import pytest

from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.reading import read_bytes

CORPUS = Path(__file__).resolve().parent.parent / "starter" / "corpus"
MANIFEST = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
ENTRIES = {entry["file"]: entry for entry in MANIFEST}
READABLE = [entry for entry in MANIFEST if entry["expect"] != "refused"]


def text_of(name: str) -> str:
    return read_bytes(name, (CORPUS / name).read_bytes()).text


def words_of(name: str) -> set[tuple[str, ...]]:
    """Triples of words, without the closing line that all texts share."""
    words = re.findall(r"\w+", re.split(r"Beispieltext der Erst|Sample text of the", text_of(name))[0].lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def shared(one: str, other: str) -> float:
    """Share of the smaller text's triples that the other one has too, 0 to 1."""
    a, b = words_of(one), words_of(other)
    return len(a & b) / min(len(a), len(b))


def test_the_manifest_and_the_folder_name_the_same_files():
    present = {path.name for path in CORPUS.iterdir()} - {"README.md", "manifest.json"}
    assert present == set(ENTRIES)
    assert len(ENTRIES) == len(MANIFEST)


@pytest.mark.parametrize("entry", READABLE, ids=lambda entry: entry["file"])
def test_nobody_can_take_an_example_for_the_original(entry):
    text = " ".join(text_of(entry["file"]).split())
    assert ("Sample text of the starter set" if entry["language"] == "en" else "Beispieltext der Erstausstattung") in text
    for address in [entry["address"], *entry["further_addresses"]]:
        assert address is None or address in text.replace("? ", "?")  # a PDF may break the line behind a question mark


@pytest.mark.parametrize("name", [entry["file"] for entry in MANIFEST if entry["expect"] == "refused"])
def test_what_cannot_be_read_is_refused_with_a_reason(name):
    with pytest.raises(Refused) as refused:
        read_bytes(name, (CORPUS / name).read_bytes())
    assert len(refused.value.reason.split()) >= 4


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("frankenthal-geraeuschlogger-agentur.txt", "frankenthal-geraeuschlogger.txt"),  # an agency's frame around it
        ("luebeck-rechenzentrum-kurz.txt", "luebeck-rechenzentrum.txt"),  # the first half
        ("freiburg-glascontainer-nachdruck.txt", "freiburg-glascontainer.txt"),  # a few words exchanged
        ("rastatt-klimaseite.html", "rastatt-hitzekarte.txt"),  # embedded in a longer page
        ("neumuenster-hin-und-wech-v2.txt", "neumuenster-hin-und-wech-v1.txt"),  # one sentence changed
    ],
)
def test_copies_and_versions_share_most_of_their_words(copy, original):
    assert shared(copy, original) > 0.75


def test_reports_of_one_matter_are_told_in_words_of_their_own():
    told = ["essen-maengelmelder-stadt.txt", "essen-maengelmelder-ausschuss.txt", "essen-maengelmelder-fachmeldung.txt"]
    assert max(shared(a, b) for a in told for b in told if a < b) < 0.2


def test_the_examples_cover_all_forms_and_languages():
    suffixes = [Path(entry["file"]).suffix for entry in READABLE]
    assert {".txt", ".html", ".pdf", ".docx"} == set(suffixes)
    assert {entry["language"] for entry in READABLE} == {"de", "en"}
    assert {entry["kind"] for entry in READABLE} >= {"press", "council", "own_page", "trade_press"}
    assert len([entry for entry in READABLE if entry["expect"] == "practice"]) >= 60
