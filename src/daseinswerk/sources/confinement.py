"""What the child that parses foreign files gives up before it sees the first one. Linux; elsewhere fewer walls stand.

Resource limits hold everywhere: memory, size of written files (none), open files, core dumps. Where the kernel offers it, the
process also leaves the network (its own empty network namespace) and most of the file system (Landlock): it may read Python
and its libraries, and nothing may be written, made, removed or executed. Each wall is tried on its own, because systems differ;
`sandbox.walls()` says which of them stand here.
"""

import contextlib
import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable

PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# linux/landlock.h; these three numbers are the same on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION, RULE_PATH_BENEATH = 1, 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
# Rights by version: execute to make_sym (1), refer (2), truncate (3); connect and bind TCP came with 4.
RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
TCP_SINCE, TCP_RIGHTS = 4, 0b11
OPEN_FILES = 64


def confine(memory_over_start: int) -> tuple[str, ...]:
    """Raise all walls this system has; their names. `memory_over_start` is in bytes beyond what is used now."""
    os.chdir("/")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    walls = ["limits"]
    with contextlib.suppress(OSError, ValueError):  # no /proc, or a system that does not limit address space
        limit = _memory_now() + memory_over_start
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        walls.append("memory")
    with contextlib.suppress(OSError, AttributeError):  # AttributeError: a C library without these calls
        walls += _kernel_walls(ctypes.CDLL(None, use_errno=True))
    return tuple(walls)


def _memory_now() -> int:
    """Address space in use, bytes."""
    with open("/proc/self/statm", encoding="ascii") as pages:
        return int(pages.read().split()[0]) * resource.getpagesize()


def _kernel_walls(system: ctypes.CDLL) -> Iterable[str]:
    if system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        yield "privileges"
    if system.unshare(CLONE_NEWNET) == 0 or system.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        yield "network"
    if _landlock(system):
        yield "files"


def _landlock(system: ctypes.CDLL) -> bool:
    """Whether the file system is now closed but for reading Python and its libraries."""
    version = _call(system, CREATE_RULESET, None, 0, ASK_VERSION)
    if version < 1:
        return False
    rights = RIGHTS_BY_VERSION[min(version, max(RIGHTS_BY_VERSION))]
    attributes = struct.pack("=QQ", rights, TCP_RIGHTS) if version >= TCP_SINCE else struct.pack("=Q", rights)
    ruleset = _call(system, CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for path in _libraries():
            _allow_reading(system, ruleset, path)
        return _call(system, RESTRICT_SELF, ruleset, 0, 0) == 0
    finally:
        os.close(ruleset)


def _libraries() -> set[str]:
    """Where code may still be loaded from: encodings and parts of libraries come in when they are first needed."""
    return {"/usr/lib", "/lib", "/lib64", sys.prefix, sys.base_prefix, *(path for path in sys.path if path)}


def _allow_reading(system: ctypes.CDLL, ruleset: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this system
    try:
        rights = READ_FILE | READ_DIR if os.path.isdir(path) else READ_FILE
        _call(system, ADD_RULE, ruleset, RULE_PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _call(system: ctypes.CDLL, number: int, *arguments: int | bytes | None) -> int:
    given = [ctypes.c_long(each) if isinstance(each, int) else ctypes.c_char_p(each) for each in arguments]
    system.syscall.restype = ctypes.c_long
    return int(system.syscall(ctypes.c_long(number), *given))
