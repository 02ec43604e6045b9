"""How mail leaves: one address says server, kind of encryption and account; without one, mails become files.

    smtp://host[:25]   smtp+tls://user:password@host[:587] (STARTTLS)   smtps://user:password@host[:465] (TLS from the start)
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from daseinswerk.config.environment import ConfigurationError

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
SECONDS = 20  # a mail server that does not answer holds nobody up for longer


@dataclass(frozen=True, slots=True)
class Mail:
    """What Django needs to know. `folder` is set where mails become files."""

    backend: str
    folder: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def read_mail(address: str, folder: Path) -> Mail:
    """The setting `DASEINSWERK_MAIL`; empty: files in `folder`. Raises ConfigurationError with what is wrong."""
    if not address:
        return Mail("django.core.mail.backends.filebased.EmailBackend", folder=str(folder))
    forms = ", ".join(f"{scheme}://" for scheme in PORTS)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ConfigurationError(f"DASEINSWERK_MAIL ist keine Adresse ({error}). Beispiel: smtp+tls://name:kennwort@mail.example:587") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise ConfigurationError(f"DASEINSWERK_MAIL muss mit {forms} beginnen und einen Server nennen, zum Beispiel smtp+tls://name:kennwort@mail.example:587")
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
    )


def site_address(given: str, hosts: list[str], tls: bool) -> str:
    """Where people reach the site, for links in mails, without a slash at the end: as given, else made of the first host name."""
    if given:
        return given.rstrip("/")
    return f"{'https' if tls else 'http'}://{hosts[0]}" if hosts else "http://127.0.0.1:8000"
