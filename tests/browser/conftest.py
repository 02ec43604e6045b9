"""Chromium and a running site for tests that look at pages as people do. `CHROMIUM` names another program than the one on the path."""

import os
import shutil
from collections.abc import Iterator

import pytest
from demo_site import DemoSite, running
from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run; tests that need it skip where none is installed."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The site with the starter corpus and an account for each role; tests that change it leave the others' pages readable."""
    with running(tmp_path_factory.mktemp("demo")) as site:
        yield site
