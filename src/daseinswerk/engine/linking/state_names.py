"""The sixteen Länder as they are named inside the names of institutions: "des Landes X", "X-isches Ministerium", "NRW"."""

import re

_STATES = {
    "01": "schleswig holstein|schleswig holsteinisch|sh",
    "02": "hamburg|hamburgisch",
    "03": "niedersachsen|niedersaechsisch",
    "04": "bremen|bremisch",
    "05": "nordrhein westfalen|nordrhein westfaelisch|nrw",
    "06": "hessen|hessisch",
    "07": "rheinland pfalz|rheinland pfaelzisch|rlp",
    "08": "baden wuerttemberg|baden wuerttembergisch",
    "09": "bayern|bayerisch",
    "10": "saarland|saarlaendisch",
    "11": "berlin",
    "12": "brandenburg|brandenburgisch",
    "13": "mecklenburg vorpommern",
    "14": "sachsen|saechsisch",
    "15": "sachsen anhalt",
    "16": "thueringen|thueringer|thueringisch",
}
# Longest first, so that "sachsen anhalt" is not read as "sachsen".
_STATE_PATTERNS = sorted(
    ((form, key) for key, forms in _STATES.items() for form in forms.split("|")), key=lambda pair: -len(pair[0])
)
STATE_OF = dict(_STATE_PATTERNS)
STATE = re.compile(
    r"\b(?:(?:des |im )?(?:landes?|freistaate?s?|freie[nr]? (?:und )?hansestadt|land) )?("
    + "|".join(form.replace(" ", "[ -]") for form, _ in _STATE_PATTERNS)
    + r")(?:e[rsn]?|er|s)?\b"
)


def states_named(folded: str) -> frozenset[str]:
    """Keys (two digits) of the Länder a folded name mentions."""
    return frozenset(STATE_OF[match.group(1).replace("-", " ")] for match in STATE.finditer(folded))


def without_states(folded: str) -> str:
    """The folded name with every mention of a Land taken out."""
    return STATE.sub(" ", folded)
