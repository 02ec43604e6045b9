"""The site as `daseinswerk demo` starts it, in a process of its own: what a newcomer sees, with an account for each role."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

COMMAND = [sys.executable, "-c", "from daseinswerk.cli import main; main()", "demo", "--port", "0", "--workers", "1"]
PATIENCE = 180  # seconds until the site answers, on a machine that does other things too


@dataclass(frozen=True, slots=True)
class DemoSite:
    """`address` without a slash at the end; `passwords` by name of account (leserin, mitglied, zweite, buero, admin)."""

    address: str
    passwords: dict[str, str]

    def signed_in(self, browser: Browser, account: str) -> BrowserContext:
        """A fresh browser profile in which this account is signed in; `""` is a visitor."""
        context = browser.new_context()
        if account:
            page = context.new_page()
            page.goto(f"{self.address}/anmelden/")
            page.get_by_label("Name", exact=True).fill(account)
            page.get_by_label("Kennwort", exact=True).fill(self.passwords[account])
            page.get_by_role("main").get_by_role("button", name="Anmelden").click()
            page.get_by_role("button", name="Abmelden").wait_for()
            page.close()
        return context


def _read(talk: Path, process: subprocess.Popen) -> DemoSite:
    """Passwords and address from what the command says; raises RuntimeError if it ends or is silent for too long."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        said = talk.read_text(encoding="utf-8")
        if address := re.search(r"http://127\.0\.0\.1:\d+", said):
            return DemoSite(address[0], dict(re.findall(r"^  ([a-z]+) +(\S{12,}) ", said, re.MULTILINE)))
        time.sleep(0.2)
    raise RuntimeError("the demo did not start: " + talk.read_text(encoding="utf-8")[-500:])


@contextmanager
def running(home: Path) -> Iterator[DemoSite]:
    """The demo in this folder, until the block ends."""
    talk = home / "talk.txt"
    with talk.open("w") as output:
        process = subprocess.Popen([*COMMAND, "--home", str(home)], stdout=subprocess.DEVNULL, stderr=output)
        try:
            yield _read(talk, process)
        finally:
            process.terminate()
            process.wait(timeout=20)
