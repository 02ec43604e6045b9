"""Every day some texts come and some go; which of them tell one story is found as if the library had been read whole."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from shelf import put

from daseinswerk.apps.library.models import Document, Link
from daseinswerk.pipeline import s4_stories, term_counts

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)
NEWS = "Neustadt montiert Pegelsensoren am Mühlbach: 38 Messstellen senden Wasserstände über das Funknetz der Stadtwerke an die Feuerwehr, Folge {}."


def tell(number: int, publisher: str) -> None:
    """A report of the town; the same matter comes from another house a day later."""
    put(f"Bericht {number}", NEWS.format(number), publisher=publisher, date=DAY + timedelta(days=number), links=(("municipality", "07316000", "Neustadt"),))


def others(first: int, last: int) -> None:
    for number in range(first, last):
        put(f"Notiz {number}", f"Der Ausschuss {number} berät Haushalt, Wege und Straßen im Ortsteil {number % 5}.", publisher="Rat")


def replace_one() -> None:
    old = Document.objects.filter(title="Notiz 3").get()
    Document.objects.filter(pk=old.pk).update(superseded_by=put("Notiz 3 neu", "Der Ausschuss vertagt die Straßen.", publisher="Rat"))


def take_back_one() -> None:
    Document.objects.filter(title="Notiz 5").update(withdrawn=timezone.now())


def lose_one() -> None:
    """A row that is no longer there, as after a backup was brought back."""
    Link.objects.filter(document__title="Bericht 0").delete()
    Document.objects.filter(title="Bericht 0").delete()


def same_rows_other_texts() -> None:
    for row in Document.objects.filter(title__startswith="Notiz")[:4]:
        Document.objects.filter(pk=row.pk).update(text=row.text + " Bagger rollen.", sha256=f"{row.pk:064}")


@pytest.mark.parametrize(
    "meanwhile",
    [lambda: None, lambda: others(30, 33), lambda: tell(3, "Landkreis"), replace_one, take_back_one, lose_one, same_rows_other_texts],
    ids=["nothing", "other texts came", "a report came", "a version came", "a source took back", "a row is gone", "another database"],
)
def test_a_daily_run_finds_what_reading_everything_finds(home: Path, meanwhile: Callable[[], None]) -> None:
    others(0, 24)
    tell(0, "Stadt")
    tell(1, "Zeitung")
    tell(2, "Amtsblatt")
    before = s4_stories.select()
    assert term_counts.load(term_counts.file()).documents and before.known_terms.frequency
    assert s4_stories.work(before)[1], "the reports are one story"
    meanwhile()
    daily = s4_stories.select()
    term_counts.file().unlink()
    whole = s4_stories.select()
    assert daily == whole and whole.known_terms.frequency
    assert s4_stories.work(daily) == s4_stories.work(whole)
