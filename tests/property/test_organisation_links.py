"""Laws of the organisation linker: places are real, in order and apart; nothing hostile makes it fail."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from daseinswerk.engine.linking.companies import Companies, Company
from daseinswerk.engine.linking.organisations import OrganisationLinker
from daseinswerk.engine.linking.smoothing import smooth

LINKER = OrganisationLinker(
    Companies(
        (Company("stadtwerke-ulm-gmbh", "Stadtwerke Ulm GmbH", "GmbH", "08421000", "Ulm", "", (), "Name", "Liste"),)
    )
)
PIECES = st.sampled_from(
    ["Stadtwerke", "Ulm", "GmbH", "& Co. KG", "e. V.", "der", "für", "und", "Messe-", "-\n", "\n", "  ", " ", ",", "„", "“", "AG 2",
     "Landesamt für", "Verkehr", "Zweckverband", "4IT", "mbH", "Gesellschaft", "Ä", "\u00ad", "Eigenbetrieb", "des Kreises", "X/Y"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
)


@given(TEXTS)
def test_every_link_stands_in_the_text_and_none_overlap(text: str) -> None:
    links = LINKER.link(text)
    assert all(link.span.words(text).strip() for link in links)
    assert all(first.span.end <= second.span.start for first, second in pairwise(links))
    assert all(link.key and link.name and 0.5 <= link.score <= 1 for link in links)


@given(TEXTS)
def test_each_character_of_the_smooth_text_is_found_again_or_stands_for_a_break(text: str) -> None:
    smoothed = smooth(text)
    places = [smoothed.original(place) for place in range(len(smoothed.text))]
    assert places == sorted(places)
    for place, sign in enumerate(smoothed.text):
        if sign not in " \n-":
            assert text[places[place]] == sign


@given(TEXTS)
def test_the_same_text_gives_the_same_links(text: str) -> None:
    assert LINKER.link(text) == LINKER.link(text)
