"""The site as an office runs it: an empty home folder, accounts from the command line, `daseinswerk serve` in a process of its own."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

COMMAND = [sys.executable, "-c", "from daseinswerk.cli import main; main()"]
PATIENCE = 60  # seconds until the site answers


@dataclass(frozen=True, slots=True)
class ServedSite:
    """`address` without a slash at the end; `passwords` by name of account; `home`: its folder."""

    address: str
    passwords: dict[str, str]
    home: Path

    def signed_in(self, browser: Browser, account: str, **options: object) -> BrowserContext:
        """A fresh browser profile in which this account is signed in; `""` is a visitor."""
        profile = browser.new_context(base_url=self.address, **options)
        profile.set_default_timeout(15_000)
        if account:
            page = profile.new_page()
            page.goto("/anmelden/")
            page.get_by_label("Name", exact=True).fill(account)
            page.get_by_label("Kennwort", exact=True).fill(self.passwords[account])
            page.get_by_role("main").get_by_role("button", name="Anmelden").click()
            page.get_by_role("button", name="Abmelden").wait_for()
            page.close()
        return profile


def told(home: Path, *words: str) -> str:
    """What a command of this home folder says on its standard output."""
    done = subprocess.run([*COMMAND, *words, "--home", str(home)], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextmanager
def serving(home: Path, cast: Mapping[str, str]) -> Iterator[ServedSite]:
    """The site in this folder until the block ends; `cast`: role by name of account."""
    passwords = {name: told(home, "users", "add", name, "--role", role) for name, role in cast.items()}
    talk = home / "talk.txt"
    with talk.open("w") as output:
        process = subprocess.Popen([*COMMAND, "serve", "--port", "0", "--home", str(home)], stdout=subprocess.DEVNULL, stderr=output)
        try:
            yield ServedSite(_address(talk, process), passwords, home)
        finally:
            process.terminate()
            process.wait(timeout=20)


@dataclass(frozen=True, slots=True)
class Filled:
    """What `filled_home.py` made: passwords by account, slugs and numbers of its pages by name."""

    passwords: dict[str, str]
    pages: dict[str, str]


def filled(home: Path, kind: str) -> Filled:
    """Fill an empty home folder (`friendly`, `hostile`) before it is served."""
    script = Path(__file__).with_name("filled_home.py")
    env = {**os.environ, "DASEINSWERK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "daseinswerk.config.settings", "PYTHONPATH": str(script.parent.parent)}
    done = subprocess.run([sys.executable, str(script), kind], capture_output=True, text=True, check=False, timeout=PATIENCE, env=env)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    return Filled(made["passwords"], made["pages"])


def _address(talk: Path, process: subprocess.Popen) -> str:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        if found := re.search(r"http://127\.0\.0\.1:\d+", talk.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.1)
    raise RuntimeError("the site did not start: " + talk.read_text(encoding="utf-8")[-500:])
