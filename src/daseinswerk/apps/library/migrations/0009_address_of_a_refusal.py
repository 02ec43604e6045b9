"""Where the thing is that was refused, so that its owner finds it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0008_findings_for_the_owner")]

    operations = [migrations.AddField(model_name="refusal", name="address", field=models.CharField(blank=True, max_length=2000))]
