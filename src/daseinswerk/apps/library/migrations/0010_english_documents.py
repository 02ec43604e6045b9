"""An index of the English documents alone: whether there are any is asked by every German search."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0009_address_of_a_refusal")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["language"], name="library_document_english", condition=models.Q(language="en")),
        ),
    ]
