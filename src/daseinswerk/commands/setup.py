"""Make the home folder ready: tables up to date, register loaded. Called by every command that needs them; cheap when done."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from daseinswerk.apps.places.actions import load_register
from daseinswerk.apps.places.models import Municipality
from daseinswerk.engine.linking.companies import Companies
from daseinswerk.engine.linking.register import Register
from daseinswerk.starter import starter_folder


def prepare_database() -> bool:
    """Create or update the tables; gives True when something was done."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def prepare() -> None:
    """Tables and register, on first use or after an update."""
    if prepare_database() or not Municipality.objects.exists():
        folder = starter_folder()
        load_register(Register.load(folder), Companies.load(folder))
