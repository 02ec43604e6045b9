"""The database itself refuses to change or remove a ledger entry (SQLite triggers; other databases follow with them)."""

from django.db import migrations


def protect(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER office_ledger_no_{verb.lower()} BEFORE {verb} ON office_ledgerentry "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS office_ledger_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
