"""What is wrong with the replies of a council system, gathered while it is visited: its owner reads it in the report.

The visit asks for these replies anyway; nothing is asked for twice. Only the first are looked at: a system makes the same faults
on every page.
"""

import re
from collections import Counter
from typing import Any

from daseinswerk.apps.library.models import Source
from daseinswerk.sources.fetch import fetch
from daseinswerk.sources.harvest import Fetch
from daseinswerk.sources.oparl import findings
from daseinswerk.sources.replies import Fetched, Known

REPLIES = 40  # looked at in one visit; each costs a few milliseconds
MOST = 100  # different sentences that are kept
TIMES = re.compile(r"(?P<sentence>.*?)(?: Betroffen: (?P<times>\d+) Objekte\.)?", re.DOTALL)


class Listening:
    """A door that looks at the JSON that comes through it, where the source is a council system."""

    def __init__(self, source: Source, door: Fetch = fetch) -> None:
        self._door = door
        self._left = REPLIES if source.kind == Source.Kind.OPARL else 0
        self._first: dict[str, str] = {}
        self._times: Counter[str] = Counter()

    def __call__(self, address: str, *, known: Known | None = None) -> Fetched:
        """As the door behind it."""
        found = self._door(address, known=known)
        if self._left and found.body and "json" in found.media_type:
            self._left -= 1
            self._look(address, found.body)
        return found

    def _look(self, address: str, body: bytes) -> None:
        for said in findings(body):
            whole = TIMES.fullmatch(said)
            sentence = whole["sentence"]
            self._first.setdefault(sentence, address)
            self._times[sentence] += int(whole["times"] or 1)

    @property
    def found(self) -> list[dict[str, Any]]:
        """The most frequent first: the sentence, how many objects it concerns, and the address of the first reply it was seen in."""
        return [{"what": sentence, "times": times, "address": self._first[sentence]} for sentence, times in self._times.most_common(MOST)]
