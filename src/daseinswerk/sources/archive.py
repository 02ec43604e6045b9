"""May this ZIP be opened at all? Answered from its directory, before anything is unpacked.

Three limits make every bomb harmless: how many members, how large all of them together, how tightly one is packed. The
directory's own size is checked first, because Python's reader would build an object for each of its entries.
Only stored and deflated members are taken: the other methods may ask for gigabytes of dictionary before the first byte.
"""

import io
import zipfile
import zlib
from pathlib import Path
from typing import IO

from daseinswerk.sources import reasons
from daseinswerk.sources.extracted import Refused

MAX_MEMBERS = 10_000
MAX_TOTAL = 200 * reasons.MIB
MAX_RATIO = 100
# Below this size a tight packing is no attack: an empty form or a table of zeros packs 300-fold, too.
RATIO_MATTERS_ABOVE = 1 * reasons.MIB
# A directory entry has 46 bytes and its name; 10,000 of them with long names stay under this.
MAX_DIRECTORY = 4 * reasons.MIB
TOO_MANY = reasons.TOO_MANY_MEMBERS.format(limit="10.000")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What Python's own reader raises on damaged archives (found by the mutation test in tests/sources).
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    OSError,
    KeyError,
    IndexError,
)


def opened(source: bytes | Path) -> zipfile.ZipFile:
    """The archive, ready to read members from; raises Refused when its directory promises too much."""
    try:
        with open(source, "rb") if isinstance(source, Path) else io.BytesIO(source) as stream:
            _check_directory_size(stream)
        packed = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except PermissionError:
        raise Refused(reasons.UNREADABLE) from None
    except BROKEN:
        raise Refused(reasons.DAMAGED_ARCHIVE) from None
    try:
        _check_promises(packed.infolist())
    except Refused:
        packed.close()
        raise
    return packed


def _check_directory_size(stream: IO[bytes]) -> None:
    end = zipfile._EndRecData(stream)  # the same record Python's reader will trust, so no second opinion is possible
    if end is None:
        raise Refused(reasons.DAMAGED_ARCHIVE)
    if end[zipfile._ECD_SIZE] > MAX_DIRECTORY:
        raise Refused(TOO_MANY)


def _check_promises(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused(TOO_MANY)
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise Refused(reasons.UNPACKED_TOO_BIG.format(limit=MAX_TOTAL // reasons.MIB))


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """The unpacked bytes of one member, at most `limit`; raises Refused on a lie, a password or damage."""
    check_member(member, limit)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except BROKEN:
        raise Refused(reasons.DAMAGED) from None
    except RuntimeError:  # zipfile's word for "password required"
        raise Refused(reasons.ENCRYPTED) from None
    if len(data) > limit:
        raise Refused(reasons.TOO_BIG.format(limit=limit // reasons.MIB))
    return data


def check_member(member: zipfile.ZipInfo, limit: int) -> None:
    """Raises Refused when the directory already says that this member is not to be read."""
    if member.flag_bits & 0x1:
        raise Refused(reasons.ENCRYPTED)
    if member.compress_type not in METHODS:
        raise Refused(reasons.PACKED_UNUSUALLY)
    if member.file_size > RATIO_MATTERS_ABOVE and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise Refused(reasons.PACKED_TOO_TIGHT.format(limit=MAX_RATIO))
    if member.file_size > limit:
        raise Refused(reasons.TOO_BIG.format(limit=limit // reasons.MIB))
