"""What any database takes: PostgreSQL refuses a zero byte in a text and a value longer than its column, where SQLite keeps both silently.

Everything foreign passes here before it is stored, so both databases hold the same.
"""

import hashlib
from dataclasses import fields
from typing import Any

LONGEST = 900  # bytes of UTF-8: an index entry of PostgreSQL holds 2,700, and a path or an address may have 4,000


def identity(name: str) -> str:
    """What a thing is called inside its source, short enough for an index: of a very long name the beginning and a hash of all."""
    data = name.replace("\0", " ").encode()
    if len(data) <= LONGEST:
        return name.replace("\0", " ")
    return data[: LONGEST - 70].decode(errors="ignore") + "#" + hashlib.sha256(data).hexdigest()


def without_zeros(value: Any) -> Any:
    """The same with blanks in the place of zero bytes, in texts, lists and dictionaries: no position moves."""
    if isinstance(value, str):
        return value.replace("\0", " ")
    if isinstance(value, dict):
        return {key: without_zeros(each) for key, each in value.items()}
    return [without_zeros(each) for each in value] if isinstance(value, list) else value


def make_storable(thing: Any) -> None:
    """For `__post_init__` of a frozen dataclass that comes from outside: no zero bytes, and an `external_id` that fits."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        clean = identity(value) if field.name == "external_id" else without_zeros(value)
        if clean != value:
            object.__setattr__(thing, field.name, clean)
