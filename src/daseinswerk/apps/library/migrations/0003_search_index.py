"""The search index beside the documents: FTS5 without a copy of the text, one column of analysed terms (engines.md § 3).

Terms come ready from `engine/text/words`, so the tokenizer only splits at spaces: every other mark counts as part of a term.
"""

from django.db import migrations

CREATE = (
    "CREATE VIRTUAL TABLE library_index USING fts5(body, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '/._-+§$&@'\")"
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS library_index")


class Migration(migrations.Migration):
    dependencies = [("library", "0002_initial")]
    operations = [migrations.RunPython(create, drop)]
