"""A run as the page shows it: what it is doing in words, how fast, what it found, what it refused."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from daseinswerk.apps.library.actions.runs import is_alive
from daseinswerk.apps.library.models import Document, Refusal, Run, Suggestion
from daseinswerk.apps.library.queries.working import is_working

STAGES = {
    "s1": gettext_lazy("Einlesen"),
    "s2": gettext_lazy("Lesen"),
    "s3": gettext_lazy("Dubletten suchen"),
    "s4": gettext_lazy("Orte und Organisationen verknüpfen"),
    "s6": gettext_lazy("Vorschläge machen"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """`stuck`: it says it runs but has been silent for a minute. `documents`: what it brought in, with the number of suggestions."""

    label: str
    words: str
    done: int
    total: int
    finished: bool
    stuck: bool
    can_go_on: bool
    seconds: int
    refused: tuple[Refusal, ...]
    refused_count: int
    documents: tuple[Document, ...]
    stages: tuple[tuple[str, dict], ...]


def progress_of(run: Run) -> Progress:
    over = run.state in (Run.State.DONE, Run.State.FAILED, Run.State.CANCELLED)
    stuck = run.state == Run.State.RUNNING and not is_alive(run)
    refused = Refusal.objects.filter(run=run)
    return Progress(
        label=_label(run, stuck),
        words=_words(run),
        done=run.done,
        total=run.total,
        finished=over,
        stuck=stuck,
        can_go_on=stuck or run.state in (Run.State.FAILED, Run.State.CANCELLED),
        seconds=int(((run.finished or timezone.now()) - run.started).total_seconds()) if run.started else 0,
        refused=tuple(refused[:50]),
        refused_count=refused.count(),
        documents=_documents(run) if over else (),
        stages=tuple((str(STAGES[stage]), counts) for stage, counts in run.counts.items() if stage in STAGES and "done" in counts),
    )


def _label(run: Run, stuck: bool) -> str:
    if stuck:
        return _("Der Lauf ist stehen geblieben. Sie können ihn weiterlaufen lassen; nichts ist verloren.")
    if run.state == Run.State.RUNNING:
        return str(STAGES.get(run.stage, _("Der Lauf beginnt")))
    return {
        Run.State.QUEUED: _("Der Lauf wartet") if is_working() else _("Der Lauf wartet. Gerade arbeitet niemand: Bitten Sie die Geschäftsstelle, den Arbeitsprozess zu starten."),
        Run.State.DONE: _("Fertig"),
        Run.State.FAILED: _("Gescheitert"),
        Run.State.CANCELLED: _("Angehalten"),
    }[Run.State(run.state)]


def _words(run: Run) -> str:
    if run.state == Run.State.RUNNING and run.stage:
        return _("%(done)d von %(total)d") % {"done": run.done, "total": run.total} if run.total else str(run.done)
    return run.message


def _documents(run: Run) -> tuple[Document, ...]:
    """Documents that arrived while this run ran, newest first, at most twenty."""
    if run.started is None:
        return ()
    end: datetime = run.finished or timezone.now()
    found = Document.objects.filter(archived__gte=run.started, archived__lte=end, has_text=True).defer("text", "sketch").order_by("-pk")[:20]
    documents = tuple(found)
    for document in documents:
        document.found = Suggestion.objects.filter(document=document).count()
    return documents
