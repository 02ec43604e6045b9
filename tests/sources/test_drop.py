"""A folder that is watched: half-written files wait, a missing drive is no empty folder, touching a file makes no new version."""

import os
from pathlib import Path
from typing import Any

import pytest
from worlds import NOON, Memory, World, kinds, reasons_of

from daseinswerk.sources import drop
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.harvest import Ended, Event, Item


def put(folder: Path, name: str, text: str, seconds_ago: float = 60) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (NOON.timestamp() - seconds_ago,) * 2)


def visited(folder: Path, memory: Memory, **asked: Any) -> list[Event]:
    return memory.keep_all(list(drop.visit(memory.asked(str(folder), **asked), World().fetch)))


def test_every_file_below_the_folder_is_a_thing_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, "Rathaus/März/bericht.txt", "Bericht")
    put(tmp_path, ".versteckt", "nichts")
    put(tmp_path, "notiz.txt", "Notiz")
    events = visited(tmp_path, Memory())
    assert [event.external_id for event in events if isinstance(event, Item)] == [
        "notiz.txt",
        "Rathaus/März/bericht.txt",
    ]
    assert events[-1] == Ended(complete=True)


def test_a_file_that_is_still_written_waits(tmp_path: Path) -> None:
    memory = Memory()
    put(tmp_path, "a.txt", "halb", seconds_ago=1)
    assert kinds(visited(tmp_path, memory)) == ["Ended"]
    put(tmp_path, "a.txt", "ganz")
    assert kinds(visited(tmp_path, memory)) == ["Item", "Ended"]
    put(tmp_path, "a.txt", "ganz und no", seconds_ago=0.5)
    assert kinds(visited(tmp_path, memory)) == ["Unchanged", "Ended"], "it is there, so nothing is missing"


def test_a_touched_file_is_the_same_and_a_changed_one_of_the_same_age_is_found_in_full_visits(tmp_path: Path) -> None:
    memory = Memory()
    put(tmp_path, "a.txt", "eins")
    visited(tmp_path, memory)
    put(tmp_path, "a.txt", "eins", seconds_ago=30)
    assert kinds(visited(tmp_path, memory)) == ["Unchanged", "Ended"]
    put(tmp_path, "a.txt", "zwei", seconds_ago=30)
    assert kinds(visited(tmp_path, memory)) == ["Unchanged", "Ended"]
    assert kinds(visited(tmp_path, memory, full=True)) == ["Item", "Ended"]


def test_a_drive_that_is_not_there_is_no_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nicht vorhanden"):
        visited(tmp_path / "laufwerk", Memory())
    assert visited(tmp_path, Memory()) == [Ended(complete=True)]


def test_what_is_passed_over_and_what_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "intern/a.txt", "nein")
    os.mkfifo(tmp_path / "rohr.txt")
    events = visited(tmp_path, Memory(), options={"exclude": "intern/"})
    assert kinds(events) == ["NotTaken", "Ended"] and "gewöhnliche Datei" in reasons_of(events)[0]
