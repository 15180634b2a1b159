"""The word of the vocabulary that quotes: ``quote``. What is quoted was said, by someone who allowed it."""

from __future__ import annotations

from dragoman.analysis.evidence import Evidence, Passage, passage_of
from dragoman.analysis.spoken import Spoken, nearest_words, spoken_by, spoken_places
from dragoman.analysis.tape import clock
from dragoman.errors import Refused, WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.layer import PSEUDONYMISED, is_layer, translation, translation_language
from dragoman.report.computation import Computation
from dragoman.report.finding import Kind
from dragoman.report.markdown import escaped, spoken
from dragoman.report.value import Group


def quote(
    computation: Computation,
    participant: str,
    words: str,
    *,
    lang: str | None = None,
    occurrence: int | None = None,
    block: bool = False,
) -> str:
    """Words of a participant, verbatim, with who said them, in which segment and when on the tape.

    They are looked for in the pseudonymised text; with ``lang``, or where they are not there, in the translation.
    ``[…]`` stands for words left out. ``occurrence`` counts from 1 where the words were said more than once.
    ``block`` sets a paragraph of its own. Raises ``Refused`` without the participant's consent to be quoted,
    ``WrongUse`` where the words were not said.
    """
    refuse_without_consent(computation, participant)
    places = _places(computation, participant, words, lang)
    found = _chosen(participant, words, places, occurrence)
    if found.cuts_a_word:
        raise WrongUse(
            f"'{words}' begins or ends inside a word of {found.segment.name}: '{found.text}'; quote whole words"
        )
    passage = passage_of(computation.material, found.segment, {found.layer: found.spans}, lang=computation.lang)
    evidence = _evidence(found, participant, passage)
    _notice_draft(computation, found, passage)
    value = computation.ledger.record(
        meaning=computation.wording("quote_meaning", participant=participant),
        rule=_rule(computation, found),
        result=found.text,
        inputs=[participant, evidence.fingerprint],
        groups=(Group(participant, (evidence,)),),
    )
    source = value.linked(escaped(attribution(computation, found, passage)))
    said = spoken(computation.wording.quoted(found.text), lang=_foreign(computation, found), classes=".quoted")
    return f"\n\n> {said}\n>\n> [{source}]{{.attribution}}\n\n" if block else f"{said} ({source})"


def refuse_without_consent(computation: Computation, participant: str) -> None:
    """Raise ``Refused`` unless the participant may be quoted, ``WrongUse`` for an unknown one."""
    answer = computation.material.person(participant).quotable
    if not answer:
        raise Refused(
            f"{participant} cannot be quoted: {answer.reason}. Paraphrase, or count {participant} without words. If "
            f"{participant} has agreed since, record it with `dragoman consent record {participant} --scope …`."
        )


def attribution(computation: Computation, found: Spoken, passage: Passage) -> str:
    """Who, where and when: "P04, ¶12, 00:03:10; translated from Russian"."""
    words = computation.wording
    parts = [str(found.segment.participant), f"¶{found.segment.number}", clock(passage.tape_ms)]
    shown = ", ".join(part for part in parts if part)
    if translation_language(found.layer) is None or passage.translated is None:
        return shown
    shown += "; " + words("translated_from", language=words.name_of(found.segment.source_language))
    if passage.translated.stale:
        return shown + ", " + words("translation_stale")
    return shown + ", " + words("translation_draft") if passage.translated.draft else shown


def _places(computation: Computation, participant: str, words: str, lang: str | None) -> tuple[Spoken, ...]:
    layers = list(_layers(computation, participant, lang))
    for layer in layers:
        places = spoken_places(computation.material, participant, words, layer)
        if places:
            return places
    raise WrongUse(_not_said(computation, participant, words, layers))


def _layers(computation: Computation, participant: str, lang: str | None) -> list[str]:
    if lang is not None:
        if not is_layer(translation(lang)):
            raise WrongUse(f'lang="{lang}" is no language code; lang="en" is one')
        own = any(segment.source_language == lang for segment in spoken_by(computation.material, participant))
        return [translation(lang), *([PSEUDONYMISED] if own else [])]
    known = {layer for segment in spoken_by(computation.material, participant) for layer in segment.layers}
    others = sorted(layer for layer in known if translation_language(layer) not in (None, computation.lang))
    return [PSEUDONYMISED, translation(computation.lang), *others]


def _chosen(participant: str, words: str, places: tuple[Spoken, ...], occurrence: int | None) -> Spoken:
    if occurrence is None and len(places) > 1:
        where = ", ".join(f"{number}: {place.segment.name}" for number, place in enumerate(places, start=1))
        raise WrongUse(
            f"{participant} says '{words}' {len(places)} times ({where}); say which with occurrence=1, or quote more"
        )
    if occurrence is not None and not 1 <= occurrence <= len(places):
        raise WrongUse(f"{participant} says '{words}' {len(places)} time(s); there is no occurrence {occurrence}")
    return places[(occurrence or 1) - 1]


def _not_said(computation: Computation, participant: str, words: str, layers: list[str]) -> str:
    material = computation.material
    if not any(segment.text(layer) for segment in spoken_by(material, participant) for layer in layers):
        return (
            f"nothing that {participant} says can be quoted yet: there is no pseudonymised text "
            f"(`dragoman pseudonymise {participant}`)"
        )
    near = next(filter(None, (nearest_words(material, participant, words, layer) for layer in layers)), None)
    hint = f"; did you mean '{near.text}' ({near.segment.name})?" if near else ""
    return f"{participant} does not say '{words}'{hint or ', in the original or in translation'}"


def _evidence(found: Spoken, participant: str, passage: Passage) -> Evidence:
    place = ",".join(f"{span.start}-{span.end}" for span in found.spans)
    key = f"{found.segment.segment_id}:{found.layer}:{place}"
    return Evidence(key, (participant,), found.layer, found.text, (passage,), AnchorState.INTACT)


def _notice_draft(computation: Computation, found: Spoken, passage: Passage) -> None:
    shown = passage.translated
    if translation_language(found.layer) is None or shown is None or not shown.draft:
        return
    state = "out of date: its original has changed" if shown.stale else "not accepted by a person"
    computation.ledger.notice(
        Kind.TRANSLATION,
        f"The quote from {found.segment.name} is taken from a translation that is {state}. It is marked in the "
        f"text; check it, then accept it with `dragoman translate {found.segment.interview} --accept`, or quote the "
        "original.",
    )


def _rule(computation: Computation, found: Spoken) -> str:
    words = computation.wording
    if translation_language(found.layer) is None:
        return words("quote_rule", segment=found.segment.name)
    return words(
        "quote_rule_translated", segment=found.segment.name, language=words.name_of(found.segment.source_language)
    )


def _foreign(computation: Computation, found: Spoken) -> str | None:
    language = found.segment.language(found.layer)
    return None if language == computation.lang else language
