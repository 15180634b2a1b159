"""Passages: finding the words of a quotation in what a participant said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from dragoman.errors import DragomanError, Refused, WrongUse
from dragoman.model.anchor_state import AnchorState
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM
from dragoman.model.proposition import PositionEvidence
from dragoman.model.quotation import QuotableText
from dragoman.model.selection import Coding, Selection
from dragoman.model.speaker import SpeakerRole
from dragoman.protocol.participants import find_participant
from dragoman.protocol.withdrawn import refuse_withdrawn
from dragoman.store.readings import SegmentReading, segment_readings

NEAR_ENOUGH = 60
"""From this similarity (per cent, rapidfuzz's partial ratio) on, a passage is offered as the one that was meant."""

_BETWEEN = "\0"
"""What stands between two segments: a sign that no quotation holds."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quotation stands: offsets in code points of the segment's text in the layer, end exclusive."""

    segment: SegmentReading
    layer: str
    start: int
    end: int
    text: str


class Utterances:
    """What participants said in one layer, read once for many quotations."""

    def __init__(self, session: Session, layer: str = PSEUDONYMISED) -> None:
        self.session, self.layer = session, layer
        self._said: dict[str, Said | DragomanError] = {}

    def of(self, code: str) -> list[SegmentReading]:
        """The segments in which this participant speaks, in order.

        Raises ``WrongUse`` for an unknown participant or where there is nothing to quote from yet.
        """
        return self._all_of(code).segments

    def find(self, code: str, quotation: str, *, occurrence: int | None = None) -> Passage:
        """The one place where a participant says these words; ``occurrence`` counts from 1 where there are several.

        Raises ``WrongUse`` when the words are not there, or stand in several places and none was chosen.
        """
        said = self._all_of(code)
        found = list(said.passages(quotation))
        if not found:
            raise WrongUse(_not_there(said, quotation))
        if occurrence is None and len(found) > 1:
            raise WrongUse(
                f"{said.code} says '{quotation}' {len(found)} times ({_where(found)}). Say which one with "
                "`--occurrence N`, or quote more words."
            )
        if occurrence is not None and not 1 <= occurrence <= len(found):
            raise WrongUse(
                f"{said.code} says '{quotation}' {len(found)} time(s) ({_where(found)}); there is no occurrence "
                f"{occurrence}."
            )
        return found[(occurrence or 1) - 1]

    def at(self, code: str, number: int, start: int, end: int) -> Passage:
        """The passage between two offsets (code points) of segment ``number``."""
        said = self._all_of(code)
        for segment in said.segments:
            if segment.number == number:
                text = segment.text(self.layer) or ""
                if not 0 <= start < end <= len(text):
                    raise WrongUse(f"{segment.name} has {len(text)} characters; {start}-{end} is not inside them.")
                return Passage(segment, self.layer, start, end, text[start:end])
        raise WrongUse(f"{said.code} does not speak in segment {number}.")

    def _all_of(self, code: str) -> Said:
        key = code.strip().upper()
        if key not in self._said:
            self._said[key] = self._read(key)
        said = self._said[key]
        if isinstance(said, DragomanError):
            raise type(said)(str(said))
        return said

    def _read(self, code: str) -> Said | DragomanError:
        try:
            participant = find_participant(self.session, code)
            refuse_withdrawn(self.session, participant, action=f"The words of {participant.code} cannot be coded")
            code = participant.code
            spoken = [
                segment
                for segment in segment_readings(self.session, participants=[code])
                if segment.participant == code and segment.role is SpeakerRole.RESPONDENT
            ]
            _refuse_silence(code, spoken, self.layer)
        except DragomanError as refusal:
            return refusal
        return Said(code, self.layer, spoken)


class Said:
    """All that one participant said, as one text to look for quotations in. No quotation reaches over two segments."""

    def __init__(self, code: str, layer: str, segments: list[SegmentReading]) -> None:
        self.code, self.layer, self.segments = code, layer, segments
        self.texts = [segment.text(layer) or "" for segment in segments]
        self._starts = list(accumulate((len(text) + 1 for text in self.texts), initial=0))
        self._words = QuotableText(_BETWEEN.join(self.texts))

    def passages(self, quotation: str) -> Iterator[Passage]:
        """Every place where the words of a quotation stand, in the order in which they were said."""
        for span in self._words.find(quotation) if _BETWEEN not in quotation else ():
            place = bisect_right(self._starts, span.start) - 1
            start, end = span.start - self._starts[place], span.end - self._starts[place]
            yield Passage(self.segments[place], self.layer, start, end, self.texts[place][start:end])

    def nearest(self, quotation: str) -> str | None:
        """The words that come nearest to a quotation, None where none come near."""
        from rapidfuzz import fuzz

        best, best_score = None, float(NEAR_ENOUGH)
        for text in self.texts:
            match = fuzz.partial_ratio_alignment(quotation.casefold(), text.casefold(), score_cutoff=best_score)
            if match is not None and match.score > best_score and len(text.casefold()) == len(text):
                best, best_score = text[match.dest_start : match.dest_end].strip(), match.score
        return best


def selection_on(session: Session, passage: Passage) -> Selection:
    """The selection of a passage, made now if there is none yet. One whose words changed since it was made does not
    count: who quotes the words as they stand now has not seen it.
    """
    found = session.scalars(select(Selection).where(stands_on(passage), Selection.state == AnchorState.INTACT)).first()
    if found is None:
        segment = passage.segment
        found = Selection(
            source_id=segment.source_id,
            layer=passage.layer,
            start_segment_id=segment.segment_id,
            start_offset=passage.start,
            end_segment_id=segment.segment_id,
            end_offset=passage.end,
            text=passage.text,
        )
        session.add(found)
        session.flush()
    return found


def stands_on(passage: Passage) -> ColumnElement[bool]:
    """The condition that a selection covers exactly this passage."""
    segment_id = passage.segment.segment_id
    return and_(
        Selection.layer == passage.layer,
        Selection.start_segment_id == segment_id,
        Selection.start_offset == passage.start,
        Selection.end_segment_id == segment_id,
        Selection.end_offset == passage.end,
    )


def drop_unused(session: Session, selection_ids: Collection[int]) -> None:
    """Delete those of some selections on which no coding and no position rests any more."""
    if not selection_ids:
        return
    session.flush()
    coded = exists().where(Coding.selection_id == Selection.id)
    shows = exists().where(PositionEvidence.selection_id == Selection.id)
    query = select(Selection).where(Selection.id.in_(selection_ids), ~coded, ~shows)
    for selection in session.scalars(query):
        session.delete(selection)


def _refuse_silence(code: str, spoken: Sequence[SegmentReading], layer: str) -> None:
    if not spoken:
        raise WrongUse(
            f"There is nothing that {code} says: no transcript yet, or no speaker in it is known to be {code}. Add or "
            f"transcribe one, then set the speakers with `dragoman speakers {code} --set LABEL=respondent`."
        )
    if layer not in (VERBATIM, EDITED) and all(segment.text(layer) is None for segment in spoken):
        step = "pseudonymise" if layer == PSEUDONYMISED else "translate"
        raise Refused(f"{code} has no {layer} text yet. Run `dragoman {step} {code}` first.")


def _where(passages: Sequence[Passage]) -> str:
    return ", ".join(f"{number}: {passage.segment.name}" for number, passage in enumerate(passages, start=1))


def _not_there(said: Said, quotation: str) -> str:
    near = said.nearest(quotation)
    hint = f" Did you mean '{near}'?" if near else ""
    return (
        f"{said.code} does not say '{quotation}' in the {said.layer} text.{hint} Copy the words "
        f"from `dragoman table segments {said.code}`."
    )
