"""Numbers of persons are believed by their check digits; all are invented or the standards' own examples."""

import pytest

from dragoman.text.id_numbers import find_id_numbers, is_card_number, is_iban, is_kazakh_number, is_snils


def found(text: str) -> set[str]:
    return {text[entity.start : entity.end] for entity in find_id_numbers(text)}


@pytest.mark.parametrize("number", ["800512300457", "800512300106", "150340001236"])
def test_kazakh_numbers(number: str) -> None:
    assert is_kazakh_number(number)
    assert found(f"it is {number}, she said") == {number}


@pytest.mark.parametrize("number", ["800512300457", "800512300106", "150340001236"])
def test_a_wrong_digit_is_mostly_noticed(number: str) -> None:
    # The eleventh digit has the weight 11, which is nothing modulo 11: the scheme leaves it unchecked.
    places = [place for place in range(12) if place != 10]
    wrong = [number[:place] + str(digit) + number[place + 1 :] for place in places for digit in range(10)]
    believed = [other for other in wrong if is_kazakh_number(other) and other != number]
    assert len(believed) <= 10
    assert all(other[:11] != number[:11] for other in believed)


@pytest.mark.parametrize("number", ["801312300457", "80051230045", "8005123004571", "800512900457"])
def test_impossible_kazakh_numbers(number: str) -> None:
    assert not is_kazakh_number(number)


def test_cards_by_their_check_digit() -> None:
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")
    assert found("карта 4111 1111 1111 1111") == {"4111 1111 1111 1111"}
    assert found("карта 4111 1111 1111 1112") == set()


def test_account_and_insurance_numbers() -> None:
    assert is_iban("GB82 WEST 1234 5698 7654 32")
    assert not is_iban("GB82 WEST 1234 5698 7654 33")
    assert is_snils("112-233-445 95")
    assert not is_snils("112-233-445 96")
    assert found("IBAN GB82 WEST 1234 5698 7654 32, СНИЛС 112-233-445 95") >= {
        "GB82 WEST 1234 5698 7654 32",
        "112-233-445 95",
    }


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("паспорт 4508 123456", {"4508 123456"}),
        ("удостоверение личности № 012345678", {"012345678"}),
        ("passport number N12345678", {"N12345678"}),
        ("SSN 123-45-6789", {"123-45-6789"}),
        ("the passport was issued in 2014", set()),
        ("паспортов выдали 12000", set()),
        ("ИИН есть у всех 20 000 000 граждан", set()),
        ("120000000000 tenge", set()),
    ],
)
def test_numbers_by_the_word_before_them(text: str, numbers: set[str]) -> None:
    assert found(text) == numbers
