"""Numbers that states and banks give to people: found by shape, believed by their check digits or the word before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.engines.entity import Entity, EntityKind

CERTAIN, LIKELY = 0.95, 0.75
_EDGE = r"(?<![\w/.,-])"
_END = r"(?![\w/-]|[.,]\d)"
_LONG = re.compile(rf"{_EDGE}\d(?:[ \u00a0-]?\d){{11,18}}{_END}")
_GROUPED_CARD = re.compile(r"\d{4}([ \u00a0-])\d{4}\1\d{4}\1\d{4}|\d{4}([ \u00a0-])\d{6}\2\d{5}")
_IBAN = re.compile(rf"{_EDGE}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,4}})?{_END}")
_KAZAKH_PASSPORT = re.compile(rf"{_EDGE}N ?\d{{8}}{_END}")
_SOCIAL_SECURITY = re.compile(rf"{_EDGE}(?!000|666|9)\d{{3}}-(?!00)\d{{2}}-(?!0000)\d{{4}}{_END}")
_SNILS = re.compile(rf"{_EDGE}\d{{3}}-\d{{3}}-\d{{3}}[ -]\d{{2}}{_END}")
_NAMED = re.compile(
    r"(?:паспорт\w*|удостоверени\w+|серия|инн|иин|бин|снилс|жсн|бсн|төлқұжат\w*|куәлі\w+|passport|identity card|"
    r"id card|id number|licen[cs]e|iin|tax number)"
    r"(?:[ \u00a0]+(?:личности|гражданина|серии|серия|номер\w*|number|no\.?|is|нөмірі|and|и)|[ \u00a0]*[№#:,—–-])*"
    r"[ \u00a0]*([A-ZА-Я]{0,2}[ \u00a0]?\d{2}[ \u00a0]?\d{2}[ \u00a0]?[№#]?[ \u00a0]?\d{4,8}|[A-ZА-Я]{0,2}\d{6,12})"
    rf"{_END}",
    re.IGNORECASE,
)


def find_id_numbers(text: str) -> Iterator[Entity]:
    """Personal numbers, passports, bank cards and accounts in a text, in no particular order."""
    for match in _LONG.finditer(text):
        if _is_checked_number(match.group()):
            yield _entity(match, CERTAIN)
    for pattern, check in ((_IBAN, is_iban), (_SNILS, is_snils)):
        yield from (_entity(match, CERTAIN) for match in pattern.finditer(text) if check(match.group()))
    for pattern in (_KAZAKH_PASSPORT, _SOCIAL_SECURITY):
        yield from (_entity(match, LIKELY) for match in pattern.finditer(text))
    yield from (_entity(match, LIKELY, group=1) for match in _NAMED.finditer(text))


def _is_checked_number(written: str) -> bool:
    digits, together = _digits(written), written.isdecimal()
    if together and is_kazakh_number(digits):
        return True
    return is_card_number(digits) and (together or _GROUPED_CARD.fullmatch(written) is not None)


def is_kazakh_number(digits: str) -> bool:
    """Whether twelve digits are an individual (IIN) or business (BIN) identification number of Kazakhstan.

    An IIN begins with a birth date (YYMMDD) and a digit for century and sex; a BIN with the year and month of
    registration and a 4, 5 or 6. The last digit checks the others: weights 1…11 modulo 11, and where that gives 10,
    weights 3…11, 1, 2. Source: rules for forming the identification number, Government of Kazakhstan, resolution
    No. 406 (2007).
    """
    if len(digits) != 12 or not digits.isdecimal():
        return False
    numbers = [int(digit) for digit in digits]
    for weights in ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        check = sum(number * weight for number, weight in zip(numbers[:11], weights, strict=True)) % 11
        if check != 10:
            break
    return check == numbers[11] and (_begins_with_birth(digits) or _begins_with_registration(digits))


def _begins_with_birth(digits: str) -> bool:
    century = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}.get(digits[6])
    if century is None:
        return False
    try:
        date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return True


def _begins_with_registration(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= 12 and digits[4] in "456"


def is_card_number(digits: str) -> bool:
    """Whether 13 to 19 digits pass the check of bank cards (ISO/IEC 7812-1, annex B, "Luhn") and start like one."""
    if not 13 <= len(digits) <= 19 or digits[0] not in "23456" or len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(account: str) -> bool:
    """Whether an account number passes the check of ISO 13616: letters as 10…35, rotated by four, modulo 97 is 1."""
    plain = account.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def is_snils(number: str) -> bool:
    """Whether a number is a Russian insurance number: weights 9…1 over nine digits, modulo 101, where 100 counts as 0.

    Source: Pension Fund of the Russian Federation, resolution No. 192p (2006), annex 1.
    """
    digits = _digits(number)
    if len(digits) != 11:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(9, 0, -1), strict=True))
    return total % 101 % 100 == int(digits[9:])


def _entity(match: re.Match[str], score: float, *, group: int = 0) -> Entity:
    return Entity(match.start(group), match.end(group), EntityKind.ID_NUMBER, score, "rules")


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)
