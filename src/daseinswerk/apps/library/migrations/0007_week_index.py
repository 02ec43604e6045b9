"""One index that holds all the week's list chooses by, so that it never reads a page with a text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0006_what_the_guard_asked")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["archived", "superseded_by", "withdrawn", "source", "kind", "date", "story", "copy_of", "is_practice", "publisher_ags", "fields_of_action"],
                name="library_document_week",
            ),
        ),
    ]
