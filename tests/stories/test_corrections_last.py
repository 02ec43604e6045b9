"""What a person corrected holds in every later run, also when the document comes in a new version."""

from pathlib import Path

import pytest
from the_line import CORPUS, LORAWAN, content, run_over, small_pile

from daseinswerk.apps.library.actions import corrections
from daseinswerk.apps.library.models import Correction, Document, Edge
from daseinswerk.apps.office.models import Role, User

pytestmark = pytest.mark.django_db
TOWN = ("municipality", "05954032")
PAIR = ("luebeck-rechenzentrum.txt", "luebeck-rechenzentrum-kurz.txt")


@pytest.fixture
def member() -> User:
    return User.objects.create(username="mitglied", role=Role.MEMBER)


def current(name: str) -> Document:
    return Document.objects.get(external_id=name, superseded_by__isnull=True)


def speaks_of_town(name: str) -> bool:
    return current(name).links.filter(kind=TOWN[0], key=TOWN[1]).exists()


def bring(pile: Path, **texts: str) -> None:
    """Write these files (`wetter` is `wetter.txt`) and read the folder."""
    pile.mkdir(exist_ok=True)
    for name, text in texts.items():
        (pile / f"{name}.txt").write_text(text, encoding="utf-8")
    run_over(pile)


def test_a_place_that_is_not_meant_does_not_come_back_with_a_new_version(home: Path, member: User):
    bring(home / "pile", wetter=LORAWAN)
    assert speaks_of_town("wetter.txt")
    corrections.correct_link(by=member, document=current("wetter.txt"), link_kind=TOWN[0], key=TOWN[1], reason="Es ist das andere Wetter.")
    first = current("wetter.txt").pk
    for change in ("Nachtrag: keine Einwände.", "Nachtrag: doch Einwände."):
        bring(home / "pile", wetter=f"{LORAWAN}\n{change}")
        assert current("wetter.txt").pk != first
        assert not speaks_of_town("wetter.txt")
    bring(home / "pile", wetter=LORAWAN)
    assert current("wetter.txt").pk == first
    assert not speaks_of_town("wetter.txt")


def test_a_correction_of_one_document_says_nothing_of_another(home: Path, member: User):
    bring(home / "pile", wetter=LORAWAN)
    corrections.correct_link(by=member, document=current("wetter.txt"), link_kind=TOWN[0], key=TOWN[1], reason="Es ist das andere Wetter.")
    bring(home / "pile", anderes=f"{LORAWAN}\nAnlage 2: Lageplan.")
    assert speaks_of_town("anderes.txt")


def test_a_correction_that_was_taken_back_is_no_longer_honoured(home: Path, member: User):
    bring(home / "pile", wetter=LORAWAN)
    done = corrections.correct_link(by=member, document=current("wetter.txt"), link_kind=TOWN[0], key=TOWN[1], reason="Irrtum.")
    corrections.undo(by=member, correction=done, reason="Es ist doch gemeint.")
    bring(home / "pile", wetter=f"{LORAWAN}\nNachtrag: keine Einwände.")
    assert speaks_of_town("wetter.txt")


def tied(relation: str = Edge.Relation.SAME_TEXT) -> bool:
    a, b = sorted((current(PAIR[0]).pk, current(PAIR[1]).pk))
    return Edge.objects.filter(a=a, b=b, relation=relation).exists()


def folded() -> bool:
    one, other = current(PAIR[0]), current(PAIR[1])
    return one.copy_of_id == other.pk or other.copy_of_id == one.pk


def test_texts_a_person_keeps_apart_stay_apart_also_in_new_versions(home: Path, member: User):
    pile = small_pile(home / "pile", names=PAIR)
    run_over(pile)
    assert tied() and folded()
    corrections.separate(by=member, document=current(PAIR[0]), other=current(PAIR[1]), relation="same_text", reason="Zwei Texte.")
    bring(pile, wetter=LORAWAN)  # something new, so that all is compared again
    assert not folded()
    for number in (1, 2):
        text = (CORPUS / PAIR[0]).read_text(encoding="utf-8")
        bring(pile, **{PAIR[0].removesuffix(".txt"): f"{text}\nStand: {number}. Fassung."})
        assert not tied() and not folded()


def test_texts_a_person_joined_stay_joined_also_in_new_versions(home: Path, member: User):
    names = {"eins": "Der Wochenmarkt in Hagen zieht im Mai um.", "zwei": "In Hagen wird der Markt ab Mai an anderer Stelle stehen."}
    bring(home / "pile", **names)
    one, other = current("eins.txt"), current("zwei.txt")
    corrections.join(by=member, document=one, other=other, relation="same_story", reason="Dieselbe Sache.")
    bring(home / "pile", eins=f"{names['eins']} Das teilte die Stadt mit.")
    assert current("eins.txt").pk != one.pk
    assert current("eins.txt").story_id is not None
    assert current("eins.txt").story_id == current("zwei.txt").story_id




ACTS = [
    # which act on which pair and relation
    ("separate", PAIR, "same_text"),
    ("separate", PAIR, "same_story"),
    ("join", ("luebeck-rechenzentrum.txt", "negativ-wochenmarkt.txt"), "same_text"),
    ("join", ("luebeck-rechenzentrum-kurz.txt", "detmold-consul.html"), "same_story"),
]


def groups(relation: str) -> list:
    """Edges and groups of one relation. What follows from it for the other (copies tell one story) the next run finds."""
    found = content()
    edges = [edge for edge in found["edges"] if edge[2] == relation]
    return [edges, [row[-3] for row in found["documents"]] if relation == "same_text" else found["stories"]]


@pytest.mark.parametrize(("act", "pair", "relation"), ACTS)
def test_the_next_run_finds_what_the_correction_made_at_once(home: Path, member: User, act: str, pair: tuple[str, str], relation: str):
    pile = small_pile(home / "pile")
    run_over(pile)
    untouched = content()
    getattr(corrections, act)(by=member, document=current(pair[0]), other=current(pair[1]), relation=relation, reason="So ist es.")
    at_once = groups(relation)
    assert content() != untouched
    run_over(pile)
    assert groups(relation) == at_once
    corrections.undo(by=member, correction=Correction.objects.get(), reason="Doch nicht.")
    run_over(pile)
    assert content() == untouched
