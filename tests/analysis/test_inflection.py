"""Inflected forms, checked by hand against the grammars of the three languages."""

from __future__ import annotations

import pytest

from dragoman.analysis.inflection import inflected_forms
from dragoman.analysis.kazakh_inflection import kazakh_relationals


def in_russian(term: str, *, adjective: bool = False) -> set[str]:
    return set(inflected_forms(term, "ru", adjective=adjective))


def in_kazakh(term: str) -> set[str]:
    return set(inflected_forms(term, "kk"))


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("Россия", "Россия России Россию Россией"),
        ("Китай", "Китай Китая Китаю Китаем Китае"),
        ("Казахстан", "Казахстан Казахстана Казахстану Казахстаном Казахстане"),
        ("Нур-Султан", "Нур-Султан Нур-Султана Нур-Султану Нур-Султаном Нур-Султане"),
        ("Штаты", "Штаты Штатов Штатам Штатами Штатах"),
        ("Поднебесная", "Поднебесная Поднебесной Поднебесную Поднебесною"),
        ("Душанбе", "Душанбе"),
        ("США", "США"),
        ("НАТО", "НАТО"),
        ("ШОС", "ШОС ШОСа ШОСу ШОСом ШОСе"),
    ],
)
def test_a_russian_name_of_one_word_in_its_cases(term: str, forms: str) -> None:
    assert in_russian(term) == set(forms.split())


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        (
            "Европейский союз",
            ["Европейский союз", "Европейского союза", "Европейскому союзу", "Европейским союзом", "Европейском союзе"],
        ),
        (
            "Соединённые Штаты Америки",
            [
                "Соединённые Штаты Америки",
                "Соединённых Штатов Америки",
                "Соединённым Штатам Америки",
                "Соединёнными Штатами Америки",
                "Соединённых Штатах Америки",
            ],
        ),
        ("Ак Орда", ["Ак Орда", "Ак Орды", "Ак Орде", "Ак Орду", "Ак Ордой", "Ак Ордою"]),
    ],
)
def test_a_russian_name_of_several_words_agrees(term: str, forms: list[str]) -> None:
    assert in_russian(term) == set(forms)


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("Организация Договора о коллективной безопасности", "Организацией Договора о коллективной безопасности"),
        ("Организация Объединённых Наций", "Организацию Объединённых Наций"),
        ("Шанхайская организация сотрудничества", "Шанхайской организации сотрудничества"),
        ("Совещание по взаимодействию и мерам доверия в Азии", "Совещанием по взаимодействию и мерам доверия в Азии"),
        ("Китайская Народная Республика", "Китайскую Народную Республику"),
        ("Республика Корея", "Республикой Корея"),
        ("Республика Корея", "Республики Кореи"),
        ("Белый дом", "Белого дома"),
        ("Южно-Китайское море", "Южно-Китайского моря"),
        ("Центральная Азия + США", "Центральной Азии + США"),
    ],
)
def test_what_follows_the_noun_stays_as_it_is(term: str, form: str) -> None:
    assert form in in_russian(term)


def test_a_thing_has_the_accusative_of_things() -> None:
    assert "Европейского союза" in in_russian("Европейский союз")  # as the genitive
    assert not {"Европейского союз", "Европейский союза"} & in_russian("Европейский союз")


def test_a_russian_adjective_in_every_gender_number_and_case() -> None:
    forms = (
        "российский российского российскому российским российском российская российской российскую российскою "
        "российское российские российских российскими российско-"
    )
    assert in_russian("российский", adjective=True) == set(forms.split())


def test_a_name_of_people_in_both_numbers() -> None:
    forms = "россиянин россиянина россиянину россиянином россиянине россияне россиян россиянам россиянами россиянах"
    assert in_russian("россиянин", adjective=True) == set(forms.split())


def test_a_name_stays_in_its_number() -> None:
    assert "Кореи" in in_russian("Корея")
    assert not {"Корей", "Кореям", "Кореями", "Кореях"} & in_russian("Корея")


def test_a_name_that_cannot_be_read_is_itself() -> None:
    assert in_russian("Ь + 7") == {"Ь + 7"}


