"""The mail of the week: who gets it, when, once; and how one click ends it."""

import email
import re
from datetime import datetime, timedelta
from email import policy
from pathlib import Path

import pytest
from cast import TOWN, World, client_of, world
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from shelf import indexed, put

from daseinswerk.apps.library.actions import readers
from daseinswerk.apps.library.actions.digest import Sent, send_due
from daseinswerk.apps.library.models import Document, Interest, SavedSearch
from daseinswerk.apps.library.queries.digest import due_since
from daseinswerk.apps.office.models import User
from daseinswerk.config.environment import ConfigurationError
from daseinswerk.config.mail import Mail, read_mail, site_address
from daseinswerk.pipeline.post import AFTER_FAILURE, LOOK, Post

pytestmark = pytest.mark.django_db

MONDAY = timezone.make_aware(datetime(2026, 11, 23, 6, 0))
ADDRESS = "leserin@stadtwerke.example"


class Choosy(EmailBackend):
    """A mail server that does not know one of the addresses, and hangs up on whoever names it."""

    def send_messages(self, messages: list) -> int:
        if any(ADDRESS in message.to for message in messages):
            raise ConnectionResetError("no such reader")
        return super().send_messages(messages)


class Unreachable(EmailBackend):
    """No mail server at all."""

    def open(self) -> None:
        raise ConnectionRefusedError("nobody there")


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: list) -> int:
        raise ConnectionRefusedError("no mail today")


@pytest.fixture
def cast() -> World:
    everybody = world()
    Document.objects.update(archived=MONDAY - timedelta(days=900))
    User.objects.filter(pk=everybody.reader.pk).update(email=ADDRESS)
    everybody.reader.refresh_from_db()
    readers.set_interest(user=everybody.reader, fields=["03"], regions=[TOWN], mail=True)
    Interest.objects.update(mailed=MONDAY - timedelta(days=7))
    return everybody


def came(title: str, when: datetime, **more: object) -> Document:
    row = put(title, f"{title}: In Kleinstadt tut sich etwas mit Wärme.", fields_of_action=["03.1"], publisher=f"Stimme {title}", **more)
    Document.objects.filter(pk=row.pk).update(archived=when)
    return row


DUE = [  # now, since when a mail is due
    (datetime(2026, 11, 23, 5, 59), datetime(2026, 11, 16, 6)),
    (datetime(2026, 11, 23, 6, 0), datetime(2026, 11, 23, 6)),
    (datetime(2026, 11, 29, 23, 59), datetime(2026, 11, 23, 6)),
    (datetime(2026, 3, 30, 6, 0), datetime(2026, 3, 30, 6)),  # the monday after the clocks changed
]


@pytest.mark.parametrize(("now", "since"), DUE)
def test_the_mail_is_due_on_mondays_at_six_by_the_clock_of_the_site(now: datetime, since: datetime) -> None:
    assert due_since(timezone.make_aware(now)) == timezone.make_aware(since)


def test_the_mail_says_what_is_new_and_why_and_how_to_end_it(cast: World) -> None:
    """She gets one mail with her list; a click of her mail program ends it, without a page, without signing in."""
    came("Wärme\naus dem Netz", MONDAY - timedelta(days=2), links=(("municipality", TOWN, "Kleinstadt"),))
    assert send_due(now=MONDAY) == Sent(1, 0)
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert "* Wärme aus dem Netz\n" in message.body
    assert "Neu über Kleinstadt, Feld Energie & Wärme." in message.body
    assert "<li>" in message.alternatives[0].content
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in message.body
    path = address.removeprefix("http://127.0.0.1:8000")
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(path).status_code == 200
    assert Interest.objects.get().mail  # looking ends nothing: programs that check links look
    assert visitor.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Interest.objects.get().mail
    came("Noch etwas", MONDAY + timedelta(days=1))
    assert send_due(now=MONDAY + timedelta(days=7)) == Sent(0, 0)


def test_nobody_gets_a_mail_twice_or_an_empty_one(cast: World) -> None:
    came("Eins", MONDAY - timedelta(days=1))
    assert send_due(now=MONDAY).sent == 1
    assert send_due(now=MONDAY).sent == 0
    assert send_due(now=MONDAY + timedelta(days=6)).sent == 0
    assert send_due(now=MONDAY + timedelta(days=7)).sent == 0  # nothing came
    came("Zwei", MONDAY + timedelta(days=8))
    assert send_due(now=MONDAY + timedelta(days=14)).sent == 1
    assert "Zwei" in mail.outbox[1].body and "Eins" not in mail.outbox[1].body


def test_what_she_read_on_the_page_does_not_come_again_by_mail(cast: World) -> None:
    came("Gesehen", MONDAY - timedelta(days=2))
    Interest.objects.update(looked=MONDAY - timedelta(days=1))
    assert send_due(now=MONDAY).sent == 0


NOT_FOR = [
    ("no address", lambda user: User.objects.filter(pk=user.pk).update(email="")),
    ("locked", lambda user: User.objects.filter(pk=user.pk).update(is_active=False)),
    ("did not ask", lambda user: Interest.objects.update(mail=False)),
]


@pytest.mark.parametrize(("why", "change"), NOT_FOR, ids=[row[0] for row in NOT_FOR])
def test_who_gets_no_mail(cast: World, why: str, change) -> None:
    came("Eins", MONDAY - timedelta(days=1))
    change(cast.reader)
    assert send_due(now=MONDAY).sent == 0, why
    assert mail.outbox == []


