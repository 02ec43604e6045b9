"""Make the home folder ready: tables up to date, register loaded, manners shared. Called by every command that needs them; cheap when done."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from daseinswerk.apps.places.actions import load_register
from daseinswerk.apps.places.models import Municipality
from daseinswerk.engine.linking.companies import Companies
from daseinswerk.engine.linking.register import Register
from daseinswerk.sources.fetch import keep_manners_in
from daseinswerk.starter import starter_folder


def prepare_database() -> bool:
    """Create or update the tables; gives True when something was done."""
    if not _is_behind():
        return False
    with _alone():
        if not _is_behind():  # another process was quicker
            return False
        call_command("migrate", interactive=False, verbosity=0)
    return True


def prepare() -> None:
    """Tables and register, on first use or after an update of either; and one memory of manners for all commands of this home."""
    keep_manners_in(settings.HOME / "manners")
    mark = settings.HOME / "register.sha256"
    renewed = mark.is_file() and mark.read_text() != _register_hash()
    if prepare_database() or renewed or not Municipality.objects.exists():
        folder = starter_folder()
        with _alone():
            load_register(Register.load(folder), Companies.load(folder))
            mark.write_text(_register_hash())


def _register_hash() -> str:
    """SHA-256 over the files of the register that is shipped."""
    folder = starter_folder()
    files = [*sorted((folder / "register").glob("*.xz")), folder / "companies.tsv"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _alone() -> Iterator[None]:
    """Two commands started at once on a new folder would both make the tables; the second waits and finds them made."""
    with open(settings.HOME / "setup.lock", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
