"""The rules of the house as tests: who may import what, names that mean nothing, sizes, who may write."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "daseinswerk"
FORBIDDEN_NAMES = {"utils", "helpers", "misc", "common", "base", "signals"}
NAMED_BY_DJANGO = {"config/postgresql/base.py"}  # a database backend is looked for under this name
LARGEST_MODULE = 400
LARGEST_FUNCTION = 60
ENGINE_ORDER = (
    "text", "dedupe", "linking", "definition", "deliberation", "screening", "evidence", "comparison", "recommendation", "ownership", "cooperation",
)  # fmt: skip
MAY_IMPORT = {  # layer → layers of ours it may import (besides itself)
    "engine": {"starter"},
    "sources": {"engine"},
    "exports": {"engine"},
    "design": set(),
    "evaluation": {"engine", "starter", "sources", "pipeline"},
    "apps": {"engine", "exports", "design", "config", "starter"},
    "pipeline": {"engine", "sources", "exports", "apps", "starter"},
    "commands": {"engine", "sources", "exports", "apps", "pipeline", "config", "starter", "evaluation"},
    "config": set(),
    "starter": set(),
    "cli": {"commands"},
}
NETWORK = {"socket", "urllib3", "requests", "httpx", "aiohttp", "http", "ftplib", "smtplib"}
# Who may speak to a socket, and why.
NETWORK_DOORS = {
    "sources/fetch.py": "the only door to the network",
    "sources/connection.py": "speaks to one checked address for the door",
    "sources/addresses.py": "resolves names for the door",
    "commands/serve_command.py": "looks whether a port is free on this machine",
}
WRITES = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create", "add", "set", "remove", "clear"}
ROW_WRITES = WRITES - {"add", "set", "remove", "clear", "update", "delete"}


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def layer(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_has_a_plain_name_a_docstring_and_a_size_one_can_read(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES or name(path) in NAMED_BY_DJANGO
    if path.stat().st_size:
        assert ast.get_docstring(tree(path)), f"{name(path)} does not say what it is"
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LARGEST_MODULE, f"{name(path)} has {lines} lines"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= LARGEST_FUNCTION, f"{name(path)}:{node.name} has {length} lines"


@pytest.mark.parametrize("path", [p for p in modules() if layer(p) in MAY_IMPORT], ids=name)
def test_imports_run_one_way(path: Path) -> None:
    mine = layer(path)
    allowed = MAY_IMPORT[mine] | {mine}
    for module in imported(path):
        if module.startswith("daseinswerk."):
            other = module.split(".")[1]
            assert other in allowed or other == "__version__", f"{name(path)} ({mine}) imports {module}"


@pytest.mark.parametrize("path", [p for p in modules() if layer(p) == "engine"], ids=name)
def test_the_engine_knows_no_framework_and_uses_only_packages_before_it(path: Path) -> None:
    parts = path.relative_to(SOURCE).parts
    mine = parts[1] if len(parts) > 2 else ""
    for module in imported(path):
        assert module.split(".")[0] not in {"django", "sqlite3", "pysqlite3"} | NETWORK, f"{name(path)} imports {module}"
        if module.startswith("daseinswerk.engine.") and mine:
            other = module.split(".")[2]
            assert ENGINE_ORDER.index(other) <= ENGINE_ORDER.index(mine), f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_named_doors_open_connections(path: Path) -> None:
    if name(path) not in NETWORK_DOORS:
        assert not {module.split(".")[0] for module in imported(path)} & NETWORK, f"{name(path)} opens connections"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_module_of_the_cluster_knows_the_library_behind_it_and_nobody_imports_that_module(path: Path) -> None:
    known = {module.split(".")[0] for module in imported(path)}
    assert name(path) == "pipeline/cluster.py" or not known & {"dask", "distributed"}
    assert "daseinswerk.pipeline.cluster" not in imported(path), f"{name(path)} would need the extra daseinswerk[cluster]"


@pytest.mark.parametrize("path", [p for p in modules() if layer(p) in {"apps", "pipeline", "commands"}], ids=name)
def test_only_actions_write_rows(path: Path) -> None:
    if "actions" in path.parts or path.name in {"actions.py", "ledger.py"}:
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ROW_WRITES:
            assert not _on_rows(node.func.value), f"{name(path)}:{node.lineno} writes with .{node.func.attr}()"


def _on_rows(value: ast.expr) -> bool:
    text = ast.unparse(value)
    return ".objects" in text


@pytest.mark.parametrize("path", modules(), ids=name)
def test_errors_are_named_and_nothing_is_left_open(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError", text)
    if name(path) in {"cli.py", "pipeline/run.py"}:
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None and ast.unparse(node.type) not in {"Exception", "BaseException"}, f"{name(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [p for p in modules() if p.stem not in {"cli"}], ids=name)
def test_imports_stand_at_the_top(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = [child for child in ast.walk(node) if isinstance(child, ast.Import | ast.ImportFrom)]
            assert not inner, f"{name(path)}:{node.name} imports inside"


def test_every_dependency_has_its_reason_and_there_are_few() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = tomllib.loads(text)["project"]["dependencies"]
    assert len(needed) <= 30
    for dependency in needed:
        line = next(line for line in text.splitlines() if f'"{dependency}"' in line)
        assert re.search(r"#\s*\w+.{8,}", line), f"no reason beside {dependency}"


def test_only_words_of_the_glossary_stay_german_in_the_code() -> None:
    """Terms such as `ags` or `zweckverband` enter the glossary first."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").casefold()
    for word in ("ags", "zweckverband", "eigenbetrieb", "daseinsvorsorge", "stadtwerk"):
        assert word in glossary


def test_nothing_names_the_machine_it_was_made_on() -> None:
    for folder in ("src", "bin", "docs", "tests", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in {".py", ".md", ".sh", ".html", ".css", ".js", ".toml", ""} and path != Path(__file__):
                text = path.read_text(encoding="utf-8", errors="ignore")
                assert not re.search(r"(^|[\s\"'(=])/(work|root)/", text), f"{path.relative_to(ROOT)} names a path of a machine"
