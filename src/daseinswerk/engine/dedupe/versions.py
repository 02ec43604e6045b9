"""Is a text a later version of another that came under the same name, or something else that happens to be called alike?

Two files called `Vorlage.pdf` are mostly two papers. A version keeps much of its wording: it shares at least a fifth of the
word triples of the shorter text. A short note may change wholly between two versions, so below `SHORT` words the name decides.
"""

import numpy as np

from daseinswerk.engine.dedupe.fingerprint import Fingerprint

KEPT = 0.2  # share of the shorter text's triples that stands in the other
SHORT = 60  # words


def is_version(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether the two are held to be versions of one text; symmetric."""
    if min(a.words, b.words) < SHORT:
        return True
    bound = np.uint64(min(a.bound, b.bound))
    left, right = a.hashes[a.hashes < bound], b.hashes[b.hashes < bound]
    shorter = min(len(left), len(right))
    return shorter == 0 or len(np.intersect1d(left, right, assume_unique=True)) / shorter >= KEPT
