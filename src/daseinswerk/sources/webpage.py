"""One web address: read once, or watched by itself."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from daseinswerk.sources.extracted import Extracted
from daseinswerk.sources.fetch import Fetched
from daseinswerk.sources.harvest import Asked, Ended, Event, Fetch, NotTaken
from daseinswerk.sources.listed import Listed, identity, look
from daseinswerk.sources.reading import read_bytes


def visit(asked: Asked, fetch: Fetch) -> Iterator[Event]:
    """The one page of a source, then the end. An error page that calls itself a success is not taken (`error_page`)."""
    page = Listed(identity(asked.address), asked.address)
    event = look(page, asked.known(page.external_id), fetch)
    yield event
    failed = isinstance(event, NotTaken)
    yield Ended(complete=not failed, message=event.reason if isinstance(event, NotTaken) else "")


def read_reply(reply: Fetched) -> Extracted:
    """The text of a reply. The server's media type and the last part of the path both count as claims."""
    name = unquote(urlsplit(reply.final_address).path).rsplit("/", 1)[-1]
    media_type = f"{reply.media_type}; charset={reply.charset}" if reply.charset else reply.media_type
    return read_bytes(name, reply.body, media_type, reply.final_address)
