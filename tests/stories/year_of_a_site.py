"""A municipal site in memory: pages under one sitemap, with ETags, dates, a frame around every text, and the accidents of a year.

`door` stands where the network is: it answers like a server, also to conditional requests, and counts what it was asked.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import Forbidden, NotThere, Unavailable
from daseinswerk.sources.replies import Fetched, Known

ROOT = "https://stadt.example"
SITEMAP = f"{ROOT}/sitemap.xml"


@dataclass(slots=True)
class Page:
    """What a page says, and the day its site claims it was changed."""

    title: str
    sentences: list[str]
    changed: date


@dataclass(slots=True)
class Site:
    """The pages by path. `answers`: paths that answer with a status or, as text, with another page; `down`: nothing answers."""

    pages: dict[str, Page] = field(default_factory=dict)
    frame: str = "Startseite Rathaus Service"
    answers: dict[str, int | str] = field(default_factory=dict)
    unlisted: set[str] = field(default_factory=set)
    down: bool = False
    maintenance: bool = False
    curtain: str = ""  # every page says this instead, and the server calls it a success
    salt: str = ""  # a migration gives every page another ETag
    asked: list[str] = field(default_factory=list)

    def door(self, address: str, *, known: Known | None = None) -> Fetched:
        """The reply to a GET, as `sources/fetch` gives it."""
        self.asked.append(address)
        if self.down:
            raise Unavailable(reasons.NOT_REACHED.format(host="stadt.example"))
        path = address.removeprefix(ROOT)
        if self.maintenance:
            return _reply(address, _error("Wartungsarbeiten"), "text/html")
        if address == SITEMAP:
            return _reply(address, self._sitemap(), "application/xml")
        answer = self.answers.get(path, 200 if path in self.pages else 404)
        if isinstance(answer, str):
            return _reply(address, _error(answer), "text/html")
        if answer == 403:
            raise Forbidden(reasons.FORBIDDEN.format(status=answer))
        if answer != 200:
            raise NotThere(reasons.NOT_FOUND.format(status=answer), answer)
        body = self.html(path)
        etag = f'"{hashlib.sha256((self.salt + body).encode()).hexdigest()[:12]}"'
        if known and known.etag == etag:
            return _reply(address, "", "text/html", status=304, etag=etag)
        return _reply(address, body, "text/html", etag=etag)

    def html(self, path: str) -> str:
        page = self.pages[path] if not self.curtain else Page("Kleinstadt", [self.curtain], self.pages[path].changed)
        text = "".join(f"<p>{sentence}</p>" for sentence in page.sentences)
        return (
            f"<!doctype html><html lang='de'><head><title>{page.title}</title></head><body><nav><a href='/'>{self.frame}</a></nav>"
            f"<main><article><h1>{page.title}</h1>{text}</article></main><footer>{self.frame} Impressum</footer></body></html>"
        )

    def _sitemap(self) -> str:
        rows = [f"<url><loc>{ROOT}{path}</loc><lastmod>{page.changed}</lastmod></url>" for path, page in self.pages.items() if path not in self.unlisted]
        return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{''.join(rows)}</urlset>"


def _error(words: str) -> str:
    return f"<!doctype html><html><head><title>{words}</title></head><body><h1>{words}</h1><p>Bitte versuchen Sie es später.</p></body></html>"


def _reply(address: str, body: str, media_type: str, *, status: int = 200, etag: str = "") -> Fetched:
    headers = {"etag": etag} if etag else {}
    return Fetched(address, address, status, media_type, "utf-8", body.encode(), datetime.now(UTC), headers)
