"""Signing in: guessing is slow, an address cannot send anybody elsewhere, nobody learns which names exist, and who is locked is out."""

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cast import World, client_of, everything, world
from django.test import Client
from django.utils import timezone

from daseinswerk.apps.office import actions, demo_accounts
from daseinswerk.apps.office.models import LedgerEntry, Role, SignInFailure, User
from daseinswerk.apps.office.queries import PER_NAME, PER_REMOTE

pytestmark = pytest.mark.django_db

PASSWORD = "ein langes Kennwort für den Test"
WAIT = "Zu viele Fehlversuche. Bitte warten Sie fünf Minuten."
WRONG = "Name oder Kennwort stimmen nicht."
SITE = "127.0.0.1"


QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"  # what is asked here does not depend on how dear a guess is


@pytest.fixture(autouse=True)
def ours(settings) -> list[str]:
    """Quick hashes for the stories; gives the hashers of the site."""
    ours, settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS, [QUICK]
    return ours


@pytest.fixture
def mayor() -> User:
    return actions.create_account(by=None, username="mayor", role=Role.MEMBER, password=PASSWORD)[0]


def try_to(client: Client, name: str = "mayor", password: str = PASSWORD, *, remote: str = "192.0.2.1", **more: str):
    return client.post("/anmelden/", {"username": name, "password": password, **more}, REMOTE_ADDR=remote, headers={"host": SITE})


def failed(name: str = "mayor", remote: str = "192.0.2.1", *, times: int) -> None:
    """So many failures a moment ago."""
    SignInFailure.objects.bulk_create([SignInFailure(name=name, remote=remote) for _ in range(times)])


def is_in(client: Client) -> bool:
    return client.get("/zu-tun/").status_code == 200


# ---------------------------------------------------------------------------------------------------------------- guessing


def test_after_ten_failures_even_the_right_password_must_wait_and_after_five_minutes_it_is_taken(client: Client, mayor: User) -> None:
    for _ in range(PER_NAME):
        answer = try_to(client, password="geraten")
        assert (answer.status_code, WRONG in answer.content.decode()) == (400, True)
    answer = try_to(client)
    assert (answer.status_code, WAIT in answer.content.decode()) == (429, True)
    assert not is_in(client)
    SignInFailure.objects.update(at=timezone.now() - timedelta(minutes=5, seconds=1))
    assert try_to(client).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize("spelling", ["mayor", " mayor", "mayor ", "\tmayor\n", "\u00a0mayor", "\u2003mayor"])
def test_blanks_around_the_name_give_no_further_tries(client: Client, mayor: User, spelling: str) -> None:
    failed(times=PER_NAME)
    assert try_to(client, spelling, remote="198.51.100.7").status_code == 429


def test_failures_with_blanks_count_for_the_name(client: Client, mayor: User) -> None:
    failed(times=PER_NAME - 1)
    try_to(client, "  mayor", "geraten")
    assert try_to(client).status_code == 429


def test_the_failures_of_one_name_do_not_keep_others_out(client: Client, mayor: User) -> None:
    failed("second", times=PER_NAME)
    assert try_to(client).status_code == 302


def test_one_address_that_tries_many_names_must_wait_and_another_need_not(client: Client, mayor: User) -> None:
    for number in range(PER_REMOTE):
        failed(f"name{number}", times=1)
    assert try_to(client).status_code == 429
    assert try_to(client, remote="198.51.100.7").status_code == 302


def test_waiting_tries_nothing_and_leaves_no_further_failure(client: Client, mayor: User) -> None:
    failed(times=PER_NAME)
    before = everything()
    assert try_to(client, password="geraten").status_code == 429
    assert everything() == before


def test_failures_are_forgotten_after_an_hour(client: Client, mayor: User) -> None:
    failed(times=3)
    SignInFailure.objects.update(at=timezone.now() - timedelta(minutes=61))
    try_to(client, password="geraten")
    assert SignInFailure.objects.count() == 1


# -------------------------------------------------------------------------------------------------- nobody learns names


def page_of(client: Client, name: str, password: str) -> str:
    """The page that follows, without what is typed and without the token of the form."""
    answer = try_to(client, name, password)
    lines = answer.content.decode().replace(name, "NAME").splitlines()
    return f"{answer.status_code}\n" + "\n".join(line for line in lines if "csrf" not in line.lower())


def test_a_wrong_password_an_unknown_name_and_a_locked_account_get_the_same_page(mayor: User) -> None:
    locked, _ = actions.create_account(by=None, username="locked", role=Role.MEMBER, password=PASSWORD)
    actions.set_active(by=None, user=locked, active=False)
    tries = [("mayor", "geraten"), ("nobody", "geraten"), ("locked", "geraten"), ("locked", PASSWORD)]
    assert len({page_of(Client(), name, password) for name, password in tries}) == 1


