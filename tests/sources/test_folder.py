"""A folder, a ZIP or a file is listed completely and in order; what cannot be read is named with its reason."""

import io
import os
import pickle
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hostile_files import MIB, WORDS, packed, patched

from daseinswerk.sources import folder, reading, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.folder import Found, Missing


def listed(path: Path) -> list[tuple[str, str]]:
    """Names with the text behind them, or with the reason."""
    return [
        (entry.name, entry.reason if isinstance(entry, Missing) else entry.read().decode())
        for entry in folder.found(path)
    ]


def written(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_folder_is_read_to_its_depth_in_order_and_without_litter(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/ä.txt",
        ".geheim.txt",
        ".git/config",
        "~$brief.docx",
        "Thumbs.db",
        "__MACOSX/x.txt",
        "c/d/e.md",
    ):
        written(tmp_path / name, name)
    assert listed(tmp_path) == [(name, name) for name in ("b.txt", "a/z.txt", "a/ä.txt", "c/d/e.md")]


def test_names_are_composed_and_free_of_tricks(tmp_path: Path) -> None:
    written(tmp_path / "Bu\u0308rger\u202efdp.txt", "a")
    assert listed(tmp_path) == [("Bürgerfdp.txt", "a")]


def test_a_name_that_is_no_text_for_the_system_is_read_all_the_same(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/stra\xdfe.txt", "wb") as file:
        file.write(b"a")
    assert listed(tmp_path) == [("strae.txt", "a")]


def test_links_are_followed_inside_the_folder_and_never_outside(tmp_path: Path) -> None:
    outside = written(tmp_path / "draussen" / "geheim.txt", "geheim")
    root = tmp_path / "pool"
    written(root / "a.txt", "a")
    (root / "innen.txt").symlink_to(root / "a.txt")
    (root / "aussen.txt").symlink_to(outside)
    (root / "passwd").symlink_to("/etc/passwd")
    (root / "ordner").symlink_to(outside.parent)
    (root / "kreis").symlink_to(root)
    (root / "tot.txt").symlink_to(root / "fehlt.txt")
    assert listed(root) == [
        ("a.txt", "a"),
        ("aussen.txt", reasons.LINK_OUTSIDE),
        ("innen.txt", "a"),
        ("ordner", reasons.LINK_OUTSIDE),
        ("passwd", reasons.LINK_OUTSIDE),
        ("tot.txt", reasons.NOT_THERE),
    ]


def test_pipes_and_giants_are_named_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with open(tmp_path / "riese.txt", "wb") as giant:
        giant.truncate(25 * MIB + 1)
    assert listed(tmp_path) == [("pipe.txt", reasons.NO_FILE), ("riese.txt", "Die Datei ist größer als 25 MB.")]


def test_a_file_that_changed_after_listing_is_refused_and_does_not_block(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "a")
    (entry,) = folder.found(tmp_path)
    assert isinstance(entry, Found)
    path.unlink()
    with pytest.raises(Refused, match="nicht vorhanden"):
        entry.read()
    os.mkfifo(path)
    with pytest.raises(Refused, match="keine gewöhnliche Datei"):
        entry.read()


def test_single_files_and_nothing(tmp_path: Path) -> None:
    assert listed(written(tmp_path / "a.txt", "a")) == [("a.txt", "a")]
    assert listed(tmp_path / "fehlt.txt") == [("fehlt.txt", reasons.NOT_THERE)]


def test_an_archive_reads_like_a_folder(tmp_path: Path) -> None:
    written(
        tmp_path / "post.zip",
        packed({"b.txt": b"b", "a/ä.txt": "ä".encode(), ".DS_Store": b"x", "__MACOSX/a/._ä.txt": b"x", "leer/": b""}),
    )
    written(tmp_path / "a.txt", "a")
    assert listed(tmp_path) == [("a.txt", "a"), ("post.zip/a/ä.txt", "ä"), ("post.zip/b.txt", "b")]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\a.txt", "..\\..\\a.txt", "a/../../b.txt", "\\\\server\\a.txt"],
)
def test_a_name_in_an_archive_leads_nowhere(name: str, tmp_path: Path) -> None:
    before = sorted(os.listdir(tmp_path.parent))
    path = written(tmp_path / "slip.zip", packed({name: b"x", "gut.txt": b"gut"}))
    found = dict(listed(path))
    assert found.pop("slip.zip/gut.txt") == "gut"
    assert list(found.values()) == [reasons.OUTSIDE]
    assert sorted(os.listdir(tmp_path.parent)) == before and os.listdir(tmp_path) == ["slip.zip"]


def _odd_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        link = zipfile.ZipInfo("verweis.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("innen.zip", packed({"a.txt": b"a"}))
        archive.writestr("gross.txt", bytes(26 * MIB))
        archive.writestr("eng.txt", b" " * (2 * MIB))
        archive.writestr(zipfile.ZipInfo("lzma.txt"), b"abc", zipfile.ZIP_LZMA)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("gut.txt", b"zuerst")
            archive.writestr("gut.txt", b"danach")
    return out.getvalue()


def test_odd_members_are_named_with_their_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", _odd_archive())
    assert listed(path) == [
        ("a.zip/eng.txt", "Der Inhalt ist verdächtig stark gepackt (mehr als 100-fach)."),
        ("a.zip/gross.txt", "Der Inhalt ist verdächtig stark gepackt (mehr als 100-fach)."),
        ("a.zip/gut.txt", "zuerst"),
        ("a.zip/gut.txt", reasons.SAME_NAME),
        ("a.zip/innen.zip", reasons.ARCHIVE_IN_ARCHIVE),
        ("a.zip/lzma.txt", reasons.PACKED_UNUSUALLY),
        ("a.zip/verweis.txt", reasons.LINK_IN_ARCHIVE),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "beschädigt"),
        (b"PK\x03\x04 kein Archiv", "beschädigt"),
        (packed({"a.txt": WORDS.encode()})[:-30], "beschädigt"),
        (packed({f"{n}.txt": b"" for n in range(10_001)}, zipfile.ZIP_STORED), "10.000"),
        (packed({f"{n}.txt": bytes(24 * MIB) for n in range(9)}), "200 MB"),
    ],
    ids=["empty", "no archive", "cut", "many", "large"],
)
def test_an_archive_that_is_none_or_too_much_is_refused_whole(data: bytes, reason: str, tmp_path: Path) -> None:
    ((name, said),) = listed(written(tmp_path / "a.zip", data))
    assert name == "a.zip" and reason in said


