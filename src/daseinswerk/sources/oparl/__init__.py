"""OParl (oparl.org, 1.0 and 1.1): council systems read as a dump or live, tolerant of what vendors really send, and checked by the rules."""

from daseinswerk.sources.oparl.client import visit
from daseinswerk.sources.oparl.dumps import dump
from daseinswerk.sources.oparl.objects import (
    OparlAgendaItem,
    OparlFile,
    OparlMeeting,
    OparlObject,
    OparlPaper,
    OparlRefusal,
    OparlText,
    key_of,
)
from daseinswerk.sources.oparl.recognise import BodySeen, SystemSeen, findings, system_of
from daseinswerk.sources.oparl.validator import Finding, check

__all__ = [
    "BodySeen",
    "Finding",
    "OparlAgendaItem",
    "OparlFile",
    "OparlMeeting",
    "OparlObject",
    "OparlPaper",
    "OparlRefusal",
    "OparlText",
    "SystemSeen",
    "check",
    "dump",
    "findings",
    "key_of",
    "system_of",
    "visit",
]
