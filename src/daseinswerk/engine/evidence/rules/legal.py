"""The law a paper leans on: norms and procedures of award.

A norm shows itself by its form: "§ 15 VgV", "§ 119 Absatz 3 Gesetz gegen Wettbewerbsbeschränkungen (GWB)", "Art. 107 AEUV". A
procedure has a fixed name: "offenes Verfahren", "Inhousevergabe", "Konzessionsvergabe". Norms in the printed form ("§ 70 Abs. 1
GemO" beside a box) say nothing about this paper. Several norms in one sentence are one statement.
"""

import re

from daseinswerk.engine.evidence.fields import Certainty, Field
from daseinswerk.engine.evidence.paper import Paper
from daseinswerk.engine.evidence.proposals import propose
from daseinswerk.engine.evidence.suggestion import Suggestion

_NORM = re.compile(
    r"§{1,2}\s?\d+\s?[a-z]?(?:\s*(?:Abs(?:atz|\.)|Satz|S\.|Nr\.|Nummer|Ziff(?:er|\.)|[IVX]+\b)\s*\d*)*"
    r"(?:\s*(?:,|und|ff\.?|bis)\s*\d+[a-z]?)?(?:\s+(?:des|der|dem))?\s+(?:(?:Gesetz(?:es)?\s+(?:gegen|über|zur|für)\s+\w+(?:\s*\([A-Z]\w+\))?)|[A-ZÄÖÜ]\w*(?:gesetz|ordnung|verordnung|satzung)\w*(?:\s*\([A-Z]\w+\))?(?:\s+Baden-Württemberg|\s+Bayern)?|(?:UVgO|VgV|GWB|GemO|KAG|UStG|TKG|DSGVO|AO|BGB|BauGB|OZG|HOAI|LGebG|GemHVO|LIFG|StVG|StVO|SchG|[A-Z][A-Za-z]{0,5}[A-Z][A-Za-z]*))"
    r"|(?<!\w)Art(?:ikel|\.)\s*\d+\s*(?:Abs\.\s*\d+\s*)?(?:der\s+)?(?:DSGVO|DS-GVO|AEUV|GG)"
)
_PROCEDURE = re.compile(
    r"\b(?:[Oo]ffene[nsm]?\s+Verfahren\w*|[Ii]n-?[Hh]ouse-?[Vv]ergabe\w*|Konzessionsvergabe\w*|[Bb]eschränkte[nr]?\s+Ausschreibung\w*|[Öö]ffentliche[nr]?\s+Ausschreibung\w*|Verhandlungsvergabe\w*|Verhandlungsverfahren\w*|Direktvergabe\w*|"
    r"[Ee]uropaweit\w*\s+(?:Ausschreibung|ausgeschrieben)\w*|Datenschutz-?[Gg]rundverordnung|DSGVO|DS-GVO|Onlinezugangsgesetz\w*|OZG\b|INSPIRE\b)"
)
_MOST = 3


def suggest(paper: Paper) -> tuple[Suggestion, ...]:
    found: list[Suggestion] = []
    seen: set[str] = set()
    for passage in paper.telling():
        text = passage.text
        names = [match.group() for match in _NORM.finditer(text)] if "§" in text or "Art" in text else []
        score = 0.7
        if not names:
            names = [match.group() for match in _PROCEDURE.finditer(passage.text)]
            score = 0.55
        fresh = [name for name in names if name.lower() not in seen]
        if not fresh:
            continue
        seen.update(name.lower() for name in names)
        value = ", ".join(dict.fromkeys(re.sub(r"§\s?", "§ ", name) for name in names))
        found.append(propose(paper, passage, Field.LEGAL, value, certainty=Certainty.STATED, rule="legal", score=score))
    return tuple(sorted(found, key=lambda s: -s.score)[:_MOST])
