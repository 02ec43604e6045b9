"""How a county is written: Landkreis X, Kreis X, Landratsamt X, Kreistag X, Hochtaunuskreis, Rhein-Sieg-Kreis.

A bare landscape that is also a county ("im Oberallgäu", "in Lippe") speaks of the landscape and is no county; names made for
a county alone ("Darmstadt-Dieburg", "Nürnberger Land") are one, with or without the word Kreis.
"""

import re

from daseinswerk.engine.linking.names import base_forms, full_forms
from daseinswerk.engine.linking.register import County

# What stands directly before the name of a county, or behind an adjective ("Esslinger Landrat"). Kreisverwaltung, Kreistag and
# Landratsamt are the county acting. The Kreisstadt is not: it is a town.
LEAD = re.compile(
    r"^(?:(?:Land)?[Kk]reis(?:es|e|en)?|Lkr\.?|LKr\.?|LK|Landratsamt(?:e?s)?|Landratsämter|Kreistag(?:e?s)?|Kreisverwaltung|Kreisausschuss(?:es)?"
    r"|Landrat(?:e?s)?|Landrätin|Kreishaus|Kreisjugendamt|Kreiswerke|Altkreis(?:es)?|Kreishandwerkerschaft|Kreisfeuerwehrverband)$"
)
_MADE = re.compile(r"-| Land$|^Grafschaft |^Herzogtum |^Region |^Städteregion |^Regionalverband ")


def core(name: str) -> str:
    """The name without Landkreis, Region: "Landkreis Rostock" is "Rostock"."""
    return re.sub(r"^(Landkreis|Region|Städteregion|Regionalverband) ", "", name)


def county_forms(county: County) -> tuple[set[str], set[str]]:
    """Two sets: forms that are the county only behind a word such as Landkreis, and forms that always are."""
    name = county.name
    if re.search("[Kk]reis", name) and not name.startswith("Landkreis "):
        return {name.removesuffix("-Kreis")} - {name}, _with_kreis(name)
    behind = _spelled(core(name))
    always: set[str] = set()
    if core(name) != name and not name.startswith("Landkreis"):
        always |= {name, name.replace("Regionalverband", "Regionalverbands"), name.replace("Regionalverband", "Regionalverbandes"),
                   name.replace("Städteregion", "StädteRegion")}
    elif _MADE.search(name):
        always |= behind | {name + ending for ending in ("es", "s") if name.endswith(" Land")}
    return behind, always


def _spelled(name: str) -> set[str]:
    """Variants of the part after Landkreis; counties named after a town vary as the town does, double names too."""
    forms = full_forms(name) | base_forms(name) if "-" not in name else {name}
    if "-" in name and "." in name:
        forms |= {name.replace("a.d.", "an der "), name.replace("a.d.", "a. d. ")}
    return forms | {_bent(form) for form in forms}


def _bent(name: str) -> str:
    """The same name after a preposition: "Mecklenburgischen Seenplatte", "Südlichen Weinstraße", "Sächsischen Schweiz-…"."""
    return re.sub(r"^(\w+(?:ische|liche)) ", r"\1n ", name)


def _with_kreis(name: str) -> set[str]:
    """Forms of a name that holds the word Kreis, in all cases: "des Märkischen Kreises", "im Eifelkreis"."""
    forms = {name, re.sub(r"([Kk]reis)(?=$| )", r"\1es", name)}
    if name.endswith("er Kreis"):  # Märkischer Kreis, Oberbergischer Kreis
        stem = name.removesuffix("er Kreis")
        forms |= {stem + "en Kreis", stem + "en Kreises", stem + "e Kreis"}
    if name.startswith("Rhein-Kreis"):
        forms |= {"Rhein-Kreises Neuss", "Rhein-Kreis Neuß"}
    if "kreis " in name:  # Eifelkreis Bitburg-Prüm: also called by either half
        forms |= {name.split(" ", 1)[0], re.sub(r"^(\w+kreis) .*", r"\1es", name)}
    if name.endswith("-Kreis"):  # "Ortenau-Kreis" and "Ortenaukreis" are the same
        forms.add(re.sub(r"^(\w+)-Kreis$", r"\1kreis", name))
    elif "-" not in name and " " not in name:
        forms.add(re.sub(r"^(\w+)kreis$", lambda found: found[1].removesuffix("s") + "-Kreis", name))
    return forms
