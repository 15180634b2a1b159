"""Lexicons: the shipped one, and files that are wrong."""

from __future__ import annotations

import re

import pytest

from dragoman.analysis.lexicon import ActorKind, Lexicon, MentionKind, parse_lexicon, shipped_lexicon
from dragoman.analysis.mention_matcher import find_mentions
from dragoman.errors import WrongUse

SMALL = """\
lexicon:
  name: small
  version: 2
  languages: [en, ru]
entries:
  - id: harbour
    name: Harbour
    kind: state
    aliases:
      en: [Harbour, HB]
      ru: [Гавань]
    adjectives: {ru: [гаванский]}
    metonyms: {en: Lighthouse}
    not: {en: [Harbour Street]}
    case_sensitive: [HB]
"""


def refusal(text: str) -> str:
    with pytest.raises(WrongUse) as caught:
        parse_lexicon(text, name="my.yaml")
    return str(caught.value)


def changed(before: str, after: str) -> str:
    assert before in SMALL
    return SMALL.replace(before, after)


@pytest.fixture(scope="module")
def actors() -> Lexicon:
    return parse_lexicon(shipped_lexicon(), name="actors.yaml")


def test_a_lexicon_is_read_with_its_terms() -> None:
    lexicon = parse_lexicon(SMALL, name="my.yaml")
    harbour = lexicon.entry("harbour")
    assert (lexicon.name, lexicon.version, lexicon.languages) == ("small", 2, ("en", "ru"))
    assert (harbour.name, harbour.kind) == ("Harbour", ActorKind.STATE)
    assert harbour.texts(MentionKind.NAME) == ("Harbour", "HB", "Гавань")
    assert harbour.texts(MentionKind.NAME, "ru") == ("Гавань",)
    assert harbour.texts(MentionKind.METONYM) == ("Lighthouse",)
    assert harbour.texts(None) == ("Harbour Street",)
    assert [term.text for term in harbour.terms if term.case_sensitive] == ["HB"]


def test_two_readings_of_one_file_are_equal_and_of_two_files_are_not() -> None:
    first, again = parse_lexicon(SMALL, name="a.yaml"), parse_lexicon(SMALL, name="b.yaml")
    assert first == again
    assert hash(first) == hash(again)
    assert first != parse_lexicon(changed("version: 2", "version: 3"), name="a.yaml")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("lexicon:", "lexikon:", "line 1: the head is missing"),
        ("  version: 2", "  version: two", "line 3, lexicon.version: 'two' is not a whole number"),
        ("[en, ru]\n", "[en, russian]\n", "line 4, lexicon.languages: 'russian' is no language code"),
        ("[en, ru]\n", "[]\n", "line 4, lexicon.languages: Name the languages"),
        ("kind: state", "kind: sate", "line 8, entries[0].kind: There is no 'sate'. Did you mean 'state'?"),
        ("    name: Harbour\n", "", "line 6, entries[0].name: This field is missing."),
        ("id: harbour", "id: the harbour", "line 6, entries[0].id: 'the harbour' cannot be a short name"),
        ("metonyms:", "metonym:", "line 13, entries[0].metonym: This field is not known. Did you mean 'metonyms'?"),
        ("ru: [Гавань]", "kk: [Кемежай]", "line 11, entries[0].aliases.kk: This field is not known"),
        ("[Harbour, HB]", "[Harbour, HB, X]", "line 10, entries[0].aliases.en: 'X' is too short"),
        ("[Harbour, HB]", "[Harbour, HB, '-bour']", "line 10, entries[0].aliases.en: '-bour' does not begin with a"),
        ("[Harbour, HB]", "{a: b}", "line 10, entries[0].aliases.en: A list belongs here"),
        ("case_sensitive: [HB]", "case_sensitive: [Hb]", "line 15, entries[0].case_sensitive: 'Hb' is no term"),
        ("Lighthouse", "harbour", "entries[0].metonyms.en: 'harbour' already stands under aliases of 'harbour'."),
        ("[Harbour Street]", "[HARBOUR]", "entries[0].not.en: 'HARBOUR' already stands under aliases of 'harbour'."),
        ("entries:", "entries: []\nrest:", "line 5, entries: A lexicon needs at least one entry."),
    ],
)
def test_a_fault_is_told_with_line_and_field(before: str, after: str, message: str) -> None:
    assert message in refusal(changed(before, after))


