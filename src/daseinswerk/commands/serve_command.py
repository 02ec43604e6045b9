"""`daseinswerk serve`: the site, on loopback unless told otherwise, and beside it the process that does what the site asks for."""

import errno
import gc
import os
import signal
import socket
import sys
import threading
import webbrowser
from contextlib import nullcontext
from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from waitress import create_server

from daseinswerk import __version__
from daseinswerk.apps.places.queries import municipality_index
from daseinswerk.commands.companion import working
from daseinswerk.commands.options import home_option, tell
from daseinswerk.commands.setup import prepare
from daseinswerk.engine.text.words import terms_of

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command(help="Startet die Seite und den Arbeitsprozess. Läufe, die abgebrochen sind, gehen weiter.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse, auf der die Seite hört.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Anschluss der Seite; 0: ein freier.")
@click.option("--open", "open_browser", is_flag=True, help="Öffnet den Browser.")
@click.option("--no-work", is_flag=True, help="Ohne Arbeitsprozess: „daseinswerk work“ läuft als eigener Dienst.")
@home_option
def command(host: str, port: int, open_browser: bool, no_work: bool) -> None:
    prepare()
    serve(host, port, open_browser=open_browser, works=not no_work)


def serve(host: str, port: int, *, open_browser: bool = False, works: bool = True) -> None:
    """Collect the static files where they are not current, bind, answer until stopped; `works`: start `daseinswerk work` beside."""
    collect_static()
    os.environ["DASEINSWERK_BOUND"] = "loopback" if host in LOOPBACK else "open"
    try:
        # Only now: the files to serve are looked up when the application is made.
        server = create_server(
            get_wsgi_application(), host=host, port=port, threads=6, ident="", max_request_body_size=210 * 1024 * 1024, **_proxy()
        )
    except (OSError, ValueError) as error:
        tell(_why_not(host, port, error))
        sys.exit(1)
    if host not in LOOPBACK and not settings.BEHIND_TLS:
        tell("Warnung: Die Seite ist von anderen Rechnern ohne TLS erreichbar. Stellen Sie einen Proxy davor und setzen Sie DASEINSWERK_TLS=1.")
    address = f"http://{host}:{getattr(server, 'effective_port', port)}/"
    tell(f"Daseinswerk {__version__}: {address}   (Ende mit Strg+C)")
    if open_browser:
        webbrowser.open(address)
    threading.Thread(target=warm_up, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with working() if works else nullcontext():
        try:
            server.run()
        except (KeyboardInterrupt, SystemExit):
            server.close()


def _proxy() -> dict[str, Any]:
    """Behind a TLS proxy: believe it, and nobody else, who the visitor is and that she came by https. Otherwise believe no such header."""
    if not settings.BEHIND_TLS:
        return {}
    return {"trusted_proxy": settings.PROXY, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


def _why_not(host: str, port: int, error: Exception) -> str:
    """Why the site cannot listen there; waitress says ValueError of a host it cannot resolve."""
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"Der Port {port} ist belegt. Wählen Sie einen anderen: --port {port + 1}."
    if number == errno.EACCES:
        return f"Der Port {port} ist Programmen mit Sonderrechten vorbehalten. Wählen Sie einen ab 1024: --port 8000."
    return f"Auf der Adresse {host} kann dieser Rechner nicht hören. Lassen Sie --host weg oder geben Sie eine eigene Adresse an."


def warm_up() -> None:
    """Load the words and names that the first search and the first typed place would otherwise wait for."""
    terms_of("Glasfaserausbau")
    municipality_index()
    gc.collect()
    gc.freeze()  # they live as long as the process: the collector need not walk them again and again


def collect_static() -> None:
    """Copy the static files with hashed names, once for each version of the program's files."""
    mark = settings.STATIC_ROOT / ".collected"
    newest = str(max(file.stat().st_mtime_ns for file in (settings.PACKAGE / "design").rglob("*") if file.is_file()))
    if mark.is_file() and mark.read_text() == newest:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    mark.write_text(newest)


def port_is_free(host: str, port: int) -> bool:
    """Whether one could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
