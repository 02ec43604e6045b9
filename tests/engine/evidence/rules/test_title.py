"""The subject line is found in the three places where councils put it, and nowhere else."""

import pytest

from daseinswerk.engine.evidence.rules.title import find_title, one_line

CASES = {
    "above the table of committees": ("draft", "Beschaffung von Belegungssensoren für das digitale Parkleitsystem"),
    "after the agenda item, over two lines": ("minutes", "Freies WLAN in allen Bürgerhäusern – Ausbau des städtischen Netzes"),
    "without the line that names the authors": ("motion", "Digitaler Mängelmelder für die Stadt Seehausen"),
    "under the labels of an opinion": ("opinion", "Chatbot für das Bürgerbüro"),
}


@pytest.mark.parametrize(("name", "expected"), CASES.values(), ids=CASES)
def test_the_subject_line_is_found(read, papers, name, expected):
    paper = read(papers[name])
    assert one_line(paper.quote(find_title(paper))) == expected


def test_in_older_forms_it_follows_the_last_cell_of_the_head(read):
    paper = read("STADT SEEHAUSEN\n\nANTRAG\n\nvom 3. Mai 2012\nVorlage Nr.:\n12\nöffentlich\n\nKostenloses WLAN auf Plätzen\n\n" + "Die Stadt bietet künftig auf allen Plätzen freies WLAN an, das allen offensteht.\n" * 3)
    assert paper.quote(find_title(paper)) == "Kostenloses WLAN auf Plätzen"


def test_the_title_of_the_source_is_believed_where_it_stands_in_the_text(read):
    paper = read("Anlage 2\n\nAllgemeines\n\nNutzungsbedingungen der Stadt-\nApp Seehausen\n\nText.", title="Nutzungsbedingungen der Stadt-App Seehausen")
    assert one_line(paper.quote(find_title(paper))) == "Nutzungsbedingungen der Stadt-App Seehausen"


def test_a_file_name_is_no_title(read):
    paper = read("Beschlussvorlage\n\n12.03.2031\n", title="Beschlussvorlage")
    assert find_title(paper) is None


def test_hyphens_of_line_ends_are_taken_back_and_real_ones_kept():
    assert one_line("Ausbau der Außen-\nbeleuchtung mit KA-Feedback-\nApp und Haupt-\nund Nebenstraßen") == (
        "Ausbau der Außenbeleuchtung mit KA-Feedback-App und Haupt- und Nebenstraßen"
    )


NEWS = "Die Stadtwerke Seehausen haben an vierzig Pumpwerken Sensoren angebracht, die ihre Werte über ein eigenes Funknetz an die Leitwarte in der Stadt melden.\n\nDas spart Wege.\n"
HEADS = {
    "the headline alone, not the dateline": ("Pumpen melden sich\nSeehausen, 4. Mai 2031\n\n", "Pumpen melden sich"),
    "not what an agency says before": ("+++ Regionaldienst +++\n\nVerbreitet wird eine Mitteilung im Wortlaut; für den Inhalt steht der Herausgeber.\n\nPumpen melden sich\n\n", "Pumpen melden sich"),
    "behind a label": ("Stadt Seehausen\nBetreff: Überwachung der Pumpwerke\nDatum: 04.05.2031\n\n", "Überwachung der Pumpwerke"),
    "below the town and the kind of text": ("Stadt Seehausen\nVorlage 12/2031\nÜberwachung der Pumpwerke\nStand: 04.05.2031\n\n", "Überwachung der Pumpwerke"),
}


@pytest.mark.parametrize(("head", "expected"), HEADS.values(), ids=HEADS)
def test_news_and_short_papers_name_their_subject(read, head, expected):
    paper = read(head + NEWS, title=head.splitlines()[0])
    assert one_line(paper.quote(find_title(paper))) == expected
