"""What becomes of a thing its source no longer shows: believed when told, waited for when only absent, asked about when many."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.sources import lifecycle, reasons
from daseinswerk.sources.lifecycle import Evidence, Holding, State, confirmed, guard, held_back, next_state

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
LAW = settings(max_examples=150, deadline=None)
SAW = {
    "+": Evidence.SEEN,
    "-": Evidence.ABSENT,
    "4": Evidence.NOT_FOUND,
    "?": Evidence.UNSEEN,
    "x": Evidence.TOMBSTONE,
    "X": Evidence.GONE_FOR_GOOD,
}
RANK = [State.ACTIVE, State.MISSING, State.GONE, State.WITHDRAWN]


def told(story: str, days: float = 1) -> Holding:
    """The holding after a story of one sign for each visit, `days` apart."""
    holding = Holding()
    for visit, sign in enumerate(story):
        holding = next_state(holding, SAW[sign], START + timedelta(days=days) * visit)
    return holding


@pytest.mark.parametrize(
    ("story", "days", "state", "why"),
    [
        ("+++", 1, State.ACTIVE, "seen each time"),
        ("+-", 1, State.MISSING, "one absence is a slip"),
        ("+4", 1, State.MISSING, "one 404 is a slip as well"),
        ("+--", 30, State.MISSING, "two visits are too few, however long ago"),
        ("+---", 1, State.GONE, "three visits within days: a site may be under repair"),
        ("+" + "-" * 14, 1, State.GONE, "13 days after the first absence"),
        ("+" + "-" * 15, 1, State.WITHDRAWN, "14 days and three visits"),
        ("+-4-", 7, State.WITHDRAWN, "absence and 404 weigh the same"),
        ("+x", 1, State.WITHDRAWN, "the source says so"),
        ("+X", 1, State.WITHDRAWN, "the server says: for good"),
        ("-x", 1, State.WITHDRAWN, "and so it is when it was missing"),
        ("+????????", 30, State.ACTIVE, "incomplete visits prove nothing"),
        ("+-?-", 30, State.MISSING, "and do not count between two that do"),
        ("+-?-?-", 7, State.WITHDRAWN, "nor do they begin it anew"),
        ("+---+", 30, State.ACTIVE, "it came back"),
        ("+x+", 1, State.ACTIVE, "also after the source had deleted it"),
        ("+--+--", 30, State.MISSING, "what was missed before it came back no longer counts"),
        ("+x----", 30, State.WITHDRAWN, "withdrawn stays withdrawn"),
    ],
)
def test_a_story_of_visits_ends_in_the_state_a_person_expects(story: str, days: float, state: State, why: str) -> None:
    assert told(story, days).state is state, why


def test_the_evidence_is_a_sentence_with_the_day_it_began() -> None:
    assert told("+").evidence == ""
    assert told("+--").evidence == "Die Quelle führt den Eintrag seit dem 03.03.2026 nicht mehr auf (Besuche: 2)."
    assert told("+-4").evidence == "Die Seite gibt es seit dem 03.03.2026 nicht mehr (Antwort 404, Besuche: 2)."
    assert told("x---").evidence == reasons.TOMBSTONE and told("X").evidence == reasons.GONE_FOR_GOOD
    assert all(len(told(story).evidence) <= 300 for story in ("-" * 99, "4" * 99)), "as the column holds it"


@pytest.mark.parametrize(
    ("active", "withdrawing", "asks"),
    [(0, 0, False), (5, 5, False), (20, 20, False), (100, 20, False), (100, 21, True), (200, 20, False), (200, 21, True),
     (210, 21, False), (1000, 100, False), (1000, 101, True), (29, 21, True)],
)  # fmt: skip
def test_a_person_is_asked_before_more_than_twenty_and_a_tenth_are_withdrawn(
    active: int, withdrawing: int, asks: bool
) -> None:
    assert guard(active, withdrawing) is asks


def test_what_is_held_back_waits_for_a_yes_and_comes_back_by_itself_when_seen() -> None:
    before = told("+--", 10)
    visited = START + timedelta(days=30)
    after = next_state(before, Evidence.ABSENT, visited)
    waiting = held_back(before, after)
    assert (after.state, waiting.state) == (State.WITHDRAWN, State.GONE) and waiting.evidence == after.evidence
    assert confirmed(waiting, visited) == after
    assert next_state(waiting, Evidence.SEEN, visited) == Holding()
    deleted = held_back(Holding(), told("x"))
    assert deleted.state is State.GONE and confirmed(deleted, START).state is State.WITHDRAWN


def test_a_yes_withdraws_nothing_the_visit_did_not_hold_back() -> None:
    for story in ("+", "+-", "+---"):
        assert confirmed(told(story), START + timedelta(days=3)) == told(story)
    assert held_back(told("x"), told("x-")) == told("x-"), "what was withdrawn before is not asked about again"


def test_the_states_and_the_evidence_have_the_names_others_use() -> None:
    assert [state.value for state in State] == ["active", "missing", "gone", "withdrawn"]
    assert {"tombstone", "410", "404"} < {evidence.value for evidence in Evidence}


STORIES = st.text(st.sampled_from("+-4?xX"), max_size=30)


@LAW
@given(STORIES, st.floats(0, 40))
def test_incomplete_visits_change_nothing(story: str, days: float) -> None:
    holding = told(story, days)
    assert next_state(holding, Evidence.UNSEEN, START + timedelta(days=9999)) == holding


@LAW
@given(STORIES, st.floats(0, 40))
def test_a_thing_that_is_seen_is_active_whatever_came_before(story: str, days: float) -> None:
    assert told(story + "+", days) == Holding()


@LAW
@given(STORIES, st.text(st.sampled_from("-4?xX"), max_size=20), st.floats(0, 40))
def test_without_being_seen_a_thing_only_goes_further_away(story: str, more: str, days: float) -> None:
    ranks = [RANK.index(told(story + more[:end], days).state) for end in range(len(more) + 1)]
    assert ranks == sorted(ranks)


@LAW
@given(st.text(st.sampled_from("+-4?"), max_size=30), st.floats(0, 40))
def test_nothing_is_withdrawn_before_three_visits_and_two_weeks(story: str, days: float) -> None:
    holding = told(story, days)
    if holding.state is State.WITHDRAWN:
        run = story.rsplit("+", 1)[-1].replace("?", "")
        assert len(run) >= lifecycle.ENOUGH_VISITS and holding.missing_since is not None
        assert days * len(story) >= lifecycle.ENOUGH_TIME.days


@LAW
@given(st.lists(st.sampled_from("-4"), min_size=3, max_size=10), st.randoms(use_true_random=False), st.floats(0, 40))
def test_the_order_of_absence_and_404_does_not_matter(run: list[str], dice, days: float) -> None:
    other = run.copy()
    dice.shuffle(other)
    assert told("".join(run), days).state is told("".join(other), days).state
