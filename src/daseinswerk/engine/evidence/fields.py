"""The fields of a practice record and the certainties of a claim; codes as in the evidence gold set, labels are translations.

`P1` idea, motion, draft, award · `P2` prototype · `P3` pilot · `P4` operation or roll-out · `P5` transfer to others · `ended`
(phases of the KTS roadmap). Values are plain: AGS, ISO dates as precise as stated, `35000 EUR`, `24000 EUR/a`, `90 %`.
"""

from enum import StrEnum


class Field(StrEnum):
    TITLE = "title"
    MUNICIPALITY = "municipality"
    OPERATOR = "operator"
    PARTNER = "partner"
    PROBLEM = "problem"
    SOLUTION = "solution"
    STATUS = "status"
    START = "start"
    END = "end"
    COST_ONCE = "cost_once"
    COST_YEARLY = "cost_yearly"
    FUNDING = "funding"
    STAFF = "staff"
    OUTPUT = "output"
    OUTCOME = "outcome"
    DECISION = "decision"
    LEGAL = "legal"


class Certainty(StrEnum):
    STATED = "stated"
    PLANNED = "planned"
    ESTIMATED = "estimated"
    REJECTED = "rejected"


STATUSES = ("P1", "P2", "P3", "P4", "P5", "ended")
