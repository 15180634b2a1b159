"""The rule of a count in plain words, printed wherever the count is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dragoman.analysis.lexicon import Lexicon, MentionKind
from dragoman.model.speaker import SpeakerRole

_KINDS = {
    MentionKind.NAME: "names",
    MentionKind.ADJECTIVE: "adjectives and names of people",
    MentionKind.METONYM: "metonyms (capitals and seats of government)",
}
_LANGUAGES = {"en": "English", "ru": "Russian", "kk": "Kazakh"}
_HOW = {
    "en": "English possessives and plurals",
    "ru": "Russian declension by pymorphy3's dictionary",
    "kk": "Kazakh endings by suffix rules",
}


def counting_rule(
    lexicon: Lexicon,
    *,
    kinds: Collection[MentionKind],
    layer: str,
    heard: tuple[int, int, int],
    others: Mapping[SpeakerRole, int],
    rejected: int,
    lapsed: int,
) -> str:
    """One paragraph: what was searched, what counts as a mention, what does not, and what rates are relative to.

    ``heard`` are respondents, segments and words; ``others`` segments that were left out, by the role of the speaker.
    """
    return " ".join(
        sentence
        for sentence in (
            _searched(lexicon, layer, heard),
            _left_out(others),
            _counted(lexicon, kinds),
            _rejected(rejected, lapsed),
            "A segment or respondent counts once for each actor mentioned. Rates are mentions per 1,000 words of the "
            "same respondents' text in the same layer, all languages together; a word is a run of letters and digits, "
            "with the hyphens and apostrophes inside it.",
        )
        if sentence
    )


def _searched(lexicon: Lexicon, layer: str, heard: tuple[int, int, int]) -> str:
    respondents, segments, words = heard
    return (
        f"Mentions of the {_number(len(lexicon.entries), 'entry', 'entries')} of the lexicon '{lexicon.name}' (version "
        f"{lexicon.version}, SHA-256 {lexicon.sha256[:12]}…) in what respondents say, in the layer '{layer}': "
        f"{_number(respondents, 'respondent')}, {_number(segments, 'segment')}, {_number(words, 'word')}."
    )


def _left_out(others: Mapping[SpeakerRole, int]) -> str:
    interviewers, unknown = others.get(SpeakerRole.INTERVIEWER, 0), others.get(SpeakerRole.UNKNOWN, 0)
    parts = [f"{_number(interviewers, 'segment')} of interviewers"] if interviewers else []
    parts += [f"{_number(unknown, 'segment')} of unknown speakers"] if unknown else []
    if not parts:
        return ""
    return f"{' and '.join(parts)} {'is' if interviewers + unknown == 1 else 'are'} left out."


def _counted(lexicon: Lexicon, kinds: Collection[MentionKind]) -> str:
    counted = "; ".join(text for kind, text in _KINDS.items() if kind in kinds) or "nothing"
    ignored = "; ".join(text for kind, text in _KINDS.items() if kind not in kinds)
    languages = _listed([_LANGUAGES.get(language, language) for language in lexicon.languages])
    how = _listed([text for language, text in _HOW.items() if language in lexicon.languages])
    forms = f", with their inflected forms ({how})" if how else ""
    return (
        f"Counted as mentions: {counted}. {f'Not counted: {ignored}. ' if ignored else ''}They are found in {languages}"
        f"{forms}, in a text of any language, as whole words. Of forms that overlap the one that begins first counts, "
        "of those that begin together the longest; phrases that the lexicon lists as 'not' never count."
    )


def _rejected(rejected: int, lapsed: int) -> str:
    said = f"{_number(rejected, 'hit')} rejected by a person {'is' if rejected == 1 else 'are'} not counted."
    if lapsed:
        said += (
            f" {_number(lapsed, 'earlier rejection')} no longer {'applies' if lapsed == 1 else 'apply'}, because the "
            "words have changed or are no hit any more."
        )
    return said


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)
