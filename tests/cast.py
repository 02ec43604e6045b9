"""The same people in every test, and the small world they work in: a town, its utility, one report with what the machine suggests.

**office** runs the site, **reader** reads for the utility, **mayor** is a member who looks after her small town, **second** is a
member from elsewhere, **visitor** has no account. The suggestions' values are words of no language: where one of them turns up
on a page, it came from the machine and from nowhere else.
"""

import hashlib
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from daseinswerk.apps.library.models import Document, Source, Suggestion
from daseinswerk.apps.office.models import Role, User
from daseinswerk.apps.places.models import County, Municipality, Organisation, State
from daseinswerk.apps.practices.actions import review, workshop
from daseinswerk.apps.practices.models import Claim, Record

TOWN, NEIGHBOUR = "99001001", "99001002"
TEXT = (
    "Kleinstadt liest Wasserzähler aus der Ferne.\n\n"
    "Die Stadtwerke Kleinstadt GmbH haben im Jahr 2024 rund 1.200 Wasserzähler mit Funk ausgestattet. "
    "Die Kosten liegen bei 35.000 Euro. Das Land fördert 60 Prozent davon.\n\n"
    "Die Ablesung vor Ort entfällt."
)
TITLE = "Wasserzähler aus der Ferne lesen"
COSTS = "Die Kosten liegen bei 35.000 Euro."
SUGGESTED = {  # field → value, the sentence it rests on
    "title": (TITLE, "Kleinstadt liest Wasserzähler aus der Ferne."),
    "municipality": (TOWN, "Kleinstadt liest Wasserzähler aus der Ferne."),
    "operator": ("Stadtwerke Kleinstadt GmbH", "Die Stadtwerke Kleinstadt GmbH haben im Jahr 2024 rund 1.200 Wasserzähler"),
    "cost_once": ("35000 EUR", COSTS),
    "outcome": ("Zwirbelquast", "Die Ablesung vor Ort entfällt."),
    "funding": ("Mumpfelgrat", "Das Land fördert 60 Prozent davon."),
}
MACHINE_WORDS = ("Zwirbelquast", "Mumpfelgrat")


@dataclass(frozen=True, slots=True)
class World:
    """Everybody with an account, and the report."""

    office: User
    reader: User
    mayor: User
    second: User
    administrator: User
    utility: Organisation
    document: Document

    def by_role(self) -> dict[str, User | None]:
        return {
            "visitor": None, "reader": self.reader, "member": self.mayor, "office": self.office, "administrator": self.administrator,
        }  # fmt: skip


def world() -> World:
    """Puts everything into the database of the test."""
    land = State.objects.create(key="99", name="Musterland")
    county = County.objects.create(key="99001", name="Musterkreis", state=land)
    for ags, name in ((TOWN, "Kleinstadt"), (NEIGHBOUR, "Nachbarstadt")):
        Municipality.objects.create(ags=ags, name=name, state=land, county=county)
    utility = Organisation.objects.create(slug="stadtwerke-kleinstadt", name="Stadtwerke Kleinstadt GmbH", seat_id=TOWN)
    return World(
        office=_person("office", Role.OFFICE),
        reader=_person("reader", Role.READER, organisation=utility),
        mayor=_person("mayor", Role.MEMBER, municipality_id=TOWN),
        second=_person("second", Role.MEMBER),
        administrator=_person("administrator", Role.ADMINISTRATOR),
        utility=utility,
        document=report(),
    )


def _person(name: str, role: Role, **house: object) -> User:
    return User.objects.create(username=name, role=role, **house)


def report(text: str = TEXT, external_id: str = "bericht.txt", title: str = "Bericht der Stadtwerke") -> Document:
    """The report with its suggestions, as the line leaves it."""
    source, _ = Source.objects.get_or_create(slug="hochgeladen", defaults={"name": "Hochgeladene Dateien", "kind": "upload"})
    document = Document.objects.create(
        source=source, external_id=external_id, title=title, text=text, kind="press", language="de", publisher="Stadtwerke Kleinstadt",
        sha256=hashlib.sha256(text.encode()).hexdigest(), is_practice="yes", stage=6,
    )  # fmt: skip
    for field, (value, quote) in SUGGESTED.items():
        start = text.find(quote)
        if start >= 0:
            Suggestion.objects.create(
                document=document, field=field, value=value, certainty="stated", quote=quote, start=start, end=start + len(quote), rule="proben", score=0.9,
            )  # fmt: skip
    return document


def suggestion(document: Document, field: str) -> Suggestion:
    return Suggestion.objects.get(document=document, field=field)


def client_of(user: User | None, **options: bool) -> Client:
    """A browser in which this person is signed in; None is the visitor."""
    client = Client(**options)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def drafted(cast: World, *, by: User, fields: tuple[str, ...] = ("title", "municipality", "cost_once")) -> Record:
    """A draft on the report with these suggestions accepted."""
    record = workshop.begin(by=by, documents=[cast.document])
    for field in fields:
        workshop.accept(by=by, record=record, suggestion=suggestion(cast.document, field))
    record.refresh_from_db()
    return record


def submitted(cast: World, *, by: User, **more: tuple[str, ...]) -> Record:
    record = drafted(cast, by=by, **more)
    workshop.submit(by=by, record=record)
    return record


def confirmed(cast: World, *, by: User, second: User, **more: tuple[str, ...]) -> Record:
    record = submitted(cast, by=by, **more)
    for claim in live(record):
        review.agree(by=second, claim=claim)
    review.confirm(by=second, record=record)
    record.refresh_from_db()
    return record


def live(record: Record) -> list[Claim]:
    return list(record.claims.filter(dropped=False).order_by("id"))


# The session says who is signed in, and `last_login` when somebody did: both are made by signing in, not by looking at a page.
NOT_CONTENT = {"django_session"}


def everything() -> dict[str, list[tuple]]:
    """Every row of every table, to see whether anything was written."""
    with connection.cursor() as cursor:
        names = sorted(table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t")
        found = {}
        for name in names:
            if name in NOT_CONTENT:
                continue
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names of our own tables
            kept = [place for place, column in enumerate(cursor.description) if column[0] != "last_login"]
            rows = [tuple(row[place] for place in kept) for row in cursor.fetchall()]
            found[name] = sorted(rows, key=repr)  # a row that was written stands elsewhere in PostgreSQL
    return found