def test_an_entry_needs_a_name() -> None:
    told = refusal(re.sub(r"    aliases:\n.*\n.*\n", "", SMALL).replace("    case_sensitive: [HB]\n", ""))
    assert "line 6, entries[0]" in told
    assert "needs at least one alias" in told


def test_two_entries_share_neither_id_nor_term() -> None:
    twice = SMALL + SMALL.partition("entries:\n")[2]
    told = refusal(twice)
    assert "line 16, entries[1].id: There are two entries 'harbour'." in told
    other = refusal(twice.replace("harbour", "port", 1))
    assert "line 20, entries[1].aliases.en: 'Harbour' already stands under aliases of 'port'." in other
    assert other.endswith("case_sensitive: [HB]") is False


def test_terms_that_differ_in_case_only_must_both_be_case_sensitive() -> None:
    other = "\n".join(
        [
            "  - id: helium",
            "    name: Helium",
            "    kind: format",
            "    aliases: {en: [Hb]}",
            "    case_sensitive: [Hb]",
        ]
    )
    lexicon = parse_lexicon(f"{SMALL}{other}\n", name="my.yaml")
    assert [mention.entry for mention in find_mentions("HB and Hb and hb", lexicon, "en")] == ["harbour", "helium"]
    assert "'Hb' already stands" in refusal(f"{SMALL}{other.rpartition('    case')[0]}\n")


@pytest.mark.parametrize("text", ["", "a: [", "- 1\n", "just words", "lexicon: &a {name: x}\n", "\x00"])
def test_what_is_no_lexicon_is_refused(text: str) -> None:
    assert refusal(text).startswith("my.yaml")


@pytest.mark.parametrize("name", ["nobody", "great-power-rivalry", "../actors", "", "propositions"])
def test_only_shipped_lexicons_are_shipped(name: str) -> None:
    with pytest.raises(WrongUse, match="comes with Dragoman"):
        shipped_lexicon(name)


def test_an_unknown_entry_is_refused_with_a_hint(actors: Lexicon) -> None:
    with pytest.raises(WrongUse, match="Did you mean 'russia'"):
        actors.entry("rusia")


def test_the_shipped_lexicon_has_the_actors_in_three_languages(actors: Lexicon) -> None:
    assert [entry.id for entry in actors.entries] == [
        *("russia", "china", "united-states", "european-union", "turkiye"),
        *("kazakhstan", "uzbekistan", "kyrgyzstan", "tajikistan", "turkmenistan", "central-asia"),
        *("indonesia", "south-korea", "sco", "eaeu", "csto", "cica", "un", "osce", "nato", "c5-1"),
    ]
    for entry in actors.entries:
        for language in ("en", "ru", "kk"):
            assert entry.texts(MentionKind.NAME, language), (entry.id, language)
        if entry.kind is ActorKind.STATE:
            for kind in (MentionKind.ADJECTIVE, MentionKind.METONYM):
                assert all(entry.texts(kind, language) for language in ("en", "ru", "kk")), (entry.id, kind)


def test_every_term_of_the_shipped_lexicon_is_found_as_its_own(actors: Lexicon) -> None:
    for entry in actors.entries:
        for term in entry.terms:
            tail = "X" if term.text.endswith("-") else ""
            found = find_mentions(f"({term.text}{tail})", actors, term.language)
            expected = [] if term.kind is None else [(entry.id, term.text.removesuffix("-"), term.kind)]
            assert [(mention.entry, mention.form, mention.kind) for mention in found] == expected


def test_russian_terms_of_the_shipped_lexicon_are_written_in_one_script(actors: Lexicon) -> None:
    """A Latin letter inside a Cyrillic word looks right and is never found."""
    mixed = re.compile(r"[a-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-z]", re.IGNORECASE)
    assert not [term.text for entry in actors.entries for term in entry.terms if mixed.search(term.text)]
