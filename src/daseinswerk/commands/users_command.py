"""`daseinswerk users`: accounts from the command line, for the first administrator and for emergencies."""

import click
from django.core.exceptions import ValidationError

from daseinswerk.apps.office import actions
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.places.models import Municipality, Organisation
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.setup import prepare

ROLES = [role for role in Role.values if role != Role.VISITOR]


@click.group(help="Listet Konten auf, legt sie an, setzt Rolle oder Kennwort.")
@home_option
def command() -> None:
    prepare()


@command.command("list", help="Alle Konten.")
@json_option
@home_option
def list_accounts(as_json: bool) -> None:
    rows = [
        {"name": u.username, "role": u.role, "active": u.is_active, "organisation": u.organisation_id, "municipality": u.municipality_id}
        for u in User.objects.order_by("username")
    ]
    if as_json:
        give(rows)
    for row in [] if as_json else rows:
        click.echo(f"{row['name']:20} {row['role']:14} {'' if row['active'] else 'gesperrt ':9}{row['organisation'] or ''}")


@command.command(help="Legt ein Konto an und gibt sein Kennwort aus.")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default=Role.READER, show_default=True)
@click.option("--display-name", default="")
@click.option("--organisation", default="", help="Kürzel aus dem Verzeichnis.")
@click.option("--ags", default="", help="Gemeindeschlüssel der Kommune.")
@home_option
def add(name: str, role: str, display_name: str, organisation: str, ags: str) -> None:
    if User.objects.filter(username=name).exists():
        raise click.BadParameter(f"Das Konto {name} gibt es schon.", param_hint="NAME")
    house = Organisation.objects.filter(slug=organisation).first() if organisation else None
    town = Municipality.objects.filter(ags=ags).first() if ags else None
    if (organisation and house is None) or (ags and town is None):
        raise click.BadParameter("Diese Organisation oder diesen Gemeindeschlüssel gibt es nicht.")
    try:
        _, password = actions.create_account(
            by=None, username=name, role=role, display_name=display_name, organisation=house, municipality=town
        )
    except ValidationError as error:
        raise click.BadParameter(" ".join(error.messages), param_hint="NAME") from error
    click.echo(password)


@command.command(help="Setzt ein neues zufälliges Kennwort und gibt es aus.")
@click.argument("name")
@home_option
def password(name: str) -> None:
    click.echo(actions.set_password(by=None, user=_account(name)))


@command.command(help="Ändert die Rolle.")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@home_option
def role(name: str, role: str) -> None:
    user = _account(name)
    actions.change_account(by=None, user=user, role=role, organisation=user.organisation, municipality=user.municipality)
    tell(f"{name}: {role}")


def _account(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise click.BadParameter(f"Das Konto {name} gibt es nicht.", param_hint="NAME")
    return user
