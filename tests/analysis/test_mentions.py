"""Mentions found; every sentence is invented, and what it mentions was decided by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dragoman.analysis.lexicon import Lexicon, parse_lexicon, shipped_lexicon
from dragoman.analysis.mention_matcher import matcher
from dragoman.analysis.mentions import find_mentions
from tests.analysis.mention_texts import LANGUAGES, TEXTS

ACTORS = parse_lexicon(shipped_lexicon(), name="actors.yaml")


def found(text: str, language: str, lexicon: Lexicon = ACTORS) -> list[tuple[str, str]]:
    return [(mention.entry, mention.form) for mention in find_mentions(text, lexicon, language)]


ENGLISH = [
    ("Russia sells gas to China.", ["russia:Russia", "china:China"]),
    ("Russia's road to the Russian Federation's border", ["russia:Russia's", "russia:Russian Federation's"]),
    ("We trust the Russians, and the Russians’ word.", ["russia:Russians", "russia:Russians"]),
    ("They told us what the US wants from us.", ["united-states:US"]),
    ("In the U.S. and the USA alike", ["united-states:U.S.", "united-states:USA"]),
    ("It came from the U.S.", ["united-states:U.S."]),
    (
        "United States' policy, the United States of America",
        ["united-states:United States", "united-states:United States of America"],
    ),
    ("US-China talks, US-backed, non-US", ["united-states:US", "china:China", "united-states:US", "united-states:US"]),
    ("Sino-Russian and Russo-Turkish ties", ["china:Sino", "russia:Russian", "russia:Russo", "turkiye:Turkish"]),
    ("Turkey, Türkiye and TURKEY, but roast turkey", ["turkiye:Turkey", "turkiye:Türkiye", "turkiye:TURKEY"]),
    ("ships in the South China Sea", []),
    ("a bull in a china shop", []),
    ("Latin America and South American markets", []),
    ("the Americans and America", ["united-states:Americans", "united-states:America"]),
    ("North Korea is not South Korea", ["south-korea:South Korea"]),
    ("the Republic of China is not the People's Republic of China", ["china:People's Republic of China"]),
    ("She speaks Russian; the Russian language", []),
    ("He speaks Russian but reads Chinese", ["china:Chinese"]),
    ("Kremlin officials and the White House", ["russia:Kremlin", "united-states:White House"]),
    ("a white house on the hill", []),
    ("Central Asia, the Central Asian five, Central-Asian", ["central-asia"] * 3),
    ("the C5+1 summit, C5 + 1 and C5 plus one", ["c5-1:C5+1", "c5-1:C5 + 1", "c5-1:C5 plus one"]),
    ("the C5+10 and the C5", []),
    ("UN reform, not un-American ideas; the United Nations", ["un:UN", "united-states:American", "un:United Nations"]),
    ("Belarusian, Prussian, Chinatown, Indochina, Americana", []),
    ("the EU and the European Union in Brussels, not Europe", ["european-union"] * 3),
    (
        "Eurasian Economic Union (EAEU), SCO, CSTO, CICA, OSCE, NATO",
        ["eaeu", "eaeu", "sco", "csto", "cica", "osce", "nato"],
    ),
    ("North Kazakhstan Region lies in Kazakhstan", ["kazakhstan:Kazakhstan"]),
    ("in russia and in RUSSIA", ["russia:russia", "russia:RUSSIA"]),
    ("“China”—and ‘Russia’", ["china:China", "russia:Russia"]),
    ("In Astana and Tashkent, Россия and Ресей", ["kazakhstan", "uzbekistan", "russia:Россия", "russia:Ресей"]),
]

RUSSIAN = [
    ("С Россией и Китаем мы соседи.", ["russia:Россией", "china:Китаем"]),
    (
        "в Соединенных Штатах и Соединённым Штатам Америки",
        ["united-states:Соединенных Штатах", "united-states:Соединённым Штатам Америки"],
    ),
    ("США, ООН, ШОС и ЕАЭС", ["united-states", "un", "sco", "eaeu"]),
    ("в рамках ШОСа, с ЕАЭСом", ["sco:ШОСа", "eaeu:ЕАЭСом"]),
    ("российско-китайские отношения", ["russia:российско", "china:китайские"]),
    ("американо-турецкий спор, но кофе американо", ["united-states:американо", "turkiye:турецкий"]),
    ("российского газа россиянам", ["russia:российского", "russia:россиянам"]),
    ("русский язык, русские песни", []),
    ("казахский язык и казахстанская дипломатия", ["kazakhstan:казахстанская"]),
    ("узбекский язык, узбекский рынок", ["uzbekistan:узбекский"]),
    ("в Южно-Китайском море, у Великой Китайской стены", []),
    ("Латинская Америка, в Северной Америке", []),
    ("Америка и американская помощь", ["united-states:Америка", "united-states:американская"]),
    ("Штаты ушли, а штаты министерств выросли", ["united-states:Штаты"]),
    ("на востоке страны в Восточно-Казахстанской области", []),
    ("с Европейским союзом и ЕС, но не с Европой", ["european-union:Европейским союзом", "european-union:ЕС"]),
    ("Москва и Кремль, из Пекина, Белым домом", ["russia", "russia", "china:Пекина", "united-states:Белым домом"]),
    ("в белом доме у реки", []),
    (
        "Организацией Договора о коллективной безопасности (ОДКБ)",
        ["csto:Организацией Договора о коллективной безопасности", "csto:ОДКБ"],
    ),
    (
        "на Совещании по взаимодействию и мерам доверия в Азии",
        ["cica:Совещании по взаимодействию и мерам доверия в Азии"],
    ),
    ("Организации Объединённых Наций", ["un:Организации Объединённых Наций"]),
    (
        "с Центральной Азией, центральноазиатские страны",
        ["central-asia:Центральной Азией", "central-asia:центральноазиатские"],
    ),
    ("формат «С5+1» и формат C5+1", ["c5-1:С5+1", "c5-1:C5+1"]),
    ("саммит «Центральная Азия + США»", ["c5-1:Центральная Азия + США"]),
    ("Республики Корея и Южной Кореи, но Северной Кореи", ["south-korea:Республики Корея", "south-korea:Южной Кореи"]),
    ("Китайская Республика и Китайской Народной Республикой", ["china:Китайской Народной Республикой"]),
    ("в Нур-Султане, в Акорде, в Астане", ["kazakhstan:Нур-Султане", "kazakhstan:Акорде", "kazakhstan:Астане"]),
    ("НАТО - да, ЕС - нет", ["nato:НАТО", "european-union:ЕС"]),
    ("ТУРЦИЯ И РОССИЯ", ["turkiye:ТУРЦИЯ", "russia:РОССИЯ"]),
    ("белорусский, китайгородский, россомаха", []),
    ("по словам China Daily и OSCE", ["china:China", "osce:OSCE"]),
    ("Росси́я и Кита\u0301й", ["russia:Росси́я", "china:Кита\u0301й"]),
    ("Түркия, Ресейге, Қазақстанда", ["turkiye:Түркия", "russia:Ресейге", "kazakhstan:Қазақстанда"]),
]

KAZAKH = [
    ("Ресей мен Қытайдың арасында", ["russia:Ресей", "china:Қытайдың"]),
    ("Ресейге, Ресейден, Ресеймен", ["russia:Ресейге", "russia:Ресейден", "russia:Ресеймен"]),
    ("АҚШ-тың көмегі, АҚШ пен АҚШқа", ["united-states:АҚШ-тың", "united-states:АҚШ", "united-states:АҚШқа"]),
    ("Америка Құрама Штаттарының елшісі", ["united-states:Америка Құрама Штаттарының"]),
    ("ШОС-қа және ШЫҰ-ға", ["sco:ШОС-қа", "sco:ШЫҰ-ға"]),
    (
        "НАТО-мен, БҰҰ-да, ЕҚЫҰ-ның, ҰҚШҰ, ЕАЭО, АӨСШК-ге",
        ["nato:НАТО-мен", "un:БҰҰ-да", "osce:ЕҚЫҰ-ның", "csto", "eaeu", "cica:АӨСШК-ге"],
    ),
    (
        "Еуропалық Одаққа, Еуропа одағының, Еуропада",
        ["european-union:Еуропалық Одаққа", "european-union:Еуропа одағының"],
    ),
    (
        "Түркияның, Өзбекстанмен, Қырғызстаннан",
        ["turkiye:Түркияның", "uzbekistan:Өзбекстанмен", "kyrgyzstan:Қырғызстаннан"],
    ),
    (
        "Тәжікстанға, Түрікменстанды, Орталық Азиядағы",
        ["tajikistan:Тәжікстанға", "turkmenistan:Түрікменстанды", "central-asia:Орталық Азиядағы"],
    ),
    ("Оңтүстік Кореяға, Солтүстік Кореяға емес", ["south-korea:Оңтүстік Кореяға"]),
    (
        "ресейлік тарап, қытайлықтар, америкалық сарапшы",
        ["russia:ресейлік", "china:қытайлықтар", "united-states:америкалық"],
    ),
    ("Өзбекстан астанасы Ташкентте", ["uzbekistan:Өзбекстан", "uzbekistan:Ташкентте"]),
    ("Астананың ұстанымы, Ақордадан", ["kazakhstan:Астананың", "kazakhstan:Ақордадан"]),
    ("Бейжіңге, Мәскеудің, Вашингтонмен", ["china:Бейжіңге", "russia:Мәскеудің", "united-states:Вашингтонмен"]),
    ("Оңтүстік Қытай теңізінде", []),
    ("қытай тілін үйрену", []),
    ("қазақ халқы, орыс тілі, түрік сериалы", []),
    ("еске алу, ес-түс", []),
    ("Россияға барды, Китаймен сауда, Америкада", ["russia:Россияға", "china:Китаймен", "united-states:Америкада"]),
    ("США-ның, ОДКБ-ға", ["united-states:США-ның", "csto:ОДКБ-ға"]),
    ("C5+1-ге шақырды, C5+1 форматында", ["c5-1:C5+1-ге", "c5-1:C5+1"]),
    ("NATO-мен бірге", ["nato:NATO"]),
]


@pytest.mark.parametrize(
    ("language", "text", "hits"),
    [
        (language, text, hits)
        for language, table in (("en", ENGLISH), ("ru", RUSSIAN), ("kk", KAZAKH))
        for text, hits in table
    ],
)
def test_sentences_checked_by_hand(language: str, text: str, hits: list[str]) -> None:
    """``entry:form`` for each mention in its order, or the entry alone where its form is not in question."""
    mentions = found(text, language)
    wanted = [hit.partition(":") for hit in hits]
    assert [entry for entry, _ in mentions] == [entry for entry, _, _ in wanted]
    for (_, form), (_, _, wanted_form) in zip(mentions, wanted, strict=True):
        assert wanted_form in ("", form)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Russia and the Russian side in Moscow", ["name", "adjective", "metonym"]),
        ("Россия, российская сторона, россияне, Москва", ["name", "adjective", "adjective", "metonym"]),
        ("Ресей, ресейлік тарап, Мәскеу", ["name", "adjective", "metonym"]),
    ],
)
def test_a_mention_says_by_what_it_mentions(text: str, kinds: list[str]) -> None:
    assert [mention.kind.value for mention in find_mentions(text, ACTORS, "ru")] == kinds


def test_a_letter_written_with_a_separate_mark_counts_and_keeps_its_offsets() -> None:
    text = "в Kita\u0306, Tu\u0308rkiye и Китаи\u0306"
    assert found(text, "ru") == [("turkiye", "Tu\u0308rkiye"), ("china", "Китаи\u0306")]


def test_a_language_without_terms_finds_the_names_of_the_others() -> None:
    assert found("Amerika, USA und China's Rolle, Москва", "de") == [
        ("united-states", "USA"),
        ("china", "China's"),
        ("russia", "Москва"),
    ]


def test_the_language_of_the_text_decides_between_entries() -> None:
    """ "Камы" is the Russian genitive of "Кама" and the Kazakh possessive of "Кам"."""
    lexicon = parse_lexicon(
        "lexicon: {name: two, version: 1, languages: [en, ru, kk]}\n"
        "entries:\n"
        "  - {id: river, name: A, kind: state, aliases: {ru: [Кама]}}\n"
        "  - {id: care, name: B, kind: state, aliases: {kk: [Кам]}}\n",
        name="two.yaml",
    )
    assert found("Камы", "ru", lexicon) == [("river", "Камы")]
    assert found("Камы", "kk", lexicon) == [("care", "Камы")]


def test_a_lexicon_is_compiled_once_for_each_language() -> None:
    again = parse_lexicon(shipped_lexicon(), name="another name.yaml")
    assert matcher(again, "ru") is matcher(ACTORS, "ru")
    assert matcher(ACTORS, "kk").forms > matcher(ACTORS, "ru").forms > 5000


@settings(deadline=None)  # the first text compiles the lexicon
@given(TEXTS, LANGUAGES)
def test_offsets_slice_to_the_form_and_mentions_do_not_overlap(text: str, language: str) -> None:
    place = 0
    for mention in find_mentions(text, ACTORS, language):
        assert text[mention.start : mention.end] == mention.form
        assert place <= mention.start < mention.end
        assert mention.start == 0 or not text[mention.start - 1].isalnum()
        assert mention.end == len(text) or not text[mention.end].isalnum()
        place = mention.end
