"""Laws of reading: whatever comes in, the answer is a result or a refusal with a sentence, never anything else."""

import io
import ipaddress
import random
import zipfile
from pathlib import Path

import pytest
from hostile_files import WORDS, packed
from hypothesis import given, settings
from hypothesis import strategies as st

from daseinswerk.sources import addresses, folder, plain, politeness, reading
from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.folder import Found

LAW = settings(max_examples=200, deadline=None)
PIECES = st.sampled_from(["http://", "https://", "HTTP:", "//", "\\", "@", ":", "[", "]", "::1", "127.0.0.1", "%", "%31", ".", "stadt.de", "ß", "①", "\u200b", "xn--", "#", "?", "/", "0x7f", "80", "65536", " ", "\t", "\x00", "\ud800", "-", "_", "e\u0301"])  # fmt: skip


@LAW
@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60))
def test_every_string_is_an_address_or_refused_and_reading_twice_changes_nothing(written: str) -> None:
    try:
        once = addresses.read(written)
    except Refused:
        return
    assert addresses.read(str(once)) == once
    assert str(once).isascii() and once.port in (80, 443) and "@" not in once.authority and once.target.startswith("/")


@LAW
@given(st.ip_addresses())
def test_no_address_is_public_that_python_knows_to_be_private(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if addresses.is_public(str(ip)):
        assert ip.is_global and not (ip.is_multicast or ip.is_loopback or ip.is_link_local or ip.is_reserved)


@LAW
@given(st.integers(0, 2**32 - 1))
def test_no_wrapping_of_an_ipv4_address_into_ipv6_is_public(number: int) -> None:
    for wrapped in (
        number,
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80,
        0x20010000 << 96 | number,
    ):
        assert not addresses.is_public(str(ipaddress.IPv6Address(wrapped)))


@LAW
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_every_text_file_is_text_that_can_be_stored_or_refused(data: bytes) -> None:
    try:
        text = reading.read_bytes("a.txt", data).text if not data.startswith((b"%PDF", b"PK")) else WORDS
    except Refused as refusal:
        assert refusal.reason.endswith(".")
        return
    assert text.strip() and text.encode("utf-8") and "\0" not in text and "\r" not in text


@LAW
@given(st.text())
def test_settling_a_text_twice_changes_nothing(text: str) -> None:
    assert plain.settled(plain.settled(text)) == plain.settled(text)


@LAW
@given(st.text(max_size=30) | st.integers().map(str))
def test_every_retry_after_is_a_time(written: str) -> None:
    assert politeness._seconds(written) >= 0


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/ä.txt", WORDS * 30)
        archive.writestr("b.txt", "b")
        archive.comment = b"Kommentar"
    return out.getvalue()


@pytest.mark.parametrize("seed", range(8))
def test_an_archive_with_random_damage_is_listed_and_read_or_refused(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    path = tmp_path / "a.zip"
    for good in (_archive(), packed({"x.txt": b"x" * 2000}, zipfile.ZIP_STORED)):
        for _ in range(150):
            damaged = bytearray(good)
            for _ in range(dice.randint(1, 6)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            path.write_bytes(damaged[: dice.randrange(len(damaged))] if dice.random() < 0.2 else damaged)
            for entry in folder.found(path):
                _read(entry)


def _read(entry: folder.Found | folder.Missing) -> None:
    if isinstance(entry, Found):
        try:
            entry.read()
        except Refused as refusal:
            assert refusal.reason.endswith(".")
    else:
        assert entry.reason.endswith(".")
