"""Where a name that ends in a legal form begins: "… hat die Firma | Holzbau Eberlein & Rappsilber GmbH | den Zuschlag".

We walk left from the form, word by word, as long as the words can belong to a name, and stop at articles, roles, punctuation
and line ends. What needs more than eight words without reaching a boundary is a table or a sentence, and no name is claimed.
"""

import re

from daseinswerk.engine.linking.organisation_names import fold
from daseinswerk.engine.linking.organisation_words import (
    ARTICLES,
    CLUBS,
    FUNCTION_WORDS,
    TOO_GENERAL,
    is_head,
    is_role,
)
from daseinswerk.engine.linking.state_names import STATE

FORM = re.compile(
    r"(?:g?GmbH|mbH|m\.b\.H\.|UG(?: \(haftungsbeschränkt\))?|AG|SE|KG|OHG)(?: ?(?:&|und|u\.|\+) ?[Cc]o\.? ?(?:KGaA|KG|OHG))?"
    r"(?![\wäöüß])|AöR(?!\w)|KGaA(?!\w)|eG(?:mbH)?(?!\w)|e\.[ \n]?[VG]\.?(?!\w)"
)
FORM_STARTS = (
    "GmbH",
    "gGmbH",
    "mbH",
    "m.b.H.",
    "UG",
    "AG",
    "SE",
    "KG",
    "OHG",
    "AöR",
    "KGaA",
    "eG",
    "e.V",
    "e. V",
    "e.G",
    "e. G",
    "e.\nV",
)
_GLUED = re.compile(r"(?:der|die|das|des|den|dem)(?=[A-ZÄÖÜ])")
_LONGEST = 8  # words before the form
_REACH = 160  # characters: a bound for the walk, so that it stays linear
_WORD = re.compile(r"[^ \n]+")
_NAME_WORD = re.compile(r"[A-ZÄÖÜ0-9„\"»][\w.&+'’/!*@-]*[“\"«]?$|[a-zäöü]+[A-ZÄÖÜ0-9][\w-]*$")
_BRAND = re.compile(r"[a-zäöü][a-zäöüß0-9.-]{2,}$")
_INFLECTED = re.compile(r"(?:[mnrs]|e|en|er|es|em|lich|isch|ig)$")
_CLOSES = re.compile(r"[,;:.!?)\]]$")
_JOINING = frozenset({"&", "+", "-", "–", "und", "für", "zur", "von", "am", "an", "im", "in"})
_TERRITORIES = frozenset(["Stadt", "Hansestadt", "Gemeinde", "Kreises", "Landkreises", "Verbandsgemeinde"])
_FOLLOWED = frozenset(["gesellschaft", "verein", "vereins", "stiftung"])  # heads when "für" or "der" follows
_INNER = ARTICLES | frozenset(["vom", "deren", "für", "in", "im", "zur", "zum", "gegen", "von", "am", "und", "&"])
_QUOTES = "„“\"»«'’("


def name_before(text: str, start: int, end: int) -> int | None:
    """Where the name begins whose legal form is `text[start:end]`, or None if there is no name before it."""
    form = text[start:end]
    if form in ("AG", "SE", "UG") and text[start - 1 : start] == "-":
        return None  # "Klima-AG" is a group that works on something
    if form in ("AG", "KG", "SE", "UG") and re.match(r" ?[\d\[(]|[-/]", text[end : end + 2]):
        return None  # "AG 2" is a working group, "KG 500" a cost group
    words = _words_before(text, start)
    is_mbh = form.startswith(("mbH", "m.b.H"))
    kept = _kept(words, needs_gesellschaft=is_mbh, crosses_joints=is_mbh or form.startswith(("e", "AöR")))
    if len(kept) > 2 and kept[0][0].strip(_QUOTES).isupper() and kept[1][0] in ("-", "–"):
        kept = kept[2:]  # "VBK – Verkehrsbetriebe X GmbH": the abbreviation stands beside the name
    if not kept or not _is_name([word.strip(_QUOTES) for word, _ in kept], form):
        return None
    first, at = kept[0]
    return at + _skipped(first)


def _skipped(first: str) -> int:
    """How many characters of the first word are not the name: quotes, an article without its blank, what stands before a slash."""
    glued = _GLUED.match(first)
    if glued:
        return glued.end()
    slash = first.rfind("/") + 1
    if slash and first[:1].isalpha() and first[slash : slash + 1].isupper() and len(first) - slash > 2:
        return slash
    return len(first) - len(first.lstrip(_QUOTES))


def _words_before(text: str, start: int) -> list[tuple[str, int]]:
    """The words of the same line before `start`, at most `_REACH` characters back, each with its place."""
    reach = max(0, start - _REACH)
    floor = max(reach, text.rfind("\n", reach, start) + 1)
    words = [(match.group(), floor + match.start()) for match in _WORD.finditer(text[floor:start])]
    if floor > 0 and text[floor - 1] not in "\n " and words:
        words.pop(0)  # the walk's bound cut this one in two
    return words


def _kept(words: list[tuple[str, int]], *, needs_gesellschaft: bool, crosses_joints: bool) -> list[tuple[str, int]]:
    """The words of the name, from its first; empty where no boundary comes soon enough."""
    begin = _walk([word for word, _ in words], needs_gesellschaft)
    if crosses_joints or (0 < begin < len(words) and words[begin - 1][0] == "für"):
        begin = _over_joints([word for word, _ in words], begin)
    kept = words[begin:]
    if len(kept) > _LONGEST or (kept and begin and _is_part(words[begin - 1][0], kept)):
        return []
    while kept and not _can_begin(kept[0][0]):
        kept.pop(0)
    return kept


