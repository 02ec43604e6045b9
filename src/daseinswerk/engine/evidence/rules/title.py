"""The subject line of a paper.

Council papers name their subject in one of three places: after "Punkt 9 der Tagesordnung:" in minutes; in the head right
above the table of committees ("Gremium Termin TOP"); in older forms as the paragraph after the last cell of the head
("öffentlich", "Dez. 4"). Slides begin with it. Around it stand labels (number, department, date) and lines that only name the
authors; they are passed over. If the source's own title occurs verbatim, it is believed first.
"""

import re

from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.lines import Line
from daseinswerk.engine.evidence.paper import Kind, Paper
from daseinswerk.engine.evidence.suggestion import Suggestion
from daseinswerk.engine.text.spans import Span

_AGENDA = re.compile(r"^(?:(?:tagesordnungs)?punkt|top|tagesordnungspunkt)\s+\d+(?:\.\d+)*\s*(?:der\s+tagesordnung)?\s*:?\s+(?=\S)", re.I)
_AFTER_AGENDA = re.compile(r"^(?:vorlage|antrag\b|anfrage\b|änderungs|ergänzungs|gemeinsamer|interfraktionell|beschluss|dazu|vom\s+\d|punkt\s+\d|top\s+\d)", re.I)
_TABLE = re.compile(r"^(?:beratungsfolge|gremi(?:um|en)\s+(?:termin|sitzung|datum)|gremi(?:um|en)$)", re.I)
_LABEL = re.compile(
    r"^(?:vorlagen?\b.{0,12}:|vorlage\s*nr|verantwortlich|dienststelle|eingang|eingegangen|vom\s*:?\s+\d|vergabenummer|termin\b|top\b|gremium|aktenzeichen|az\b"
    r"|stand\s*:|datum|federführ|stadt\s+\w+$|gemeinde\s+\w+$|landkreis\s+\w+$|(?:der|die)\s+(?:ober)?bürgermeister|dez\b|dezernat|amt\s*:|ortsverwaltung|"
    r"(?:antrag|anfrage|änderungsantrag|ergänzungsantrag|interfraktionelle\w*|gemeinsame\w*)\b.{0,80}:|\(?(?:antrag|anfrage)\s+der\b|anlage\s*\d*\b.{0,12}$|zu\s+top\b|nr\.)",
    re.I,
)
_PERSONS = re.compile(
    r"(?:fraktion(?:en)?\b|\bstadtr[aä]t(?:in|e)?\b|\bgemeinder[aä]t(?:in|e)\b|\((?:cdu|spd|grüne|fdp|afd|kal|kult|fw|fwv|gfk|die linke|volt|für)\))", re.I
)
_LAST_CELL = re.compile(r"^(?:nicht-?\s*)?öffentlich\b|^dez(?:ernat)?\b|^x$|^\d{2}\.\d{2}\.\d{4}$|^\d{4}/\d{3,4}(?:/\d+)?$|^\d{1,4}(?:\.\d+)?$", re.I)
_KIND_WORDS = re.compile(r"^(?:[\w.äöüßÄÖÜ/-]+\s+)?(?:antrag|anfrage|stellungnahme|beschlussvorlage|informationsvorlage|niederschrift|protokoll|präsentation|vorlage|haushalt|anlage)\b(?:\s+zu[mr]?\s+\S+)?$", re.I)
_OFFICE = re.compile(r"^(?:amt für .{3,60}|[a-zäöüß-]*amt|stadtwerke\b.{0,30}|wirtschaftsförderung|stabsstelle .{3,50}|ortsverwaltung.{0,30}|foto\b.*|quelle\b.*)$", re.I)
_COMMITTEE = re.compile(r"^(?:ausschuss für|gemeinderat$|stadtrat$|\w*ausschuss\b(?! )|ortschaftsrat\b|sitzung\b)", re.I)
_SUBJECT_LABEL = re.compile(r"^(?:betreff|betrifft|gegenstand|thema|tagesordnungspunkt|top|beschluss)\s*:\s+(?=\S.{10})", re.I)
_PLACE_ALONE = re.compile(r"^(?:stadt|gemeinde|markt|landkreis|kreis)\s+\S+(?:\s+\S+)?$", re.I)
_LABELLED_LINES = 14
# Above or below the headline of news: place and day, the kind of text, who spreads it.
_ASIDE = re.compile(
    r"^(?:\W*\+\+\+|(?:[\w .()-]{2,40},\s*)?(?:den\s+|im\s+)?(?:\d{1,2}\.\s*)?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zä]{2,8})\s*\d{4}\s*(?:[-–|].{0,40})?$|(?:presse|medien)(?:information|mitteilung|meldung)\b|bericht\s+(?:vom|der\s+verwaltung)\b|"
    r"niederschrift\b|sitzungsunterlage\b|(?:beschluss)?vorlage\b(?:\s+(?:für|an)\b.{0,60}|\s+[\w/-]*\d[\w/-]*)?$|aus\s+dem\s+(?:gemeinde|stadt)rat\b|(?:stadt|gemeinde|markt)rat\s+\S+$|niederschrift\b.{0,20}$|"
    r"(?:landeshaupt|hanse)?stadt\s+.{0,40}\d{3,}|verwaltungsgemeinschaft\b|\S+/\d{4}|liebe\b.*,$|sehr\s+geehrte\b)",
    re.I,
)
_LONGEST = 400


