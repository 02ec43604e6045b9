"""What the stories share: a place for static files, so that pages can be asked for before anything is collected."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def static_folder(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
