"""Passages: finding the words of a quotation in what a participant said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import Refused, WrongUse
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM
from dragoman.model.quotation import find_quotation
from dragoman.model.selection import Selection
from dragoman.model.speaker import SpeakerRole
from dragoman.protocol.participants import find_participant
from dragoman.store.readings import SegmentReading, segment_readings

NEAR_ENOUGH = 60
"""From this similarity (per cent, rapidfuzz's partial ratio) on, a passage is offered as the one that was meant."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quotation stands: offsets in code points of the segment's text in the layer, end exclusive."""

    segment: SegmentReading
    layer: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Utterances:
    """What participants said, read once for many quotations."""

    session: Session
    layer: str = PSEUDONYMISED
    _read: dict[str, list[SegmentReading]] = field(default_factory=dict)

    def of(self, code: str) -> list[SegmentReading]:
        """The segments in which this participant speaks, in order.

        Raises ``WrongUse`` for an unknown participant or where there is nothing to quote from yet.
        """
        if code not in self._read:
            code = find_participant(self.session, code).code
            spoken = [
                segment
                for segment in segment_readings(self.session, participants=[code])
                if segment.participant == code and segment.role is SpeakerRole.RESPONDENT
            ]
            _refuse_silence(code, spoken, self.layer)
            self._read[code] = spoken
        return self._read[code]

    def find(self, code: str, quotation: str, *, occurrence: int | None = None) -> Passage:
        """The one place where a participant says these words; ``occurrence`` counts from 1 where there are several.

        Raises ``WrongUse`` when the words are not there, or stand in several places and none was chosen.
        """
        found = list(self._passages(code, quotation))
        if not found:
            raise WrongUse(self._not_there(code, quotation))
        if occurrence is None and len(found) > 1:
            where = ", ".join(f"{n}: {passage.segment.name}" for n, passage in enumerate(found, start=1))
            raise WrongUse(
                f"{code} says '{quotation}' {len(found)} times ({where}). Say which one with "
                "`--occurrence N`, or quote more words."
            )
        if occurrence is not None and not 1 <= occurrence <= len(found):
            raise WrongUse(f"{code} says '{quotation}' {len(found)} time(s); there is no occurrence {occurrence}.")
        return found[(occurrence or 1) - 1]

    def at(self, code: str, number: int, start: int, end: int) -> Passage:
        """The passage between two offsets (code points) of segment ``number``."""
        for segment in self.of(code):
            if segment.number == number:
                text = segment.text(self.layer) or ""
                if not 0 <= start < end <= len(text):
                    raise WrongUse(f"{segment.name} has {len(text)} characters; {start}-{end} is not inside them.")
                return Passage(segment, self.layer, start, end, text[start:end])
        raise WrongUse(f"{code} does not speak in segment {number}.")

    def _passages(self, code: str, quotation: str) -> Iterator[Passage]:
        for segment in self.of(code):
            text = segment.text(self.layer)
            for span in find_quotation(text or "", quotation):
                yield Passage(segment, self.layer, span.start, span.end, (text or "")[span.start : span.end])

    def _not_there(self, code: str, quotation: str) -> str:
        near = _nearest(quotation, self.of(code), self.layer)
        hint = f" Did you mean '{near}'?" if near else ""
        return (
            f"{code} does not say '{quotation}' in the {self.layer} text.{hint} Copy the words "
            f"from `dragoman table segments {code}`."
        )


def selection_on(session: Session, passage: Passage) -> Selection:
    """The selection of a passage, made now if there is none yet."""
    place = {
        "source_id": passage.segment.source_id,
        "layer": passage.layer,
        "start_segment_id": passage.segment.segment_id,
        "start_offset": passage.start,
        "end_segment_id": passage.segment.segment_id,
        "end_offset": passage.end,
    }
    found = session.scalars(select(Selection).filter_by(**place)).first()
    if found is None:
        found = Selection(**place, text=passage.text)
        session.add(found)
        session.flush()
    return found


def _refuse_silence(code: str, spoken: Sequence[SegmentReading], layer: str) -> None:
    if not spoken:
        raise WrongUse(
            f"There is nothing that {code} says: no transcript yet, or no speaker in it is known to be {code}. Add or "
            f"transcribe one, then set the speakers with `dragoman speakers {code} --set LABEL=respondent`."
        )
    if layer not in (VERBATIM, EDITED) and all(segment.text(layer) is None for segment in spoken):
        step = "pseudonymise" if layer == PSEUDONYMISED else "translate"
        raise Refused(f"{code} has no {layer} text yet. Run `dragoman {step} {code}` first.")


def _nearest(quotation: str, segments: Iterable[SegmentReading], layer: str) -> str | None:
    from rapidfuzz import fuzz

    best, best_score = None, float(NEAR_ENOUGH)
    for segment in segments:
        text = segment.text(layer) or ""
        match = fuzz.partial_ratio_alignment(quotation.casefold(), text.casefold(), score_cutoff=best_score)
        if match is not None and match.score > best_score and len(text.casefold()) == len(text):
            best, best_score = text[match.dest_start : match.dest_end].strip(), match.score
    return best
