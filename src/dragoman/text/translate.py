"""Translation: the pseudonymised text in another language, from a person's file or from a machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.engines.engine import engine_facts
from dragoman.engines.locality import Locality
from dragoman.engines.translator import Translator
from dragoman.errors import Refused, WrongUse
from dragoman.model.base import now
from dragoman.model.consent import Scope
from dragoman.model.layer import EDITED, PSEUDONYMISED, LayerText, translation
from dragoman.protocol.interview_consent import require_of_everyone
from dragoman.protocol.interviews import interview_of
from dragoman.protocol.language_code import is_language
from dragoman.protocol.participants import find_participant
from dragoman.protocol.text_file import read_text_file
from dragoman.protocol.withdrawn import refuse_withdrawn
from dragoman.store.readings import SegmentReading, segment_readings, text_sha256
from dragoman.store.study import OpenStudy
from dragoman.text.write_layer import NewText, write_layer

BATCH = 16
"""Segments that are translated and kept at a time: what an interruption loses at most."""

_REPLACEMENT = re.compile(r"\[[^\[\]\n]{1,60}\]")


@dataclass(frozen=True, slots=True)
class Translated:
    """What a translation made: ``made`` segments are new or different, of ``segments`` in all.

    ``lost_replacements`` names segments in which a ``[person 1]`` of the original did not come through. ``outdated``
    names segments whose translation a person accepted before the original changed: no machine overwrites them.
    """

    participant: str
    language: str
    segments: int
    made: int
    to_review: int
    lost_replacements: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()


def translate_from_file(
    study: OpenStudy, code: str, path: Path, *, target: str = "en", accept: bool = False
) -> Translated:
    """Take a translation from a text file: one line for each segment, in order, ``P05: words`` or only the words.

    Empty lines and lines that begin with ``#`` do not count. With ``accept`` the researcher vouches for it. The name of
    the file, which may be somebody's, is not kept. Raises ``WrongUse`` when the number of lines is not the number of
    segments, or a line is not of the segment's speaker.
    """
    file = read_text_file(path)
    with study.change("translation.load") as change:
        change.subject = code = find_participant(change.session, code).code
        segments = pseudonymised_segments(change.session, code, target)
        lines, accepted_by = _lines(file.text, segments, path), study.actor if accept else None
        texts = {
            segment.segment_id: _new_text(segment, line, f"translation file {file.sha256[:12]}", accepted_by)
            for segment, line in zip(segments, lines, strict=True)
        }
        source_id, layer = segments[0].source_id, translation(target)
        written = write_layer(change.session, source_id, layer, texts, actor=study.actor, kind="translation")
        change.details |= {"language": target, "sha256": file.sha256, "segments": len(texts), "accepted": accept}
    return Translated(
        code,
        target,
        len(segments),
        written.new + written.changed,
        written.selections.to_review,
        tuple(_lost(segments, {key: text.text for key, text in texts.items()})),
    )


def translate_with(
    study: OpenStudy,
    code: str,
    translator: Translator,
    *,
    target: str = "en",
    on_progress: Callable[[int, int], None] | None = None,
) -> Translated:
    """Translate with a machine what has no translation yet or an outdated one. What a person accepted stays, and so
    does what is up to date. Every few segments are kept at once, so that an interruption loses little.

    Raises ``Refused`` when the machine is elsewhere and a participant did not allow remote processing.
    """
    layer = translation(target)
    with study.read() as session:
        scopes = [Scope.REMOTE_PROCESSING] if translator.locality is Locality.REMOTE else []
        code = require_of_everyone(session, code, *scopes, action=f"{translator.name} cannot translate {code}").code
        segments = pseudonymised_segments(session, code, target)
    waiting = [segment for segment in segments if not accepted(segment, layer) and _waits(segment, layer)]
    origin = f"{translator.name} {translator.version}, weights {translator.weights_sha256[:12]}"
    made, to_review, done = 0, 0, dict[int, str]()
    for start in range(0, len(waiting), BATCH):
        part = waiting[start : start + BATCH]
        originals = [segment.text(PSEUDONYMISED) or "" for segment in part]
        found = translator.translate(originals, source=part[0].source_language, target=target)
        texts = {one.segment_id: draft(one, words, origin) for one, words in zip(part, found, strict=True)}
        with study.change("translation.make", subject=code, language=target, engine=engine_facts(translator)) as change:
            source_id = part[0].source_id
            written = write_layer(change.session, source_id, layer, texts, actor=study.actor, kind="translation")
            change.details["segments"] = len(texts)
        made, to_review = made + written.new + written.changed, to_review + written.selections.to_review
        done |= {key: text.text for key, text in texts.items()}
        if on_progress is not None:
            on_progress(min(start + BATCH, len(waiting)), len(waiting))
    lost = tuple(_lost(waiting, done))
    return Translated(code, target, len(segments), made, to_review, lost, tuple(outdated(segments, layer)))


def accept_translation(study: OpenStudy, code: str, *, target: str = "en", numbers: Collection[int] = ()) -> int:
    """Accept the translation of some segments, by number, or of all that are up to date; returns how many.

    An outdated translation that is accepted by its number is up to date again: a person has read it beside what is
    said now. Raises ``WrongUse`` for a number that is not there or has no translation.
    """
    layer = translation(target)
    with study.change("translation.accept", language=target) as change:
        change.subject = code = find_participant(change.session, code).code
        segments = {one.number: one for one in segment_readings(change.session, participants=[code])}
        for number in numbers:
            if number not in segments or layer not in segments[number].layers:
                what = f"segment {number}" if number not in segments else f"translation of segment {number}"
                raise WrongUse(f"{code} has no {what}. Nothing was changed.")
        chosen = {
            one.segment_id: one
            for one in segments.values()
            if layer in one.layers and (one.number in numbers or not (numbers or one.stale(layer)))
        }
        if not chosen:
            raise WrongUse(
                f"{code} has no translation into '{target}' to accept, or none that is up to date. Nothing was "
                f"changed. Run `dragoman translate {code}` first."
            )
        query = select(LayerText).where(LayerText.layer == layer, LayerText.segment_id.in_(list(chosen)))
        for row in change.session.scalars(query):
            if row.accepted_by is None or chosen[row.segment_id].stale(layer):
                row.accepted_by, row.accepted_at = study.actor, now()
            row.basis_sha256 = _basis(chosen[row.segment_id])
        change.details["segments"] = len(chosen)
    return len(chosen)


def draft(segment: SegmentReading, words: str, origin: str) -> NewText:
    """A machine's translation of a segment: it names what it was made from, and nobody has accepted it."""
    return _new_text(segment, words, origin, None)


