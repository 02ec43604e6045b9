"""What was wrong with the replies of a source in one visit, for the report its owner reads."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0007_week_index")]

    operations = [migrations.AddField(model_name="visit", name="findings", field=models.JSONField(default=list))]