def _walk(words: list[str], needs_gesellschaft: bool) -> int:
    """The index of the first word that belongs to the name; `len(words)` if none does."""
    begin = len(words)
    has_head = not needs_gesellschaft
    while begin > 0:
        word, before = words[begin - 1], words[begin - 2] if begin > 1 else ""
        if not _belongs(word, before, words[begin:], has_head):
            break
        has_head = has_head or word.lower().rstrip("-,").endswith("gesellschaft")
        begin -= 1
        if word[0] in '„"»(':
            break
    return begin if has_head else len(words)


def _over_joints(words: list[str], begin: int) -> int:
    """Go on over "der", "für", "in" where a head stands behind them: "Institut der Wirtschaftsprüfer in Deutschland e. V."."""
    if begin == len(words):
        return begin
    joined = words[begin].lower() in _INNER
    for index in range(begin - 1, max(-1, begin - _LONGEST), -1):
        word = words[index]
        plain = word.lower()
        is_after_head = (joined or index + 1 < begin) and word[:1].isupper() and is_head(plain)
        if is_after_head and (plain in _FOLLOWED or not is_role(plain)):
            while index > 0 and _NAME_WORD.match(words[index - 1]) and _can_begin(words[index - 1]):
                index -= 1
            return index
        is_inner = plain in _INNER or (_NAME_WORD.match(word) and _can_begin(word))
        if not is_inner and (plain in FUNCTION_WORDS or not re.match(r"[a-zäöü]+e[nrs]?$", word)):
            return begin
    return begin


def _is_part(before: str, kept: list[tuple[str, int]]) -> bool:
    """Whether what was kept is only the tail of a name that began before `before`: "… für die | Welt e. V."."""
    return (
        len(kept) == 1 and before.lower() in ("in", "für", "zur", "zum", "gegen", "die", "und", "&") and before != "für"
    )


def _belongs(word: str, before: str, kept: list[str], has_head: bool) -> bool:
    """Whether a word left of the name collected so far (`kept`) is part of it."""
    bare = word.strip(_QUOTES + ",.:;)").lower().split("*")[0]
    if FORM.fullmatch(word) or word in ("Co.", "Co") or (kept and word == kept[0]):
        return False
    if word in _JOINING:
        return bool(kept) and _joins(word, before, kept, has_head)
    if word.endswith("-,") and kept:
        return True  # "Versorgungs-, Verkehrs- und Hafen GmbH"
    if bare in ("der", "des"):  # "Wohnungsbaugesellschaft der Stadt X mbH"
        return bool(kept) and kept[0] in _TERRITORIES and is_head(before.lower()) and not is_role(before.lower())
    if _CLOSES.search(word) and not re.fullmatch(r"[A-ZÄÖÜ][a-zäöü]{0,3}\.|Dr\.|St\.|\w\.", word):
        return False
    if bare in FUNCTION_WORDS or is_role(bare):
        return bool(kept) and before.lower() in ("der", "des") and word in _TERRITORIES
    if _NAME_WORD.match(word):
        return True
    if not kept and _BRAND.match(word) and not _INFLECTED.search(word):
        return before.lower().strip(_QUOTES) in ARTICLES | {"firma", "fa.", ""} or before.endswith(",")
    return bool(kept) and not has_head and word.islower()


def _joins(word: str, before: str, kept: list[str], has_head: bool) -> bool:
    """Whether a joining word stands inside the name: "Messe- und Kongress", "Gesellschaft für X mbH", "Eberlein & Rappsilber"."""
    plain = before.strip(_QUOTES).lower()
    if not before or FORM.fullmatch(before) or _CLOSES.search(before) or plain in FUNCTION_WORDS:
        return before.endswith("-,")
    if word in ("&", "+", "-", "–"):
        return bool(_NAME_WORD.match(before))
    if word == "und":
        if before.endswith("-"):
            return True
        return (
            len(kept) == 1
            and before[:1].isupper()
            and not before.isupper()
            and not plain.endswith("amt")
            and not is_role(plain)
        )
    if word in ("für", "zur", "von"):
        return not has_head or is_head(plain) or before.endswith("-")
    return before[:1].isupper() and not is_role(plain) and len(kept) == 1  # "Neuhausen am Rheinfall GmbH"


def _can_begin(word: str) -> bool:
    bare = word.strip(_QUOTES + ".,:;-–&+").lower()
    if not bare or bare in FUNCTION_WORDS or is_role(bare.split("*")[0]) or FORM.fullmatch(word):
        return False
    return not re.fullmatch(r"[\d./%]+", bare) and not _CLOSES.search(word.rstrip("."))


def _is_name(words: list[str], form: str) -> bool:
    if len(words) == 1 and (
        words[0].lower().rstrip("-") in TOO_GENERAL or STATE.fullmatch(fold(words[0]).replace("-", " "))
    ):
        return False
    if form == "AG" and len(words) == 1 and words[0].lower() in CLUBS:
        return False
    long = [word for word in words if len(word) >= 5]
    if len(long) >= 2 and all(word.isupper() for word in long):
        return False  # a heading in capitals
    return any(any(sign.isalpha() for sign in word) and len(word) >= 2 for word in words)
