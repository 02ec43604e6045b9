"""The register as tables: Länder, counties, municipalities, and organisations with their seat."""

from django.db import models


class State(models.Model):
    """A Land; key of two digits."""

    key = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60)
    population = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class County(models.Model):
    """A Landkreis or kreisfreie Stadt; key of five digits."""

    key = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, blank=True)
    seat = models.CharField(max_length=120, blank=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="counties")
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.FloatField(null=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A Gemeinde by its Amtlicher Gemeindeschlüssel (AGS, 8 digits as text: leading zeros count)."""

    ags = models.CharField(max_length=8, primary_key=True)
    ars = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=120, db_index=True)
    name_official = models.CharField(max_length=160, blank=True)
    title = models.CharField(max_length=80, blank=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="municipalities")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")
    association = models.CharField(max_length=160, blank=True)
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    postcode_seat = models.CharField(max_length=5, blank=True)
    size_class = models.CharField(max_length=60, blank=True)
    density_class = models.CharField(max_length=1, blank=True)  # DEGURBA: 1 dense, 2 intermediate, 3 rural
    as_of = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["name", "ags"]
        constraints = [models.CheckConstraint(condition=models.Q(ags__regex=r"^[0-9]{8}$"), name="places_ags_has_eight_digits")]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A municipal company or another body; `slug` is the key the engine links to."""

    slug = models.SlugField(max_length=160, primary_key=True)
    name = models.CharField(max_length=200)
    legal_form = models.CharField(max_length=60, blank=True)
    seat = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    website = models.URLField(max_length=300, blank=True)
    sectors = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=200, blank=True)  # why we hold it to be municipal; empty: not known
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