def pseudonymised_segments(session: Session, code: str, target: str) -> list[SegmentReading]:
    """The segments of a participant's interview, ready to be translated into a language.

    Raises ``Refused`` while anything in them was not searched for names, ``WrongUse`` where there is nothing to do.
    """
    if not is_language(target):
        raise WrongUse(f"'{target}' is no language code, such as en, ru, kk. Nothing was changed.")
    person = find_participant(session, code)
    interview = interview_of(session, person.code)
    for one in interview.participants if interview is not None else [person]:
        refuse_withdrawn(session, one, action=f"The interview of {code} cannot be translated")
    segments = list(segment_readings(session, participants=[code]))
    if not segments:
        raise WrongUse(f"{code} has no transcript yet. Run `dragoman add` or `dragoman transcribe` first.")
    open_ones = [one.name for one in segments if one.text(PSEUDONYMISED) is None or one.stale(PSEUDONYMISED)]
    if open_ones:
        raise Refused(
            f"{len(open_ones)} segment(s) of {code} were not searched for names yet ({open_ones[0]} is the first), and "
            f"only pseudonymised text is translated. Nothing was changed. Run `dragoman pseudonymise {code}` first."
        )
    if segments[0].source_language == target:
        raise WrongUse(f"{code} was interviewed in '{target}' already; there is nothing to translate.")
    return segments


def accepted(segment: SegmentReading, layer: str) -> bool:
    """Whether a person accepted a segment's translation, be it for what is said now or for what was said before."""
    reading = segment.reading(layer)
    return reading is not None and reading.accepted_by is not None


def outdated(segments: Iterable[SegmentReading], layer: str) -> Iterator[str]:
    """The names of segments whose accepted translation is of words that have changed since."""
    return (one.name for one in segments if accepted(one, layer) and one.stale(layer))


def _waits(segment: SegmentReading, layer: str) -> bool:
    return layer not in segment.layers or segment.stale(layer)


def _lines(text: str, segments: Sequence[SegmentReading], path: Path) -> list[str]:
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if len(lines) != len(segments):
        raise WrongUse(
            f"{path.name} has {len(lines)} lines, but {segments[0].interview} has {len(segments)} segments. Nothing "
            "was changed. Write one line for each segment, in the order of "
            f"`dragoman table segments {segments[0].interview}`."
        )
    names = {one.speaker.casefold(): one.speaker for one in segments}
    return [
        _without_label(line, segment, names, f"{path.name}, line {number}")
        for (number, line), segment in zip(lines, segments, strict=True)
    ]


def _without_label(line: str, segment: SegmentReading, names: Mapping[str, str], where: str) -> str:
    label, colon, words = line.partition(":")
    speaker = names.get(label.strip().casefold()) if colon else None
    if speaker is None:
        return line
    if speaker != segment.speaker:
        raise WrongUse(
            f"{where} gives the words of {segment.name} to '{speaker}', but {segment.speaker} speaks there. "
            "Nothing was changed. Bring the lines into the order of the segments."
        )
    if not words.strip():
        raise WrongUse(f"{where} has no words for {segment.name}. Nothing was changed. Translate that segment too.")
    return words.strip()


def _new_text(segment: SegmentReading, words: str, origin: str, accepted_by: str | None) -> NewText:
    return NewText(words, origin, _basis(segment), accepted_by=accepted_by)


def _basis(segment: SegmentReading) -> str:
    return text_sha256(segment.text(PSEUDONYMISED) or segment.text(EDITED) or "")


def _lost(segments: Sequence[SegmentReading], words: Mapping[int, str]) -> list[str]:
    lost = []
    for segment in segments:
        wanted = set(_REPLACEMENT.findall(segment.text(PSEUDONYMISED) or ""))
        if any(one not in words.get(segment.segment_id, "") for one in wanted):
            lost.append(segment.name)
    return lost
