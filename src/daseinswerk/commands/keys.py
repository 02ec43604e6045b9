"""Keys of municipalities as they stand on the command line."""

import click

from daseinswerk.engine.linking.register import Register
from daseinswerk.starter import starter_folder


def checked_ags(context: click.Context, option: click.Parameter, value: str) -> str:
    """The key of a municipality of the register, a former one as the one it belongs to today; anything else is wrong use, said in a sentence."""
    if not value:
        return ""
    if not (len(value) == 8 and value.isascii() and value.isdigit()):
        raise click.BadParameter("Ein Gemeindeschlüssel hat acht Ziffern, zum Beispiel 08212000.")
    town = Register.load(starter_folder()).municipality(value)
    if town is None:
        raise click.BadParameter(f"Den Gemeindeschlüssel {value} gibt es im Verzeichnis nicht.")
    return town.ags