def test_the_page_to_wait_is_the_same_for_a_known_and_an_unknown_name(mayor: User) -> None:
    for name in ("mayor", "nobody"):
        failed(name, times=PER_NAME, remote="192.0.2.9")
    assert page_of(Client(), "mayor", PASSWORD) == page_of(Client(), "nobody", PASSWORD)


def test_passwords_are_kept_as_argon2id_and_stand_in_no_row_of_the_ledger(settings, ours: list[str]) -> None:
    settings.PASSWORD_HASHERS = ours
    mayor, _ = actions.create_account(by=None, username="mayor", role=Role.MEMBER, password=PASSWORD)
    assert mayor.password.startswith("argon2$argon2id$")
    given = actions.set_password(by=None, user=mayor)
    assert given not in str(list(LedgerEntry.objects.values_list()))
    assert len(given) >= 16


# ------------------------------------------------------------------------------------------------------- open redirects

ELSEWHERE = (
    "//evil.example", "///evil.example", "////evil.example", "//evil.example/%2e%2e", "https://evil.example", "http://evil.example/",
    "HTTPS://EVIL.EXAMPLE", "https:evil.example", "https:/evil.example", "http:///evil.example", "https:\\\\evil.example", "\\\\evil.example",
    "/\\evil.example", "\\/evil.example", "/\\/evil.example", "/\t/evil.example", "\t//evil.example", " //evil.example", "\n//evil.example",
    "\x00//evil.example", "\x0b//evil.example", "//\u3002evil.example", "//evil\u3002example", "//127.0.0.1@evil.example", "https://127.0.0.1@evil.example",
    "https://127.0.0.1.evil.example", "https://evil.example#127.0.0.1", "https://evil.example?127.0.0.1", "//127.0.0.1:80@evil.example",
    "//evil.example\\@127.0.0.1", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "ftp://evil.example", "file:///etc/passwd", "blob:https://evil.example/x", "http://[::1]evil.example", "http://[evil.example",
    "//[::ffff:203.0.113.5]/", "https://127.0.0.1:8000@evil.example/", "\u2028//evil.example", "/%09/evil.example\r\nSet-Cookie: a=b", "http://127.1:99/",
)  # fmt: skip


def test_there_are_enough_spellings() -> None:
    assert len(set(ELSEWHERE)) >= 30


def stays_here(location: str) -> bool:
    """Whether a browser at http://127.0.0.1/ stays there: it takes \\ for / and leaves out tabs, line ends and blanks in front."""
    seen = location.replace("\\", "/").translate({9: None, 10: None, 13: None}).lstrip("".join(map(chr, range(33))))
    parts = urlsplit(seen)
    return not parts.scheme and not parts.netloc and seen.startswith("/") and not seen.startswith("//")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_address_sends_a_person_elsewhere_after_signing_in_or_choosing_a_theme(mayor: User, target: str) -> None:
    """Sent with the form, and carried from the address of the sign-in page into the form."""
    client = client_of(None)
    assert stays_here(try_to(client, next=target)["Location"])
    carried = Client().get("/anmelden/", {"next": target}, headers={"host": SITE}).context["next"]
    assert stays_here(carried)
    answer = client.post("/darstellung/", {"theme": "dark", "next": target}, headers={"host": SITE})
    assert stays_here(answer["Location"]) and "Set-Cookie: a=b" not in str(answer.headers)


@pytest.mark.parametrize("target", ["/praxis/werkstatt/", "/bibliothek/?q=glas%20faser&seite=2", f"http://{SITE}/praxis/"])
def test_an_address_of_this_site_is_where_one_goes_on(client: Client, mayor: User, target: str) -> None:
    assert try_to(client, next=target)["Location"] == target


def test_who_is_sent_to_sign_in_comes_back_to_the_page_that_was_asked_for(client: Client, mayor: User) -> None:
    asked = client.get("/praxis/werkstatt/neu/?dokument=7")
    assert asked["Location"] == "/anmelden/?next=/praxis/werkstatt/neu/%3Fdokument%3D7"
    assert client.get(asked["Location"]).context["next"] == "/praxis/werkstatt/neu/?dokument=7"


# ------------------------------------------------------------------------------------------------------ accounts of the demo


@pytest.fixture
def demo_home(home: Path) -> Iterator[Path]:
    demo_accounts.save((demo_accounts.DemoAccount("mitglied", "Mumpfelgrat-7", "Mitglied"),))
    before = os.environ.pop("DASEINSWERK_BOUND", None)
    yield home
    os.environ.pop("DASEINSWERK_BOUND", None)
    if before is not None:
        os.environ["DASEINSWERK_BOUND"] = before