def find_title(paper: Paper) -> Span | None:
    """Where the subject line stands, None if no place can be trusted."""
    lines = paper.lines
    for found in (_given(paper), _after_agenda(lines), _after_label(lines), _above_table(lines), _after_cells(paper), _first_heading(paper)):
        if found is not None and 8 <= found.end - found.start <= _LONGEST:
            return _without_dash(paper.raw, found)
    return None


def _without_dash(raw: str, span: Span) -> Span:
    """Some forms set a dash before the subject."""
    dash = re.match(r"[-–•]\s+", raw[span.start : span.end])
    return Span(span.start + dash.end(), span.end) if dash else span


def suggest(paper: Paper, title: Span | None) -> tuple[Suggestion, ...]:
    if title is None:
        return ()
    quote = paper.quote(title)
    return (Suggestion(Field.TITLE, one_line(quote), Certainty.STATED, quote, title, "title", 0.9),)


def one_line(quote: str) -> str:
    """A quote as one line, with the hyphens of line ends taken back."""
    joined = re.sub(r"(?<=[a-zäöüß])-\s*\n\s*(?=[a-zäöüß])(?!und\b|oder\b|bzw)", "", quote)
    joined = re.sub(r"(?<=\w)-\s*\n\s*(?=[A-ZÄÖÜ])", "-", joined)
    return " ".join(joined.split())


def _given(paper: Paper) -> Span | None:
    words = paper.reading.title.split()
    if len(paper.reading.title) < 15 or len(words) < 2 or _KIND_WORDS.match(paper.reading.title):
        return None
    if _ASIDE.match(paper.reading.title) or _PLACE_ALONE.match(paper.reading.title):
        return None
    pattern = r"\s+".join(re.sub(r"\\-", r"-\\s*", re.escape(word)) for word in words)
    found = re.search(pattern, paper.raw[:3000])
    return Span(found.start(), found.end()) if found else None


def _after_agenda(lines: tuple[Line, ...]) -> Span | None:
    for number, line in enumerate(lines[:60]):
        match = _AGENDA.match(line.text)
        if match is None:
            continue
        end = line.end
        for following in lines[number + 1 : number + 6]:
            if following.is_blank or _AFTER_AGENDA.match(following.text):
                break
            end = following.end
        return Span(line.start + match.end(), end)
    return None


