"""A running site for tests that look at pages as people do; Chromium itself is in `tests/conftest.py`."""

from collections.abc import Iterator

import pytest
from demo_site import DemoSite, running


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The site with the starter corpus and an account for each role; tests that change it leave the others' pages readable."""
    with running(tmp_path_factory.mktemp("demo")) as site:
        yield site