@pytest.mark.parametrize(
    ("demo", "bound", "shown"),
    [
        (True, "loopback", True),
        (True, "open", False),  # other machines may ask
        (True, "", False),  # some other server runs the site: nobody knows where it listens
        (False, "loopback", False),  # no demo: a file with that name means nothing
        (False, "open", False),
    ],
)
def test_the_accounts_of_the_demo_are_shown_only_in_the_demo_and_only_on_this_machine(
    client: Client, settings, demo_home: Path, demo: bool, bound: str, shown: bool
) -> None:
    settings.DEMO = demo
    if bound:
        os.environ["DASEINSWERK_BOUND"] = bound
    for answer in (client.get("/anmelden/"), try_to(client, password="geraten")):
        assert ("Mumpfelgrat-7" in answer.content.decode()) is shown
    assert "Mumpfelgrat-7" not in client.get("/").content.decode()


def test_the_file_with_the_accounts_of_the_demo_is_for_its_owner_alone(demo_home: Path) -> None:
    assert stat.S_IMODE((demo_home / "demo-accounts.json").stat().st_mode) == 0o600


# ------------------------------------------------------------------------------------------------ locked, changed, signed out


def test_a_locked_account_is_out_with_the_next_request_and_comes_in_again_when_it_is_opened(client: Client, mayor: User) -> None:
    try_to(client)
    assert is_in(client)
    actions.set_active(by=None, user=mayor, active=False)
    assert not is_in(client)
    assert try_to(client).status_code == 400
    actions.set_active(by=None, user=mayor, active=True)
    assert try_to(client).status_code == 302


def test_a_new_password_ends_the_sessions_that_were_opened_with_the_old_one(client: Client, mayor: User) -> None:
    try_to(client)
    actions.set_password(by=None, user=mayor)
    assert not is_in(client)


def test_a_role_that_is_taken_away_is_gone_with_the_next_request(client: Client, mayor: User) -> None:
    try_to(client)
    assert client.get("/praxis/werkstatt/").status_code == 200
    actions.change_account(by=None, user=mayor, role=Role.READER, organisation=None, municipality=None)
    assert client.get("/praxis/werkstatt/").status_code == 403


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(client: Client, mayor: User) -> None:
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    try_to(client)
    mine = client.cookies["session"].value
    assert mine != planted
    answer = client.post("/abmelden/")
    assert answer["Clear-Site-Data"] == '"cache"'
    client.cookies["session"] = mine
    assert not is_in(client)


# ------------------------------------------------------------------------------------------------- who may give which role


@pytest.fixture
def cast() -> World:
    return world()


def test_the_office_gives_no_role_above_a_member_and_the_administration_gives_any(cast: World) -> None:
    for by, role, status in [("office", "member", 200), ("office", "office", 400), ("office", "administrator", 400), ("administrator", "office", 200)]:
        name = f"{by}-{role}"
        answer = client_of(getattr(cast, by)).post("/buero/konten/", {"username": name, "display_name": "Neue Person", "role": role})
        assert (answer.status_code, User.objects.filter(username=name).exists()) == (status, status == 200), name


@pytest.mark.parametrize("act", ["password", "lock", "open", "change"])
def test_the_office_cannot_touch_the_administration(cast: World, act: str) -> None:
    before = everything()
    page = client_of(cast.office).post(f"/buero/konten/{cast.administrator.pk}/", {"act": act, "role": "reader"})
    assert "Dieses Konto kann nur die Administration ändern." in page.content.decode()
    assert everything() == before


def test_the_office_cannot_raise_itself_nor_anybody_else(cast: World) -> None:
    before = everything()
    for user in (cast.office, cast.mayor):
        client_of(cast.office).post(f"/buero/konten/{user.pk}/", {"act": "change", "role": "administrator"})
    assert everything() == before


def test_nobody_locks_their_own_account(cast: World) -> None:
    client_of(cast.administrator).post(f"/buero/konten/{cast.administrator.pk}/", {"act": "lock"})
    cast.administrator.refresh_from_db()
    assert cast.administrator.is_active


def test_the_new_password_is_shown_once_and_works(cast: World) -> None:
    office = client_of(cast.office)
    page = office.post(f"/buero/konten/{cast.mayor.pk}/", {"act": "password"})
    password = page.context["password"]
    assert password in page.content.decode() and "no-store" in page["Cache-Control"]
    assert password not in office.get(f"/buero/konten/{cast.mayor.pk}/").content.decode()
    assert try_to(Client(), "mayor", password).status_code == 302
