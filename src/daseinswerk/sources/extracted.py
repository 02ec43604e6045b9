"""What a source gave us: its text and what it says about itself, or one sentence why we do not take it."""

from dataclasses import dataclass
from datetime import date as Date

KINDS = ("pdf", "docx", "odt", "html", "text")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document as its file tells it. Nothing here is guessed: `title` and `publisher` are "" and `date` is None
    when the file does not say.

    `text` is never blank, holds no NUL, no lone surrogate and only "\\n" as line end, so that it can be stored as UTF-8
    and its characters counted the same everywhere.
    """

    text: str
    title: str
    date: Date | None
    media_type: str
    kind: str
    publisher: str


class Refused(Exception):
    """This file or address is not taken. `reason` is one German sentence that a person in an office understands."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotThere(Refused):
    """The server answers that there is nothing at this address; `status` is 404 or 410 (Gone: for good)."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


class Unavailable(Refused):
    """The trouble is the server and not this one address: not reached, too slow, broken, or asking for a pause."""


class Forbidden(Refused):
    """The host knows the address and does not let us have it (401, 403, 451 and the like)."""
