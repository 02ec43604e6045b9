"""The whole line over one file in memory: nothing is stored, everything is shown with where it stands."""

from typing import Any

from daseinswerk.engine.evidence.extract import extract
from daseinswerk.engine.evidence.reading import Reading
from daseinswerk.engine.text.document import analyse
from daseinswerk.engine.text.heading import head_date
from daseinswerk.pipeline.instruments import instruments, links_of
from daseinswerk.sources.reading import read_bytes

PLACE_KINDS = ("municipality", "county")


def look(name: str, data: bytes, *, prior: str | None = None) -> dict[str, Any]:
    """What the machine says of a file: the keys of `read --json`; offsets are characters of the extracted text. Raises Refused."""
    extracted = read_bytes(name, data)
    document = analyse(extracted.text)
    links = links_of(document, prior=prior)
    title = extracted.title or next((line.strip() for line in document.cleaned.text.splitlines() if line.strip()), name)
    day = head_date(document.cleaned.text) or extracted.date
    found = extract(
        Reading(document=document, title=title, date=day, links=links, kind=""), instruments().taxonomy
    )
    return {
        "title": title,
        "date": day.isoformat() if day else None,
        "language": document.language,
        "media_type": extracted.media_type,
        "characters": len(extracted.text),
        "sentences": [{"start": s.start, "end": s.end, "text": " ".join(s.words(extracted.text).split())} for s in document.sentences],
        "places": [{"ags": link.key, **_where(link)} for link in links if link.kind in PLACE_KINDS],
        "states": [{"key": link.key, **_where(link)} for link in links if link.kind == "state"],
        "organisations": [{"key": link.key, **_where(link)} for link in links if link.kind == "organisation"],
        "values": [
            {"kind": v.kind, "value": v.value, "unit": v.unit, "qualifier": v.qualifier, "start": v.span.start, "end": v.span.end}
            for v in document.values
        ],
        "is_practice": found.is_practice,
        "fields_of_action": list(found.fields_of_action),
        "suggestions": [
            {
                "field": s.field.value,
                "value": s.value,
                "certainty": s.certainty.value,
                "quote": s.quote,
                "start": s.span.start,
                "end": s.span.end,
                "rule": s.rule,
                "score": round(s.score, 3),
            }
            for s in found.suggestions
        ],
        "text": extracted.text,
    }


def _where(link: Any) -> dict[str, Any]:
    return {
        "name": link.name,
        "start": link.span.start,
        "end": link.span.end,
        "score": round(link.score, 3),
        "reason": link.reason,
    }
