"""The catalogue as open data: confirmed records only, each claim with its quote."""

from typing import Any

from daseinswerk.apps.practices.models import Record
from daseinswerk.apps.practices.queries.records import as_data
from daseinswerk.exports.spreadsheet import csv_text

COLUMNS = ("id", "title", "field", "value", "shown", "certainty", "quote", "document", "date", "address", "stated_by", "confirmed_at")


def catalogue_data(*, everything: bool = False) -> dict[str, Any]:
    """All confirmed records (with `everything` the others too, for moving house), by slug."""
    records = Record.objects.order_by("slug")
    if not everything:
        records = records.filter(state=Record.State.CONFIRMED)
    return {"records": [as_data(record) for record in records]}


def catalogue_csv_text() -> str:
    """One row for each claim of the confirmed records."""
    rows = []
    for data in catalogue_data()["records"]:
        for claim in data["claims"]:
            quote = claim["quote"] or {}
            rows.append(
                (
                    data["id"],
                    data["title"],
                    claim["label"],
                    claim["value"],
                    claim["shown"],
                    claim["certainty_label"],
                    " ".join(quote.get("words", "").split()),
                    quote.get("document_title", ""),
                    quote.get("document_date") or "",
                    quote.get("address", ""),
                    claim["stated_by"] or "",
                    data["confirmed_at"],
                )
            )
    return csv_text(COLUMNS, rows)
