"""Which documents are the same text: copied, cut, reordered, lightly rewritten, or set into a longer one.

Two ways to be found. (1) Shared word triples, each weighted by how rare it is, over those of the shorter text: at least a
fifth (idf containment, engines.md § 4). Triples that more than 64 documents share are no lead, or letterheads would tie all
papers together. (2) So a form letter with more copies would vanish: documents that share one of their sixteen smallest hashes
are compared as sets, and at least 0.7 of all their triples must be common (Jaccard). Weak finds must share their copies too
(`circles`).

The result depends on the set of fingerprints alone: not on their order, and a library read in two parts is compared as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daseinswerk.engine.dedupe.circles import within_circles
from daseinswerk.engine.dedupe.edges import Edge, judged
from daseinswerk.engine.dedupe.fingerprint import Fingerprint, Hashes
from daseinswerk.engine.dedupe.judgement import Judgement

CONTAINED = 0.2  # of the shorter text's weight; 0.25 loses every eighth copy with 30 % of the words exchanged
ALIKE = 0.15  # not yet an edge, but it tells whose company a text keeps (`circles`)
NEARLY_EQUAL = 0.7  # Jaccard within a bucket
FEWEST_WORDS = 8  # a text shorter than this is a title or a form of words, and everybody's
FEWEST_SHARED = 12  # triples (counted or, where a quarter was kept, estimated): about two common sentences
_COMMON = 64
_SMALL_LIBRARY = 1000  # documents: below this, rarity is counted as if there were so many
_QUARTER = np.uint64(1 << 62)
_CHUNK = 4_000_000  # pairs at a time, 64 MB
_BUCKET = 200  # documents: larger buckets are compared with neighbours, not all with all
_NEIGHBOURS = 8
_COMMON_BUCKETS = 0.25  # of sixteen: at a Jaccard of 0.7 fewer than four in common happens once in a million pairs
_LENGTHS_ALIKE = 0.6  # a Jaccard of 0.7 needs 0.7; the number of triples of a long text is an estimate

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Postings:
    """All kept triples below the common bound, sorted by hash: `docs[i]` has the i-th; `starts`, `counts` of each hash."""

    docs: Ints
    starts: Ints
    counts: Ints


def same_text(fingerprints: Iterable[Fingerprint], *, judgements: Iterable[Judgement] = ()) -> tuple[Edge, ...]:
    """One edge for each pair that is the same text, sorted by keys.

    Needs about 10 bytes for each shared triple of a pair; 36,000 short or 14,000 long documents take some seconds.
    """
    prints = sorted(fingerprints, key=lambda each: each.key)
    keys = frozenset(each.key for each in prints)
    if len(keys) != len(prints):
        raise ValueError("two documents have the same key")
    usable = [each for each in prints if each.words >= FEWEST_WORDS and len(each.hashes)]
    alike = list(_alike(usable))
    nearly = _nearly_equal(usable, {(edge.a, edge.b) for edge in alike if edge.score >= CONTAINED})
    found = (edge for edge in within_circles([*alike, *nearly]) if edge.score >= CONTAINED)
    return judged(found, keys, judgements, "same_text")


def _alike(prints: Sequence[Fingerprint]) -> Iterator[Edge]:
    """Pairs by idf containment, also those too weak for an edge."""
    if len(prints) < 2:
        return
    postings = _postings([_below(each.hashes, _QUARTER) for each in prints])
    weights = np.log(max(len(prints), _SMALL_LIBRARY) / postings.counts)
    totals = np.bincount(postings.docs, np.repeat(weights, postings.counts), minlength=len(prints))
    pairs, shared, triples = _shared(postings, weights, len(prints))
    left, right = pairs // len(prints), pairs % len(prints)
    score = np.minimum(1.0, shared / np.minimum(totals[left], totals[right]))
    kept = np.flatnonzero((score >= ALIKE) & (triples >= FEWEST_SHARED / 4))
    for index in kept:
        a, b = prints[left[index]], prints[right[index]]
        if _enough(a, b):
            percent = round(100 * float(score[index]))
            reason = f"Gleicher Wortlaut: {percent} % des kürzeren Textes stehen auch im anderen, seltene Wendungen zählen mehr."
            yield Edge(a.key, b.key, "same_text", round(float(score[index]), 4), reason)


def _postings(parts: Sequence[Hashes]) -> _Postings:
    docs = np.repeat(np.arange(len(parts), dtype=np.int64), [len(part) for part in parts])
    hashes = np.concatenate(parts)
    order = np.argsort(hashes, kind="stable")  # stable: the documents of one hash stay in order of their keys
    hashes, docs = hashes[order], docs[order]
    starts = (
        np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.empty(0, np.int64)
    )
    return _Postings(docs, starts, np.diff(np.append(starts, len(hashes))))


def _shared(postings: _Postings, weights: Floats, n: int) -> tuple[Ints, Floats, Ints]:
    """For each pair (as `left * n + right`, left < right) the weight and the number of triples it shares."""
    codes: list[Ints] = []
    numbers: list[Ints] = []
    sums: list[Floats] = []
    for pairs, weight in _pair_chunks(postings, weights, n, _COMMON):
        unique, number = np.unique(pairs, return_counts=True)
        codes.append(unique)
        numbers.append(number)
        sums.append(number * weight)
    if not codes:
        return np.empty(0, np.int64), np.empty(0), np.empty(0, np.int64)
    code = np.concatenate(codes)
    order = np.argsort(code, kind="stable")
    code = code[order]
    starts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1])))
    total = np.add.reduceat(np.concatenate(sums)[order], starts)
    return code[starts], total, np.add.reduceat(np.concatenate(numbers)[order], starts)


def _pair_chunks(postings: _Postings, weights: Floats, n: int, largest: int) -> Iterator[tuple[Ints, float]]:
    """All pairs of documents that share a triple, triples of one frequency (and so of one weight) at a time."""
    for count in range(2, largest + 1):
        rows = np.flatnonzero(postings.counts == count)
        first, second = np.triu_indices(count, 1)
        step = max(1, _CHUNK // len(first))
        for begin in range(0, len(rows), step):
            part = rows[begin : begin + step]
            members = postings.docs[postings.starts[part][:, None] + np.arange(count)]
            yield (members[:, first] * n + members[:, second]).ravel(), float(weights[part[0]])


def _enough(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two texts share enough words to speak of one wording: a common closing formula is not enough."""
    return min(a.words, b.words) >= 3 * FEWEST_WORDS or _jaccard(a, b) >= NEARLY_EQUAL


