"""An answer in the words that the graders read: signs, shared words and idioms written out.

Nothing is decided here; each rewording keeps what was said ("mono- and polysynaptic" is
"monosynaptic and polysynaptic", "↑" is "increased", "3 out of every 10" is "30 %").
"""

from __future__ import annotations

import re
from fractions import Fraction

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.numbers import find_numbers
from trainer.deck.key import (
    ExplanationKey,
    Key,
    ListKey,
    QuantityKey,
    RangeKey,
    RegimenKey,
    YesNoKey,
)
from trainer.grading.asides import without_asides
from trainer.grading.codes import as_the_key_writes
from trainer.grading.colloquial import said_plainly, without_what_comes_after
from trainer.grading.contractions import with_apostrophes
from trainer.grading.everyday import in_the_words_of_the_key
from trainer.grading.pronouns import pointed_at
from trainer.grading.shared_words import each_with_its_own
from trainer.grading.shares import in_shares
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.ordinary import is_ordinary
from trainer.lexicon.words import plain_form, words_of
from trainer.text import tightened

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The answer without control characters and idle signs, full-width forms made plain."""
    import unicodedata

    out = _CONTROL.sub("", text)
    kept = {"½", "¼", "¾", "⅓", "⅔", "⅛", "µ", "²", "³", "…"}
    plain = "".join(
        char if char in kept or ord(char) < 0x2000 else unicodedata.normalize("NFKC", char)
        for char in out
    )
    return with_apostrophes(tightened(plain).strip())


def spelled_out(text: str, question: str, key: Key, lexicon: Lexicon) -> str:
    """The answer with its shorthand written out."""
    text = as_the_key_writes(_VITAMIN.sub("vitamin ", text), question, key)
    text = _SIGNS.sub(lambda match: _SIGN_WORDS.get(match.group(), " leads to "), text)
    text = _TILDE.sub("-", text)
    text = _UNENDING.sub("persistent", text)
    text = _NO_PART.sub(r"not by \1", text)
    text = _DOTTED.sub(r"\1", text)
    text = _LET_KNOW.sub("inform", text)
    text = _ORDINALS.sub(_in_figures, text)
    text = _OVER_TIME.sub(r" per \1", text)
    text = _ONE.sub(lambda match: _named_one(match, question, key), text)
    text = in_the_words_of_the_key(text, question, key)
    text = without_asides(pointed_at(text, question, key), question, key)
    text = _KEEP_OFF.sub("avoid", text)
    text = _AS_TOLD.sub("exactly prescribed", text)
    if not isinstance(key, YesNoKey):  # "yes, actually no" says both
        text = _WAIT.sub(", ", text)
    text = _UNLESS.sub(r" only if ", text)
    text = _WHETHER.sub(r"not \1", text)
    text = _SHORT_TIMES.sub(lambda m: f"{m[1]} {_SHORT[m[2]]}", text)
    text = _TOO_MUCH.sub(lambda m: "high " if m[1].casefold() == "much" else "low ", text)
    text = _over_the_day(text)
    text = _lengthened(text, question, key, lexicon)
    text = _FORTNIGHT.sub("14 days", text)
    text = without_what_comes_after(said_plainly(text, key), question, key)
    text = _TIME_PARTS.sub(_time_part, text)
    text = _EACH.sub(r" per \1", text)
    text = _BEATS.sub(" per minute", text)
    if _counts_mass(key):
        text = _SEVERAL.sub(_together, text)
    if isinstance(key, ExplanationKey) and _HOURS.search(key.model):
        text = _WHOLE_HOURS.sub(_in_hours, text)
    text = _UNIT_DASH.sub(r"\1 - ", text)
    if isinstance(key, QuantityKey | RangeKey) and key.quantity.unit is not None:
        text = in_shares(text, key.quantity.unit.symbol)
    text = _RECEPTOR_OF.sub(r"\2 \1", text)
    text = _RECEPTOR.sub("", text)
    if any("deficien" in point.text.casefold() for point in key.points):
        text = _LACK.sub(r"\1 deficiency", text)
    text = each_with_its_own(text)
    if "poor" not in key.model.casefold():
        text = _POOR.sub("reduced ", text)
    if isinstance(key, ListKey):
        text = _LESS_SO.sub("", text)
    text = _LATER.sub(r"after \1", text)
    text = _FREE.sub(r"non-\1", text)
    text = _LEAST.sub(r"at least \1", text)
    text = _NEVER_LESS.sub("at least ", _NEVER_MORE.sub("at most ", text))
    text = _DOSES_OF.sub(r"\2 \1 times daily", text)
    text = _SO_MANY_A_DAY.sub(r"\1 times daily", text)
    if isinstance(key, RegimenKey):
        text = _IN_ALL.sub(r"\1 per day", text)
    text = _ALL_BUT.sub("not ", text)
    text = _RARER.sub("unlikely", text)
    text = _FORESTALLED.sub(r"no \1", text)
    text = _without_initials(text, key, lexicon)
    if "- " not in text:
        return text
    near = near_words(question, key)

    def whole(match: re.Match[str]) -> str:
        for cut in range(2, len(match[3]) - 3):
            word = (match[1] + match[3][cut:]).casefold()
            if word in near or word in lexicon.vocabulary:
                return f"{word} {match[2]}{match[3]}"
        return match.group()

    return _CUT.sub(whole, text)


def near_words(question: str, key: Key) -> frozenset[str]:
    """The words of a question and its key, in plain form."""
    texts = [question, key.model]
    for point in key.points:
        texts += [point.text, *point.accepted]
    return frozenset(
        plain_form(word.typed) for text in texts for word in words_of(text) if len(word.typed) > 3
    )


_SIGN_WORDS = {
    "↑": " increased ", "⇑": " increased ", "⬆": " increased ", "↗": " increased ",
    "↓": " decreased ", "⇓": " decreased ", "⬇": " decreased ", "↘": " decreased ",
    "→": " leads to ", "⇒": " leads to ", "⟶": " leads to ", "➔": " leads to ",
}  # fmt: skip
_VITAMIN = re.compile(r"\bvit\b\.?\s*", re.I)
_SIGNS = re.compile("|".join([*_SIGN_WORDS, r"(?<!<)[-=]{1,2}>", ">{2,3}"]))
_UNENDING = re.compile(
    r"\b(?:that|which)\s+(?:just\s+|simply\s+)?(?:won['’]?t|will\s+not|do(?:es)?\s+not|do(?:es)?n['’]?t|never|can(?:not|['’]?t)\s+be)\s+"
    r"(?:stop(?:ped)?|ends?|go\s+away|cease)\b",
    re.I,
)
_KEEP_OFF = re.compile(
    r"\b(?:keep|keeping|stay|staying|steer|steering|lay)\s+(?:well\s+)?(?:off(?!\s+work)|away\s+from|clear\s+of|out\s+of)\b"
    r"|\b(?:abstain|abstention|refrain|refraining|abstaining)\s+from\b|\b(?<=and\s)(?:well\s+)?away\s+from\b",
    re.I,
)
_NO_PART = re.compile(
    r"\b([\w-]{1,60}(?:\s+[\w-]{1,60})?)\s+(?:plays?|has|have|takes?)\s+no\s+(?:part|role|share)\s+in\b",
    re.I,
)
_DOTTED = re.compile(
    r"\b(conc|approx|esp|incl|max|min|temp|resp|abdo|maint|wt|pts?|tabs?|caps?|inj|hrs?|wks?|yrs?|adm|pres|prev)\.(?=\s+[a-z\d])",
    re.I,
)
_LET_KNOW = re.compile(r"\blet(?=\s+(?:\w+\s+){1,3}know\b)", re.I)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_ORDINALS = re.compile(
    rf"\b({'|'.join(_NTH)})\s+(?:or|to)\s+(?:the\s+)?({'|'.join(_NTH)})\s+(day|week|month|hour|year)\b",
    re.I,
)


def _in_figures(match: re.Match[str]) -> str:
    """ "the third or fourth day" as 3-4 days."""
    return f"{_NTH[match[1].casefold()]}-{_NTH[match[2].casefold()]} {match[3]}s"


_OVER_TIME = re.compile(
    r"\s+(?:over|in\s+the\s+course\s+of)\s+(?:a|one|the|each)\s+(day|week|month)\b", re.I
)
_ONE = re.compile(r"\b([a-z][a-z-]{3,60})\s+one(s?)\b(?!\s+(?:of|day|week|hour|month))", re.I)


def _named_one(match: re.Match[str], question: str, key: Key) -> str:
    """ "the ryanodine one" with the noun that the question or the key has there."""
    texts = [key.model, *(point.text for point in key.points), question]
    for text in texts:
        if found := re.search(rf"\b{re.escape(match[1])}\s+([a-z]{{4,}})", text, re.I):
            return f"{match[1]} {found[1]}"
    return match.group()


_AS_TOLD = re.compile(
    r"\b(?:(?:just|exactly|precisely|only)\s+)?(?:as|the\s+way|how)\s+(?:(?:it\s+was|you\s+(?:are|were)|the|your|his|her)\s+)?"
    r"(?:(?:doctor|physician|prescriber|label|leaflet)\s+(?:has\s+)?)?(?:prescribed|directed|told|instructed|ordered|advised|says?|said)\b",
    re.I,
)
_WAIT = re.compile(
    r"[\s,.;-]*\b(?:no[\s,]+wait(?!\s+(?:\d|an?\b|for\b|until\b|till\b|at\b|another\b|one\b|two\b|four\b|five\b))|wait[\s,]+no|no[\s,]+actually|actually[\s,]+no|scratch\s+that|correction|i\s+mean|(?<=,\s)wait(?=,))\b[\s,.:;-]+"
    r"|[\s,]+(?:no[\s,]+sorry|sorry[\s,]+no)[\s,]+",
    re.I,
)
_TILDE = re.compile(r"(?<=\d)\s*[~∼～]\s*(?=\d)")
_UNLESS = re.compile(r"(?:\b(?:not|never|avoid\w*)\b|n['’]t\b)(?:\s+[\w']+){0,5}?\s+unless\b", re.I)
_WHETHER = re.compile(r"\b(?:whether|if)\s+([\w ]{2,30}?)\s+or\s+not\b", re.I)
_SHORT = {"12": "months", "52": "weeks", "7": "days"}
_SHORT_TIMES = re.compile(r"(?<![\w./])(\d{1,2})/(12|52|7)(?![\w/])")
"""\"6/12" is six months, "2/52" two weeks, as hospitals write them."""
_IONS = (
    r"potassium|sodium|calcium|magnesium|phosphate|phosphorus|glucose|sugar|iron|folate|K|Na|Ca|Mg"
)
_TOO_MUCH = re.compile(rf"\b(?:too\s+(much|little)|(not\s+enough))\s+(?=(?:{_IONS})\b)", re.I)
_SLOTS = (
    re.compile(
        r"\b(?:morning|breakfast)\b[^.;]{0,24}\b(?:midday|noon|lunch\w*|afternoon)\b[^.;]{0,24}"
        r"\b(?:night|evening|bedtime|supper|dinner)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:morning|breakfast)\b[^.;]{0,24}\b(?:night|evening|bedtime|supper|dinner)\b", re.I
    ),
)


_SLOT = re.compile(
    r"\b(?:in\s+the\s+|at\s+)?(?:morning|midday|noon|afternoon|night|evening|bedtime)\b", re.I
)


def _over_the_day(text: str) -> str:
    """ "one in the morning, one at midday and one at night" is also "three times daily"."""
    if any(one.per_day != 1 for one in find_frequencies(text)):
        return text
    for pattern, often in zip(_SLOTS, ("three times daily", "twice daily"), strict=True):
        if match := pattern.search(text):
            slots = _SLOT.sub("", match.group())
            return f"{text[: match.start()]}{slots}, {often}{text[match.end() :]}"
    return text


_SHORTENED = re.compile(r"(?<![\w-])([a-z]{3,9})(\.?)(?![\w-])", re.I)


def _lengthened(text: str, question: str, key: Key, lexicon: Lexicon) -> str:
    """A word of the question or the key that was cut short, in full: "vanco", "creat", "conc."."""
    if not any(
        match[1].casefold() not in lexicon.vocabulary for match in _SHORTENED.finditer(text)
    ):
        return text
    near = near_words(question, key)

    def full(match: re.Match[str]) -> str:
        word = match[1].casefold()
        if word in lexicon.vocabulary or word in near or (is_ordinary(word) and not match[2]):
            return match.group()
        if len(word) < 4 and not match[2]:
            return match.group()
        longer = [one for one in near if one.startswith(word) and len(one) >= len(word) + 2]
        if not longer or len({one[: len(word) + 3] for one in longer}) > 1:
            return match.group()
        return min(longer, key=len)

    return _SHORTENED.sub(full, text)


_FORTNIGHT = re.compile(r"\b(?:a|one|1)\s+fortnight(?:['’]s)?|\bfortnight(?:['’]s)?\b", re.I)
_UNIT_DASH = re.compile(
    r"(\d\s?(?:h|hrs?|hours?|min|days?|d|wks?|weeks?|mg|mcg|µg|g|ml|units?|%))\s?[-–—]\s?(?=\d)",
    re.I,
)
"""\"2h-3h": the dash is no part of a name there."""

_TIME = r"(?P<{0}>hour|day|week|month|year)"
_TIME_PARTS = re.compile(
    rf"\b(?:an?|one)\s+{_TIME.format('whole')}\s+and\s+a\s+half\b"
    rf"|\b(?P<part>half|a\s+quarter\s+of|one\s+quarter\s+of|a\s+third\s+of|three\s+quarters\s+of)\s+an?\s+{_TIME.format('of')}\b",
    re.I,
)
_PARTS = {"half": "1/2", "quarter of": "1/4", "fourth of": "1/4", "third of": "1/3",
          "sixth of": "1/6", "eighth of": "1/8", "tenth of": "1/10",
          "three quarters of": "3/4"}  # fmt: skip
_SMALLER = {"hour": (60, "minutes"), "day": (24, "hours"), "week": (7, "days"),
            "month": (1, "months"), "year": (12, "months")}  # fmt: skip


def _time_part(match: re.Match[str]) -> str:
    """ "half a day" as 12 hours, "a year and a half" as 18 months."""
    of = (match["whole"] or match["of"]).casefold()
    share = (
        Fraction(_PARTS[re.sub(r"^(?:an?|one) ", "", " ".join(match["part"].casefold().split()))])
        if match["part"]
        else Fraction(3, 2)
    )
    number, name = _SMALLER[of]
    return f"{float(share * number):g} {name}"


_HOURS = re.compile(r"\d\s*(?:h|hours?)\b", re.I)
_WHOLE_HOURS = re.compile(r"(?<![\d.,–-])(\d{2,3})\s?(?:min|mins|minutes)\b", re.I)


def _in_hours(match: re.Match[str]) -> str:
    """ "120 min" as 2 h, where the key speaks of hours."""
    hours, rest = divmod(int(match[1]), 60)
    return match.group() if rest or not hours else f"{hours} h"


_EACH = re.compile(
    r"\s+(?:for|in|with)\s+(?:each|every|a|one)\s+(kilo(?:gram(?:me)?)?s?|kg|(?:milli|micro)?lit(?:re|er)|ml|l|minute)\b",
    re.I,
)
_BEATS = re.compile(
    r"\s*(?:\bbpm\b|\b(?:heart)?beats\s*(?:/|per|a|each|every)\s*min(?:ute)?\b)", re.I
)
_NAMES = "two|three|four|five|six|seven|eight|nine|ten"
_SEVERAL = re.compile(
    rf"\b(?P<n>{_NAMES}|one|[1-9])\s*(?:x|×|of\s+the)?\s+(?P<amount>\d+(?:\.\d+)?)\s?(?P<unit>mg|mcg|micrograms?|milligrams?|g|units?)"
    r"\s+(?:tablets?|tabs?|capsules?|caps|pills?|puffs?|vials?)\b",
    re.I,
)


def _together(match: re.Match[str]) -> str:
    """ "three 2.5 mg tablets" as 7.5 mg."""
    number = find_numbers(f"{match['n']} days")[0].value
    return f"{float(number * Fraction(match['amount'])):g} {match['unit']}"


def _counts_mass(key: Key) -> bool:
    """Whether the key asks for an amount of drug and not for a number of tablets."""
    if isinstance(key, RegimenKey):
        return True
    texts = [key.model, *(point.text for point in key.points)]
    if isinstance(key, QuantityKey | RangeKey):
        texts = [key.quantity.unit.symbol if key.quantity.unit is not None else ""]
    return any(
        re.search(r"\b(?:mg|mcg|micrograms?|g|units?)\b", text) for text in texts
    ) and not any(re.search(r"\b(?:tablets?|capsules?|vials?|puffs?)\b", text) for text in texts)


_CUT = re.compile(
    r"\b([a-z]{2,8})-\s+((?:and|or|as\s+well\s+as|&|/)\s+(?:the\s+)?)([a-z]{6,})", re.I
)


_POOR = re.compile(r"\bpoor(?:er)?\s+(?=absor|uptake\b)", re.I)
_LESS_SO = re.compile(
    r"\(?\b(?:but\s+)?(?:(?:much\s+)?less\s+so|to\s+a\s+(?:much\s+)?(?:lesser|smaller)\s+(?:extent|degree)|to\s+some\s+(?:extent|degree))\b\)?",
    re.I,
)
_RECEPTOR_OF = re.compile(
    r"\b((?:partial\s+|inverse\s+)?(?:ant)?agonist)s?\s+(?:at|of|on|to)\s+(?:the\s+)?"
    r"([\w-]+(?:[ -][\w-]+)?)\s+receptors?\b",
    re.I,
)
_RECEPTOR = re.compile(r"\breceptors?\s+(?=(?:ant)?agonis|block)", re.I)
_LACK = re.compile(
    r"\b(?:lack\s+of|low|too\s+little|not\s+enough|insufficient|reduced|depleted)\s+"
    r"((?:vitamin\s+)?(?!blood\b|white\b|red\b)[\w-]+)(?!\s+(?:pressure|sugar|count|cells?))",
    re.I,
)


_AMOUNT = r"\d[\d.,]{0,15}\s*(?:mg|mcg|micrograms?|milligrams?|g|grams?|units?|mL)"
_IN_ALL = re.compile(
    rf"\b({_AMOUNT})\s+(?:in\s+all|in\s+total|altogether|all\s+told)\b"
    r"(?!\s*(?:per|an?|each|every|in|over)\s+(?:\d|day|week))",
    re.I,
)
"""\"5 mg in all, shared out over three doses" is 5 mg a day, and no 5 mg a dose."""

_LEAST = re.compile(
    rf"\b({_AMOUNT}(?:\s*(?:/|per|an?)\s*\w+|\s+daily)?)\s+is\s+the\s+(?:least|minimum|smallest)\b",
    re.I,
)
"""\"2 g is the least" is "at least 2 g": the other side of a maximum."""

_NEVER_LESS = re.compile(
    r"\bnever\s+(?:be\s+)?(?:under|below|less\s+than|shorter\s+than|within)\s+(?=[\d\w])", re.I
)
_NEVER_MORE = re.compile(
    r"\b(?:never|(?:can|must|should|may)(?:not|\s+not|n['’]?t|['’]t))\s+(?:be\s+|go\s+|get\s+|take\s+)?"
    r"(?:over|above|more\s+than|longer\s+than|beyond)\s+(?=[\d\w])",
    re.I,
)
_DOSES_OF = re.compile(
    rf"\b({_NAMES}|[2-9])\s+doses\s+of\s+({_AMOUNT})\s+(?:every|each|per|a)\s+day\b", re.I
)
_SO_MANY_A_DAY = re.compile(
    rf"(?<![\d.]\s)\b({_NAMES}|one|[1-9])\s+(?:a|per|each|every)\s+day\b(?=\s*(?:$|[,;.]|on\b|with|before))",
    re.I,
)
""""1 a day on an empty stomach": how often, where nothing is counted."""

_FREE = re.compile(r"\b([a-z]{3,}(?:-[a-z]+)?)-free\b", re.I)
"""\"hormone-free" is "non-hormone"; it frees nobody to do anything."""

_ALL_BUT = re.compile(
    r"\b(?:any|every|all|each)\s+(?:[\w-]+\s+){0,3}?(?:but|except(?:\s+for)?|apart\s+from|other\s+than|bar)\s+|"
    r"\b(?:anything|everything|something|\w+s)\s+(?:other|else|different)\s+than\s+|\bstop(?:s|ped|ping)?\s+short\s+of\s+|"
    r"\b(?:anything|everything)\s+(?:except(?:\s+for)?|apart\s+from|besides|bar|save)\s+|"
    r"\b(?:anything|all|everything|any)\s+but\s+|\bfar\s+from\s+",
    re.I,
)
_RARER = re.compile(r"\b(?:less\s+likely|rarer)\b(?!\s+than)", re.I)
_FORESTALLED = re.compile(
    r"(?:^|(?<=[,;.]\s))(?:(?:its|the|their|a|any)\s+)?([\w-]+(?:\s+[\w-]+){0,4}?)\s+"
    r"(?:is|are|was|were)\s+(?:prevented|averted|forestalled)\b",
    re.I,
)
"""\"its fall is prevented\" says that it does not fall."""

