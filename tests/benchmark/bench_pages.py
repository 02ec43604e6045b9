"""The weight of a first visit: every byte that crosses the line for a page in a fresh browser, compressed as served, and how it shifts.

    python tests/benchmark/bench_pages.py [--home DIR]

Without a home folder one is made by `daseinswerk demo`. Chromium loads each page with an empty cache at 1280 and 320 pixels;
"shift" is the cumulative layout shift it reports.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measured import PROGRAM, table
from playwright.sync_api import Browser, sync_playwright

LIMIT = 120  # KB, compressed
VISITOR = {
    "Auftrag": "/", "Bibliothek": "/bibliothek/", "Suche": "/bibliothek/?q=digitale+Verwaltung", "Kommunen": "/kommunen/",
    "Kommune": "/kommunen/01003000/", "Praxis": "/praxis/", "Hilfe": "/hilfe/", "Glossar": "/glossar/", "Anmelden": "/anmelden/",
}  # fmt: skip
MEMBER = {"Zu tun": "/zu-tun/", "Werkstatt": "/praxis/werkstatt/", "Einlesen": "/einlesen/", "Läufe": "/einlesen/laeufe/"}
SHIFT = """() => new Promise(done => { let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value })
    .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 400); })"""


def first_view(browser: Browser, address: str, width: int, cookies: list[dict]) -> tuple[float, float, int]:
    """KB over the line, layout shift, and number of requests."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_cookies(cookies)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    came: list[float] = []
    line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    answer = page.goto(address, wait_until="load")
    if answer is None or answer.status != 200:
        sys.exit(f"{address}: {answer.status if answer else 'no answer'}")
    shift = page.evaluate(SHIFT)
    context.close()
    return sum(came) / 1000, shift, len(came)


def signed_in(browser: Browser, site: str, name: str, password: str) -> list[dict]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/anmelden/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Kennwort", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    page.get_by_role("button", name="Abmelden").wait_for()
    cookies = context.cookies()
    context.close()
    return cookies


def measure(site: str, home: Path) -> None:
    accounts = json.loads((home / "demo-accounts.json").read_text(encoding="utf-8"))
    member = next(each for each in accounts if each["username"] == "mitglied")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--accept-lang=de-DE"])
        cookies = signed_in(browser, site, member["username"], member["password"])
        start = browser.new_page()
        start.goto(f"{site}/bibliothek/")
        document = start.evaluate("() => document.querySelector('a[href*=\"/dokument/\"]')?.getAttribute('href')")
        start.close()
        pages = [(name, path, []) for name, path in {**VISITOR, "Dokument": document}.items() if path]
        pages += [(f"{name} (signed in)", path, cookies) for name, path in MEMBER.items()]
        rows, shifts = [], []
        for name, path, jar in pages:
            weight, shift, requests = first_view(browser, site + path, 1280, jar)
            small = first_view(browser, site + path, 320, jar)[1]
            rows.append((f"{name}: {requests} requests", weight, LIMIT, "KB"))
            shifts.append((f"{name}: shift at 1280 and 320 px", max(shift, small), None, ""))
        browser.close()
    table(rows)
    table([row for row in shifts if row[1]] or [("layout shift, all pages, both widths", 0.0, None, "")])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="daseinswerk-bench-") as temporary:
        home = asked.home or Path(temporary) / "home"
        home.mkdir(parents=True, exist_ok=True)
        talk = Path(temporary) / "talk.txt"
        with talk.open("w") as output:
            command = [*PROGRAM, "demo", "--home", str(home), "--port", "0"]
            site = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            while not (found := re.search(r"http://127\.0\.0\.1:\d+", talk.read_text(encoding="utf-8"))):
                if site.poll() is not None:
                    sys.exit(talk.read_text(encoding="utf-8"))
                time.sleep(0.2)
            measure(found[0], home)
        finally:
            site.terminate()
            site.wait(timeout=20)


if __name__ == "__main__":
    main()
