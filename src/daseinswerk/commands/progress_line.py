"""Progress on stderr: one moving line on a terminal, a plain line every ten seconds elsewhere."""

import sys
import time

STAGE_NAMES = {
    "wait": "wartet auf einen anderen Lauf",
    "s1": "Einlesen",
    "s2": "Lesen",
    "s3": "Dubletten",
    "s4": "Orte und Organisationen",
    "s6": "Vorschläge",
}


class ProgressLine:
    """Shows stage, done, total, rate and refusals."""

    def __init__(self) -> None:
        self._stage, self._since, self._shown, self._open = "", time.monotonic(), 0.0, False

    def show(self, stage: str, done: int, total: int, refused: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self.close()
            self._stage, self._since, self._shown = stage, now, 0.0
        wait = 0.1 if sys.stderr.isatty() else 10
        if now - self._shown < wait and self._shown:
            return
        self._shown = now
        rate = done / (now - self._since) if now - self._since > 0.5 else 0
        words = [f"{STAGE_NAMES.get(stage, stage)}:", f"{done}" + (f" von {total}" if total else "")]
        words += [f"· {rate:.0f} je Sekunde"] if rate else []
        words += [f"· {refused} abgelehnt"] if refused else []
        text = " ".join(words)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{text}")
            self._open = True
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def close(self) -> None:
        if self._open:
            sys.stderr.write("\n")
            self._open = False
