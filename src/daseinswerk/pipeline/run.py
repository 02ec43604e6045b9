"""Run the line: s1 fetch, s2 read, s3 dedupe, s4 link and tell stories, s6 extract, for one job row.

Every stage selects what is still open in the database, so a run that is killed at any moment and started again ends in the
same library. Stages store in short transactions; what was refused is listed with its reason.
"""

import errno
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils import timezone

from daseinswerk import __version__
from daseinswerk.apps.library.actions import intake, runs
from daseinswerk.apps.library.actions.uploads import clear_inbox
from daseinswerk.apps.library.actions.visits import note_findings
from daseinswerk.apps.library.models import Run
from daseinswerk.apps.office.database_errors import database_sentence, is_full
from daseinswerk.pipeline import known_words, s1_fetch, s1_watch, s2_read, s3_dedupe, s4_link, s4_stories, s6_extract
from daseinswerk.pipeline.instruments import instruments
from daseinswerk.pipeline.lock import only_run
from daseinswerk.pipeline.owner_findings import Listening
from daseinswerk.pipeline.progress import Cancelled, Listener, Progress, Stopped
from daseinswerk.pipeline.signature import last_signature, signature
from daseinswerk.pipeline.ways import Way
from daseinswerk.pipeline.workers import Failure
from daseinswerk.sources.adapters import ADAPTERS
from daseinswerk.sources.counting import Counting
from daseinswerk.sources.extracted import Refused

STAGES = ("s1", "s2", "s3", "s4", "s6")
BATCH = 60  # items stored in one transaction: a writer of the site waits a fraction of a second at most
Item = TypeVar("Item")


class RunFailed(Exception):
    """The run stopped for a reason a person can mend; the message is one German sentence."""


def execute(
    run: Run,
    *,
    workers: int = 1,
    cluster: str = "",
    stages: Iterable[str] = STAGES,
    limit: int | None = None,
    listener: Listener = lambda *_: None,
    stopping: Callable[[], bool] = lambda: False,
) -> dict[str, Any]:
    """Run the stages for this job and give the counts by stage. Raises RunFailed; whatever happens, the row says how it ended.

    `cluster`: address of a scheduler, whose workers then read, link and extract. When `stopping` says yes, the run ends after the
    present item and waits in the queue again.
    """
    progress = Progress(run, listener, stopping)
    waited: list[None] = []
    try:
        with only_run(waiting=lambda: waited.append(_wait(run, listener, stopping))):
            if _is_over(run, waited):
                return progress.counts
            _run(run, progress, Way(workers, cluster), tuple(stages), limit)
    except Stopped:
        runs.wait_again(run=run, counts=progress.counts)
    return progress.counts


def _run(run: Run, progress: Progress, way: Way, stages: tuple[str, ...], limit: int | None) -> None:
    """The stages, with the lock held."""
    runs.begin(run=run, engine_version=__version__)
    try:
        way.check()
        for stage in stages if "check" not in run.what else stages[:1]:  # a person waits for the answer, and nothing came in
            _STAGE[stage](run, progress, way, limit)
    except Stopped:
        raise
    except Cancelled:
        runs.end(run=run, state=Run.State.CANCELLED, counts=progress.counts, message="Auf Wunsch angehalten.")
        return
    except KeyboardInterrupt:
        runs.end(run=run, state=Run.State.CANCELLED, counts=progress.counts, message="An der Konsole angehalten.")
        raise
    except Exception as error:  # the row must say how it ended, whatever it was
        message = sentence_for(error)
        close_old_connections()
        try:
            runs.end(run=run, state=Run.State.FAILED, counts=progress.counts, message=message)
        except (DatabaseError, OSError):  # a full disk takes not even this row; it then counts as killed and is taken up again
            raise RunFailed(message) from error
        raise RunFailed(message) from error
    runs.end(run=run, state=Run.State.DONE, counts=progress.counts)
    clear_inbox(run=run)


