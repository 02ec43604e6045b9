"""What every test may use: the shared data folder where there is one, and the small corpus that is always there."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data (`DASEINSWERK_SHARED`, default `../shared`); tests that need it skip where it is missing."""
    folder = Path(os.environ.get("DASEINSWERK_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the shared data folder is not here ({folder}); set DASEINSWERK_SHARED")
    return folder
