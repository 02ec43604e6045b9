"""What every test may use: a home folder of its own, the shared data where there is some, the same cast by role everywhere."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

# A browser that asks for German: without a flag Chromium asks for English and would be answered in English.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--accept-lang=de-DE"]
ROOT = Path(__file__).resolve().parent.parent
# The tests never touch the home folder of the person who runs them. Processes they start read the variable; in this one
# pytest-django has read the settings before this file, so they are set here as well.
HOME = Path(tempfile.mkdtemp(prefix="daseinswerk-test-"))
os.environ["DASEINSWERK_HOME"] = str(HOME)
os.environ.pop("DASEINSWERK_FETCH_ALLOW", None)
settings.HOME, settings.ORIGINALS, settings.STATIC_ROOT = HOME, HOME / "originals", HOME / "static"
settings.STATIC_ROOT.mkdir()  # WhiteNoise warns where it is missing, and warnings are errors


def pytest_configure(config: pytest.Config) -> None:
    """`DASEINSWERK_DATABASE` chooses the database of the tests in this process, a throw-away one beside the one it names. The programs
    they start have homes of their own, many at a time, and one database for all would mix them: each has its SQLite file. Kept only
    where tests are handed to other processes, which read it once more."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        os.environ.pop("DASEINSWERK_DATABASE", None)


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run (`CHROMIUM` names another program than the one on the path); tests skip where none is installed."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
