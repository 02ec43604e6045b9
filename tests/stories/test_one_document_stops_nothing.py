"""Work that fails on one document, however badly, is listed for this document and done for all others, in their order."""

from pathlib import Path

import pytest
import s4_dying
from s4_dying import Task
from the_line import small_pile

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Refusal, Run
from daseinswerk.pipeline.progress import Progress
from daseinswerk.pipeline.run import _each, execute
from daseinswerk.pipeline.ways import Way
from daseinswerk.pipeline.workers import Failure, completed

MISFORTUNES = [
    # how items fail, workers: in one process an item that ends its process ends the run, so only errors are tried there
    ({5: "raises"}, 1),
    ({0: "raises", 39: "raises"}, 2),
    ({5: "exits"}, 2),
    ({0: "is killed", 20: "exits", 21: "raises", 39: "exits"}, 2),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("bad", "workers"), MISFORTUNES, ids=str)
def test_only_the_bad_items_are_refused_and_the_order_stays(bad: dict[int, str], workers: int):
    run = runs.ask_for(kind="", what={}, name="test")
    progress = Progress(run, lambda *_: None)
    progress.begin("s4", 40)
    s4_dying.stored.clear()
    _each(s4_dying, [Task(number, bad.get(number, "fine")) for number in range(40)], progress, Way(workers), None)
    assert s4_dying.stored == [number * 2 for number in range(40) if number not in bad]
    assert progress.counts["s4"]["done"] == 40
    assert progress.counts["s4"]["refused"] == len(bad)
    reasons = dict(Refusal.objects.values_list("name", "reason"))
    assert set(reasons) == {f"Dokument {number}" for number in bad}
    for number, how in bad.items():
        assert ("ZeroDivisionError" if how == "raises" else "abgestürzt") in reasons[f"Dokument {number}"]


def test_results_come_in_the_order_of_the_items_however_many_workers():
    tasks = [Task(number) for number in range(100)]
    one = list(completed(s4_dying.work, tasks, workers=1))
    assert list(completed(s4_dying.work, tasks, workers=3)) == one
    assert not any(isinstance(result, Failure) for _, result in one)


@pytest.mark.django_db
def test_a_run_that_is_cancelled_keeps_what_is_stored_and_goes_on_later(home: Path):
    pile = small_pile(home / "pile")
    run = runs.ask_for(kind="folder", what={"paths": [str(pile)]}, name="test")

    def cancel_at_links(stage: str, *_counts: int) -> None:
        if stage == "s4":
            Run.objects.filter(pk=run.pk).update(cancel_asked=True)

    execute(run, listener=cancel_at_links)
    run.refresh_from_db()
    assert run.state == Run.State.CANCELLED
    assert "s2" in run.counts
    runs.again(run=run)
    execute(run)
    run.refresh_from_db()
    assert run.state == Run.State.DONE
    assert run.counts["s2"]["done"] == 0
    assert run.counts["s6"]["done"] > 5
