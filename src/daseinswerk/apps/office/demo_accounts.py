"""The accounts of the demo: one for each role, random passwords in a file only its owner can read.

They are shown on the sign-in page only while the site is bound to loopback (`serve` says so by DASEINSWERK_BOUND).
"""

import json
import os
from dataclasses import dataclass

from django.conf import settings

from daseinswerk.config import environment as env


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Name, password in clear, role in words."""

    username: str
    password: str
    role: str


def load() -> tuple[DemoAccount, ...]:
    """The accounts of this home folder; none if it is no demo."""
    file = settings.HOME / "demo-accounts.json"
    if not file.is_file():
        return ()
    return tuple(DemoAccount(**row) for row in json.loads(file.read_text(encoding="utf-8")))


def save(accounts: tuple[DemoAccount, ...]) -> None:
    file = settings.HOME / "demo-accounts.json"
    rows = [{"username": a.username, "password": a.password, "role": a.role} for a in accounts]
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(rows, out, ensure_ascii=False)


def shown() -> tuple[DemoAccount, ...]:
    """What the sign-in page may show."""
    return load() if settings.DEMO and env.text("DASEINSWERK_BOUND") == "loopback" else ()