def _is_over(run: Run, waited: list[None]) -> bool:
    """Whether the run ended while this process waited: two may have taken the same job, and it is done once."""
    return bool(waited) and not Run.objects.filter(pk=run.pk, state__in=runs.OPEN).exists()


def _wait(run: Run, listener: Listener, stopping: Callable[[], bool]) -> None:
    runs.claim(run=run)
    listener("wait", 0, 0, 0)
    if stopping():
        raise Stopped


def sentence_for(error: Exception) -> str:
    """What went wrong, in one sentence with the next step."""
    if is_full(error) or (isinstance(error, OSError) and error.errno == errno.ENOSPC):
        return "Der Datenträger ist voll. Schaffen Sie Platz und starten Sie den Lauf noch einmal; er macht dort weiter."
    if isinstance(error, Refused):
        return error.reason
    if isinstance(error, OperationalError):
        return database_sentence(error)
    return f"Unerwarteter Fehler ({type(error).__name__}: {str(error)[:200]}). Der Lauf kann noch einmal gestartet werden."


def guarded(work: Callable[[Item], Any], item: Item) -> Any:
    """The work on one item; an error nobody foresaw refuses this item with its name and leaves the others alone."""
    try:
        return work(item)
    except Exception as error:  # one document must not stop the run; it is listed with what happened
        return Failure(f"Unerwarteter Fehler an diesem Dokument ({type(error).__name__}: {str(error)[:120]}).")


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _fetch(run: Run, progress: Progress, way: Way, limit: int | None) -> None:
    progress.begin("s1", 0)
    if run.what.get("check"):
        s1_watch.check(run, Counting())
        progress.add(done=1)
    _watch(run, progress)
    wanted_things = deque(s1_fetch.select(run))
    while wanted_things:
        wanted = wanted_things.popleft()
        source = s1_fetch.source_of(run, wanted)
        last: dict[str, int] = {}
        for batch in batches(islice(s1_fetch.work(wanted), limit), 200):
            arrivals = [item for item in batch if isinstance(item, intake.Arrival)]
            papers = [item for item in batch if isinstance(item, intake.PaperArrival)]
            refused = [item for item in batch if isinstance(item, intake.RefusedItem)]
            wanted_things.extend(item for item in batch if isinstance(item, s1_fetch.Wanted))
            written = intake.store_papers(source=source, papers=papers) if papers else 0
            new, came = intake.store_arrivals(source=source, arrivals=arrivals) if arrivals else (0, {})
            written += new
            last.update(came)
            for results in (item for item in batch if isinstance(item, dict)):
                written += sum(intake.store_results(source=source, results=dict(part)) for part in batches(results.items(), 400))
            if refused:
                intake.store_refusals(run=run, source=source, stage="s1", items=refused)
            progress.add(done=len(arrivals) + len(papers), written=written, refused=len(refused))
        for part in batches(last.items(), 400):
            progress.add(written=intake.settle_versions(source=source, last=dict(part)))
            progress.note(refused_before=s1_fetch.refused_before(part))
    progress.end()


def _watch(run: Run, progress: Progress) -> None:
    """Visit the watched sources of this run. A source whose visit breaks does not stop the others; a person's job does."""
    hurry = _hurry(run)
    for source in s1_watch.select(run):
        if hurry():
            return
        try:
            heard = Listening(source)
            visit = s1_watch.visit(
                source, ADAPTERS[source.kind], Counting(heard), timezone.now(), run=run, hurry=hurry, noted=lambda stored: progress.add(done=len(stored))
            )
            note_findings(visit=visit, findings=heard.found)
            progress.note(written=visit.new + visit.changed, refused=visit.refused, withdrawn=visit.withdrawn)
        except (Cancelled, Stopped, DatabaseError):
            raise
        except Exception as error:  # one adapter must not stop the others; the visit says what happened
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                raise
            s1_watch.broke(source, f"Unerwarteter Fehler ({type(error).__name__}: {str(error)[:200]}).", timezone.now())


