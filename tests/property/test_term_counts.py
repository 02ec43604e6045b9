"""Laws of the counts kept between runs: whatever came, went or was lost meanwhile, they are those of counting anew."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.pipeline.term_counts import NOTHING, Counted, counted, file, keep, load

TEXTS = st.lists(st.sampled_from(["stadt", "netz", "haus\ud800", "1.250", "ß", "bau"]), max_size=6).map(tuple)
LIBRARIES = st.lists(st.dictionaries(st.integers(1, 8), TEXTS, max_size=8), min_size=1, max_size=5)


class Shelf:
    """Texts by row; those of `lost` rows cannot be read. Notes which rows were read."""

    def __init__(self, texts: Mapping[int, tuple[str, ...]], lost: frozenset[int] = frozenset()) -> None:
        self.texts, self.lost, self.seen = texts, lost, list[int]()

    @property
    def current(self) -> dict[int, str]:
        return {row: name(text) for row, text in self.texts.items()}

    def read(self, wanted: Mapping[int, str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        for row, text in wanted.items():
            self.seen.append(row)
            if row not in self.lost and row in self.texts and name(self.texts[row]) == text:
                yield row, self.texts[row]


def name(text: tuple[str, ...]) -> str:
    return "-".join(text).encode("ascii", "backslashreplace").decode().replace("\\", "_")


def anew(shelf: Shelf) -> dict[str, int]:
    return dict(Counter(term for row, text in shelf.texts.items() if row not in shelf.lost for term in set(text)))


@given(libraries=LIBRARIES, lost=st.frozensets(st.integers(1, 8), max_size=2), asked=st.frozensets(st.integers(1, 8)), whole=st.booleans())
@settings(deadline=None)
def test_a_library_that_changes_is_counted_as_if_anew(tmp_path_factory, libraries, lost, asked, whole) -> None:
    """`whole`: replaced texts can still be read, as the rows of old versions stay; else they are gone and all is counted again."""
    path, past = tmp_path_factory.mktemp("counts") / "v.counts", dict[tuple[int, str], tuple[str, ...]]()
    for texts in libraries:
        shelf = Shelf(texts, lost)
        past |= {(row, name(text)): text for row, text in texts.items() if whole}

        def read(wanted: Mapping[int, str], shelf: Shelf = shelf, past: dict = past) -> Iterator[tuple[int, tuple[str, ...]]]:
            now = dict(shelf.read(wanted))
            for row, text in wanted.items():
                terms = now.get(row, past.get((row, text)))
                if terms is not None and row not in lost:
                    yield row, terms

        now, found = counted(shelf.current, asked, load(path), read)
        keep(path, now)
        assert now.frequency == anew(shelf)
        assert now.documents == {row: text for row, text in shelf.current.items() if row not in lost}
        assert found == {row: text for row, text in texts.items() if row in asked and row not in lost}
        assert load(path) == now


def test_only_what_is_new_went_or_is_asked_for_is_read() -> None:
    first = Shelf({row: ("stadt", str(row)) for row in range(1, 50)})
    kept, _ = counted(first.current, (), NOTHING, first.read)
    second = Shelf(first.texts | {50: ("netz",)})
    now, found = counted(second.current, {7}, kept, second.read)
    assert sorted(second.seen) == [7, 50] and found == {7: ("stadt", "7")}
    assert now.frequency == anew(second)
    shrunk = {row: text for row, text in second.current.items() if row != 3}
    third, _ = counted(shrunk, (), now, second.read)
    assert sorted(second.seen) == [3, 7, 50] and third.frequency["stadt"] == 48 and "3" not in third.frequency


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: data[:30], lambda data: b"", lambda data: data[:-1] + b"x", lambda data: data[:9] + b"other" + data[14:]])
def test_a_damaged_or_foreign_file_is_done_without(tmp_path: Path, damage) -> None:
    path = tmp_path / "v.counts"
    keep(path, Counted({1: "abc"}, {"stadt": 1}))
    path.write_bytes(damage(path.read_bytes()))
    assert load(path) == NOTHING == load(tmp_path / "missing")


def test_the_counts_of_another_analysis_are_cleared_away(home: Path) -> None:
    (home / "words").mkdir()
    (home / "words" / "before.counts").write_bytes(b"old")
    keep(file(), Counted({1: "abc"}, {"stadt": 1}))
    assert [each.name for each in (home / "words").iterdir()] == [file().name]


def test_where_nothing_can_be_written_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("a file where a folder should be")
    keep(tmp_path / "words" / "v.counts", Counted({1: "abc"}, {"stadt": 1}))
    assert load(tmp_path / "words" / "v.counts") == NOTHING
