"""What the stories share: a place for static files, so that pages can be asked for before anything is collected."""

from pathlib import Path

import pytest
from django.db import connection

ON_BOTH_DATABASES = {  # what may come out otherwise on another database
    "test_a_council_dump_is_read", "test_a_folder_is_read", "test_a_text_through_time", "test_a_year_of_a_source", "test_corrections", "test_corrections_last",
    "test_joining", "test_kept_searches_and_feeds", "test_library_search", "test_nothing_is_done_twice", "test_places",
    "test_sources_on_screen", "test_the_database_refuses", "test_the_large_index", "test_the_mail_of_the_week", "test_the_weeks_list",
    "test_two_people_before_the_public_sees_it", "test_versions", "test_what_a_database_takes",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem in ON_BOTH_DATABASES and "slow" not in item.keywords:
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def static_folder(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture(autouse=True)
def index_of_its_own(request: pytest.FixtureRequest) -> None:
    """What a test writes is taken back with its transaction, but not what stands in an index beside the database."""
    if connection.vendor != "sqlite":
        request.getfixturevalue("home")
