"""How the work of a stage is done: in this process, on all cores (`workers`), or by a cluster of machines (`cluster`).

All three give the same results in the same order, so a library does not depend on the way it was made. The module of the cluster is
loaded by name and only when it is asked for: most installations have neither it nor the packages behind it.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from daseinswerk.pipeline import workers as cores
from daseinswerk.pipeline.workers import Failure
from daseinswerk.sources.extracted import Refused

Item = TypeVar("Item")
Result = TypeVar("Result")
MISSING = "Für den Verbund fehlt eine Bibliothek: pip install 'daseinswerk[cluster]'."


@dataclass(frozen=True, slots=True)
class Way:
    """`workers`: processes on this machine (1: none but this). `cluster`: address of a scheduler, which then does the work instead."""

    workers: int = 1
    cluster: str = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether the work is done where the files of this home folder may not be."""
        return bool(self.cluster)

    def completed(
        self, work: Callable[[Item], Result], items: Iterable[Item], *, start: Callable[[], Any] | None = None
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Pairs (item, result) in the order of `items`. `start` loads what the work needs, once in each process. Raises Refused where
        the cluster cannot be used.
        """
        if not self.cluster:
            return cores.completed(work, items, workers=self.workers, start=start)
        found: Iterator[tuple[Item, Result | Failure]] = _cluster().completed(work, items, address=self.cluster, start=start)
        return found

    def check(self) -> int:
        """The number of processes or threads that will work. Raises Refused with a sentence where nobody would."""
        return int(_cluster().check(self.cluster)) if self.cluster else self.workers


def _cluster() -> Any:
    try:
        return importlib.import_module("daseinswerk.pipeline.cluster")
    except ModuleNotFoundError as missing:
        if missing.name not in ("distributed", "dask"):
            raise
        raise Refused(MISSING) from missing