def _hurry(run: Run) -> Callable[[], str]:
    """Says why a visit nobody waits for must end now: somebody asked for a run. Looks once a second."""
    looked = [time.monotonic()]

    def hurry() -> str:
        if run.owner_id or time.monotonic() - looked[0] < 1:
            return ""
        looked[0] = time.monotonic()
        return "Ein Auftrag geht vor; der Besuch wird danach fortgesetzt." if runs.somebody_waits(run) else ""

    return hurry


def _read(run: Run, progress: Progress, way: Way, limit: int | None) -> None:
    s2_read.reopen()
    waiting = s2_read.count()
    progress.begin("s2", waiting)
    read = partial(known_words.noting, partial(guarded, s2_read.work))
    items = islice(s2_read.select(), limit)
    if way.is_elsewhere:
        items = map(s2_read.carried, items)
    results = known_words.written_back(way.completed(read, items, start=known_words.loader(waiting)))
    for batch in batches(results):
        good, refused = [], []
        for item, result in batch:
            if isinstance(result, Failure):
                result = intake.RefusedItem(item.name, result.reason, item.original_id)
            (refused if isinstance(result, intake.RefusedItem) else good).append(result)
        written = s2_read.store(good)
        for result in refused:
            intake.store_refusals(run=run, source=None, stage="s2", items=[result])
        progress.add(done=len(batch), written=written, refused=len(refused))
    for papers in batches(s2_read.select_titles(), 500):
        progress.add(written=s2_read.store_titles(papers))
    progress.end()


def _dedupe(run: Run, progress: Progress, way: Way, limit: int | None) -> None:
    progress.begin("s3", 0)
    now = signature(linked=False)
    if now != last_signature("s3"):
        runs.compare(run=run, stage="s3")
        selected = s3_dedupe.select()
        progress.add(done=len(selected.fingerprints), written=s3_dedupe.store(s3_dedupe.work(selected)))
    progress.counts["s3"]["signature"] = now
    progress.end()


def _link(run: Run, progress: Progress, way: Way, limit: int | None) -> None:
    progress.begin("s4", len(s4_link.unlinked()))
    _each(s4_link, s4_link.select(), progress, way, limit)
    now = signature(linked=True)
    if now != last_signature("s4"):
        runs.compare(run=run, stage="s4")
        progress.add(written=s4_stories.store(s4_stories.work(s4_stories.select(workers=way.workers))))
    progress.counts["s4"]["signature"] = now
    progress.end()


def _extract(run: Run, progress: Progress, way: Way, limit: int | None) -> None:
    progress.begin("s6", len(s6_extract.unread()))
    _each(s6_extract, s6_extract.select(), progress, way, limit)
    progress.end()


def _each(stage: Any, items: Iterable[Any], progress: Progress, way: Way, limit: int | None) -> None:
    """Work on documents one by one; what kills its process twice keeps its place in the queue and is listed as refused."""
    for batch in batches(way.completed(partial(guarded, stage.work), islice(items, limit), start=instruments)):
        good = {item.document_id: result for item, result in batch if not isinstance(result, Failure)}
        written = stage.store(good)
        lost = [(item, result) for item, result in batch if isinstance(result, Failure)]
        names = [intake.RefusedItem(f"Dokument {item.document_id}", result.reason) for item, result in lost]
        intake.store_refusals(run=progress.run, source=None, stage=stage.__name__.rpartition(".")[2][:2], items=names)
        progress.add(done=len(batch), written=written, refused=len(lost))


_STAGE: dict[str, Callable[[Run, Progress, Way, int | None], None]] = {
    "s1": _fetch,
    "s2": _read,
    "s3": _dedupe,
    "s4": _link,
    "s6": _extract,
}
