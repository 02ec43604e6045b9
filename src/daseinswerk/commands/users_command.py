"""`daseinswerk users`: accounts from the command line, for the first administrator and for emergencies."""

from typing import Any

import click
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from daseinswerk.apps.office import actions
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.places.models import Municipality, Organisation
from daseinswerk.commands.keys import checked_ags
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.setup import prepare

ROLES = [role for role in Role.values if role != Role.VISITOR]


def _checked_email(_context: click.Context, _option: click.Parameter, email: str) -> str:
    try:
        return email if not email else (validate_email(email) or email)
    except ValidationError as error:
        raise click.BadParameter(f"{email} ist keine E-Mail-Adresse.") from error


@click.group(help="Listet Konten auf, legt sie an, setzt Rolle oder Kennwort, sperrt und öffnet sie.")
@home_option
def command() -> None:
    prepare()


@command.command("list", help="Listet alle Konten mit Rolle und Haus auf.")
@json_option
@home_option
def list_accounts(as_json: bool) -> None:
    rows = [_as_row(user) for user in User.objects.order_by("username")]
    if as_json:
        give(rows)
        return
    for row in rows:
        click.echo(_in_words(row))
    if not rows:
        tell("Es gibt noch keine Konten. Legen Sie eines an: daseinswerk users add NAME --role administrator")


@command.command(help="Legt das Konto NAME an und gibt sein Kennwort aus; es steht nirgends sonst.")
@click.argument("name", metavar="NAME")
@click.option("--role", type=click.Choice(ROLES), default=Role.READER.value, show_default=True, help="Was die Person darf.")
@click.option("--display-name", default="", help="Name, wie er auf den Seiten steht (Voreinstellung: NAME).")
@click.option("--organisation", default="", help="Kürzel des Unternehmens, für das die Person arbeitet, wie in der Adresse seiner Seite.")
@click.option("--ags", default="", callback=checked_ags, help="Gemeindeschlüssel der Kommune, für die die Person arbeitet.")
@click.option("--email", default="", callback=_checked_email, help="E-Mail-Adresse für die Wochenliste; die Person kann sie selbst ändern.")
@json_option
@home_option
def add(*, name: str, role: str, display_name: str, organisation: str, ags: str, email: str, as_json: bool) -> None:
    if User.objects.filter(username=name).exists():
        raise click.BadParameter(f"Das Konto {name} gibt es schon.", param_hint="NAME")
    house = Organisation.objects.filter(slug=organisation).first() if organisation else None
    if organisation and house is None:
        raise click.BadParameter(f"Die Organisation {organisation} gibt es im Verzeichnis nicht.", param_hint="--organisation")
    town = Municipality.objects.filter(ags=ags).first() if ags else None
    try:
        _, password = actions.create_account(
            by=None, username=name, role=role, display_name=display_name, organisation=house, municipality=town, email=email
        )
    except ValidationError as error:
        raise click.BadParameter(" ".join(error.messages), param_hint="NAME") from error
    _give_password(name, password, as_json)


@command.command(help="Setzt für das Konto NAME ein neues zufälliges Kennwort und gibt es aus; alle Sitzungen enden.")
@click.argument("name", metavar="NAME")
@json_option
@home_option
def password(name: str, as_json: bool) -> None:
    _give_password(name, actions.set_password(by=None, user=_account(name)), as_json)


@command.command(help=f"Gibt dem Konto NAME eine andere ROLLE: {', '.join(ROLES)}.")
@click.argument("name", metavar="NAME")
@click.argument("role", type=click.Choice(ROLES), metavar="ROLLE")
@json_option
@home_option
def role(name: str, role: str, as_json: bool) -> None:
    user = _account(name)
    actions.change_account(by=None, user=user, role=role, organisation=user.organisation, municipality=user.municipality)
    _give_account(name, as_json)


@command.command(help="Sperrt das Konto NAME; was die Person getan hat, bleibt.")
@click.argument("name", metavar="NAME")
@json_option
@home_option
def lock(name: str, as_json: bool) -> None:
    actions.set_active(by=None, user=_account(name), active=False)
    _give_account(name, as_json)


@command.command(help="Öffnet das gesperrte Konto NAME wieder.")
@click.argument("name", metavar="NAME")
@json_option
@home_option
def unlock(name: str, as_json: bool) -> None:
    actions.set_active(by=None, user=_account(name), active=True)
    _give_account(name, as_json)


def _account(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise click.BadParameter(f"Das Konto {name} gibt es nicht. Alle Konten: daseinswerk users list", param_hint="NAME")
    return user


def _give_password(name: str, password: str, as_json: bool) -> None:
    if as_json:
        give({"name": name, "password": password})
    else:
        click.echo(password)


def _give_account(name: str, as_json: bool) -> None:
    row = _as_row(_account(name))
    if as_json:
        give(row)
    else:
        tell(_in_words(row))


def _as_row(user: User) -> dict[str, Any]:
    return {
        "name": user.username,
        "role": user.role,
        "active": user.is_active,
        "organisation": user.organisation_id,
        "municipality": user.municipality_id,
    }


def _in_words(row: dict[str, Any]) -> str:
    house = row["organisation"] or row["municipality"] or ""
    return f"{row['name']:20} {row['role']:14} {'' if row['active'] else 'gesperrt ':9}{house}".rstrip()
