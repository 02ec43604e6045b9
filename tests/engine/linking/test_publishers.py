"""The publisher of a text is among the places found in it, or none is found."""

from pathlib import Path

from daseinswerk.evaluation import publishers


def test_the_share_counts_texts_with_a_link_only(tmp_path: Path) -> None:
    file = tmp_path / "publishers.tsv"
    file.write_text("# text\tAGS\nHaushalt der Stadt Bonn\t05314000\nVornamen 2019\t05314000\nRadwege in Köln\t05314000\n", encoding="utf-8")
    result = publishers.evaluate(file)
    assert (result.n, result.share, result.groups["linked"]) == (2, 0.5, 0.6667)
    assert [miss["got"] for miss in result.misses] == ["05315000"]


def test_the_publishers_of_real_data_sets_are_found(shared: Path) -> None:
    result = publishers.evaluate(shared / "data" / "gold" / "publishers.tsv")
    assert result.share is not None and result.share >= 0.95
    assert result.groups["linked"] >= 0.75
