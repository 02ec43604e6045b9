"""What lies in a folder, a ZIP or a single file: one entry after the other, each readable later and elsewhere.

Nothing is ever unpacked to disk, so a name in an archive can only be a name. Names are shown to people and stored, therefore they
come out in one form: forward slashes, composed characters (NFC), no control or direction marks.
"""

import hashlib
import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from daseinswerk.sources import archive, reasons
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.reading import MAX_BYTES

# What systems leave beside documents without anybody asking.
LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db"})
ARCHIVES = (".zip",)
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
# ä ö ü Ä Ö Ü ß in Windows' and in DOS' code page: which of them a name uses says who packed it.
WINDOWS_UMLAUTS = frozenset(b"\xe4\xf6\xfc\xc4\xd6\xdc\xdf")
DOS_UMLAUTS = frozenset(b"\x84\x94\x81\x8e\x99\x9a\xe1")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `path` on disk, and `member` when it lies in the archive at `path` (its number in the directory)."""

    name: str
    path: Path
    member: int | None = None

    def read(self) -> bytes:
        """Its bytes; raises Refused."""
        if self.member is None:
            return _file_bytes(self.path)
        with archive.opened(self.path) as packed:
            try:
                return archive.member_bytes(packed, packed.infolist()[self.member], MAX_BYTES)
            except IndexError:  # the archive changed since it was listed
                raise Refused(reasons.DAMAGED_ARCHIVE) from None


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry that is not to be read, and why."""

    name: str
    reason: str


def found(path: Path) -> Iterator[Found | Missing]:
    """Every document at `path`, sorted by name; hidden files and system litter are passed over.

    No two have the same name: of files whose names look alike (`ä` in one piece or in two, a line break inside) all but the first
    get a mark, lest one be taken for a newer version of the other.
    """
    names: set[str] = set()
    for item in _entries(path):
        if isinstance(item, Found) and item.name in names:
            mark = hashlib.sha256(os.fsencode(item.path) + str(item.member).encode()).hexdigest()[:6]
            stem, ending = os.path.splitext(item.name)
            item = replace(item, name=f"{stem} ({mark}){ending}")
        names.add(item.name)
        yield item


def _entries(path: Path) -> Iterator[Found | Missing]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not path.exists():
        yield Missing(shown(path.name), reasons.NOT_THERE)
    elif path.suffix.lower() in ARCHIVES:
        yield from _in_archive(path, shown(path.name))
    else:
        yield _checked(path, shown(path.name))


def shown(name: str) -> str:
    """A name as it is shown and stored."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", name)) or "(ohne Namen)"


def _in_folder(root: Path) -> Iterator[Found | Missing]:
    real_root = root.resolve()
    # os.walk does not follow links to folders, so a circle of links cannot trap it.
    for folder, folders, files in os.walk(root, onerror=None):
        folders[:] = sorted(name for name in folders if not _is_litter(name))
        here = Path(folder)
        for name in sorted([*files, *(name for name in folders if (here / name).is_symlink())]):
            if _is_litter(name):
                continue
            path = here / name
            label = shown(path.relative_to(root).as_posix())
            if path.is_symlink() and not path.resolve().is_relative_to(real_root):
                yield Missing(label, reasons.LINK_OUTSIDE)
            elif path.is_dir():
                continue  # a link to a folder inside: its files come at their own place
            elif path.suffix.lower() in ARCHIVES:
                yield from _in_archive(path, label)
            else:
                yield _checked(path, label)


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in LITTER


def _checked(path: Path, label: str) -> Found | Missing:
    try:
        what = path.stat()
    except OSError:
        return Missing(label, reasons.NOT_THERE)
    if not stat.S_ISREG(what.st_mode):
        return Missing(label, reasons.NO_FILE)
    if what.st_size > MAX_BYTES:
        return Missing(label, reasons.TOO_BIG.format(limit=MAX_BYTES // reasons.MIB))
    return Found(label, path)


def _file_bytes(path: Path) -> bytes:
    try:
        # Not to wait for ever, should the file have become a pipe since it was listed.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise Refused(reasons.NO_FILE)
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused(reasons.NOT_THERE) from None
    except OSError:
        raise Refused(reasons.UNREADABLE) from None
    if len(data) > MAX_BYTES:
        raise Refused(reasons.TOO_BIG.format(limit=MAX_BYTES // reasons.MIB))
    return data


def _in_archive(path: Path, label: str) -> Iterator[Found | Missing]:
    try:
        with archive.opened(path) as packed:
            members = packed.infolist()
    except Refused as refusal:
        yield Missing(label, refusal.reason)
        return
    named = sorted(
        (_member_name(member), number) for number, member in enumerate(members) if not member.filename.endswith("/")
    )
    seen: set[str] = set()
    for name, number in named:
        if any(_is_litter(part) for part in name.split("/") if part not in (".", "..")):
            continue
        full = f"{label}/{shown(name)}"
        reason = _why_not(name, members[number]) or (reasons.SAME_NAME if name in seen else "")
        seen.add(name)
        yield Missing(full, reason) if reason else Found(full, path, number)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The name as its packer meant it. Without the UTF-8 flag, Python has decoded it by the code page of the first PCs."""
    name = member.orig_filename
    if not member.flag_bits & 0x800:
        name = _redecoded(name.encode("cp437", errors="replace"))
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _redecoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        windows = sum(byte in WINDOWS_UMLAUTS for byte in raw)
        dos = sum(byte in DOS_UMLAUTS for byte in raw)
        return raw.decode("cp1252" if windows > dos else "cp850", errors="replace")


def _why_not(name: str, member: zipfile.ZipInfo) -> str:
    """The reason not to read a member, or ""."""
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/") or "\0" in name:
        return reasons.OUTSIDE
    if stat.S_ISLNK(member.external_attr >> 16):
        return reasons.LINK_IN_ARCHIVE
    if name.lower().endswith(ARCHIVES):
        return reasons.ARCHIVE_IN_ARCHIVE
    try:
        archive.check_member(member, MAX_BYTES)
    except Refused as refusal:
        return refusal.reason
    return ""
