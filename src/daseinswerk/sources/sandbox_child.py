"""The child process in which foreign files are parsed: `python -m daseinswerk.sources.sandbox_child`.

It reads one request after the other from its standard input and answers on its standard output. Each message is eight bytes:
length of a JSON header and length of a body, both big-endian; then the header, then the body. Nothing is pickled, so that a
taken-over child can say nothing to its parent but a text.

Before the first request it gives up what it does not need (see `confinement`); with `--walls` it only says what that was. What it does not expect kills it, and the parent says so to the user.
"""

import json
import os
import resource
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from daseinswerk.sources import address_rows, feed_entries, hypertext, office, opendocument, pdf, reasons, sitemap_files
from daseinswerk.sources.confinement import confine
from daseinswerk.sources.extracted import Extracted, Refused

LENGTHS = struct.Struct(">II")
CPU_SECONDS = 20
MEMORY_OVER_START = 512 * reasons.MIB
OUT_OF_MEMORY = 3
# What is read as rows and not as a text (`Sandbox.listed`).
LISTS: dict[str, Callable[[bytes, dict[str, str]], list[dict[str, str]]]] = {
    "feed": lambda body, header: feed_entries.rows(body, header["address"], header["charset"]),
    "sitemap": lambda body, _header: sitemap_files.rows(body),
    "workbook": lambda body, _header: address_rows.of_workbook(body),
    "csv": lambda body, header: address_rows.of_csv(body, header["charset"]),
}


def main() -> None:
    """Serve requests until the parent closes its end."""
    if sys.argv[1:] == ["--walls"]:
        print(" ".join(confine(MEMORY_OVER_START)))
        return
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a parser prints must not become an answer
    confine(MEMORY_OVER_START)
    while (lengths := requests.read(LENGTHS.size)) and len(lengths) == LENGTHS.size:
        header_length, body_length = LENGTHS.unpack(lengths)
        header = json.loads(requests.read(header_length))
        body = requests.read(body_length)
        _allow_cpu(CPU_SECONDS)
        try:
            _answer(answers, header, body)
        except MemoryError:
            # Half-built objects of the parser may still hold the memory: the next file gets a fresh child.
            os._exit(OUT_OF_MEMORY)
        del body


def _answer(answers: BinaryIO, header: dict[str, str], body: bytes) -> None:
    try:
        if header["how"] in LISTS:
            reply, text = {}, json.dumps(LISTS[header["how"]](body, header)).encode("ascii")
        else:
            found = _read(header, body)
            reply, text = _described(found), found.text.encode("utf-8")
    except Refused as refusal:
        reply, text = {"refused": refusal.reason}, b""
    described = json.dumps(reply).encode("ascii")
    answers.write(LENGTHS.pack(len(described), len(text)) + described + text)
    answers.flush()


def _read(header: dict[str, str], body: bytes) -> Extracted:
    how = header["how"]
    if how == "pdf":
        return pdf.read(body)
    if how == "pdf-slowly":
        return pdf.read_slowly(body)
    if how == "docx":
        return office.read(body)
    if how == "odt":
        return opendocument.read(body)
    return hypertext.read(body, header.get("charset", ""), header.get("address", ""))


def _described(found: Extracted) -> dict[str, str]:
    return {
        "title": found.title,
        "date": found.date.isoformat() if found.date else "",
        "media_type": found.media_type,
        "kind": found.kind,
        "publisher": found.publisher,
    }


def _allow_cpu(seconds: int) -> None:
    """Let this process use `seconds` more of CPU time; beyond that the system ends it (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    now = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (now + seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
