"""Where the material of a new installation lies: register of municipalities, companies, fields of action, examples."""

import os
import sys
from pathlib import Path


class NoStarter(FileNotFoundError):
    """The folder `starter/` is nowhere to be found; the message says where was looked and what to set."""


def starter_folder() -> Path:
    """The folder `starter/`: `DASEINSWERK_STARTER`, else beside `src/`, else the installed share folder.

    Raises `NoStarter` if the named folder, or every usual one, is missing.
    """
    named = os.environ.get("DASEINSWERK_STARTER")
    usual = (Path(__file__).resolve().parents[2] / "starter", Path(sys.prefix) / "share" / "daseinswerk" / "starter")
    places = (Path(named),) if named else usual
    for place in places:
        if (place / "register").is_dir():
            return place
    looked = ", ".join(str(place) for place in places)
    raise NoStarter(f"Die Erstausstattung fehlt ({looked}). Setzen Sie DASEINSWERK_STARTER auf den Ordner, der register/ enthält.")


def catalogue_folder() -> Path:
    """The folder `catalogue/` with the sources one may add: beside the folder of the starter. Raises `NoStarter` if it is missing."""
    place = starter_folder().parent / "catalogue"
    if not place.is_dir():
        raise NoStarter(f"Der Katalog der Quellen fehlt ({place}). Er gehört neben die Erstausstattung.")
    return place
