"""Fills an empty home folder for the tests in a browser: `python filled_home.py friendly|hostile`, the folder in DASEINSWERK_HOME.

A process of its own, because the browser's driver and Django's database do not share a thread. Prints the passwords by account and
the addresses of what it made, as JSON. `hostile`: everything that comes from outside is a text that would run if it were not escaped.
"""

import json
import sys
from itertools import cycle

import django

if __name__ == "__main__":
    django.setup()

from cast import TEXT, TOWN, World, drafted, report, submitted, world
from django.utils import timezone
from stories import payloads

from daseinswerk.apps.library.actions import corrections
from daseinswerk.apps.library.actions.index import index_document
from daseinswerk.apps.library.models import Document, Link, Original, Paper, Refusal, Run, Source, Suggestion
from daseinswerk.apps.office.actions import set_password
from daseinswerk.apps.office.models import User
from daseinswerk.apps.places.models import Organisation
from daseinswerk.apps.practices.actions import workshop
from daseinswerk.apps.practices.models import Claim, Decision, Quote, Record
from daseinswerk.commands.setup import prepare, prepare_database
from daseinswerk.engine.evidence.fields import Field
from daseinswerk.engine.text.words import index_terms

PAYLOADS = tuple(dict.fromkeys(payloads.PAYLOADS))
ACCOUNTS = ("reader", "mayor", "second", "office")


def friendly(cast: World) -> dict[str, str]:
    """A report to find, three drafts with open suggestions, and two records that wait for the second person.

    Each story of the browser tests has a record of its own, so that they may run in any order."""
    other = report(TEXT.replace("Kleinstadt liest", "Kleinstadt liest nun"), external_id="zweiter.txt", title="Zweiter Bericht")
    for document in Document.objects.all():
        index_document(document.pk, " ".join(index_terms(f"{document.title} {document.text}")))
    draft = drafted(cast, by=cast.mayor, fields=("title",))
    plain, typed = (drafted(cast, by=cast.mayor, fields=("title",)) for _ in range(2))
    waits, too = (submitted(cast, by=cast.mayor, fields=("title", "cost_once")) for _ in range(2))
    workshop.add_document(by=cast.mayor, record=draft, document=other)
    return {"draft": draft.slug, "plain": plain.slug, "typed": typed.slug, "waits": waits.slug, "waits_too": too.slug}


def hostile(cast: World) -> dict[str, str]:
    """Payloads in every text that comes from outside; many on one page, so that few pages show them all."""
    shelf, first = _hostile_shelf()
    _hostile_findings(first)
    pages = {"document": str(first.pk), "run": str(_hostile_run(shelf)), "town": TOWN}
    for state in ("draft", "submitted", "confirmed"):
        pages[state] = _hostile_record(cast.mayor, first, state).slug
    User.objects.filter(pk=cast.office.pk).update(display_name=PAYLOADS[0])
    User.objects.filter(pk=cast.mayor.pk).update(display_name=PAYLOADS[7])
    link = Link.objects.filter(document=first).first()
    corrections.correct_link(by=cast.mayor, document=first, link_kind=link.kind, key=link.key, reason=PAYLOADS[3])
    return pages


def _hostile_shelf() -> tuple[Source, Document]:
    """One document for each payload: its title, publisher, address and file name; the first holds them all as text."""
    shelf = Source.objects.create(slug="boese", name=PAYLOADS[2], kind="web", address=PAYLOADS[8], licence=PAYLOADS[5])
    paper = Paper.objects.create(
        source=shelf, external_id="p", name=PAYLOADS[1], reference=PAYLOADS[6], address=PAYLOADS[8], content_hash="0",
        results=[{"date": "2024-01-01", "organisation": PAYLOADS[2], "result": PAYLOADS[3]}],
    )  # fmt: skip
    text = "\n\n".join(f"Treffer {number}: {payload}." for number, payload in enumerate(PAYLOADS)) + f"\n\n{TEXT}"
    for number, payload in enumerate(PAYLOADS):
        original = Original.objects.create(source=shelf, external_id=payload, name=payload, sha256=f"{number:064}", state="read")
        document = Document.objects.create(
            source=shelf, original=original, paper=paper, external_id=payload, title=f"Treffer {payload}", publisher=payload, address=payload, text=text,
            sha256=f"{number:064}", kind="press", language="de", is_practice="yes", stage=6,
        )  # fmt: skip
        index_document(document.pk, " ".join(index_terms(f"Treffer {payload} {text}")))
    return shelf, Document.objects.get(sha256=f"{0:064}")


def _hostile_findings(document: Document) -> None:
    """Links and suggestions: as many as the pages show."""
    fields = cycle(Field)
    for number, payload in enumerate(PAYLOADS):
        start = document.text.index(f"Treffer {number}:")
        Organisation.objects.create(slug=f"boese-{number}", name=payload[:200], seat_id=TOWN, website=payload, evidence=payload)
        Link.objects.create(
            document=document, kind="organisation", key=f"boese-{number}", name=payload, score=0.9, reason=payload, spans=[[start, start + 9]]
        )
        quote = document.text[start : start + 9]
        Suggestion.objects.create(
            document=document, field=next(fields), value=payload, certainty="stated", quote=quote, start=start, end=start + 9, rule="proben", score=0.9
        )


def _hostile_run(shelf: Source) -> int:
    run = Run.objects.create(kind="web", name=PAYLOADS[0], state="failed", message=PAYLOADS[4], started=timezone.now(), finished=timezone.now())
    for payload in PAYLOADS:
        Refusal.objects.create(run=run, source=shelf, stage="s2", name=payload, reason=payload)
    return run.pk


def _hostile_record(by: User, document: Document, state: str) -> Record:
    record = Record.objects.create(
        slug=f"boese-{state}", name=PAYLOADS[1], state=state, created_by=by, confirmed_at=timezone.now() if state == "confirmed" else None
    )
    record.documents.set([document, Document.objects.exclude(pk=document.pk).first()])
    for number, payload in enumerate(PAYLOADS):
        start = document.text.index(f"Treffer {number}:")
        end = start + len(f"Treffer {number}: {payload}.")
        place = {"words": document.text[start:end], "document_sha256": document.sha256, "flag": payload[:300]}
        quote, _ = Quote.objects.get_or_create(document=document, start=start, end=end, defaults=place)
        claim = Claim.objects.create(
            record=record, field="problem", value=payload, certainty="stated", quote=quote, stated_by=payload[:200], origin="person", by=by
        )
        Decision.objects.create(record=record, what="disagree", field="problem", claim=claim, note=payload, by=by, role="member", organisation=payload[:200])
    return record


def main(kind: str) -> None:
    (prepare if kind == "friendly" else prepare_database)()  # the register is there where people look for towns
    cast = world()
    passwords = {name: set_password(by=None, user=getattr(cast, name)) for name in ACCOUNTS}
    pages = {"friendly": friendly, "hostile": hostile}[kind](cast)
    print(json.dumps({"passwords": passwords, "pages": pages}))


if __name__ == "__main__":
    main(sys.argv[1])