@pytest.mark.parametrize(
    ("term", "forms"),
    [  # genitive, dative, accusative, locative, what is there, ablative, instrumental
        ("Ресей", "Ресейдің Ресейге Ресейді Ресейде Ресейдегі Ресейден Ресеймен"),
        ("Қытай", "Қытайдың Қытайға Қытайды Қытайда Қытайдағы Қытайдан Қытаймен"),
        ("Қазақстан", "Қазақстанның Қазақстанға Қазақстанды Қазақстанда Қазақстандағы Қазақстаннан Қазақстанмен"),
        ("Түркия", "Түркияның Түркияға Түркияны Түркияда Түркиядағы Түркиядан Түркиямен"),
        ("Мәскеу", "Мәскеудің Мәскеуге Мәскеуді Мәскеуде Мәскеудегі Мәскеуден Мәскеумен"),
        ("Бейжің", "Бейжіңнің Бейжіңге Бейжіңді Бейжіңде Бейжіңдегі Бейжіңнен Бейжіңмен"),
        ("Бішкек", "Бішкектің Бішкекке Бішкекті Бішкекте Бішкектегі Бішкектен Бішкекпен"),
        ("Ташкент", "Ташкенттің Ташкентке Ташкентті Ташкентте Ташкенттегі Ташкенттен Ташкентпен"),
        ("Брюссель", "Брюссельдің Брюссельге Брюссельді Брюссельде Брюссельдегі Брюссельден Брюссельмен"),
        ("Париж", "Париждің Парижге Парижді Парижде Париждегі Парижден Парижбен"),
        ("одақ", "одақтың одаққа одақты одақта одақтағы одақтан одақпен"),
    ],
)
def test_kazakh_cases_follow_harmony_and_assimilation(term: str, forms: str) -> None:
    assert set(forms.split()) <= in_kazakh(term)


@pytest.mark.parametrize(
    ("term", "wrong"),
    [
        ("Ресей", "Ресейдың Ресейға Ресейда Ресейтің"),
        ("Қытай", "Қытайдің Қытайге Қытайның Қытайтан"),
        ("Қазақстан", "Қазақстандың Қазақстанге Қазақстандан Қазақстанпен"),
        ("Бішкек", "Бішкекдің Бішкекге Бішкекқа Бішкекмен"),
    ],
)
def test_kazakh_suffixes_of_the_wrong_row_are_no_forms(term: str, wrong: str) -> None:
    assert not set(wrong.split()) & in_kazakh(term)


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("Америка Құрама Штаттары", "Америка Құрама Штаттарының"),
        ("Америка Құрама Штаттары", "Америка Құрама Штаттарына"),
        ("Америка Құрама Штаттары", "Америка Құрама Штаттарымен"),
        ("Біріккен Ұлттар Ұйымы", "Біріккен Ұлттар Ұйымында"),
        ("Қазақстан Республикасы", "Қазақстан Республикасынан"),
        ("Еуропалық одақ", "Еуропалық одақпен"),
        ("Қазақстан", "Қазақстанымыздың"),
        ("одақ", "одағы"),
        ("ресейлік", "ресейліктердің"),
        ("АҚШ", "АҚШ-тың"),
        ("АҚШ", "АҚШтың"),
        ("ШЫҰ", "ШЫҰ-ға"),
        ("НАТО", "НАТО-мен"),
        ("ЕАЭО", "ЕАЭО-дан"),
        ("C5+1", "C5+1-ге"),
    ],
)
def test_kazakh_possession_plural_and_abbreviations(term: str, form: str) -> None:
    assert form in in_kazakh(term)


def test_a_possessed_kazakh_name_takes_no_plain_case() -> None:
    assert not {"Біріккен Ұлттар Ұйымыға", "Біріккен Ұлттар Ұйымыда"} & in_kazakh("Біріккен Ұлттар Ұйымы")


@pytest.mark.parametrize(
    ("name", "adjective"),
    [
        ("Ресей", "Ресейлік"),
        ("Қазақстан", "Қазақстандық"),
        ("Америка", "Америкалық"),
        ("Бішкек", "Бішкектік"),
        ("Сеул", "Сеулдік"),
        ("Оңтүстік Корея", "Оңтүстік Кореялық"),
    ],
)
def test_kazakh_adjectives_of_places(name: str, adjective: str) -> None:
    assert kazakh_relationals(name) == (adjective,)


def test_abbreviations_and_possessed_names_make_no_adjective() -> None:
    assert kazakh_relationals("АҚШ") == kazakh_relationals("Біріккен Ұлттар Ұйымы") == kazakh_relationals("C5+1") == ()


@pytest.mark.parametrize(
    ("term", "adjective", "forms"),
    [
        ("Russia", False, ["Russia", "Russia's"]),
        ("United States", False, ["United States", "United States's", "United-States", "United-States's"]),
        ("Russian", True, ["Russian", "Russian's", "Russians"]),
        ("Chinese", True, ["Chinese", "Chinese's"]),
        ("Turkish", True, ["Turkish", "Turkish's"]),
        ("Sino-", True, ["Sino-"]),
    ],
)
def test_english_possessives_and_plurals(term: str, adjective: bool, forms: list[str]) -> None:
    assert list(inflected_forms(term, "en", adjective=adjective)) == forms


def test_any_other_language_has_the_term_as_it_is() -> None:
    assert inflected_forms("Amerika Serikat", "id") == ("Amerika Serikat",)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "id"])
@pytest.mark.parametrize("term", ["Россия", "Ресей", "Russia", "C5+1", "Ъ", "7", "a b c", "Ұлы", "ЁЁ"])
def test_the_term_itself_comes_first_and_no_form_twice(term: str, language: str) -> None:
    forms = inflected_forms(term, language)
    assert forms[0] == term
    assert len(forms) == len(set(forms))
