"""A stage as the line knows it, whose work fails on some items: by an error, or by ending its process as a crashing library does."""

import os
import signal
from dataclasses import dataclass

stored: list[int] = []


@dataclass(frozen=True, slots=True)
class Task:
    """One item; `how`: fine, raises, exits, is killed."""

    document_id: int
    how: str = "fine"


def work(task: Task) -> int:
    if task.how == "raises":
        raise ZeroDivisionError("by nothing")
    if task.how == "exits":
        os._exit(7)
    if task.how == "is killed":
        os.kill(os.getpid(), signal.SIGKILL)
    return task.document_id * 2


def store(results: dict[int, int]) -> int:
    stored.extend(results.values())
    return len(results)
