"""What a sum of money in a paper is: a one-off cost, a running cost, funding, a saving, or none of the practice's business.

The words around a sum decide, the nearest first. Sums of other towns, of the whole budget, of thresholds, of losing bids, prices
on the market are not the practice's; nor is a sum in a sentence that speaks of something else. A form cell is named by its
label on the same line or the line before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from daseinswerk.engine.evidence.figures import Figure, money_in
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.parts import Part
from daseinswerk.engine.evidence.passages import Passage
from daseinswerk.engine.evidence.topic import Topic

_RATE = re.compile(r"\s*(?:[A-ZÄÖÜ][\wäöüß-]*\s+)?(?:/|je\b|pro\b|für\s+jede[nrms]?\b)\s*(?!Jahr|Monat|a\b|netto|brutto|\d)[\wÄÖÜäöü²³]", re.I)
_BEFORE, _AFTER, _BEHIND = 130, 70, 15  # characters


class Sort(StrEnum):
    ONCE = "once"
    YEARLY = "yearly"
    FUNDING = "funding"
    SAVING = "saving"


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum, where it stands and what it is; `sure` 0 to 1."""

    passage: Passage
    figure: Figure
    sort: Sort
    sure: float


_FOREIGN = re.compile(
    r"\b(?:schwellenwert\w*|wertgrenze\w*|obergrenze\w*|deckel\w*|gedeckelt|defizit\w*|risik\w+|schaden\w*|tageskarte\w*|eintritt\w*|einzelfahrt\w*|ergebnisverbesserung|haushaltsvolumen|bundesweit|landesweit|deutschlandweit|marktpreis\w*|"
    r"andere[rn]?\s+(?:städte\w*|kommunen)|zweit(?:er|e|en|platzierte\w*)\s+(?:bieter|angebot)|bußgeld\w*|strafe\w*|umsatz\w*|bilanzsumme|stammkapital\w*|einwohner\w*|pro\s+(?:kopf|stunde|minute|transaktion|kwh)|/\s*kwh|cent\b|gewinn\w*|jahresüberschuss|kreditaufnahme|schulden\w*)\b",
    re.I,
)
_FUNDING = re.compile(r"\b(?:förder\w+|zuschuss\w*|zuschüsse\w*|zuwendung\w*|bezuschuss\w*|eigenanteil\w*|bewilligt\w*|mittelabruf\w*|steuer(?:t|te|ten)\b|beigesteuert|paid|grants?\b|funded|anschub\w*|(?:der\s+bund|das\s+land|der\s+freistaat|das\s+ministerium|die\s+eu)\s+(?:\w+\s+){0,2}?(?:zahlt\w*|gibt|gab|übernimmt|trägt|finanziert\w*)|komm(?:t|en)\s+vom\s+(?:bund|land|freistaat)|gesamteinzahlung\w*|einzahlung\w*|ertr[aä]ge?\w*|einnahme\w*|erlös\w*|entgelt\w*|gebühr\w*|drittmittel\w*|digitalpakt\w*|sponsor\w*)\b", re.I)
_SAVING = re.compile(r"\b(?:eingespart\w*|gespart\w*|erspart\w*|spar(?:t|te|ten|en)\b|weniger\s+(?:kosten|ausgaben)|einspar\w+|ersparnis\w*|kostenersparnis|minderausgabe\w*|reduzier\w+\s+um|kostenreduzierung\w*)\b", re.I)
_YEARLY = re.compile(r"\b(?:jährlich\w*|pro\s+jahr|im\s+jahr\b(?!\s*\d)|p\.\s?a\.|folgekosten\w*|laufende[rn]?\s+(?:kosten|belastung|aufw\w+)|betriebskosten\w*|monatlich\w*|unterhaltskosten|wartungskosten\w*|jahresbudget|budgetbedarf|lizenzkosten\s+pro|mietkosten)", re.I)
_COST = re.compile(
    r"\b(?:gesamtkosten\w*|kosten\w*|(?:ge)?koste[nt]e?n?\b|\w+kosten\b|auftragswert\w*|auftragssumme\w*|angebotssumme|gesamtpreis\w*|investition\w*|investiv\w*|investier\w+|costs?\b|worth|verschlang|verschlingt|aufw[aä]nd\w*|aufwendung\w*|\w+aufwendungen|ausgaben|mittelbedarf\w*|mehrkosten\w*|finanzbedarf|beläuft|belaufen|beliefen|"
    r"beträgt|betragen|vergeben|zuschlag\w*|beschaff\w+|budget\w*|haushaltsmittel\w*|bereitgestellt|veranschlagt\w*|finanzhaushalt|ergebnishaushalt|brutto|netto|vertragssumme|auszahlung\w*|volumen|teuer|sachmittel\w*|projektmittel\w*)\b",
    re.I,
)
_TERM_SUM = re.compile(r"\b(?:für\s+(?:\w+\s+)?(?:\d+|zwei|drei|vier|fünf)\s+(?:jahre|monate)|(?:\d+|zwei|drei|vier|fünf)\s+jahren?\s+laufzeit|gesamtlaufzeit)", re.I)


