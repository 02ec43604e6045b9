"""`daseinswerk sources`: the watched sources from the command line; what an address is, before anybody watches it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError

from daseinswerk.apps.library.actions import watching
from daseinswerk.apps.library.catalogue import Entry, catalogue
from daseinswerk.apps.library.models import Source
from daseinswerk.apps.library.queries.watching import Row, rows
from daseinswerk.commands.keys import checked_ags
from daseinswerk.commands.options import give, home_option, json_option, tell
from daseinswerk.commands.setup import prepare
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.discover import discover
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Preview

KINDS = [str(kind.value) for kind in watching.WATCHED_KINDS]


@click.group(help="Beobachtete Quellen: hinzufügen, auflisten, prüfen, anhalten, weiter beobachten, neu versuchen.")
@home_option
def command() -> None:
    prepare()


@command.command("list", help="Listet die beobachteten Quellen auf, die mit Sorgen zuerst.")
@json_option
@home_option
def list_sources(as_json: bool) -> None:
    found = [_as_row(row) for row in rows()]
    if as_json:
        give(found)
        return
    for row in found:
        click.echo(_in_words(row))
    if not found:
        tell("Noch wird keine Quelle beobachtet. Die erste: daseinswerk sources add https://… oder --catalogue NAME")


@command.command(help="Sagt, was hinter ADRESSE liegt und wie die ersten Dinge gelesen würden; nichts wird gespeichert.")
@click.argument("address", metavar="ADRESSE")
@json_option
@home_option
def check(address: str, as_json: bool) -> None:
    found = _looked_at(address)
    if as_json:
        give(asdict(found))
        return
    click.echo(f"{found.kind}: {found.name} ({found.address})")
    click.echo(f"Lizenz: {found.licence or 'nicht genannt'}" + (f"\n{found.note}" if found.note else ""))
    for item in found.first:
        click.echo(f"  {item.date or '          '}  {item.title[:90]}" + (f"  – abgelehnt: {item.reason}" if item.reason else ""))
    for offer in found.found:
        click.echo(f"  auch möglich: {offer.kind} {offer.address} {offer.name}")


@command.command(help="Beobachtet ADRESSE von jetzt an, oder mit --catalogue eine Quelle des Katalogs.")
@click.argument("address", metavar="[ADRESSE]", required=False, default="")
@click.option("--catalogue", "entry", default="", metavar="NAME", help="Kürzel im Katalog; „list“ zählt die Kürzel auf.")
@click.option("--kind", type=click.Choice(KINDS), help="Art der Quelle (Voreinstellung: was die Prüfung der Adresse ergibt).")
@click.option("--name", default="", help="Wie die Quelle heißen soll (Voreinstellung: wie sie sich nennt).")
@click.option("--licence", default="", help="Lizenz, wie der Herausgeber sie nennt.")
@click.option("--rhythm", type=click.IntRange(*watching.RHYTHM), help="Stunden zwischen zwei Besuchen (Voreinstellung: 24).")
@click.option("--publisher", default="", help="Wer die Quelle herausgibt.")
@click.option("--ags", default="", callback=checked_ags, help="Gemeindeschlüssel, wenn die Quelle für eine Kommune spricht.")
@click.option("--expected", type=click.IntRange(1, 1000), help="Mindestens so viel Neues je Woche; bleibt es aus, gibt es einen Hinweis.")
@json_option
@home_option
def add(*, address: str, entry: str, kind: str | None, as_json: bool, **said: Any) -> None:
    if bool(address) == bool(entry):
        raise click.BadParameter("Nennen Sie entweder eine Adresse oder mit --catalogue eine Quelle des Katalogs.", param_hint="ADRESSE")
    said = {name: value for name, value in said.items() if value not in ("", None)}
    if entry == "list":
        _list_catalogue(as_json)
        return
    fields = _of_catalogue(entry) if entry else _of_address(address, kind, named="name" in said)
    try:
        source = watching.add_source(by=None, **{**fields, **said})
    except ValidationError as error:
        tell(" ".join(error.messages))
        sys.exit(1)
    if as_json:
        give(_stored(source))
    else:
        click.echo(f"{source.slug}: {source.name} wird von jetzt an beobachtet.")


def _act(name: str, text: str, said: str) -> None:
    """One command for one act on a source that is there."""

    @command.command(name, help=text)
    @click.argument("slug", metavar="KÜRZEL")
    @json_option
    @home_option
    def act(slug: str, as_json: bool) -> None:
        source = Source.objects.filter(slug=slug).first()
        if source is None:
            raise click.BadParameter(f"Die Quelle {slug} gibt es nicht; „daseinswerk sources list“ zählt sie auf.", param_hint="KÜRZEL")
        try:
            getattr(watching, name)(by=None, source=source)
        except ValidationError as error:
            tell(" ".join(error.messages))
            sys.exit(1)
        if as_json:
            give(_stored(source))
        else:
            click.echo(f"{source.slug}: {said}")


_act("pause", "Besucht die Quelle KÜRZEL nicht mehr, bis „resume“ kommt.", "ist angehalten.")
_act("resume", "Besucht die angehaltene Quelle KÜRZEL wieder.", "wird wieder beobachtet.")
_act("retry", "Besucht die Quelle KÜRZEL als Nächstes, vergleicht alles und liest neu, was sich nicht lesen ließ.", "wird als Nächstes besucht.")


def _looked_at(address: str) -> Preview:
    """What the address is; ends with 3 and the reason where there is nothing to be had."""
    try:
        return discover(address, Counting())
    except Refused as refused:
        tell(f"{address}: {refused.reason}")
        sys.exit(3)


def _of_address(address: str, kind: str | None, *, named: bool) -> dict[str, Any]:
    """What `add_source` needs. With kind and name given nobody need look at the address now: the first visit will."""
    if kind == Source.Kind.FOLDER or ("://" not in address and Path(address).is_dir()):
        folder = Path(address).expanduser().absolute()
        return {"kind": Source.Kind.FOLDER, "address": str(folder), "name": folder.name}
    if kind and named:
        return {"kind": kind, "address": address}
    found = _looked_at(address)
    return {
        "kind": kind or found.kind,
        "address": address if kind else found.address,
        "name": found.name or address[:200],
        "licence": found.licence,
        "options": dict(found.options),
    }


def _of_catalogue(slug: str) -> dict[str, Any]:
    entry = next((each for each in catalogue() if each.slug == slug), None)
    if entry is None:
        raise click.BadParameter(f"Im Katalog gibt es „{slug}“ nicht; --catalogue list zählt die Kürzel auf.", param_hint="--catalogue")
    fields = entry.model_dump(exclude={"slug", "check"})
    if entry.check:  # only the beginning of the site is known: what can be watched there is found now
        found = _looked_at(entry.address)
        fields |= {"kind": found.kind, "address": found.address}
        fields["options"] = entry.options if found.kind == Source.Kind.SITEMAP else dict(found.options)
    return fields


def _list_catalogue(as_json: bool) -> None:
    entries: tuple[Entry, ...] = tuple(catalogue())
    if as_json:
        give([entry.model_dump() for entry in entries])
        return
    for entry in entries:
        click.echo(f"{entry.slug:40} {entry.kind:8} {entry.name}")


def _stored(source: Source) -> dict[str, Any]:
    names = ("slug", "name", "kind", "address", "licence", "publisher", "ags", "watch", "rhythm", "expected", "due")
    return {name: getattr(source, name) for name in names}


def _as_row(row: Row) -> dict[str, Any]:
    last = row.last
    return {
        **_stored(row.source),
        "state": row.state.code,
        "reason": row.reason,
        "documents": row.documents,
        "last_visit": last and last.started,
        "month": row.month,
        "failures": row.source.failures,
    }


def _in_words(row: dict[str, Any]) -> str:
    month = row["month"]
    figures = f"neu {month['new']}, geändert {month['changed']}, zurückgezogen {month['withdrawn']}, abgelehnt {month['refused']} (30 Tage)"
    return f"{row['slug']:44} {row['state']:14} {row['documents']:6} Dokumente  {figures}" + (f"\n    {row['reason']}" if row["reason"] else "")