def test_who_turns_it_on_gets_the_next_one_not_what_came_in_before(cast: World) -> None:
    now = timezone.now()
    readers.end_mail(user=cast.reader)
    readers.set_interest(user=cast.reader, fields=[], regions=[], mail=True)
    came("Eins", now - timedelta(hours=1))
    assert send_due(now=now).sent == 0


def test_a_server_that_takes_nothing_loses_nothing(cast: World, settings) -> None:
    came("Eins", MONDAY - timedelta(days=1))
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert send_due(now=MONDAY) == Sent(0, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due(now=MONDAY + timedelta(minutes=15)) == Sent(1, 0)
    assert "Eins" in mail.outbox[0].body


def test_a_server_nobody_reaches_costs_one_knock_and_nobody_her_mail(cast: World, settings) -> None:
    came("Eins", MONDAY - timedelta(days=1))
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"
    assert send_due(now=MONDAY) == Sent(0, 1)
    assert Interest.objects.get().mailed == MONDAY - timedelta(days=7)


def test_an_address_the_server_does_not_know_keeps_nobody_else_from_her_mail_and_is_not_asked_for_ever(cast: World, settings) -> None:
    User.objects.filter(pk=cast.second.pk).update(email="zweite@stadt.example")
    readers.set_interest(user=cast.second, fields=[], regions=[], mail=True)
    Interest.objects.update(mailed=MONDAY - timedelta(days=7))
    came("Eins", MONDAY - timedelta(days=1))
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"
    assert send_due(now=MONDAY) == Sent(1, 1)
    assert [message.to for message in mail.outbox] == [["zweite@stadt.example"]]
    assert send_due(now=MONDAY + timedelta(hours=23)) == Sent(0, 1)
    assert send_due(now=MONDAY + timedelta(days=1)) == Sent(0, 1)
    assert send_due(now=MONDAY + timedelta(days=2)) == Sent(0, 0)


def test_new_hits_of_a_kept_search_come_in_the_same_mail(cast: World) -> None:
    search, _ = readers.save_search(user=cast.reader, question="q=Fernwärme")
    readers.change_search(search=search, name="Fernwärme hier", mail=True)
    SavedSearch.objects.update(mailed=MONDAY - timedelta(days=7), looked=MONDAY - timedelta(days=7))
    came("Fernwärme ausgebaut", MONDAY - timedelta(days=1))
    indexed()
    send_due(now=MONDAY)
    assert len(mail.outbox) == 1
    assert "1 neuer Treffer für „Fernwärme hier“" in mail.outbox[0].body
    assert "http://127.0.0.1:8000/bibliothek/?q=Fernw%C3%A4rme" in mail.outbox[0].body


def test_without_a_mail_server_mails_are_files_that_others_cannot_read(cast: World, settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.MAIL_AS_FILES = True
    came("Eins", MONDAY - timedelta(days=1))
    assert send_due(now=MONDAY).sent == 1
    (file,) = (tmp_path / "mail").iterdir()
    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["To"] == ADDRESS
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    page = client_of(cast.reader).get("/woche/einstellungen/").content.decode()
    assert "als Dateien in den Ordner mail" in page


def test_the_post_is_looked_after_once_a_minute_and_later_after_a_failure(cast: World, settings) -> None:
    post = Post()
    came("Eins", MONDAY - timedelta(days=1))
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    post.look(MONDAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    post.look(MONDAY + LOOK)
    assert mail.outbox == []
    post.look(MONDAY + AFTER_FAILURE)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("word", ["geraten", "1", "1:abc", "\x00", "ä" * 300])
def test_a_link_nobody_signed_ends_nothing(cast: World, word: str) -> None:
    assert Client().post(f"/abbestellen/{word}/").status_code == 404
    assert Interest.objects.get().mail


def test_a_reader_sets_her_own_address(cast: World) -> None:
    client = client_of(cast.second)
    assert "keine E-Mail-Adresse" in client.get("/woche/einstellungen/").content.decode()
    assert client.post("/konto/", {"email": "das ist keine"}).status_code == 400
    assert client.post("/konto/", {"email": "zweite@stadt.example"}).status_code == 302
    assert User.objects.get(pk=cast.second.pk).email == "zweite@stadt.example"
    assert "keine E-Mail-Adresse" not in client.get("/woche/einstellungen/").content.decode()


SETTINGS = [
    ("smtp://post.example", Mail("django.core.mail.backends.smtp.EmailBackend", host="post.example", port=25)),
    ("smtp+tls://n%40me:geh%3Aeim@post.example", Mail("django.core.mail.backends.smtp.EmailBackend", "", "post.example", 587, "n@me", "geh:eim", True)),
    ("smtps://post.example:4650", Mail("django.core.mail.backends.smtp.EmailBackend", host="post.example", port=4650, tls=True)),
    ("", Mail("django.core.mail.backends.filebased.EmailBackend", folder="mail")),
]


@pytest.mark.parametrize(("address", "expected"), SETTINGS)
def test_one_address_says_how_mail_leaves(address: str, expected: Mail) -> None:
    assert read_mail(address, Path("mail")) == expected


@pytest.mark.parametrize("address", ["post.example", "http://post.example", "smtp://", "smtp://post.example:port", "smtp://post.example:99999"])
def test_an_address_that_is_none_is_one_sentence(address: str) -> None:
    with pytest.raises(ConfigurationError, match="DASEINSWERK_MAIL"):
        read_mail(address, Path("mail"))


def test_links_in_mails_lead_to_the_site_as_people_reach_it() -> None:
    assert site_address("https://praxis.example/", ["x"], True) == "https://praxis.example"
    assert site_address("", ["praxis.example", "zwei.example"], True) == "https://praxis.example"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", site_address("", [], False))
