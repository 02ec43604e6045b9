"""What every test may use: a home folder of its own, the shared data where there is some, the same cast by role everywhere."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Before Django reads its settings: the tests never touch the home folder of the person who runs them.
os.environ["DASEINSWERK_HOME"] = tempfile.mkdtemp(prefix="daseinswerk-test-")
os.environ.pop("DASEINSWERK_FETCH_ALLOW", None)
(Path(os.environ["DASEINSWERK_HOME"]) / "static").mkdir()  # WhiteNoise warns where it is missing, and warnings are errors


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data (`DASEINSWERK_SHARED`, default `../shared`); tests that need it skip where it is missing."""
    folder = Path(os.environ.get("DASEINSWERK_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the shared data folder is not here ({folder}); set DASEINSWERK_SHARED")
    return folder


@pytest.fixture
def home(settings, tmp_path: Path) -> Iterator[Path]:
    """A home folder for one test: originals, inbox, lock."""
    settings.HOME = tmp_path
    settings.ORIGINALS = tmp_path / "originals"
    yield tmp_path