def _after_label(lines: tuple[Line, ...]) -> Span | None:
    """Short forms set the subject behind a label on one line: "Betreff: …", "Gegenstand: …"; that of a place alone is none."""
    for line in lines[:_LABELLED_LINES]:
        match = _SUBJECT_LABEL.match(line.text)
        if match is not None and not _PLACE_ALONE.match(line.text[match.end() :]):
            return Span(line.start + match.end(), line.end)
    return None


def _above_table(lines: tuple[Line, ...]) -> Span | None:
    """The lines right above the table of committees, up to a label, a blank line or the names of the authors."""
    table = next((n for n, line in enumerate(lines[:60]) if _TABLE.match(line.text)), None)
    if table is None:
        return None
    number = table - 1
    while number >= 0 and (lines[number].is_blank or lines[number].is_furniture or _is_aside(lines[number].text)):
        number -= 1
    last = number
    while number >= 0 and lines[number].text and not lines[number].is_furniture and not _is_aside(lines[number].text) and not _is_cell(lines, number):
        number -= 1
    if number == last:
        return None
    return Span(lines[number + 1].start, lines[last].end)


def _is_aside(text: str) -> bool:
    if len(text) < 70 and (_OFFICE.match(text) or _COMMITTEE.match(text)):
        return True
    return _LABEL.match(text) is not None or (_PERSONS.search(text) is not None and len(text) < 70)


def _is_cell(lines: tuple[Line, ...], number: int) -> bool:
    """A cell of the head: a bare number or date, or the value of a label that stands alone on the line before."""
    if _LAST_CELL.match(lines[number].text) or _KIND_WORDS.match(lines[number].text):
        return True
    return number > 0 and lines[number - 1].text.endswith(":") and _LABEL.match(lines[number - 1].text) is not None


def _after_cells(paper: Paper) -> Span | None:
    """In older forms: the paragraph after the last cell of the head."""
    lines = paper.lines
    cells = [n for n, line in enumerate(lines[: min(paper.head_end, 60)]) if re.match(r"^(?:nicht)?öffentlich\b|^dez(?:ernat)?\b", line.text, re.I)]
    if not cells:
        return None
    number = cells[-1] + 1
    while number < paper.head_end and (not lines[number].text or _is_aside(lines[number].text) or lines[number].is_furniture):
        number += 1
    return _paragraph(lines, number, paper.head_end)


def _first_heading(paper: Paper) -> Span | None:
    """Slides, annexes: the first lines that are no date, no label, no name of an office."""
    news, spread = paper.kind is Kind.ARTICLE, False
    for number, line in enumerate(paper.lines[:40]):
        text = line.text
        if news and text.endswith(".") and len(text) > 60:
            if spread:
                continue  # what an agency says before it quotes
            return None
        if _ASIDE.match(text) or (news and _PLACE_ALONE.match(text)):
            spread = spread or "+++" in text
            continue
        if not text or _WEB.match(text) or line.is_furniture or len(text) < 12 or _is_aside(text) or _KIND_WORDS.match(text) or text.endswith(":"):
            continue
        if re.match(r"^\W*\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\W*$|^§|^(?:amt|hauptamt|seite)\b|.*\b(?:\w+amt|niederschrift)\b.{0,40}$", text, re.I):
            continue
        following = paper.lines[number + 1].text if number + 1 < len(paper.lines) else ""
        alone = news and (_ASIDE.match(following) is not None or _LABEL.match(following) is not None or following.endswith(".") or len(following) > _LONGEST)
        return _paragraph(paper.lines, number, min(number + (1 if alone else 2), len(paper.lines)))
    return None


_WEB = re.compile(r"^(?:www\.|https?:|@|[\w.-]+\.(?:de|digital|com|org)\b)", re.I)


def _paragraph(lines: tuple[Line, ...], number: int, limit: int) -> Span | None:
    end = number
    while end < limit and lines[end].text and not lines[end].is_furniture and end - number < 5 and not _TABLE.match(lines[end].text):
        end += 1
    if end == number or (lines[end - 1].text.endswith(".") and len(lines[end - 1].text) > 60):
        return None
    return Span(lines[number].start, lines[end - 1].end)
