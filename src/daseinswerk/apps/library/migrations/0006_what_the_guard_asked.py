"""What the guard asked about, and which version of the program refused an original."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0005_watched_sources")]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="guard",
            field=models.CharField(blank=True, choices=[("", ""), ("asked", "gefragt"), ("kept", "behalten")], default="", max_length=5),
        ),
        migrations.AddField(model_name="original", name="reader", field=models.CharField(blank=True, max_length=20)),
    ]
