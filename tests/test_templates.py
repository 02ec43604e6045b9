"""Rules of every template and style sheet: nothing inline, everything through the catalogue, components that explain themselves."""

import hashlib
import json
import re
import runpy
from pathlib import Path

import pytest

import daseinswerk

PACKAGE = Path(daseinswerk.__file__).parent
DESIGN = PACKAGE / "design"
BIN = PACKAGE.parent.parent / "bin"
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
COMPONENTS = sorted((DESIGN / "templates/components").glob("*.html"))
INLINE = {
    "a style attribute": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "a script in the page": r"<script(?![^>]*\ssrc=)[^>]*>",
    "an event attribute": r"\son[a-z]+\s*=",
    "an address that is a script": r"javascript:",
    "an htmx attribute that is a script": r"\shx-on|hx-vals\s*=\s*[\"']js:",
    "text that is not escaped": r"\|\s*safe\b|\{%\s*autoescape off",
    "a foreign host": r"(src|href)\s*=\s*[\"'](https?:)?//",
}
# Words that are the same in every language: the name of the product, formats, the doctype.
UNTRANSLATED = {"Daseinswerk", "CSV", "JSON", "PDF", "DOCX", "HTML", "ZIP", "AGS", "OParl"}


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def without_comments(text: str) -> str:
    text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}", "", text, flags=re.DOTALL)
    return re.sub(r"\{#.*?#\}|<!--.*?-->", "", text, flags=re.DOTALL)


def words_outside_the_catalogue(text: str) -> list[str]:
    """Words that stand in the page or in a spoken attribute without {% translate %}."""
    text = re.sub(r"\{%\s*blocktrans.*?endblocktrans(late)?\s*%\}", "", without_comments(text), flags=re.DOTALL)
    text = re.sub(r"\{%\s*block wide\s*%\}.*?\{%\s*endblock", "{% endblock", text)  # the name of a class, not a word
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<(script|svg|kbd)\b.*?</\1>|&\w+;", "", text, flags=re.DOTALL)
    spoken = re.findall(r"\s(?:placeholder|aria-label|title|alt)\s*=\s*[\"']([^\"']*)", text)
    found = re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", " ".join([re.sub(r"<[^>]*>", " ", text), *spoken]))
    return [word for word in found if word not in UNTRANSLATED]


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_holds_no_style_and_no_script(template: Path) -> None:
    text = without_comments(template.read_text(encoding="utf-8"))
    assert [what for what, pattern in INLINE.items() if re.search(pattern, text)] == []


# The page for a broken site uses neither the base page nor the catalogue: either may be what is broken.
SPOKEN = [template for template in TEMPLATES if template.name != "broken.html"]


@pytest.mark.parametrize("template", SPOKEN, ids=name)
def test_every_word_of_a_template_goes_through_the_catalogue(template: Path) -> None:
    assert words_outside_the_catalogue(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", [t for t in TEMPLATES if re.match(r"\s*\{%\s*extends", t.read_text(encoding="utf-8"))], ids=name)
def test_a_page_has_a_title_and_its_one_heading(template: Path) -> None:
    text = without_comments(template.read_text(encoding="utf-8"))
    assert re.search(r"block title\b", text), "a page fills the block title"
    assert re.search(r"block heading\b", text), "a page fills the block heading: the base page makes the one h1 of it"
    assert "<h1" not in text, "a page does not write an h1 itself"


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.name)
def test_a_component_says_what_it_needs_and_shows_an_example(component: Path) -> None:
    opening = re.match(r"\{% comment %\}(.*?)\{% endcomment %\}", component.read_text(encoding="utf-8"), re.DOTALL)
    assert opening, "a component opens with a comment"
    assert [word for word in ("required:", "optional:", "example:") if word not in opening[1]] == []
    assert f"components/{component.name}" in opening[1], "the example includes the component"


def test_every_component_is_shown_in_the_style_guide() -> None:
    seen = (DESIGN / "templates/styleguide.html").read_text() + (DESIGN / "templates/base.html").read_text()
    seen += "".join(component.read_text() for component in COMPONENTS if component.name in seen)
    assert [c.name for c in COMPONENTS if not re.search(rf"include \"components/{re.escape(c.name)}\"", without_comments(seen))] == []


def test_every_vendored_file_is_listed_with_version_licence_origin_and_hash() -> None:
    listed = {one["file"]: one for one in json.loads((DESIGN / "vendor.json").read_text())}
    held = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (DESIGN / "static/vendor").iterdir()}
    assert {file: one["sha256"] for file, one in listed.items()} == held
    assert [one["file"] for one in listed.values() if not all(one[key] for key in ("package", "version", "licence", "origin", "change"))] == []


def test_the_style_sheet_is_built_from_its_parts() -> None:
    """Fails where somebody changed a part and did not run bin/build-css."""
    assert (DESIGN / "static/daseinswerk.css").read_text(encoding="utf-8") == runpy.run_path(str(BIN / "build-css"))["bundle"]()


def test_style_sheets_use_only_names_that_exist() -> None:
    css = (DESIGN / "static/daseinswerk.css").read_text(encoding="utf-8")
    own = "".join(file.read_text(encoding="utf-8") for file in (DESIGN / "css").glob("**/*.css"))
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    assert set(re.findall(r"var\((--[\w-]+)", own)) - defined == set()


def test_style_sheets_fetch_nothing_from_elsewhere() -> None:
    css = (DESIGN / "static/daseinswerk.css").read_text(encoding="utf-8")
    addresses = re.findall(r"url\([\"']?([^\"')]+)", css)
    assert [a for a in addresses if not (DESIGN / "static" / a).is_file() and not a.startswith("data:")] == []
    assert "@import" not in css


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Hallo</p>", ["Hallo"]),
        ('<p>{% translate "Hallo" %}</p>', []),
        ('<input placeholder="Suche">', ["Suche"]),
        ("{% blocktranslate %}Seite {{ n }}{% endblocktranslate %} CSV", []),
    ],
)
def test_the_search_for_bare_words_finds_them_and_only_them(text: str, found: list[str]) -> None:
    assert words_outside_the_catalogue(text) == found