def test_an_archive_with_a_directory_of_millions_is_refused_before_it_is_read(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + bytes(42)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 5, 5, len(entry) * 500_000, 0, 0)
    ((_name, said),) = listed(written(tmp_path / "a.zip", entry * 500_000 + end))
    assert "10.000" in said


def _named(raw: bytes, utf8: bool = False) -> bytes:
    """An archive with one member whose name is exactly these bytes."""
    data = packed({"x" * len(raw): b"a"})
    data = data.replace(b"x" * len(raw), raw)
    return data.replace(struct.pack("<H", 0) + b"\x08\0", b"\0\x08\x08\0") if utf8 else data


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "cp437", "cp1252"])
def test_umlauts_in_archives_survive_whoever_packed_them(encoding: str, tmp_path: Path) -> None:
    name = "Straßenbeiträge für Öl und Äcker.txt"
    path = written(tmp_path / "a.zip", _named(name.encode(encoding)))
    assert listed(path) == [(f"a.zip/{name}", "a")]


def test_a_member_without_a_name_is_shown_as_such(tmp_path: Path) -> None:
    # The one letter of the name is declared to be an extra field, in both headers.
    nameless = patched(patched(packed({"x": b"a"}), b"PK\x03\x04", 26, b"\0\0\1\0"), b"PK\x01\x02", 28, b"\0\0\1\0")
    assert listed(written(tmp_path / "a.zip", nameless)) == [("a.zip/(ohne Namen)", "a")]


def test_what_was_found_can_be_read_elsewhere_and_becomes_text(tmp_path: Path) -> None:
    written(tmp_path / "a.zip", packed({"vermerk.txt": "Größe".encode("cp1252")}))
    (entry,) = pickle.loads(pickle.dumps(list(folder.found(tmp_path))))  # noqa: S301 - our own
    assert reading.read_bytes(entry.name, entry.read()).text == "Größe"
