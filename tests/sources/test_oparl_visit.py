"""A council system is visited again and again: what is new comes, what is unchanged is left alone, whatever its vendor does."""

import json
from pathlib import Path
from typing import Any

import pytest
from council import FakeCouncil, Library

from daseinswerk.pipeline.agenda import results_by_paper
from daseinswerk.sources import oparl, reasons
from daseinswerk.sources.extracted import NotThere, Refused, Unavailable
from daseinswerk.sources.harvest import Absent, Item, NotTaken, PaperSeen, Unchanged
from daseinswerk.sources.oparl import lists, sentences

STERNBERG, KARLSRUHE = "https://ris.krefeld.test/oparl/v1.0", "https://web.karlsruhe.test/oparl"


@pytest.fixture
def town() -> FakeCouncil:
    """Five papers on three pages; the first was decided in a meeting that only the agenda knows of."""
    council = FakeCouncil(KARLSRUHE)
    consultation = {"id": council.id("consultation", 9), "meeting": council.id("meeting", 3), "agendaItem": council.id("agendaItem", 7)}
    council.paper(1, consultation=[consultation])
    for number in range(2, 6):
        council.paper(number)
    item = {"id": council.id("agendaItem", 7), "number": "1", "name": "x", "result": "beschlossen", "consultation": consultation["id"]}
    council.meeting(3, item)
    return council


def titles(events: list[Any]) -> list[str]:
    return [event.paper.name for event in events if isinstance(event, PaperSeen)]