def sums_in(paper: Paper, topic: Topic) -> Iterator[Sum]:
    """The sums that belong to the practice, in order; the same sum may come twice."""
    in_form = False  # whether a sum has stood in the form already
    passages = [p for p in paper.passages if p.part not in (Part.HEAD, Part.SIGNATURE)]
    for number, passage in enumerate(passages):
        figures = [f for f in money_in(passage.text) if f.first >= 1 and not _is_negative(passage.text, f) and not _is_rate(passage.text, f)]
        if not figures:
            continue
        lead = passages[number - 1].text if number else ""
        for figure in figures:
            kind = _sort(passage, figure, topic, lead=lead, money_before=in_form)
            in_form = in_form or passage.part is Part.FORM
            if kind is not None:
                yield Sum(passage, figure, *kind)


def _is_negative(text: str, figure: Figure) -> bool:
    """A minus sign before a sum: income or a correction, no cost."""
    return re.search(r"(?:^|\s)[-–−]\s*$", text[: figure.start]) is not None and not re.match(r"^[-–•]\s", text)


def _is_rate(text: str, figure: Figure) -> bool:
    """A price per unit ("13,50 €/m²", "50 Euro je Stunde") says nothing of the whole."""
    return not figure.period and _RATE.match(text[figure.end : figure.end + 25]) is not None


def _sort(passage: Passage, figure: Figure, topic: Topic, *, lead: str, money_before: bool) -> tuple[Sort, float] | None:
    text = passage.text
    if passage.part is Part.FORM:
        return _in_form(text, figure, lead, money_before)
    if _FOREIGN.search(text) or text.endswith("?"):
        return None
    label = lead if len(lead) < 160 and lead.endswith(":") else ""
    topical = topic.nearness(text) + 0.5 * topic.nearness(label)
    sort = _nearest(text, figure, label)
    if sort is Sort.FUNDING and topical < 0.7 and figure.first < 1000:
        return None
    if sort is Sort.ONCE and (figure.period or (_YEARLY.search(f"{label} {text}") and not _TERM_SUM.search(text))):
        return Sort.YEARLY, 0.65
    if sort is None:
        return (Sort.YEARLY, 0.5) if figure.period else None
    return sort, 0.65 if topical >= 0.7 else 0.45


def _nearest(text: str, figure: Figure, label: str) -> Sort | None:
    """The sort whose word stands nearest to the figure; a word behind it is farther than one before it."""
    before = f"{label} {text[max(0, figure.start - _BEFORE) : figure.start]}"
    after = text[figure.end : figure.end + _AFTER]
    best: tuple[int, Sort] | None = None
    for sort, pattern in ((Sort.SAVING, _SAVING), (Sort.FUNDING, _FUNDING), (Sort.ONCE, _COST)):
        distances = [len(before) - match.end() for match in pattern.finditer(before)]
        distances += [match.start() + _BEHIND for match in pattern.finditer(after)]
        if distances and (best is None or min(distances) < best[0]):
            best = (min(distances), sort)
    return best[1] if best else None


def _in_form(text: str, figure: Figure, lead: str, money_before: bool) -> tuple[Sort, float] | None:
    worded = re.search(r"[a-zäöü]{4}", text) is not None
    label = text if worded else lead
    if figure.period:
        return Sort.YEARLY, 0.85
    if not worded and not lead.endswith(":"):
        return (Sort.ONCE, 0.6) if not money_before else None  # without a label beside it: forms put the total first
    if re.search(r"jährlich\w*\s+ertr|einzahlung|ertr[aä]g|zuschüsse", label, re.I) and not re.search(r"gesamtkosten", label, re.I):
        return Sort.FUNDING, 0.6
    if re.search(r"jährlich|folgekosten|budgetbedarf|belastung|unterhaltung|betriebskosten", label, re.I) and text.find(":") != -1:
        return Sort.YEARLY, 0.85
    if re.search(r"kosten|haushalt|aufwand|maßnahme", label, re.I) or not re.search(r"[a-zäöü]{5}", text):
        return Sort.ONCE, 0.8
    return None