_LATER = re.compile(
    r"\b((?:(?:\d[\d.,]{0,15}|one|two|three|four|five|six)\s*(?:-|–|to)\s*)?(?:\d[\d.,]{0,15}|an?|one|two|three|four|five|six|seven)\s*"
    r"(?:hours?|hrs?|h|days?|weeks?|months?|minutes?|min))\s+(?:later|afterwards|thereafter)\b",
    re.I,
)
"""\"restart 48 hours later\" is "restart after 48 hours"."""

_INITIALS = re.compile(r"(?<![\w-])([A-Z]{2,5})(\d?)(?![\w])")


def _without_initials(text: str, key: Key, lexicon: Lexicon) -> str:
    """Capitals that are the first letters of words of the key, written out: "MH", "PF4".

    A name that the lexicon knows keeps its own meaning.
    """
    if not _INITIALS.search(text):
        return text
    known: dict[str, str] = {}
    for source in (key.model, *(point.text for point in key.points)):
        words = [word for word in words_of(source) if word.is_word]
        for begin in range(len(words)):
            for end in range(begin + 2, min(begin + 5, len(words)) + 1):
                run = words[begin:end]
                whole = source[run[0].start : run[-1].end]
                if len(re.findall(r"[ -]", whole)) == len(run) - 1:
                    initials = "".join(word.plain[0] for word in run).upper()
                    known.setdefault(initials, whole)

    def spelled(match: re.Match[str]) -> str:
        whole = known.get(match.group())
        return match.group() if whole is None or lexicon.by_name(match.group()) else whole

    return _INITIALS.sub(spelled, text)
