"""The English catalogue and what the package says, read without GNU gettext: the tests must run where it is not installed."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

import daseinswerk

PACKAGE = Path(daseinswerk.__file__).parent
CATALOGUE = PACKAGE / "locale/en/LC_MESSAGES/django.po"
# Which call holds what: c a context, i the sentence, p its plural. `_l` and `_t` are names for them where both kinds are needed.
CALLS = {
    "_": "i", "_l": "i", "_t": "i", "gettext": "i", "gettext_lazy": "i", "gettext_noop": "i",
    "ngettext": "ip", "ngettext_lazy": "ip", "pgettext": "ci", "pgettext_lazy": "ci", "npgettext": "cip", "npgettext_lazy": "cip",
}  # fmt: skip
LITERAL = re.compile(r"\s*,?\s*[uU]?('(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")")
CALL = re.compile(r"(?<![\w.])(" + "|".join(sorted(CALLS, key=len, reverse=True)) + r")\(")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is translated: context (mostly none), the German sentence, its plural (mostly none)."""

    context: str
    text: str
    plural: str


@dataclass(frozen=True, slots=True)
class Entry:
    sentence: Sentence
    english: tuple[str, ...]
    flags: tuple[str, ...]


def entries(text: str) -> list[Entry]:
    """The entries of a .po file, without its head."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        flags: list[str] = []
        last = ""
        for line in block.splitlines():
            if line.startswith("#,"):
                flags += [word.strip() for word in line[2:].split(",")]
            elif match := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(".*")$', line):
                last = match[1]
                fields[last] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                fields[last] += ast.literal_eval(line)
        if fields.get("msgid"):
            sentence = Sentence(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
            found.append(Entry(sentence, tuple(value for key, value in sorted(fields.items()) if key.startswith("msgstr")), tuple(flags)))
    return found


def _sentence(form: str, words: list[str]) -> Sentence:
    said = dict(zip(form, words, strict=False))
    return Sentence(said.get("c", ""), said["i"], said.get("p", ""))


def of_python(source: str) -> Iterator[tuple[int, Sentence | None]]:
    """Line and sentence of every call of gettext; None where the sentence is no plain text, so that nobody could collect it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            form = CALLS[node.func.id]
            words = [argument.value for argument in node.args[: len(form)] if isinstance(argument, ast.Constant) and isinstance(argument.value, str)]
            yield node.lineno, _sentence(form, words) if len(words) == len(form) else None


def of_template(source: str) -> Iterator[Sentence]:
    """Every sentence of a template, as Django turns it into calls of gettext."""
    calls = templatize(source)
    for match in CALL.finditer(calls):
        words, at = [], match.end()
        while len(words) < len(CALLS[match[1]]) and (literal := LITERAL.match(calls, at)):
            words.append(ast.literal_eval(literal[1]))
            at = literal.end()
        yield _sentence(CALLS[match[1]], words)


def speaking() -> list[tuple[Path, str]]:
    """Modules that use the catalogue, with their text."""
    read = [(path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
    return [(path, text) for path, text in read if "django.utils.translation" in text]


def said() -> dict[Sentence, str]:
    """Every sentence of the package, with a file that says it."""
    found: dict[Sentence, str] = {}
    for path, text in speaking():
        for _line, sentence in of_python(text):
            if sentence:
                found.setdefault(sentence, path.name)
    for path in sorted(p for ending in ("html", "txt") for p in PACKAGE.rglob(f"templates/**/*.{ending}")):
        for sentence in of_template(path.read_text(encoding="utf-8")):
            found.setdefault(sentence, path.name)
    return found
