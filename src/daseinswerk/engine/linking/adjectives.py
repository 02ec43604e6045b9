"""Adjectives of place names: Münchner, Kieler, Hallesche, Hannoversche.

German makes them with -er on the name; names on -en, -ingen, -hausen often lose a syllable. Both the regular and the shortened
form are given, since usage differs from town to town. They do not inflect, except the few on -sch.
"""

import re

# Endings that are also bent with an umlaut or a lost syllable: Mühlhäuser, Saarbrücker, Neunkircher, Ascherslebener and Wernigeröder.
_ALSO = (("hausen", "häuser"), ("brücken", "brücker"), ("kirchen", "kircher"), ("leben", "leber"), ("rode", "röder"))
# Names on -en that lose their e before -er as well: after these sounds it can still be spoken.
_CONTRACTED = re.compile(r"(?:d|t|ch|tz|ß)en$")

# Forms that no rule gives: usage of the towns themselves (Duden, "Einwohnernamen").
IRREGULAR = {
    "Hannover": ("Hannoveraner", "Hannoversche", "Hannoverschen", "Hannoverscher", "Hannoversches",
                 "hannoversche", "hannoverschen", "hannoverscher", "hannoversches"),
    "Halle": ("Hallenser", "Hallesche", "Halleschen", "Hallescher", "Hallesches", "hallesche", "halleschen", "hallescher", "hallesches"),
    "Münster": ("Münsteraner", "Münstersche", "Münsterschen", "Münsterscher", "Münstersches", "münstersche", "münsterschen"),
    "Braunschweig": ("Braunschweigische", "Braunschweigischen", "Braunschweigisches", "Braunschweiger"),
    "Jena": ("Jenaer", "Jenenser"),
    "Kassel": ("Kasseler", "Kasselaner", "Kassler"),
    "Göttingen": ("Göttinger",),
    "Bremen": ("Bremer",),
    "Emden": ("Emder",),
    "Norden": ("Norder",),
    "Leer": ("Leeraner",),
    "Aurich": ("Auricher",),
    "Verden": ("Verdener",),
    "Weiden": ("Weidener",),
    "Baden-Baden": ("Baden-Badener",),
    "Neuss": ("Neusser", "Neußer"),
    "Hof": ("Hofer",),
    "Borken": ("Borkener",),
    "Celle": ("Celler", "Cellesche", "Celleschen"),
    "Fulda": ("Fuldaer",),
    "Worms": ("Wormser",),
    "Gütersloh": ("Gütersloher",),
    "Iserlohn": ("Iserlohner",),
}


def adjectives(base: str) -> tuple[str, ...]:
    """The adjectives of a base name: none for names of several words, which are seldom bent."""
    if base in IRREGULAR:
        return IRREGULAR[base]
    if " " in base and not base.startswith(("Bad ", "St. ", "Sankt ")):
        return ()
    forms = [base + ("r" if base.endswith("e") else "er")]
    if base.endswith(("ingen", "ungen", "angen")):
        forms = [base[:-2] + "er"]
    elif _CONTRACTED.search(base):
        forms.append(base[:-2] + "ner")  # Dresdner, Münchner, Bautzner
    for ending, bent in _ALSO:
        if base.endswith(ending):
            forms.append(base.removesuffix(ending) + bent)
    if base.startswith("Bad "):  # "der Tölzer Landrat"
        forms += adjectives(base[4:])
    return tuple(dict.fromkeys(forms))
