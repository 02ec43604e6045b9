"""How often the municipality that publishes a text is among the places found in it. The publisher itself is not told to the machine."""

from pathlib import Path

from daseinswerk.engine.linking.places import PlaceLinker
from daseinswerk.evaluation.result import Result, columns, from_share
from daseinswerk.starter import starter_folder


def evaluate(path: Path) -> Result:
    """Over the texts with at least one municipality link: the share in which the publisher's AGS is among them.

    Lines are text and AGS of the publisher. `groups.linked` is the share of texts with a link, `groups.most_frequent` the share in which the
    publisher is also the municipality linked most often.
    """
    linker = PlaceLinker.load(starter_folder())
    n = linked = right = first = 0
    misses = []
    for text, publisher in columns(path, ("Text", "Gemeindeschlüssel")):
        got = [link.key for link in linker.link(text) if link.kind == "municipality"]
        n += 1
        if not got:
            continue
        linked += 1
        right += publisher in got
        first += max(sorted(set(got)), key=got.count) == publisher
        if publisher not in got:
            misses.append({"text": text, "expected": publisher, "got": " ".join(sorted(set(got)))})
    groups = {"linked": round(linked / n, 4) if n else 0.0, "most_frequent": round(first / linked, 4) if linked else 0.0}
    return from_share("publishers", linked, right, tuple(misses), groups)
