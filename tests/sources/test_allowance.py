"""A page that costs too much is read the cheap way instead of being lost."""

import signal
import time

from daseinswerk.sources import allowance, hypertext


def test_what_stays_within_its_time_gives_its_result() -> None:
    assert allowance.within(5, lambda: sum(range(10))) == 45


def test_what_needs_longer_is_left_even_if_it_swallows_every_exception() -> None:
    def stubborn() -> str:
        while True:
            try:
                sum(range(1000))
            except Exception:  # noqa: S112 - what a library may do
                continue

    start = time.process_time()
    assert allowance.within(0.1, stubborn) is None
    assert time.process_time() - start < 1
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_very_long_page_is_read_without_its_menu(monkeypatch) -> None:
    monkeypatch.setattr(hypertext, "SECONDS", 0.05)
    rows = "".join(f"<tr><td>{number}</td><td>Haltestelle {number}</td></tr>" for number in range(3_000))
    page = f"<html><head><title>Fahrplan</title></head><body><nav>Menü</nav><main><table>{rows}</table></main><footer>Fuß</footer></body></html>"
    found = hypertext.read(page.encode())
    assert found.title == "Fahrplan" and found.text.startswith("0\tHaltestelle 0") and "Haltestelle 2999" in found.text
    assert "Menü" not in found.text and "Fuß" not in found.text