def test_a_first_visit_brings_papers_with_their_results_and_files(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01")
    assert titles(library.events) == [f"Vorlage {number}" for number in range(1, 6)]
    assert library.of(PaperSeen)[0].results == ({"date": "2024-03-01", "organisation": "Gemeinderat", "result": "beschlossen"},)
    first = library.of(Item)[0]
    assert (first.external_id, first.data, first.media_type, first.name) == (town.id("file", 1), b"Inhalt 1", "application/pdf", "Anlage 1")
    assert first.details == {"title": "Anlage 1", "kind": "council", "paper": town.id("paper", 1), "date": "2024-02-01", "ags": "08212000"}
    assert library.end.complete and not library.end.message


def test_a_second_visit_finds_nothing_new_and_asks_for_no_file(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01")
    library.visit("2024-05-02")
    assert library.of(Item) == [] and not any("download" in address for address in town.asked)
    assert not library.end.complete and not library.end.message, "who asks only for what is new learns nothing from what is missing"
    assert len(town.asked) <= 4


def test_a_full_visit_sees_everything_and_fetches_nothing_twice(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01")
    library.visit("2024-05-08", full=True)
    assert library.of(Item) == [] and len(library.of(Unchanged)) == 5 and library.end.complete
    assert titles(library.events) == [f"Vorlage {number}" for number in range(1, 6)]
    assert library.of(PaperSeen)[0].results


def test_a_migration_that_touches_every_date_changes_nothing(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01")
    for paper in town.lists["paper"]:
        paper["modified"] = paper["auxiliaryFile"][0]["modified"] = "2024-05-03T00:00:00+02:00"
    library.visit("2024-05-04")
    assert library.of(Item) == [] and len(library.of(Unchanged)) == 5


def test_a_changed_file_is_fetched_again_and_a_touched_one_is_not(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01")
    paper = town.lists["paper"][3]
    paper["modified"], paper["auxiliaryFile"][0]["name"] = "2024-05-03T00:00:00+02:00", "Anlage 4 neu"
    town.files["/download/4.pdf"] = b"anders"
    library.visit("2024-05-04")
    assert [(item.external_id, item.data) for item in library.of(Item)] == [(town.id("file", 4), b"anders")]


def test_bytes_changed_in_secret_are_found_by_a_full_visit(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01")
    town.files["/download/2.pdf"] = b"heimlich"
    assert not [event for event in library.visit("2024-05-02") if isinstance(event, Item)]
    library.visit("2024-05-08", full=True)
    assert [item.data for item in library.of(Item)] == [b"heimlich"]


def test_tombstones_of_papers_and_of_files_are_told(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01")
    papers, changed = town.lists["paper"], "2024-05-03T00:00:00+02:00"
    papers[1] = {"id": papers[1]["id"], "type": papers[1]["type"], "deleted": True, "name": "", "reference": "", "modified": changed}
    papers[2]["auxiliaryFile"][0]["deleted"] = papers[2]["modified"] = changed
    papers[2]["auxiliaryFile"][0]["deleted"] = "true"
    library.visit("2024-05-04")
    assert library.of(Absent) == [Absent(papers[1]["id"], "tombstone"), Absent(town.id("file", 3), "tombstone")]
    assert [(event.paper.deleted, event.paper.name) for event in library.of(PaperSeen)] == [(True, ""), (False, "Vorlage 3")]


def test_a_result_that_comes_later_reaches_its_paper(town: FakeCouncil) -> None:
    """Only the meeting changes; the paper is found by way of its consultation."""
    library = Library(town)
    library.visit("2024-05-01")
    town.single["9"] = {"id": town.id("consultation", 9), "type": town.kind("Consultation"), "paper": town.id("paper", 1)}
    town.lists["meeting"][0]["agendaItem"][0]["result"] = "abgelehnt"
    town.lists["meeting"][0]["modified"] = "2024-05-03T00:00:00+02:00"
    library.visit("2024-05-04")
    assert [(event.paper.name, event.results[0]["result"]) for event in library.of(PaperSeen)] == [("Vorlage 1", "abgelehnt")]


def test_a_consultation_that_cannot_be_had_is_tried_again_ever_more_seldom(town: FakeCouncil) -> None:
    library = Library(town)
    town.lists["paper"][0].pop("consultation")
    consultation = town.id("consultation", 9)
    tries = []
    for number in range(1, 20):
        library.visit(f"2024-05-{number:02}")
        tries += [number] * town.asked.count(consultation)
    assert tries == [1, 2, 4, 8, 16]
    town.single["9"] = {"id": consultation, "type": town.kind("Consultation"), "paper": town.id("paper", 1), "meeting": town.id("meeting", 3)}
    library.visit("2024-06-02")
    assert [(event.paper.name, len(event.results)) for event in library.of(PaperSeen)] == [("Vorlage 1", 1)]
    library.visit("2024-06-03", full=True)
    assert consultation not in town.asked and library.of(PaperSeen)[0].results, "what was found out once is remembered"


def test_a_file_that_fails_is_not_lost(town: FakeCouncil) -> None:
    library = Library(town)
    town.faults[f"{KARLSRUHE}/download/2.pdf"] = [NotThere(reasons.NOT_FOUND.format(status=404), 404)]
    library.visit("2024-05-01")
    assert [event.external_id for event in library.of(NotTaken)] == [town.id("file", 2)]
    library.visit("2024-05-02")
    assert [item.external_id for item in library.of(Item)] == [town.id("file", 2)]


def test_a_visit_that_is_cut_goes_on_at_its_page(town: FakeCouncil) -> None:
    library = Library(town)
    pause = Unavailable(reasons.PAUSE)
    town.faults[f"{KARLSRUHE}/body/1/paper?page=3"] = [pause]
    library.visit("2024-05-01")
    assert titles(library.events) == [f"Vorlage {number}" for number in range(1, 5)]
    assert not library.end.complete and reasons.PAUSE in library.end.message
    library.visit("2024-05-02")
    assert titles(library.events) == ["Vorlage 5"] and not library.end.complete
    library.visit("2024-05-08", full=True)
    assert library.end.complete


def test_a_caller_that_is_killed_takes_nothing_twice(town: FakeCouncil) -> None:
    library = Library(town)
    library.visit("2024-05-01", stop_after=6)
    before = len(library.known)
    library.visit("2024-05-02")
    assert len(library.of(Item)) == 5 - before and library.end.complete


def test_so_many_files_as_the_office_allows_and_the_rest_next_time(town: FakeCouncil) -> None:
    library = Library(town, most=2)
    fetched = []
    for day in ("2024-05-01", "2024-05-02", "2024-05-03"):
        library.visit(day)
        fetched += [item.external_id for item in library.of(Item)]
        assert len(library.of(Item)) <= 2
    assert fetched == [town.id("file", number) for number in range(1, 6)]
    assert "Dateien" not in library.end.message


def test_files_of_papers_before_the_chosen_day_stay_where_they_are(town: FakeCouncil) -> None:
    town.lists["paper"][4]["date"] = "2003-01-01"
    library = Library(town, since="2020-01-01")
    library.visit("2024-05-01")
    assert len(library.of(PaperSeen)) == 5 and len(library.of(Item)) == 4 and library.end.complete


def test_a_list_that_repeats_itself_is_cut_and_proves_nothing(town: FakeCouncil) -> None:
    library = Library(town)
    page = json.dumps(
        {"data": town.lists["paper"][:2], "links": {"next": f"{KARLSRUHE}/body/1/paper?page=99"}, "pagination": {}}
    ).encode()
    town.faults[f"{KARLSRUHE}/body/1/paper"] = [page] * 50
    library.visit("2024-05-01")
    assert titles(library.events) == ["Vorlage 1", "Vorlage 2"]
    assert not library.end.complete and library.end.message == sentences.REPEATED and len(town.faults[f"{KARLSRUHE}/body/1/paper"]) >= 47


def test_a_list_without_an_end_is_cut(town: FakeCouncil, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page invents a new paper and a further page."""
    monkeypatch.setattr(lists, "MOST_PAGES", 30)
    number = iter(range(1000, 9000))

    def page(_path: str, _query: object) -> dict[str, Any]:
        here = next(number)
        return {"data": [{**town.lists["paper"][0], "id": town.id("paper", here)}], "links": {"next": f"{KARLSRUHE}/body/1/paper?page={here}"}}

    monkeypatch.setattr(town, "_page", page)
    library = Library(town)
    library.visit("2024-05-01")
    assert library.end.message == sentences.ENDLESS.format(limit=30) and not library.end.complete
    assert len(library.of(PaperSeen)) == 30 and len(town.asked) < 70


def test_a_list_that_stops_before_its_last_page_proves_nothing(town: FakeCouncil) -> None:
    page = json.dumps({"data": town.lists["paper"][:2], "links": {}, "pagination": {"totalPages": 3, "currentPage": 1}}).encode()
    town.faults[f"{KARLSRUHE}/body/1/paper"] = [page]
    library = Library(town)
    library.visit("2024-05-01")
    assert not library.end.complete and library.end.message == sentences.NEXT_MISSING.format(pages=3)


def test_a_last_page_that_names_itself_as_the_next_is_the_last(town: FakeCouncil) -> None:
    address = f"{KARLSRUHE}/body/1/paper"
    page = {"data": town.lists["paper"], "links": {"next": address}, "pagination": {"totalPages": 1, "currentPage": 1}}
    town.faults[address] = [json.dumps(page).encode()]
    library = Library(town)
    library.visit("2024-05-01")
    assert library.end.complete and len(library.of(Item)) == 5


def test_one_fault_inside_the_server_is_forgiven_and_a_dead_server_is_left_alone(town: FakeCouncil) -> None:
    fault = Unavailable(reasons.SERVER_FAULT.format(status=500))
    town.faults[f"{KARLSRUHE}/body/1/paper"] = [fault]
    library = Library(town)
    library.visit("2024-05-01")
    assert library.end.complete
    for number in range(6, 40):
        town.paper(number, modified="2024-05-02T00:00:00+02:00")
        town.faults[f"{KARLSRUHE}/download/{number}.pdf"] = [fault] * 99
    library.visit("2024-05-02")
    assert len([address for address in town.asked if "download" in address]) <= 6
    assert library.end.message == sentences.FAILING.format(times=5)


def test_a_system_that_cannot_be_read_at_all_is_refused(town: FakeCouncil) -> None:
    for answer in (b"<html>Wartung</html>", b"[]", b'{"a": 1}', b"null"):
        town.faults[f"{KARLSRUHE}/system"] = [answer]
        with pytest.raises(Refused):
            Library(town).visit("2024-05-01")
    with pytest.raises(Refused, match=r"gewählte Körperschaft"):
        Library(town, body="https://anderswo.test/body/7").visit("2024-05-01")


def sternberg() -> FakeCouncil:
    """As SD.NET RIM answers: version 1.0, the body instead of a list, a lost zero, doubled slashes, an empty list that is not found."""
    council = FakeCouncil(STERNBERG, version="1.0")
    council.body["ags"] = "5114000"
    council.faults[f"{STERNBERG}/body"] = [json.dumps(council.body).encode() for _ in range(9)]
    council.paper(1, auxiliaryFile=[council.file(1, downloadUrl=f"{STERNBERG}//download//1.pdf")])
    council.paper(2, mainFile=council.file(2, accessUrl=f"{STERNBERG}/download/brief.eml.eml"), auxiliaryFile=None)
    council.files["/download/brief.eml.pdf"] = b"Brief"
    return council


def test_sternberg_is_read() -> None:
    council = sternberg()
    library = Library(council)
    library.visit("2024-05-01")
    assert [(item.external_id, item.data) for item in library.of(Item)] == [
        (council.id("file", 1), b"Inhalt 1"),
        (council.id("file", 2), b"Brief"),
    ]
    assert {item.details["ags"] for item in library.of(Item)} == {"05114000"} and library.end.complete
    gone = NotThere(reasons.NOT_FOUND.format(status=404), 404)
    council.faults = {f"{STERNBERG}/body/1/paper": [gone], f"{STERNBERG}/body/1/meeting": [b"[]"]}
    library.visit("2024-05-02")
    assert library.of(Item) == [] and not library.end.message, "a list that would be empty is said not to exist"


def egov() -> FakeCouncil:
    """As CC e-gov answers: inside addresses, one object for a list, bare control characters, blanks, a doubled colon, references."""
    council = FakeCouncil("https://ris.egov.test/oparl", written_as="http://ris.egov.test:8080/oparl", per_page=9)
    council.paper(1, auxiliaryFile=council.file(1), name="Zeile\teins", reference=" ", paperType="N/A")
    council.paper(2, auxiliaryFile=[council.id("file", 2)], consultation={"id": council.id("consultation", 4), "meeting": council.id("meeting", 5)})
    council.single["2"] = council.file(2)
    council.lists["paper"] += [{"name": "ohne Kennung"}, None]
    council.meeting(5, {"result": "vertagt", "consultation": council.id("consultation", 4)}, start="2024-03-01T15:30:00+01::00")
    council.single["3"] = {**council.lists["paper"][0], "id": council.id("paper", 3), "name": "Vorlage 3", "auxiliaryFile": [council.file(3)]}
    council.lists["paper"].append(council.id("paper", 3))
    return council


def test_cc_egov_is_read() -> None:
    council = egov()
    page = json.dumps(council._page("/body/1/paper", {})).replace("\\t", "\t").encode()
    council.faults["https://ris.egov.test/oparl/body/1/paper"] = [page]
    library = Library(council)
    library.visit("2024-05-01")
    assert [item.external_id for item in library.of(Item)] == [council.id("file", number) for number in (1, 2, 3)]
    first, second, third = library.of(PaperSeen)
    assert (first.paper.name, first.paper.reference, first.paper.paper_type) == ("Zeile\teins", "", "")
    assert second.results == ({"date": "2024-03-01", "organisation": "Gemeinderat", "result": "vertagt"},)
    assert third.paper.name == "Vorlage 3" and library.end.complete
    assert [event.reason for event in library.of(NotTaken)] == [sentences.NOT_AN_OBJECT]
    assert all(address.startswith("https://ris.egov.test/oparl") for address in council.asked)
    assert all(item.external_id.startswith("http://ris.egov.test:8080/") for item in library.of(Item)), "identities stay as written"


def test_the_owner_learns_what_is_wrong_however_many_visits_it_takes(town: FakeCouncil) -> None:
    for paper in town.lists["paper"]:
        paper["reference"] = ""
    library = Library(town, most=2)
    for day in ("2024-05-01", "2024-05-02", "2024-05-03"):
        library.visit(day)
    sentence = "Paper: „reference“ ist leer; ohne Angabe muss die Eigenschaft wegfallen (OParl 1.1, Kardinalität)."
    assert [sentence, 5, town.id("paper", 1)] in library.cursor["faults"]
    for paper in town.lists["paper"]:
        paper["reference"] = "1"
    library.visit("2024-05-10", full=True)
    assert not [each for each in library.cursor["faults"] if "reference" in each[0]]


def test_a_cursor_that_makes_no_sense_is_forgotten(town: FakeCouncil) -> None:
    for cursor in ({"since": 5, "changes": [], "everything": {"began": "x"}, "later": {"a": 1, "b": ["x", "y"]}, "paper_of": "?"}, {"later": None}):
        library = Library(town)
        library.cursor = cursor
        library.visit("2024-05-01")
        assert library.end.complete and len(library.of(Item)) == 5


def test_the_address_may_be_that_of_the_body(town: FakeCouncil) -> None:
    library = Library(town)
    town.faults[f"{KARLSRUHE}/system"] = [json.dumps(town.body).encode()]
    library.visit("2024-05-01")
    assert len(library.of(Item)) == 5


def test_a_list_of_papers_is_no_system(town: FakeCouncil) -> None:
    for other in ({"data": town.lists["paper"]}, town.lists["meeting"]):
        town.faults[f"{KARLSRUHE}/system"] = [json.dumps(other).encode()]
        with pytest.raises(Refused, match="Körperschaft"):
            Library(town).visit("2024-05-01")


def test_a_touched_council_does_not_ask_for_every_meeting_alone(town: FakeCouncil) -> None:
    """A migration touches all papers: after fifty meetings one by one, their whole list is read."""
    library = Library(town, most=500)
    for number in range(100, 300):
        consultation = {"id": town.id("consultation", number), "meeting": town.id("meeting", number)}
        town.paper(number, consultation=[consultation])
        town.meeting(number, {"result": f"Ergebnis {number}", "consultation": consultation["id"]})
    town.per_page = 50
    library.visit("2024-05-01")
    for paper in town.lists["paper"]:
        paper["modified"] = "2024-05-03T00:00:00+02:00"
    library.visit("2024-05-04")
    assert len(library.of(PaperSeen)) == 205 and sum(len(event.results) for event in library.of(PaperSeen)) == 201
    assert len(town.asked) <= 50 + 2 * 5 + 4


@pytest.mark.parametrize("council", [sternberg, egov])
def test_a_council_is_the_same_by_dump_and_live(council: Any, tmp_path: Path) -> None:
    """Papers with their ids, files and results; only what the dump cannot know (a list of addresses, an object kept apart) is left out."""
    served = council()
    for kind, entries in served.lists.items():
        written = [entry if isinstance(entry, dict) else served.single["3"] for entry in entries if entry]
        (tmp_path / f"{kind}s.json").write_text(json.dumps(written), encoding="utf-8")
    (tmp_path / "files.json").write_text(json.dumps([each for each in served.single.values() if each["type"].endswith("File")]), encoding="utf-8")
    (tmp_path / "bodies.json").write_text(json.dumps([served.body]), encoding="utf-8")
    found = list(oparl.dump(tmp_path))
    results = results_by_paper(item for item in found if isinstance(item, oparl.OparlMeeting))
    library = Library(served)
    library.visit("2024-05-01")
    live = {event.paper.id: event for event in library.of(PaperSeen)}
    papers = [item for item in found if isinstance(item, oparl.OparlPaper)]
    assert papers and {paper.id for paper in papers} == live.keys()
    for paper in papers:
        seen = live[paper.id].paper
        assert (seen.name, seen.reference, seen.date, seen.body) == (paper.name, paper.reference, paper.date, paper.body)
        assert list(live[paper.id].results) == results.get(paper.id, [])
    assert {item.external_id for item in library.of(Item)} == {file.id for paper in papers for file in paper.files}
