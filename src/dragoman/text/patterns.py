"""Patterns: what identifies people by its shape alone, such as addresses and telephone numbers. No model is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.engines.entity import Entity, EntityKind
from dragoman.text.id_numbers import find_id_numbers

ORIGIN = "rules"
CERTAIN, LIKELY = 0.95, 0.75

# Lengths are bounded as in RFC 5321, section 4.5.3.1, and RFC 1035, section 2.3.4: no text makes the search slow.
_EMAIL = re.compile(r"(?<![\w.+@-])[\w.+-]{0,63}[\w+-]@(?:[\w-]{1,63}\.){1,8}\w{2,24}(?![\w@])")
_SPOKEN_EMAIL = re.compile(
    r"(?<!\w)[\w.-]{1,40}(?: (?:dot|точка|нүкте) [\w.-]{1,40}){0,3} (?:at|собака|эт) "
    r"[\w-]{1,40}(?: (?:dot|точка|нүкте) [\w-]{1,40}){0,3} (?:dot|точка|нүкте) "
    r"(?:com|org|net|edu|kz|ru|uz|kg|gov|ком|кз|кей зед|ру)(?!\w)",
    re.IGNORECASE,
)
_DOMAINS = "com|org|net|edu|gov|int|info|biz|io|me|kz|ru|su|uz|kg|tj|tm|az|by|ua|eu|uk|de|fr|tr|cn|us|рф|қаз"
_URL = re.compile(
    rf"(?<![\w.@/-])(?:https?://[^\s<>\"«»“”]+|www\.[^\s<>\"«»“”]+|"
    rf"(?:[a-zа-я0-9][\w-]{{0,62}}(?<!-)\.){{1,8}}(?:{_DOMAINS})(?![\w-]|\.\w)(?:/[^\s<>\"«»“”]*)?)"
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z]\w{3,31}(?!\w|@|\.\w)")
_CLOSING = ".,;:!?…)]}'’"

_GAP = r"[ \u00a0.\-–]?"
_START = r"(?<![\w+/.,:-])(?<!\d[ \u00a0])"
_STOP = r"(?!\d|[ \u00a0–-]\d|[.,:/]\d|\w)"
_PHONES = (
    # +7 701 555 01 23, +44 20 7946 0958: a plus sign and 8 to 15 digits (ITU-T E.164, section 6).
    re.compile(rf"(?<![\w+])\+\d{{1,3}}(?:[ \u00a0.\-–]?\(?\d{{1,5}}\)?){{2,6}}{_STOP}"),
    # 8 (701) 555-01-23, 7-727-250-01-23, 87015550123: Kazakhstan and Russia from inside.
    re.compile(rf"{_START}[78]{_GAP}\(?[3-9]\d{{2}}\)?{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_STOP}"),
    # 8 (7172) 55-01-23: towns with longer codes.
    re.compile(rf"{_START}8[ \u00a0-]?\([3-9]\d{{3,4}}\)[ \u00a0]?\d{{1,2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_STOP}"),
    # (701) 555-01-23: a mobile number without its first digit.
    re.compile(rf"{_START}\(?7[0-9]{{2}}\)?[ \u00a0-]\d{{3}}[ \u00a0-]\d{{2}}[ \u00a0-]\d{{2}}{_STOP}"),
    # (202) 555-0147, 1-202-555-0147: North America (area and exchange never begin with 0 or 1).
    re.compile(rf"{_START}(?:1[ .-])?(?:\([2-9]\d{{2}}\) ?|[2-9]\d{{2}}[-.])[2-9]\d{{2}}[-.]\d{{4}}{_STOP}"),
)
_AFTER_THE_WORD = re.compile(
    r"(?:телефон\w*|тел\.|сотов\w+|мобильн\w+|ватсап\w*|звони\w*|позвони\w*|phone|telephone|mobile|whatsapp|"
    r"cell|call me (?:at|on)|ұялы|нөмірім)"
    r"[^\d\n+]{0,25}?((?:\d{2,4}[ \u00a0-]?){1,4}\d{2,4})" + _STOP,
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ \u00a0]*(?:₸|\$|€|%|руб|тенге|теңге|тг\b|долл|евро|тысяч|млн|млрд|миллион|миллиард|человек|tenge|rouble|ruble|"
    r"dollar|euro|usd|kzt|million|billion|thousand|people|percent|per cent|год|жыл|km|км|тонн|tons)",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*|"
    r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\w*"
)
_DATE = (
    rf"(\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}),? (?:19|20)\d{{2}}|"
    rf"(?:{_MONTH}) \d{{1,2}},? (?:19|20)\d{{2}})(?!\d)"
)
_BIRTH = re.compile(
    rf"(?:born(?: on)?|date of birth|birthday(?: is)?|родил\w+|дата рождения|день рождения|туған күн\w*|туылған\w*)"
    rf"[^\d\n.]{{0,25}}?{_DATE}",
    re.IGNORECASE,
)
_BORN_AFTER_DATE = re.compile(
    rf"(?<!\d){_DATE}(?:[ \u00a0](?:года|г\.|жылы))?[ \u00a0]*(?:рождения|г\. ?р\.|туған|туылған)", re.IGNORECASE
)


def find_patterns(text: str) -> list[Entity]:
    """E-mail and web addresses, accounts, telephone and personal numbers and dates of birth, in any language.

    Precision comes first: years, sums and large counts are no telephone numbers. Overlaps are settled: what was found
    first in the order of this sentence stays, of one kind the longer.
    """
    kept: list[Entity] = []
    for entity in (*_emails(text), *_urls(text), *_ids(text), *_phones(text), *_births(text)):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda entity: entity.start)


def _emails(text: str) -> Iterator[Entity]:
    for match in _EMAIL.finditer(text):
        yield Entity(match.start(), match.end(), EntityKind.EMAIL, CERTAIN, ORIGIN)
    for match in _SPOKEN_EMAIL.finditer(text):
        yield Entity(match.start(), match.end(), EntityKind.EMAIL, LIKELY, ORIGIN)


def _urls(text: str) -> Iterator[Entity]:
    for match in _URL.finditer(text):
        end = match.start() + len(match.group().rstrip(_CLOSING))
        yield Entity(match.start(), end, EntityKind.URL, CERTAIN, ORIGIN)
    for match in _HANDLE.finditer(text):
        yield Entity(match.start(), match.end(), EntityKind.URL, LIKELY, ORIGIN)


def _ids(text: str) -> list[Entity]:
    return sorted(find_id_numbers(text), key=lambda entity: (-entity.score, entity.start - entity.end, entity.start))


def _phones(text: str) -> Iterator[Entity]:
    for place, pattern in enumerate(_PHONES):
        for match in pattern.finditer(text):
            digits = sum(character.isdecimal() for character in match.group())
            if 8 <= digits <= 15 and (place == 0 or not _is_count(text, match)):
                yield Entity(match.start(), match.end(), EntityKind.PHONE, CERTAIN, ORIGIN)
    for match in _AFTER_THE_WORD.finditer(text):
        digits = sum(character.isdecimal() for character in match.group(1))
        if 5 <= digits <= 11 and not _is_count(text, match):
            yield Entity(match.start(1), match.end(1), EntityKind.PHONE, LIKELY, ORIGIN)


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether the number counts something: a sum of money, people, years."""
    before = text[: match.start()].rstrip()
    return bool(_COUNTED.match(text, match.end())) or before.endswith(("$", "€", "₸", "£", "№"))


def _births(text: str) -> Iterator[Entity]:
    for pattern in (_BIRTH, _BORN_AFTER_DATE):
        for match in pattern.finditer(text):
            yield Entity(match.start(1), match.end(1), EntityKind.DATE_OF_BIRTH, LIKELY, ORIGIN)
