"""The value of a claim as it is kept, and as it is shown.

Kept plainly, so that machines agree on it: `35000 EUR`, `24000 EUR/a`, `90 %`, ISO dates as precise as stated, `P3`, AGS. Shown as
a German reader expects it: `35.000 €`, `24.000 € im Jahr`, `November 2025`, `P3 Pilot`. People may type either form.
"""

import re

from daseinswerk.engine.evidence.dates import dates_in
from daseinswerk.engine.evidence.fields import STATUSES, Field
from daseinswerk.engine.evidence.figures import plain

_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
_STATUS_NAMES = {"P1": "Idee", "P2": "Prototyp", "P3": "Pilot", "P4": "Betrieb", "P5": "Übertragung", "ended": "beendet"}
_DECISION_NAMES = {
    "requested": "beantragt",
    "proposed": "vorgeschlagen",
    "recommended_yes": "zur Annahme empfohlen",
    "recommended_no": "zur Ablehnung empfohlen",
    "approved": "beschlossen",
    "rejected": "abgelehnt",
    "noted": "zur Kenntnis genommen",
    "settled": "erledigt",
    "agreed_to_examine": "Prüfung zugesagt",
    "not_planned": "nicht vorgesehen",
    "unanimous": "einstimmig",
    "no vote": "ohne Abstimmung",
}
_NUMBER = r"-?\d[\d. \u00a0\u202f]*(?:,\d+)?"
_MONEY = re.compile(
    rf"^(?:rund|ca\.|circa|etwa|knapp|bis zu|über)?\s*(?P<first>{_NUMBER})\s*(?:(?P<scale1>Mio\.?|Mrd\.?|Tsd\.?|T)?\s*(?:€|Euro|EUR)?\s*(?:-|–|bis)\s*(?P<second>{_NUMBER}))?"
    r"\s*(?P<scale>Mio\.?|Millionen|Million|Mrd\.?|Milliarden?|Tsd\.?|Tausend|T)?\s*(?:€|Euro|EUR)\s*(?:brutto|netto)?\s*(?P<period>.*)$",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"^(?P<first>{_NUMBER})\s*(?:(?:-|–|bis)\s*(?P<second>{_NUMBER}))?\s*(?:%|Prozent)$", re.IGNORECASE)
_ISO = re.compile(r"^(?P<year>\d{4})(?:-(?P<part>\d{2}|Q[1-4]|H[12]))?(?:-(?P<day>\d{2}))?$")
_SHORT = re.compile(r"^(?P<month>\d{1,2})[./](?P<year>\d{4})$")
_DURATION = re.compile(r"^(?P<number>\d{1,3})\s*(?P<unit>Jahr|Monat|Woche|Tag)(?:en|e|n)?$", re.IGNORECASE)
_LONGEST = 1000


def check_value(field: Field, value: str) -> str:
    """`value` as it is kept. Raises ValueError with a German sentence that says how to write it."""
    words = " ".join(value.split())
    if not words:
        raise ValueError("Bitte geben Sie einen Wert ein.")
    if len(words) > _LONGEST:
        raise ValueError(f"Bitte kürzen Sie den Wert auf höchstens {_LONGEST} Zeichen.")
    if field is Field.MUNICIPALITY:
        return _check_ags(words)
    if field is Field.STATUS:
        return _check_status(words)
    if field in (Field.START, Field.END):
        return _check_date(words)
    if field in (Field.COST_ONCE, Field.COST_YEARLY):
        return _check_cost(field, words)
    if field is Field.DECISION:
        return _check_decision(words)
    if field in (Field.FUNDING, Field.OUTPUT, Field.OUTCOME):
        return _money(words) or _percent(words) or words
    return words


def show_value(field: Field, value: str) -> str:
    """A kept value as German readers expect it; what is no figure, date or code is shown as it is."""
    if field is Field.STATUS and value in _STATUS_NAMES:
        return _STATUS_NAMES[value] if value == "ended" else f"{value} {_STATUS_NAMES[value]}"
    if field is Field.DECISION:
        return ", ".join(_show_decision(part) for part in value.split(";") if part)
    if field in (Field.START, Field.END):
        return _show_date(value)
    if field in (Field.COST_ONCE, Field.COST_YEARLY, Field.FUNDING, Field.OUTPUT, Field.OUTCOME, Field.STAFF):
        return _show_figure(value)
    return value


def _check_ags(words: str) -> str:
    if re.fullmatch(r"\d{8}", words) is None:
        raise ValueError("Bitte geben Sie den Gemeindeschlüssel mit acht Ziffern ein, zum Beispiel 08212000.")
    return words


def _check_status(words: str) -> str:
    first = words.split()[0].rstrip(",:")
    for code in STATUSES:
        if first.lower() == code.lower() or words.lower() == _STATUS_NAMES[code].lower():
            return code
    raise ValueError("Bitte wählen Sie P1 bis P5 oder „beendet“.")


