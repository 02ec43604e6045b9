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
from daseinswerk.apps.library.models import (
    Document,
    Link,
    Listing,
    Original,
    Paper,
    Refusal,
    Run,
    Source,
    Suggestion,
    Visit,
)
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
    source, check = watched_source("Presse der Stadt Kleinstadt", "Meldung", "https://www.kleinstadt.example")
    return {"source": source.slug, "check": str(check), "draft": draft.slug, "plain": plain.slug, "typed": typed.slug, "waits": waits.slug, "waits_too": too.slug}


def watched_source(name: str, word: str, address: str) -> tuple[Source, int]:
    """A source whose guard asks about 25 things, after a dozen visits; and the number of a check that found such a site."""
    source = Source.objects.create(slug="presse", name=name, kind="feed", address=f"{address}/presse.xml", licence="CC BY 4.0", watch="asks", token="presse", expected=3)
    now = timezone.now()
    for number in range(12):
        Visit.objects.create(source=source, state=("done", "failed", "cut")[number % 3], new=number, changed=number % 4, refused=1, message=f"{word} unvollständig.")
    Visit.objects.create(source=source, state="asks", message=f"25 {word}en zeigt die Quelle nicht mehr.")
    for number in range(30):
        gone = {"state": "gone", "guard": "asked", "evidence": "Die Quelle führt den Eintrag nicht mehr auf.", "missing_since": now} if number < 25 else {}
        Listing.objects.create(source=source, external_id=str(number), address=f"{address}/{number}", first_seen=now, last_seen=now, **gone)
    Refusal.objects.create(source=source, stage="s1", name=f"{address}/haushalt.pdf", reason="Das PDF enthält keinen Text.")
    item = {"title": word, "date": "2026-11-02", "address": f"{address}/1", "text": f"{word} im Wortlaut.", "reason": ""}
    found = [{"kind": "sitemap", "address": f"{address}/sitemap.xml", "name": name}]
    preview = {"kind": "web", "address": f"{address}/", "name": name, "first": [item, {**item, "reason": word, "text": ""}], "found": found, "options": {}, "note": word, "licence": word}
    return source, Run.objects.create(what={"check": address, "preview": preview}, name=address, state="done").pk


def hostile(cast: World) -> dict[str, str]:
    """Payloads in every text that comes from outside; many on one page, so that few pages show them all."""
    shelf, first = _hostile_shelf()
    check = _hostile_source(shelf)
    _hostile_findings(first)
    pages = {"check": str(check), "document": str(first.pk), "run": str(_hostile_run(shelf)), "town": TOWN}
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


def _hostile_source(shelf: Source) -> int:
    """The shelf as a watched source: everything its publisher or its pages say is a payload. Gives the number of a check."""
    Source.objects.filter(pk=shelf.pk).update(watch="asks", token="boese", publisher=PAYLOADS[1], note=PAYLOADS[4], options={"include": PAYLOADS[5]})
    now = timezone.now()
    for number, payload in enumerate(PAYLOADS):
        Listing.objects.create(
            source=shelf, external_id=payload, address=payload, state="gone", guard="asked" if number % 2 else "", first_seen=now, last_seen=now,
            missing_since=now, evidence=f"{payload} 404",
        )  # fmt: skip
        Visit.objects.create(source=shelf, state="asks", message=payload[:500])
    first = [{"title": payload, "date": None, "address": payload, "text": payload, "reason": payload} for payload in PAYLOADS]
    found = [{"kind": "feed", "address": payload, "name": payload} for payload in PAYLOADS]
    preview = {"kind": PAYLOADS[0], "address": PAYLOADS[8], "name": PAYLOADS[1], "first": first, "found": found, "options": {}, "note": PAYLOADS[2], "licence": PAYLOADS[3]}
    return Run.objects.create(what={"check": PAYLOADS[8], "preview": preview}, name=PAYLOADS[8][:200], state="done").pk


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
