"""One web address, fetched and read."""

from urllib.parse import unquote, urlsplit

from daseinswerk.sources.extracted import Extracted
from daseinswerk.sources.fetch import Fetched, fetch
from daseinswerk.sources.reading import read_bytes


def page(address: str) -> tuple[Fetched, Extracted]:
    """The reply and its text; raises Refused when either is not to be had."""
    reply = fetch(address)
    return reply, read_reply(reply)


def read_reply(reply: Fetched) -> Extracted:
    """The text of a reply. The server's media type and the last part of the path both count as claims."""
    name = unquote(urlsplit(reply.final_address).path).rsplit("/", 1)[-1]
    media_type = f"{reply.media_type}; charset={reply.charset}" if reply.charset else reply.media_type
    return read_bytes(name, reply.body, media_type, reply.final_address)
