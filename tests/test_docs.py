"""The documents keep their word: every command, option, setting and link in them is there, and what is there stands in them."""

import re
import runpy
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest

from daseinswerk.cli import COMMANDS, load

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
REFERENCE = runpy.run_path(str(ROOT / "bin/build-reference"))
SETTING = re.compile(r"\bDASEINSWERK_[A-Z_]+")


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for sub in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _walk(f"{name} {sub.name}", sub)


ALL = {name: command for top in COMMANDS for name, command in _walk(top, load(top))}


def _shown_commands() -> list[tuple[str, str]]:
    """(page, line) for every call of the program in a fenced block or in backticks."""
    found = []
    for page in PAGES:
        if page.name == "commands.md":  # generated: its usage lines are the program's own
            continue
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
        lines += re.findall(r"`([^`\n]+)`", re.sub(r"^```\w*\n.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
        for line in lines:
            call = re.search(r"(?:^|[\s$=])(?:\S*/)?(daseinswerk|bin/demo)(?=\s)(?P<rest>.*)", line)
            if call and not line.startswith("#"):
                found.append((page.relative_to(ROOT).as_posix(), f"{call[1]}{call['rest']}"))
    return found


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_has_help_and_stands_in_the_reference(name: str) -> None:
    command = ALL[name]
    assert command.help and command.help.endswith("."), f"{name} has no help"
    page = (DOCS / "reference/commands.md").read_text(encoding="utf-8")
    section = page.partition(f"## daseinswerk {name}\n")[2].partition("\n## ")[0]
    assert command.help in section
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts} has no help"
            assert option.help in section and all(opt in section for opt in option.opts)
        else:
            words = re.findall(r"[A-Z]{3,}", option.make_metavar(click.Context(command)))
            assert words and all(word in command.help for word in words), f"{name} does not say what {words} is"


def test_every_setting_that_is_read_is_explained_and_no_other() -> None:
    read = {name for path in (ROOT / "src").rglob("*.py") for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    page = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(DASEINSWERK_[A-Z_]+)` \| \S", page, re.MULTILINE))
    assert explained == read


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in PAGES:
        text = re.sub(r"^```\w*\n.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", text):
            file = target.partition("#")[0]
            if file and "://" not in target and not (page.parent / file).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_the_documents_show_how_the_program_is_called() -> None:
    shown = _shown_commands()
    assert {"README.md", "docs/tutorial.md", "CONTRIBUTING.md"} <= {page for page, _ in shown}
    assert len(shown) >= 20


@pytest.mark.parametrize(("page", "line"), _shown_commands())
def test_every_command_shown_exists_with_its_options(page: str, line: str) -> None:
    words = [word.strip("[]…") for word in shlex.split(line, comments=True)]
    words = [word for word in words if word]
    name = "demo" if words[0] == "bin/demo" else words[1] if len(words) > 1 else ""
    if name in ("", "COMMAND", "--help"):
        return
    rest = words[1:] if words[0] == "bin/demo" else words[2:]
    assert name in ALL, f"{page} calls a command that does not exist: {line}"
    command = ALL[name]
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name, rest = f"{name} {rest[0]}", rest[1:]
        assert name in ALL, f"{page} calls a command that does not exist: {line}"
        command = ALL[name]
    for word in rest:
        if word in (">", "|", "&&"):
            break
        if word.startswith("--"):
            known = [opt for option in command.params for opt in (*option.opts, *option.secondary_opts)]
            assert word.partition("=")[0] in (*known, "--help"), f"{page}: {line}"


@pytest.mark.parametrize("name", ["commands", "routes"])
def test_the_generated_pages_are_up_to_date(name: str) -> None:
    """Fails where somebody changed a command or an address and did not run bin/build-reference."""
    assert (DOCS / f"reference/{name}.md").read_text(encoding="utf-8") == REFERENCE[name]()


def test_every_python_example_says_what_comes_out() -> None:
    examples = [block for page in PAGES for block in re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)]
    assert examples
    for example in examples:
        *before, last = example.strip().splitlines()
        expression, _, said = last.partition("#")
        names: dict[str, object] = {}
        exec("\n".join(before), names)  # noqa: S102 - our own pages
        assert repr(eval(expression, names)).replace("'", '"') == said.strip()  # noqa: S307


def test_the_backup_of_the_how_to_copies_what_is_still_in_the_log_of_the_database(tmp_path: Path) -> None:
    page = (DOCS / "how-to/back-up-and-restore.md").read_text(encoding="utf-8")
    script = page.partition("<<'END'\n")[2].partition("\nEND\n")[0]
    home, backup = tmp_path / "home", tmp_path / "backup"
    home.mkdir()
    backup.mkdir()
    with closing(sqlite3.connect(home / "daseinswerk.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE word (said TEXT)")
        database.execute("INSERT INTO word VALUES ('noch im Protokoll')")
        database.commit()
        subprocess.run([sys.executable, "-", str(home), str(backup)], input=script, text=True, check=True)
    assert [file.name for file in backup.iterdir() if "wal" in file.name] == []
    with closing(sqlite3.connect(backup / "daseinswerk.sqlite3")) as copy:
        assert copy.execute("SELECT said FROM word").fetchall() == [("noch im Protokoll",)]
