"""One index for what came in the last days, which every page of the office asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0010_english_documents")]

    operations = [migrations.AddIndex(model_name="visit", index=models.Index(fields=["started", "source", "new"], name="library_visit_week"))]