def _check_date(words: str) -> str:
    if (iso := _ISO.match(words)) and _is_day(iso["part"], iso["day"]):
        return words
    if (short := _SHORT.match(words)) and 1 <= int(short["month"]) <= 12:
        return f"{short['year']}-{int(short['month']):02d}"
    if duration := _DURATION.match(words):
        number, unit = int(duration["number"]), duration["unit"].capitalize()
        return f"{number} {unit}" if number == 1 else f"{number} {unit}{'n' if unit == 'Woche' else 'e'}"
    found = list(dates_in(words))
    if len(found) == 1 and not re.match(r"\d{4}-", words):
        return found[0].value
    raise ValueError("Bitte geben Sie ein Datum ein, so genau wie genannt: 2024, 11.2024, 14.03.2024, 2. Quartal 2024 oder 4 Jahre.")


def _is_day(part: str | None, day: str | None) -> bool:
    if part is None or not part.isdigit():
        return day is None
    return 1 <= int(part) <= 12 and (day is None or 1 <= int(day) <= 31)


def _check_cost(field: Field, words: str) -> str:
    money = _money(words)
    if money is None:
        raise ValueError("Bitte geben Sie einen Betrag in Euro ein, zum Beispiel 35.000 € oder 24.000 € im Jahr.")
    if field is Field.COST_YEARLY and "/" not in money:
        return f"{money}/a"
    return money


def _check_decision(words: str) -> str:
    code = words.split(";")[0].strip()
    if code in _DECISION_NAMES:
        return words
    for name, german in _DECISION_NAMES.items():
        if words.lower() == german:
            return name
    raise ValueError(f"Bitte wählen Sie einen Beschluss: {', '.join(list(_DECISION_NAMES.values())[:10])}.")


def _money(words: str) -> str | None:
    """`35000 EUR`, `10000-15000 EUR/a`, None if the words are no sum."""
    match = _MONEY.match(words)
    if match is None:
        return None
    period = _period(match["period"])
    if period is None:
        return None
    factor = _factor(match["scale"])
    second = match["second"]
    first = _number(match["first"]) * (_factor(match["scale1"]) if match["scale1"] else factor)
    numbers = plain(first) if second is None else f"{plain(first)}-{plain(_number(second) * factor)}"
    return f"{numbers} EUR{period}"


def _percent(words: str) -> str | None:
    match = _PERCENT.match(words)
    if match is None:
        return None
    second = f"-{plain(_number(match['second']))}" if match["second"] else ""
    return f"{plain(_number(match['first']))}{second} %"


def _period(words: str) -> str | None:
    low = words.strip().lower().rstrip(".")
    if not low:
        return ""
    if re.fullmatch(r"(?:/|pro|im|je)\s*monat|monatlich|mtl", low):
        return "/Monat"
    if re.fullmatch(r"/\s*a|(?:/|pro|im|je)\s*jahr|jährlich|p\.\s?a", low):
        return "/a"
    return None


def _number(words: str) -> float:
    """German or plain: a dot before exactly three digits separates thousands, any other dot is a decimal point."""
    tight = re.sub(r"[ \u00a0\u202f]", "", words).rstrip(".")
    if "," in tight:
        return float(tight.replace(".", "").replace(",", "."))
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", tight):
        return float(tight.replace(".", ""))
    try:
        return float(tight)
    except ValueError:
        raise ValueError("Bitte schreiben Sie die Zahl mit Punkt für Tausender und Komma für Dezimalen, zum Beispiel 35.000,50.") from None


def _factor(scale: str | None) -> int:
    key = (scale or "").lower().rstrip(".")
    if not key:
        return 1
    if key.startswith(("mrd", "milliard")):
        return 10**9
    return 10**6 if key.startswith("m") else 10**3


def _show_decision(part: str) -> str:
    if part in _DECISION_NAMES:
        return _DECISION_NAMES[part]
    if votes := re.fullmatch(r"(\d+):(\d+)", part):
        return f"{votes[1]} Ja, {votes[2]} Nein"
    return _show_date(part)


def _show_date(value: str) -> str:
    match = _ISO.match(value)
    if match is None:
        return value
    year, part, day = match["year"], match["part"], match["day"]
    if part is None:
        return year
    if part.startswith("Q"):
        return f"{part[1]}. Quartal {year}"
    if part.startswith("H"):
        return f"{part[1]}. Halbjahr {year}"
    if not 1 <= int(part) <= 12:
        return value
    return f"{int(day):02d}.{part}.{year}" if day else f"{_MONTHS[int(part) - 1]} {year}"


def _show_figure(value: str) -> str:
    match = re.match(r"^(?P<first>-?\d+(?:\.\d+)?)(?:-(?P<second>\d+(?:\.\d+)?))?\s*(?P<rest>.*)$", value)
    if match is None:
        return value
    numbers = german_number(match["first"]) + (f" bis {german_number(match['second'])}" if match["second"] else "")
    unit = match["rest"].replace("EUR/a", "€ im Jahr").replace("EUR/Monat", "€ im Monat").replace("EUR", "€")
    return f"{numbers} {unit}".strip()


def german_number(plain_number: str) -> str:
    """`500340.26` as `500.340,26`; whole numbers without decimals, cents with two."""
    whole, _, cents = plain_number.partition(".")
    sign = "-" if whole.startswith("-") else ""
    grouped = f"{int(whole.lstrip('-') or 0):,}".replace(",", ".")
    return f"{sign}{grouped}" + (f",{cents:0<2}" if cents else "")
