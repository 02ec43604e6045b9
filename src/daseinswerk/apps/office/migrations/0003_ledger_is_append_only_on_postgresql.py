"""PostgreSQL refuses to change, remove or empty the ledger as SQLite does since 0002."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION office_ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER office_ledger_no_change BEFORE UPDATE OR DELETE ON office_ledgerentry
FOR EACH ROW EXECUTE FUNCTION office_ledger_refuses();
CREATE TRIGGER office_ledger_no_truncate BEFORE TRUNCATE ON office_ledgerentry
FOR EACH STATEMENT EXECUTE FUNCTION office_ledger_refuses();
"""
ALLOW = """
DROP TRIGGER IF EXISTS office_ledger_no_change ON office_ledgerentry;
DROP TRIGGER IF EXISTS office_ledger_no_truncate ON office_ledgerentry;
DROP FUNCTION IF EXISTS office_ledger_refuses();
"""


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE)


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ALLOW)


class Migration(migrations.Migration):
    dependencies = [("office", "0002_ledger_is_append_only")]
    operations = [migrations.RunPython(protect, release)]
