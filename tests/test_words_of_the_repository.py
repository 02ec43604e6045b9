"""The words of the product: every term of the glossary has meaning and source, and the plain texts stay plain."""

import re
from pathlib import Path

import pytest

import daseinswerk
from daseinswerk.apps.mandate.queries import TASKS

PACKAGE = Path(daseinswerk.__file__).parent
ROOT = PACKAGE.parent.parent
MANDATE = PACKAGE / "apps" / "mandate"
ENTRIES = re.split(r"^## ", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
TEXTS = sorted((MANDATE / "templates" / "mandate" / "texts").glob("*.html"))
PLACEHOLDERS = re.compile(r"\b(?:TODO|TBD|XXX|lorem ipsum|Mustermann|example\.(?:org|com))\b", re.IGNORECASE)
GENDER_SIGNS = re.compile(r"\w[*:_/]in(?:nen)?\b|\wInnen\b")  # inside a word; hard to read aloud


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.splitlines()[0])
def test_a_term_has_an_english_name_a_meaning_and_a_source(entry: str) -> None:
    head, *lines = entry.strip().splitlines()
    assert re.fullmatch(r"[^()]+ \([^()]+\)", head)
    assert lines[-1].startswith("Quelle: ")
    assert not lines[0].startswith(("Quelle", "Code"))
    assert lines[0].endswith(".")
    assert re.fullmatch(r"Englisch: .{20,}[.”]", lines[1])


def test_no_term_stands_twice() -> None:
    heads = [entry.splitlines()[0] for entry in ENTRIES]
    assert len(set(heads)) == len(heads) >= 50


def test_names_of_files_in_the_glossary_exist() -> None:
    named = re.findall(r"Daseinswerk, `([^`]+)`|`(starter/[^`]+)`", "\n".join(ENTRIES))
    paths = [inside or outside for inside, outside in named]
    assert paths
    assert [path for path in paths if not (PACKAGE / path).exists() and not (ROOT / path).exists()] == []


def test_the_mandate_has_six_tasks_of_one_sentence_each() -> None:
    assert len(TASKS) == 6
    assert [title for title, text in TASKS if not title or text.count(".") != 1 or not text.endswith(".")] == []


@pytest.mark.parametrize("page", TEXTS, ids=lambda path: path.name)
def test_help_and_legal_pages_are_plain(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"<(\w+)", text)) <= {"h2", "p", "ul", "li"}
    assert not PLACEHOLDERS.search(text)
    assert not GENDER_SIGNS.search(text)
    assert "!" not in text


@pytest.mark.parametrize("page", ["impressum.html", "datenschutz.html", "barrierefreiheit.html"])
def test_a_legal_page_says_what_the_operator_must_fill_in(page: str) -> None:
    assert "Noch auszufüllen" in (MANDATE / "templates" / "mandate" / "texts" / page).read_text(encoding="utf-8")


def test_the_readme_names_only_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in target]
    assert [target for target in linked if not (ROOT / target).exists() and not target.startswith("docs/pictures/")] == []
