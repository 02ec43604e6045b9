"""A dictionary of two languages: read from its text form, looked up in a file, and questions translated with it."""

from pathlib import Path

import pytest

from daseinswerk.engine.text.bilingual import Dictionary, write
from daseinswerk.engine.text.ding import Pair, pairs
from daseinswerk.engine.text.pack import BadPack, about, glossary, install, languages
from daseinswerk.engine.text.translation import Languages
from daseinswerk.engine.text.weighing import weighed

# Lines of our own in the form of Ding.
LINES = """# Version :: of our own
Bach {m}; Fließ {n} [geogr.] | Bäche {pl} :: brook; beck [Br.] | brooks
gewinnen {vt} | gewonnen :: to win {won; won} | won
Fluss {m} (Gewässer) | Flüsse {pl} :: river | rivers
Strom {m} :: large river; river
Rohrbruch {m} :: burst pipe; broken water pipe of a town
keine Zeile dieser Form
""".splitlines()


def test_words_are_read_without_remarks_and_articles_sense_by_sense() -> None:
    found = {(pair.german, pair.english): pair.fit for pair in pairs(LINES)}
    assert found[("Bach", "brook")] == 1.0 and found[("Bach", "beck")] == found[("Fließ", "brook")] == 0.5
    assert found[("gewinnen", "win")] == 1.0 and found[("gewonnen", "won")] == pytest.approx(0.6)
    assert ("Bäche", "brook") not in found and ("Bäche", "brooks") in found
    assert not any(english.count(" ") > 2 for _german, english in found), "long phrases are examples"


def test_the_best_translation_is_the_one_texts_use(tmp_path: Path) -> None:
    german, english = tmp_path / "german.tsv", tmp_path / "english.tsv"
    write(pairs(LINES), german, english)
    assert [each.word for each in Dictionary(english).of("River")] == ["Fluss", "Strom"]
    assert [each.word for each in Dictionary(german).of("Strom")] == ["large river", "river"]
    assert Dictionary(english).of("riv") == () == Dictionary(english).of("rivers of")


def test_every_word_of_a_dictionary_is_found_again(tmp_path: Path) -> None:
    words = [f"{first}{second}{third}" for first in "abzäß" for second in ("", " ", "-", "b") for third in "ayö"]
    write((Pair(f"d{word}", word, 1.0) for word in words), tmp_path / "german.tsv", tmp_path / "english.tsv")
    dictionary = Dictionary(tmp_path / "english.tsv")
    assert all([each.word for each in dictionary.of(word)] == [f"d{word}"] for word in words)


LANGUAGE = [  # question, English?, why
    ("broadband expansion in rural areas", True, "words of the glossary that are no German ones"),
    ("How is the district heating funded?", True, "words that make an English sentence"),
    ("data centre", True, "a phrase of the glossary"),
    ("Glasfaserausbau im ländlichen Raum", False, "German compounds"),
    ("Wer bezahlt die Fernwärme?", False, "words that make a German sentence"),
    ("Smart City", False, "where nothing tells, the question is German"),
    ("Software", False, "a word of both languages"),
    ("Karlsruhe 2013/0140", False, "a name and a number"),
    ("", False, "nothing"),
]


@pytest.mark.parametrize(("question", "english", "why"), LANGUAGE, ids=[row[2] for row in LANGUAGE])
def test_the_language_of_a_question_is_told_by_its_words(question: str, english: bool, why: str) -> None:
    assert Languages(glossary()).is_english(question.split()) is english, why


def test_the_longest_phrase_is_translated_as_a_whole() -> None:
    speaks = Languages(glossary())
    words = ["new", "charging", "stations", "for", "electric", "cars"]
    assert [" ".join(words[a:b]) for a, b in speaks.phrases(words)] == ["new", "charging stations", "for", "electric cars"]
    assert speaks.german_of("Charging Stations")[0].word == "Ladesäule"
    assert speaks.english_of("Rechenzentrums")[0].word == "data centre"


def test_the_glossary_comes_before_the_dictionary(tmp_path: Path) -> None:
    write([Pair("Gitter", "grid", 1.0), Pair("Netz", "grid", 0.2)], tmp_path / "german.tsv", tmp_path / "english.tsv")
    speaks = Languages([("Stromnetz", ["grid"])], Dictionary(tmp_path / "english.tsv"), None)
    assert [each.word for each in speaks.german_of("grid")][:2] == ["Stromnetz", "Gitter"]


def test_the_glossary_is_of_one_form_and_large_enough() -> None:
    rows = glossary()
    assert len(rows) >= 300 and len({german for german, _english in rows}) == len(rows)
    assert all(german == german.strip() and english and all(english) for german, english in rows)


def test_a_word_counts_by_its_best_translation_not_by_their_number() -> None:
    scores = {"fluss": {1: 2.0}, "strom": {1: 1.9, 2: 3.0}, "brücke": {3: 2.5}}
    river = [(["fluss"], 1.0), (["strom"], 0.25)]
    total = weighed([river, [(["brücke"], 1.0)]], scores.__getitem__)
    assert total == {1: 2.0, 2: 1.5, 3: 2.5}


def test_a_pack_is_built_in_place_of_the_present_one_or_not_at_all(tmp_path: Path) -> None:
    place, source = tmp_path / "packs" / "de-en", tmp_path / "ours.txt"
    source.write_text("\n".join([*LINES, *(f"Ding{n} {{n}} :: thing{n}" for n in range(1200))]), encoding="utf-8")
    made = install(source, place)
    assert about(place) == made and made.english > 1200 and "of our own" in made.said
    assert [each.word for each in languages(place).german_of("brook")] == ["Bach", "Fließ"]
    for name, content in (("too-small.txt", "\n".join(LINES).encode()), ("no-text.txt", b"\xff\xfe\x00" * 50)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadPack, match=name):
            install(tmp_path / name, place)
    assert about(place) == made
