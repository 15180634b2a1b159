"""Patterns: what is a telephone number and what only has digits; all numbers and addresses are invented."""

from itertools import pairwise

import pytest

from dragoman.engines.entity import EntityKind
from dragoman.text.patterns import find_patterns


def found(text: str, kind: EntityKind | None = None) -> list[str]:
    return [text[entity.start : entity.end] for entity in find_patterns(text) if kind in (None, entity.kind)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call +7 701 555 01 23 or 8 (701) 555-01-23.", ["+7 701 555 01 23", "8 (701) 555-01-23"]),
        ("87015550123", ["87015550123"]),
        ("Звоните 8-727-250-01-23, спросите меня", ["8-727-250-01-23"]),
        ("8 (7172) 55-01-23", ["8 (7172) 55-01-23"]),
        ("London is +44 20 7946 0958.", ["+44 20 7946 0958"]),
        ("(202) 555-0147 and 1-202-555-0147", ["(202) 555-0147", "1-202-555-0147"]),
        ("мой телефон 55-01-23", ["55-01-23"]),
        ("my mobile is 701 555 01 23", ["701 555 01 23"]),
        ("+998901234567", ["+998901234567"]),
    ],
)
def test_telephone_numbers(text: str, numbers: list[str]) -> None:
    assert found(text, EntityKind.PHONE) == numbers
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "from 2014 to 2022",
        "60 000 тенге",
        "1,200,000 people",
        "2014-2022, 1991 1992 1993",
        "8 000 000 000 долларов",
        "87015550123 тенге",
        "Resolution 1325 and 2231-2015",
        "between 10-15 and 20-25 percent",
        "3.14159265358979",
        "100 000 000 000",
        "8 2014 2015 2016",
        "200 300 400 500",
        "C5+1 2022 2023 2024",
        "14.05.2022, 9/11, 24/7, 50/50",
        "e.g. this and i.e. that.Then",
        "pages 123-456-789",
    ],
)
def test_years_sums_and_counts_are_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Пишите на askar.t@example.kz, или a-b+c@mail.example.com.", ["askar.t@example.kz", "a-b+c@mail.example.com"]),
        ("askar at example dot com", ["askar at example dot com"]),
        ("аскар точка т собака example точка кз", ["аскар точка т собака example точка кз"]),
        ("me@ home, @ work", []),
        ("look at example sentences dot by dot", []),
    ],
)
def test_email_addresses(text: str, addresses: list[str]) -> None:
    assert found(text, EntityKind.EMAIL) == addresses


def test_web_addresses_without_the_punctuation_after_them() -> None:
    text = "See https://www.example.com/a?b=c, example.kz/news (or www.example.org) and @askar_t."
    assert found(text, EntityKind.URL) == [
        "https://www.example.com/a?b=c",
        "example.kz/news",
        "www.example.org",
        "@askar_t",
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("I was born on 12 May 1980 in Taraz", ["12 May 1980"]),
        ("родился 12 мая 1980 года", ["12 мая 1980"]),
        ("12.05.1980 г.р.", ["12.05.1980"]),
        ("date of birth: 1980-05-12", ["1980-05-12"]),
        ("the law of 12 May 1980", []),
        ("born in the 1980s, he left on 3 June 2022", []),
    ],
)
def test_dates_of_birth_and_no_others(text: str, dates: list[str]) -> None:
    assert found(text, EntityKind.DATE_OF_BIRTH) == dates


def test_overlaps_are_settled() -> None:
    entities = find_patterns(
        "ИИН 800512300457, карта 4111 1111 1111 1111, t.me/askar, me@example.kz/x, +7 701 555 01 23"
    )
    assert all(one.end <= other.start for one, other in pairwise(entities))
    assert len(entities) == 5
