"""Names of public bodies brought into one spelling, so that two spellings of one name meet.

Open data portals write full-width commas, emoji flags, "Saechsische" beside "Sächsische" and soft hyphens; none of this
distinguishes bodies. What does distinguish them (places, subjects, legal forms) is kept.
"""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD = re.compile(r"[a-z0-9]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

LEGAL_FORMS = (
    (r"(?:gmbh|mbh|gesellschaft mit beschraenkter haftung) ?(?:&|und|\+) ?co\.? ?kg(?:aa)?", "GmbH & Co. KG"),
    (r"(?:gmbh|mbh) ?(?:&|und) ?co\.? ?ohg", "GmbH & Co. OHG"),
    (r"(?:ag|se) ?(?:&|und) ?co\.? ?kg(?:aa)?", "AG & Co. KG"),
    (r"g?gmbh|m\.? ?b\.? ?h\.?|(?:gesellschaft )?mit beschraenkter haftung", "GmbH"),
    (r"aktiengesellschaft|ag|a\.g\.", "AG"),
    (r"anstalt des oeffentlichen rechts|a\.? ?oe\.? ?r\.?|kommunalunternehmen|ku", "AöR"),
    (r"koerperschaft des oeffentlichen rechts|k\.? ?d\.? ?oe\.? ?r\.?", "KdöR"),
    (r"eingetragene genossenschaft|e\.? ?g\.?", "eG"),
    (r"eingetragener verein|e\.? ?v\.?", "e. V."),
    (r"kg|kommanditgesellschaft", "KG"),
    (r"ug", "UG"),
    (r"se", "SE"),
    (r"ohg", "OHG"),
    (r"gbr", "GbR"),
)
_LEGAL_FORM = re.compile(
    r"(?<![a-z0-9])(?:" + "|".join(f"(?P<f{i}>{form})" for i, (form, _) in enumerate(LEGAL_FORMS)) + r")(?![a-z0-9])"
)


def fold(name: str) -> str:
    """Lower case, umlauts written out, full-width signs narrowed, symbols and soft hyphens dropped, single spaces."""
    text = unicodedata.normalize("NFKC", name).replace("\u00ad", "").lower().translate(_UMLAUTS)
    text = unicodedata.normalize("NFKD", text)
    kept = (sign for sign in text if unicodedata.category(sign) not in ("So", "Mn", "Cf", "Sk"))
    return " ".join("".join(kept).split())


def slug(name: str) -> str:
    """The name as a key for addresses: "Stadtwerke Köln GmbH" becomes "stadtwerke-koeln-gmbh"."""
    return _NOT_SLUG.sub("-", fold(name)).strip("-")


def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded name, in order."""
    return tuple(_WORD.findall(folded))


def split_legal_form(folded: str) -> tuple[str, str]:
    """A folded name without its legal form, and the form in one spelling (empty if it states none)."""
    matches = list(_LEGAL_FORM.finditer(folded))
    if not matches:
        return folded, ""
    match = matches[-1]  # the last one counts: "AG der Werke GmbH"
    form = LEGAL_FORMS[int(match.lastgroup[1:])][1] if match.lastgroup else ""
    rest = folded[: match.start()] + " " + folded[match.end() :]
    return " ".join(rest.split()).strip(" ,-"), form
