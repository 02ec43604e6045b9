"""A document changes: the new version takes its place, quotes that lost their sentence are flagged, and an old version may return."""

from pathlib import Path

import pytest
from the_line import LORAWAN, content, rows, run_over, small_pile

from daseinswerk.apps.library.actions import runs
from daseinswerk.apps.library.models import Document, Original, Run
from daseinswerk.apps.office.models import LedgerEntry
from daseinswerk.apps.practices.actions.quotes import quote_for
from daseinswerk.apps.practices.models import Quote
from daseinswerk.commands.check_command import _findings
from daseinswerk.pipeline.run import execute

pytestmark = pytest.mark.django_db

SENTENCE = "Die Anschaffung kostete 86.000 Euro."
CHANGED = LORAWAN.replace(SENTENCE, "Die Anschaffung kostete am Ende 93.000 Euro.")


def bring(home: Path, text: str, name: str = "wetter.txt") -> Document:
    """The file with this text, read by the whole line; gives the document that is current now."""
    (home / "pile").mkdir(exist_ok=True)
    (home / "pile" / name).write_text(text, encoding="utf-8")
    run_over(home / "pile")
    return Document.objects.get(external_id=name, superseded_by__isnull=True)


def quote(document: Document, words: str) -> Quote:
    start = document.text.index(words)
    return quote_for(document=document, start=start, end=start + len(words), words=words)


def is_sound() -> bool:
    """What `daseinswerk check` says of index, quotes, ledger and originals."""
    return all(finding.ok for finding in _findings(originals=True))


def test_a_changed_sentence_makes_a_new_version_and_flags_the_quotes_that_rest_on_it(home: Path):
    first = bring(home, LORAWAN)
    cost, antennas = quote(first, SENTENCE), quote(first, "Das digitale Netz besteht aus 14 Antennen")
    second = bring(home, CHANGED)
    assert second.pk != first.pk
    assert Document.objects.get(pk=first.pk).superseded_by == second
    assert Document.objects.get(pk=first.pk).text == LORAWAN
    cost.refresh_from_db()
    antennas.refresh_from_db()
    assert cost.flag and cost.flagged_at
    assert not antennas.flag
    assert (cost.document_id, cost.words) == (first.pk, SENTENCE)
    assert LedgerEntry.objects.filter(act="practices.quote.flag", subject=f"practices.quote:{cost.pk}").count() == 1
    assert ("cost_once", "93000 EUR") in second.suggestions.values_list("field", "value")
    assert is_sound()


def test_a_version_that_comes_back_is_current_again_and_its_quotes_lose_their_flag(home: Path):
    first = bring(home, LORAWAN)
    cost = quote(first, SENTENCE)
    second = bring(home, CHANGED)
    newer = quote(second, "am Ende 93.000 Euro")
    third = bring(home, LORAWAN)
    assert third.pk == first.pk
    assert Document.objects.get(pk=second.pk).superseded_by == first
    assert Document.objects.count() == 2
    cost.refresh_from_db()
    newer.refresh_from_db()
    assert not cost.flag
    assert newer.flag
    assert third.stage == 6
    assert is_sound()


def test_a_version_that_came_back_stays_when_nothing_changes(home: Path):
    for text in (LORAWAN, CHANGED, LORAWAN):
        bring(home, text)
    before = rows()
    bring(home, LORAWAN)
    assert rows() == before


def test_the_same_text_in_other_bytes_is_no_new_version(home: Path):
    """Saved with a byte order mark and other line ends, a text says the same."""
    first = bring(home, LORAWAN)
    (home / "pile" / "wetter.txt").write_bytes(b"\xef\xbb\xbf" + LORAWAN.replace("\n", "\r\n").encode())
    run_over(home / "pile")
    assert Document.objects.get().pk == first.pk
    assert Original.objects.count() == 2
    assert bring(home, CHANGED).pk != first.pk
    assert bring(home, LORAWAN).pk == first.pk  # the very first bytes again
    assert is_sound()


def test_a_damaged_new_version_leaves_the_old_one_in_its_place(home: Path):
    first = bring(home, LORAWAN)
    (home / "pile" / "wetter.txt").write_bytes(bytes(range(256)))
    run = run_over(home / "pile")
    assert run.refusals.count() == 1
    assert Document.objects.get().pk == first.pk
    before = content()
    bring(home, LORAWAN)
    assert content() == before


def test_a_file_that_is_gone_from_its_folder_stays_in_the_library(home: Path):
    """The archive forgets nothing: a source that loses a page is no reason to lose the proof of what it said."""
    document = bring(home, LORAWAN)
    (home / "pile" / "wetter.txt").unlink()
    bring(home, "Ein ganz anderer Text über den Wochenmarkt in Hagen.", "anderer.txt")
    assert Document.objects.get(pk=document.pk).superseded_by is None
    assert Document.objects.count() == 2


def test_a_version_that_comes_back_before_a_stopped_run_was_finished_leaves_no_trace(home: Path):
    """The stopped run had compared the new version already; that the library looks as before must not hide it."""
    pile = small_pile(home / "pile", names=("luebeck-rechenzentrum.txt", "luebeck-rechenzentrum-kurz.txt"))
    run_over(pile)
    before = content()
    text = (pile / "luebeck-rechenzentrum-kurz.txt").read_text(encoding="utf-8")
    (pile / "luebeck-rechenzentrum-kurz.txt").write_text(LORAWAN, encoding="utf-8")
    run = runs.ask_for(kind="folder", what={"paths": [str(pile)]}, name="test")

    def cancel_at_links(stage: str, *_counts: int) -> None:
        if stage == "s4":
            Run.objects.filter(pk=run.pk).update(cancel_asked=True)

    execute(run, listener=cancel_at_links)
    (pile / "luebeck-rechenzentrum-kurz.txt").write_text(text, encoding="utf-8")
    run_over(pile)
    after = content()
    for part in ("edges", "stories", "index"):
        assert after[part] == before[part]
    assert [row for row in after["documents"] if row[-2] is None] == before["documents"]
