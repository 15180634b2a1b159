"""Mentions found and counted; every sentence is invented, and what it mentions was decided by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.lexicon import Lexicon, MentionKind, parse_lexicon, shipped_lexicon
from dragoman.analysis.mention_matcher import matcher
from dragoman.analysis.mentions import (
    MentionCounts,
    MentionUnit,
    Rejection,
    Utterance,
    count_mentions,
    find_mentions,
)
from dragoman.errors import WrongUse
from dragoman.model.speaker import SpeakerRole

ACTORS = parse_lexicon(shipped_lexicon(), name="actors.yaml")
RESPONDENT, INTERVIEWER, UNKNOWN = SpeakerRole.RESPONDENT, SpeakerRole.INTERVIEWER, SpeakerRole.UNKNOWN


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


# Counting


def said(text: str, *, participant: str | None = "P01", segment: int = 1, language: str = "en") -> Utterance:
    return Utterance(segment, f"{participant} ¶{segment}", participant, RESPONDENT, language, text)


CONVERSATION = (
    said("Russia and China, China and Russia.", segment=1),
    Utterance(2, "P01 ¶2", None, INTERVIEWER, "en", "What about Russia, China and the SCO?"),
    said("Moscow is near, Washington is far.", segment=3),
    said("Россия рядом, российский рынок тоже.", participant="P02", segment=4, language="ru"),
    said("I have nothing to add to that.", participant="P03", segment=5),
    Utterance(6, "P01 ¶6", None, UNKNOWN, "en", "Russia!"),
)


def counts_of(counts: MentionCounts, entry: str) -> tuple[float, ...]:
    return tuple(counts.entry(entry).value(unit) for unit in MentionUnit)


def test_only_what_respondents_say_counts() -> None:
    counts = count_mentions(CONVERSATION, ACTORS)
    assert (counts.words, counts.segments, counts.respondents) == (6 + 6 + 5 + 7, 4, ("P01", "P02", "P03"))
    assert counts_of(counts, "russia") == (5, 3, 2, 1000 * 5 / 24)
    assert counts_of(counts, "china") == (2, 1, 1, 1000 * 2 / 24)
    assert counts_of(counts, "united-states") == (1, 1, 1, 1000 / 24)
    assert counts_of(counts, "sco") == (0, 0, 0, 0.0)
    assert [count.entry for count in counts.entries] == [entry.id for entry in ACTORS.entries]


def test_each_respondent_has_a_row_with_a_rate_of_its_own() -> None:
    rows = count_mentions(CONVERSATION, ACTORS).entry("russia").by_participant
    assert [(row.participant, row.mentions, row.segments, row.words, row.per_1000_words) for row in rows] == [
        ("P01", 3, 2, 12, 250.0),
        ("P02", 2, 1, 5, 400.0),
        ("P03", 0, 0, 7, 0.0),
    ]


def test_kinds_narrow_the_count_and_the_hits() -> None:
    counts = count_mentions(CONVERSATION, ACTORS, kinds=[MentionKind.NAME])
    assert counts_of(counts, "russia")[:3] == (3, 2, 2)
    assert {hit.kind for hit in counts.hits} == {MentionKind.NAME}
    assert "Not counted: adjectives and names of people; metonyms" in counts.rule


def test_a_metonym_left_out_does_not_turn_into_something_else() -> None:
    counts = count_mentions([said("Nur-Sultan called")], ACTORS, kinds=[MentionKind.NAME])
    assert counts.hits == ()


def test_a_rejected_hit_is_listed_and_not_counted() -> None:
    rejected = [Rejection(3, 16, 26, "united-states", "Washington")]
    counts = count_mentions(CONVERSATION, ACTORS, rejected=rejected)
    assert counts_of(counts, "united-states") == (0, 0, 0, 0.0)
    assert [hit.form for hit in counts.hits if hit.rejected] == ["Washington"]
    assert "1 hit rejected by a person is not counted." in counts.rule
    assert counts.lapsed == ()


def test_a_rejection_whose_words_changed_lapses_and_the_rule_says_so() -> None:
    rejected = [
        Rejection(3, 16, 26, "united-states", "Beijing"),
        Rejection(3, 17, 27, "united-states", "Washington"),
        Rejection(99, 0, 6, "russia", "Russia"),  # a segment that was not searched: nothing can be said of it
    ]
    counts = count_mentions(CONVERSATION, ACTORS, rejected=rejected)
    assert counts_of(counts, "united-states")[0] == 1
    assert set(counts.lapsed) == set(rejected[:2])
    assert "2 earlier rejections no longer apply" in counts.rule


def test_a_rejection_of_a_kind_that_is_not_counted_has_not_lapsed() -> None:
    rejected = [Rejection(3, 16, 26, "united-states", "Washington")]
    counts = count_mentions(CONVERSATION, ACTORS, kinds=[MentionKind.NAME], rejected=rejected)
    assert counts.lapsed == ()
    assert "0 hits rejected by a person are not counted." in counts.rule


def test_every_hit_is_shown_with_the_words_around_it() -> None:
    text = "One two three four five six seven Russia, eight nine ten eleven twelve thirteen fourteen."
    (hit,) = count_mentions([said(text, segment=7)], ACTORS).hits
    assert (hit.segment_id, hit.segment, hit.participant, hit.entry) == (7, "P01 ¶7", "P01", "russia")
    assert (hit.before, hit.form, hit.after) == (
        "two three four five six seven ",
        "Russia",
        ", eight nine ten eleven twelve thirteen",
    )


def test_the_context_of_a_hit_is_cut_at_words_however_long_they_are() -> None:
    text = f"{'a' * 90} {'b' * 90} Russia {'c' * 90} {'d' * 90}"
    (hit,) = count_mentions([said(text)], ACTORS).hits
    assert (hit.before, hit.after) == (f"{'b' * 90} ", f" {'c' * 90}")


def test_the_rule_names_layer_lexicon_kinds_and_denominator() -> None:
    rule = count_mentions(CONVERSATION, ACTORS, layer="edited").rule
    assert "lexicon 'actors' (version 1, SHA-256 " in rule
    assert "in the layer 'edited': 3 respondents, 4 segments, 24 words." in rule
    assert "1 segment of interviewers and 1 segment of unknown speakers are left out." in rule
    assert "names; adjectives and names of people; metonyms (capitals and seats of government)" in rule
    assert "per 1,000 words" in rule
    assert "\n" not in rule


def test_nothing_said_is_nothing_counted() -> None:
    counts = count_mentions([], ACTORS)
    assert (counts.words, counts.segments, counts.respondents, counts.hits) == (0, 0, (), ())
    assert counts_of(counts, "russia") == (0, 0, 0, 0.0)


def test_a_respondent_without_a_code_is_counted_under_no_name() -> None:
    counts = count_mentions([said("Russia", participant=None)], ACTORS)
    assert counts.entry("russia").respondents == ("not named",)


def test_an_unknown_entry_is_refused() -> None:
    with pytest.raises(WrongUse, match=r"has no entry 'turkey'\. Did you mean 'turkiye'"):
        count_mentions([], ACTORS).entry("turkey")


# Properties

_NAMES = [
    "Russia",
    "US",
    "us",
    "китайский",
    "АҚШ-тың",
    "C5+1",
    "South China Sea",
    "Sino-",
    "Türkiye",
    "Белого дома",
    "ё",
]
TEXTS = st.lists(st.one_of(st.sampled_from(_NAMES), st.text(max_size=8)), max_size=12).flatmap(
    lambda parts: st.sampled_from([" ", "", "-", ", ", "\n"]).map(lambda joint: joint.join(parts))
)
LANGUAGES = st.sampled_from(["en", "ru", "kk", "de"])


@given(TEXTS, LANGUAGES)
def test_offsets_slice_to_the_form_and_mentions_do_not_overlap(text: str, language: str) -> None:
    place = 0
    for mention in find_mentions(text, ACTORS, language):
        assert text[mention.start : mention.end] == mention.form
        assert place <= mention.start < mention.end
        assert mention.start == 0 or not text[mention.start - 1].isalnum()
        assert mention.end == len(text) or not text[mention.end].isalnum()
        place = mention.end


@given(st.lists(st.tuples(TEXTS, LANGUAGES, st.sampled_from(["P01", "P02", "P03"])), max_size=6), st.integers(0, 6))
def test_counting_is_additive(parts: list[tuple[str, str, str]], cut: int) -> None:
    utterances = [
        said(text, participant=who, segment=number, language=language)
        for number, (text, language, who) in enumerate(parts)
    ]
    first, second = count_mentions(utterances[:cut], ACTORS), count_mentions(utterances[cut:], ACTORS)
    whole = count_mentions(utterances, ACTORS)
    assert whole.words == first.words + second.words
    assert whole.hits == first.hits + second.hits
    for one, other, both in zip(first.entries, second.entries, whole.entries, strict=True):
        assert both.mentions == one.mentions + other.mentions
        assert both.segments == one.segments + other.segments
        assert set(both.respondents) == {*one.respondents, *other.respondents}
        assert both.mentions == sum(row.mentions for row in both.by_participant)


@given(st.lists(TEXTS, max_size=4))
def test_rejecting_every_hit_leaves_nothing(texts: list[str]) -> None:
    utterances = [said(text, segment=number) for number, text in enumerate(texts)]
    hits = count_mentions(utterances, ACTORS).hits
    rejected = [Rejection(hit.segment_id, hit.start, hit.end, hit.entry, hit.form) for hit in hits]
    counts = count_mentions(utterances, ACTORS, rejected=rejected)
    assert not any(count.mentions for count in counts.entries)
    assert [hit.form for hit in counts.hits] == [hit.form for hit in hits]
    assert counts.lapsed == ()


def test_a_lexicon_is_compiled_once_for_each_language() -> None:
    again = parse_lexicon(shipped_lexicon(), name="another name.yaml")
    assert matcher(again, "ru") is matcher(ACTORS, "ru")
    assert matcher(ACTORS, "kk").forms > matcher(ACTORS, "ru").forms > 5000
