"""Official keys of territories, read at whatever length a source writes them.

The Regionalschlüssel (ARS) has 12 digits: state 2, region 1, county 2, association 4, municipality 3; the AGS (8) leaves the
association out. Sources cut it to the level they mean. Two facts of the Destatis key let us compare lengths: an association
number that begins with 0 is a municipality of its own, and zeros from the sixth digit on are a town that is its own county.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["state", "region", "county", "association", "municipality"]

# Berlin and Hamburg are state, county and municipality in one; Bremen is not (the state has two towns).
_CITY_STATES = {"02000": "02", "11000": "11"}


@dataclass(frozen=True, slots=True)
class BodyKey:
    """A territory: its level and its digits at that level (2, 3, 5, 9, or 8 for a municipality)."""

    level: Level
    digits: str

    @property
    def state(self) -> str:
        return self.digits[:2]


def read_key(text: str) -> BodyKey | None:
    """The territory a key means, or None where the text is no key of this kind."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    match len(digits):
        case 2:
            return BodyKey("state", digits)
        case 3:
            return BodyKey("region", digits)
        case 5:
            return _county(digits)
        case 8:
            return _county(digits[:5]) if digits[5:] == "000" else BodyKey("municipality", digits)
        case 9:
            return _association(digits)
        case 12:
            return _association(digits[:9]) if digits[9:] == "000" else BodyKey("municipality", digits[:5] + digits[9:])
    return None


def _county(digits: str) -> BodyKey:
    state = _CITY_STATES.get(digits)
    return BodyKey("state", state) if state else BodyKey("county", digits)


def _association(digits: str) -> BodyKey:
    if digits[5:] == "0000":
        return _county(digits[:5])
    if digits[5] == "0":
        return BodyKey("municipality", digits[:5] + digits[6:])
    return BodyKey("association", digits)
