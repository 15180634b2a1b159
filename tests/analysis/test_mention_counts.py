"""Mentions counted: whose words, which kinds, what was rejected, relative to what. Every sentence is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.lexicon import MentionKind, parse_lexicon, shipped_lexicon
from dragoman.analysis.mentions import MentionCounts, MentionUnit, Rejection, Utterance, count_mentions
from dragoman.errors import WrongUse
from dragoman.model.speaker import SpeakerRole
from tests.analysis.mention_texts import LANGUAGES, TEXTS

ACTORS = parse_lexicon(shipped_lexicon(), name="actors.yaml")
RESPONDENT, INTERVIEWER, UNKNOWN = SpeakerRole.RESPONDENT, SpeakerRole.INTERVIEWER, SpeakerRole.UNKNOWN


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


@settings(deadline=None)  # the first text compiles the lexicon
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


@settings(deadline=None)  # the first text compiles the lexicon
@given(st.lists(TEXTS, max_size=4))
def test_rejecting_every_hit_leaves_nothing(texts: list[str]) -> None:
    utterances = [said(text, segment=number) for number, text in enumerate(texts)]
    hits = count_mentions(utterances, ACTORS).hits
    rejected = [Rejection(hit.segment_id, hit.start, hit.end, hit.entry, hit.form) for hit in hits]
    counts = count_mentions(utterances, ACTORS, rejected=rejected)
    assert not any(count.mentions for count in counts.entries)
    assert [hit.form for hit in counts.hits] == [hit.form for hit in hits]
    assert counts.lapsed == ()
