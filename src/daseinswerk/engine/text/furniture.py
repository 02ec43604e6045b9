"""Running heads, running feet and page numbers: what a page carries and the text does not.

A page number is recognised by its form ("– 2 –", "Seite 2 von 5", "-- 1 of 5 --") or, when it is a bare figure, by counting on
from page to page. A running head is a line that returns beside page numbers or page breaks. Nothing else is dropped: a line
said twice in a text is not furniture.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

_NUMBER_LINE = re.compile(
    r"(?:[-–—]{1,2} ?[0-9]{1,4}(?: (?:of|von) [0-9]{1,4})? ?[-–—]{1,2}"
    r"|(?:Seite|Page|Blatt):? ?\[?[-–—]? ?[0-9]{1,4} ?[-–—]?\]?(?: ?(?:von|of|/) ?[0-9]{1,4})?)"
)
_NUMBER_END = re.compile(r"(?=.{1,120}$)(.*?)(  | \| ?|[:|] ?| )Seite:? ?[-–—]? ?[0-9]{1,4} ?[-–—]?(?: ?(?:von|of|/) ?[0-9]{1,4})?")
_BARE = re.compile(r"[0-9]{1,4}")
_DIGITS = re.compile(r"[0-9]+")
_RETURNS = 3  # a running head is seen on at least three pages
_LONGEST = 120  # characters of a running head
_COUNTED = 3  # bare figures that count on, to be page numbers


def furniture(lines: list[str], pages: set[int]) -> set[int]:
    """The indices of lines that are page furniture; `pages` are the indices of lines that begin a page, where known."""
    numbers = {i for i, line in enumerate(lines) if line and _NUMBER_LINE.fullmatch(line)}
    numbers |= _headed_numbers(lines, pages) | _counting(lines)
    if not numbers and not pages:
        return set()
    return numbers | _running_heads(lines, numbers, pages)


def _headed_numbers(lines: list[str], pages: set[int]) -> set[int]:
    """Lines such as "Ergänzende Erläuterungen    Seite 4": by a wide gap, by a blank line before, or by returning."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if "Seite" in line and (match := _NUMBER_END.fullmatch(line)):
            alone = i in pages or i == 0 or not lines[i - 1] or i + 1 == len(lines) or not lines[i + 1]
            if alone and (match[2] != " " or not match[1].rstrip().endswith((",", "auf", "der", "siehe", "vgl."))):
                found[match[1]].append(i)
    return {i for places in found.values() for i in places}


def _counting(lines: list[str]) -> set[int]:
    """Bare figures with a blank line on one side that count on by one."""
    last = len(lines) - 1
    bare = [i for i, line in enumerate(lines) if _BARE.fullmatch(line) and (i in (0, last) or not lines[i - 1] or not lines[i + 1])]
    best: list[int] = []
    chains: dict[int, list[int]] = {}
    for i in bare:
        number = int(lines[i])
        chain = [*chains.pop(number - 1, []), i]
        chains[number] = chain
        best = max(best, chain, key=len)
    return set(best) if len(best) >= _COUNTED else set()


def _running_heads(lines: list[str], numbers: set[int], pages: set[int]) -> set[int]:
    """Lines next to a page number or break (only blank ones between) that return with other figures on several pages."""
    content = [i for i, line in enumerate(lines) if line and i not in numbers]
    beside: set[int] = set()
    for place in numbers | pages:
        after = bisect_left(content, place)
        beside.update(content[max(0, after - 1) : after + 1])
    masks = {i: _DIGITS.sub("0", lines[i]) for i in beside if len(lines[i]) <= _LONGEST}
    often = {mask for mask, times in Counter(masks.values()).items() if times >= _RETURNS}
    return {i for i, mask in masks.items() if mask in often}
