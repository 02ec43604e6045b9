"""What we knew of an address before we asked, and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

NOT_MODIFIED = 304
# As long as a listing keeps them; a longer one is dropped whole, because half a validator means nothing.
LONGEST_ETAG = 300
LONGEST_MODIFIED = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What the last visit left of one listed thing; empty strings where nothing is known.

    `etag` and `modified` go back to the server as they came. `stamp` is what the list said of it, hashed by the adapter: a hint
    that it need not be looked at again, never proof (87 % of a real system's dates are those of a migration, exchange.md § 0).
    """

    etag: str = ""
    modified: str = ""
    stamp: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A reply: `address` as asked, `final_address` after redirects, `body` decoded, header names in lower case.

    `status` is 2xx, or 304 where the request named what we hold and it still holds: then `body` is empty.
    """

    address: str
    final_address: str
    status: int
    media_type: str
    charset: str
    body: bytes
    fetched_at: datetime
    headers: Mapping[str, str]

    @property
    def unchanged(self) -> bool:
        """The server says that what we hold is still what it has."""
        return self.status == NOT_MODIFIED

    @property
    def etag(self) -> str:
        """The server's name for this state of the thing, to be kept for the next request; "" where it gives none."""
        return _kept(self.headers.get("etag", ""), LONGEST_ETAG)

    @property
    def modified(self) -> str:
        """`Last-Modified` as the server wrote it, to be kept for the next request; "" where it gives none."""
        return _kept(self.headers.get("last-modified", ""), LONGEST_MODIFIED)


def conditions(known: Known | None) -> dict[str, str]:
    """The headers that ask only for what has changed since (RFC 9110, 13.1.2 and 13.1.3).

    Apache adds `-gzip` to the name of a packed reply and older ones do not know it again (its bug 45023). We unpack, so what
    we hold is the state with the plain name as well, and both are sent.
    """
    if known is None:
        return {}
    headers = {}
    if etag := _kept(known.etag, LONGEST_ETAG):
        headers["If-None-Match"] = (
            f'{etag}, {etag.removesuffix("-gzip" + chr(34))}"' if etag.endswith('-gzip"') else etag
        )
    if modified := _kept(known.modified, LONGEST_MODIFIED):
        headers["If-Modified-Since"] = modified
    return headers


def _kept(value: str, longest: int) -> str:
    """A header value that can be sent back as it came, else nothing: no control characters, nothing beyond one byte a letter."""
    value = value.strip()
    fits = len(value) <= longest and all(" " <= sign <= "\xff" and sign != "\x7f" for sign in value)
    return value if fits else ""
