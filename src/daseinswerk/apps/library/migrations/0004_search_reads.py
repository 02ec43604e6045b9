"""What searching reads: an index with everything a search counts by, one for narrowing by a link, and the words of the index."""

from django.db import migrations, models


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("CREATE VIRTUAL TABLE library_terms USING fts5vocab(library_index, 'row')")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS library_terms")


class Migration(migrations.Migration):
    dependencies = [("library", "0003_search_index")]
    operations = [
        migrations.RemoveIndex(model_name="link", name="library_lin_kind_a42c46_idx"),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["id", "superseded_by", "source", "kind", "year", "date", "story", "copy_of"], name="library_document_facets"
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["kind", "key", "document"], name="library_link_key"),
        ),
        migrations.RunPython(create, drop),
    ]