def _nearly_equal(prints: Sequence[Fingerprint], known: set[tuple[str, str]]) -> Iterator[Edge]:
    """Pairs out of the same buckets, not yet `known`, whose sets of triples nearly agree."""
    for a, b in _bucket_pairs(prints):
        if (prints[a].key, prints[b].key) in known:
            continue
        score = _jaccard(prints[a], prints[b])
        if score >= NEARLY_EQUAL:
            reason = f"Fast gleicher Text: {round(100 * score)} % aller Dreiwortfolgen sind gemeinsam."
            yield Edge(prints[a].key, prints[b].key, "same_text", round(score, 4), reason)


def _bucket_pairs(prints: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Pairs that can be nearly equal: several common buckets, and neither much longer than the other."""
    n = len(prints)
    if n < 2:
        return
    postings = _postings([each.buckets for each in prints])
    chunks = [pairs for pairs, _ in _pair_chunks(postings, np.zeros(len(postings.counts)), n, _BUCKET)]
    chunks += _neighbour_chunks(postings, n)
    if not chunks:
        return
    pairs, common = np.unique(np.concatenate(chunks), return_counts=True)
    left, right = pairs // n, pairs % n
    kept = np.array([len(each.buckets) for each in prints])
    size = np.array([each.triples for each in prints])
    enough = common >= _COMMON_BUCKETS * np.minimum(kept[left], kept[right])
    alike = np.minimum(size[left], size[right]) >= _LENGTHS_ALIKE * np.maximum(size[left], size[right])
    chosen = np.flatnonzero(enough & alike)
    yield from zip(left[chosen].tolist(), right[chosen].tolist(), strict=True)


def _neighbour_chunks(postings: _Postings, n: int) -> Iterator[Ints]:
    """In a bucket too large for all pairs each document meets its neighbours: enough to give every copy a partner."""
    for row in np.flatnonzero(postings.counts > _BUCKET):
        members = postings.docs[postings.starts[row] : postings.starts[row] + postings.counts[row]]
        for step in range(1, _NEIGHBOURS + 1):
            yield members[:-step] * n + members[step:]


def _jaccard(a: Fingerprint, b: Fingerprint) -> float:
    """Common triples over all triples, in the part of the number range both have kept."""
    bound = np.uint64(min(a.bound, b.bound))
    left, right = _below(a.hashes, bound), _below(b.hashes, bound)
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common / max(1, len(left) + len(right) - common)


def _below(hashes: Hashes, bound: np.uint64) -> Hashes:
    return hashes[: np.searchsorted(hashes, bound)]
