"""So much CPU time and no more: for a step that has a cheaper way round. Main thread only, as signals are; used in the sandbox's child."""

import signal
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

Result = TypeVar("Result")


class _Overrun(BaseException):  # no Exception: libraries that swallow those must not swallow this
    """The time is used up."""


def within(seconds: float, step: Callable[[], Result]) -> Result | None:
    """What `step` gives, or None when it needs more than `seconds` of this process' own CPU time."""
    before = signal.signal(signal.SIGVTALRM, _over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        return step()
    except _Overrun:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _over(_number: int, _frame: FrameType | None) -> None:
    raise _Overrun
