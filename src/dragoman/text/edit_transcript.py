"""Editing a transcript: words, speakers and segments become what a person wants them to be.

What was heard stays in the ``verbatim`` layer; the ``edited`` layer gets the new words. Selections, redactions and
times of words move along; what was translated from other words becomes out of date and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import pairwise

from sqlalchemy.orm import Session

from dragoman.errors import WrongUse
from dragoman.intake.new_source import participant_of
from dragoman.intake.speaker_labels import guess_roles
from dragoman.model.anchor import SegmentText
from dragoman.model.base import now
from dragoman.model.layer import EDITED, PSEUDONYMISED, Revision
from dragoman.model.source import Segment, Source, Speaker
from dragoman.model.speaker import SpeakerRole
from dragoman.model.time_marks import carry_marks
from dragoman.model.turn import TimeMark, Turn
from dragoman.store.readings import SegmentReading, segment_readings
from dragoman.store.study import OpenStudy
from dragoman.text.assign_speakers import UNNAMED, transcript_of
from dragoman.text.carry_redactions import carry_redactions
from dragoman.text.carry_selections import CarriedSelections, carry_selections
from dragoman.text.redacted_layer import derive
from dragoman.text.write_layer import NewText, write_texts

SMALLEST_GAP = 1e-6


@dataclass(frozen=True, slots=True)
class WantedSegment:
    """A segment as it should be. ``number`` names the segment that it is now, None makes a new one.

    Times are ms of the recording and ``marks`` times of words; None keeps what is known.
    """

    number: int | None
    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    marks: tuple[TimeMark, ...] | None = None


@dataclass(slots=True)
class EditedTranscript:
    """What an edit did, in segments, and what became of the selections. ``new_speakers`` are names that nobody in the
    transcript had before: perhaps slips of the pen.
    """

    changed: int = 0
    speakers: int = 0
    inserted: int = 0
    removed: int = 0
    moved: int = 0
    selections: CarriedSelections = field(default_factory=CarriedSelections)
    new_speakers: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.changed or self.speakers or self.inserted or self.removed or self.moved)


def edit_transcript(
    study: OpenStudy, code: str, wanted: Sequence[WantedSegment], *, accept: bool = False
) -> EditedTranscript:
    """Make a participant's transcript what is wanted, segment by segment in order; what is not wanted is removed.

    With ``accept`` the person at work vouches for the transcript. Raises ``WrongUse`` for numbers that are not there.
    """
    with study.change("transcript.edit", subject=code.strip().upper()) as change:
        source = transcript_of(change.session, code)
        edit = _Edit(change.session, source, study.actor)
        edited = edit.apply(wanted)
        if accept:
            source.reviewed_by, source.reviewed_at = study.actor, now()
        change.details |= {
            "changed": edited.changed,
            "speakers": edited.speakers,
            "inserted": edited.inserted,
            "removed": edited.removed,
            "moved": edited.moved,
            "accepted": accept,
        }
    return edited


def accept_transcript(study: OpenStudy, code: str) -> None:
    """Say that a transcript is right as it stands."""
    with study.change("transcript.accept", subject=code.strip().upper()) as change:
        source = transcript_of(change.session, code)
        source.reviewed_by, source.reviewed_at = study.actor, now()


class _Edit:
    """One edit of one source, from the segments as they are to the segments as they should be."""

    def __init__(self, session: Session, source: Source, actor: str) -> None:
        self.session, self.source, self.actor = session, source, actor
        self.before = list(segment_readings(session, source_id=source.id, marks=True))
        self.by_number = {segment.number: segment for segment in self.before}
        self.rows = {row.id: row for row in source.segments}
        self.highest = max((row.number for row in source.segments), default=0)
        self.done = EditedTranscript()

    def apply(self, wanted: Sequence[WantedSegment]) -> EditedTranscript:
        self._refuse_wrong_numbers(wanted)
        speakers = self._speakers(wanted)
        order = [self._segment(one, speakers) for one in wanted]
        self.session.flush()
        self._put_in_order(order)
        self._remove(order)
        self._write_words(wanted, order)
        self.session.flush()
        self._carry()
        return self.done

    def _refuse_wrong_numbers(self, wanted: Sequence[WantedSegment]) -> None:
        numbers = [one.number for one in wanted if one.number is not None]
        unknown = [number for number in numbers if number not in self.by_number]
        if unknown:
            raise WrongUse(f"There is no segment {unknown[0]} in this transcript. Nothing was changed.")
        if len(set(numbers)) != len(numbers):
            twice = next(number for number in numbers if numbers.count(number) > 1)
            raise WrongUse(f"Segment {twice} is there twice. Nothing was changed. Write [+] for the second one.")
        if not wanted:
            raise WrongUse("Nothing would be left of the transcript. Nothing was changed.")

    def _speakers(self, wanted: Sequence[WantedSegment]) -> dict[str, Speaker | None]:
        """The speaker of each name that is wanted; a new one where nobody is called so."""
        known: dict[str, Speaker] = {}
        for speaker in self.source.speakers:
            for name in (speaker.label, speaker.shown, *speaker.aliases):
                known.setdefault(name.casefold(), speaker)
        codes = [person.code for person in self.source.interview.participants]
        roles = guess_roles([Turn(one.text, one.speaker) for one in wanted], participants=codes)
        found: dict[str, Speaker | None] = {}
        for name in dict.fromkeys(one.speaker for one in wanted):
            if name.casefold() == UNNAMED and name.casefold() not in known:
                found[name] = None
                continue
            if name.casefold() not in known:
                known[name.casefold()] = self._new_speaker(name, roles.get(name, SpeakerRole.UNKNOWN))
            found[name] = known[name.casefold()]
        self.session.flush()
        return found

    def _new_speaker(self, name: str, role: SpeakerRole) -> Speaker:
        person = participant_of(name, role, self.source.interview.participants)
        label = person.code if person is not None else name
        held = next((one for one in self.source.speakers if one.label == label), None)
        if held is not None:
            return held
        speaker = Speaker(label=label, role=role, participant=person)
        self.source.speakers.append(speaker)
        self.done.new_speakers.append(label)
        return speaker

    def _segment(self, one: WantedSegment, speakers: Mapping[str, Speaker | None]) -> Segment:
        speaker = speakers[one.speaker]
        if one.number is None:
            self.done.inserted += 1
            row = Segment(source_id=self.source.id, number=self.highest + self.done.inserted, place=0.0)
            row.speaker_id = speaker.id if speaker else None
            self.session.add(row)
        else:
            row = self.rows[self.by_number[one.number].segment_id]
            # Several voices may be shown by one name: whoever is called so already stays.
            if _shown(row.speaker).casefold() != one.speaker.casefold():
                self._set_speaker(row, speaker)
        row.start_ms = row.start_ms if one.start_ms is None else one.start_ms
        row.end_ms = row.end_ms if one.end_ms is None else one.end_ms
        return row

    def _set_speaker(self, row: Segment, speaker: Speaker | None) -> None:
        if row.speaker_id == (speaker.id if speaker else None):
            return
        self._revise(row, "speaker", _shown(row.speaker), _shown(speaker))
        row.speaker_id = speaker.id if speaker else None
        self.done.speakers += 1

    def _put_in_order(self, order: Sequence[Segment]) -> None:
        known = {segment.segment_id: place for place, segment in enumerate(self.before)}
        kept = [known[row.id] for row in order if row.id in known]
        self.done.moved = sum(1 for one, other in pairwise(kept) if other < one)
        if self.done.moved or not self._fit_between(order, known):
            for place, row in enumerate(order, start=1):
                row.place = float(place)

    def _fit_between(self, order: Sequence[Segment], known: Mapping[int, int]) -> bool:
        """Give new segments places between their neighbours; False where there is no room left."""
        highs: list[float | None] = [None]
        for row in reversed(order):
            highs.append(row.place if row.id in known else highs[-1])
        low = 0.0
        for row, next_place in zip(order, reversed(highs[:-1]), strict=True):
            if row.id not in known:
                high = low + 2.0 if next_place is None else next_place
                row.place = (low + high) / 2
                if high - row.place < SMALLEST_GAP:
                    return False
            low = row.place
        return True

    def _remove(self, order: Sequence[Segment]) -> None:
        wanted = {row.id for row in order}
        removed = [segment for segment in self.before if segment.segment_id not in wanted]
        for segment in removed:
            row = self.rows[segment.segment_id]
            row.removed_at = now()
            self._revise(row, "removal", segment.text(EDITED), None)
        self.done.removed = len(removed)

    def _write_words(self, wanted: Sequence[WantedSegment], order: Sequence[Segment]) -> None:
        texts: dict[int, NewText] = {}
        for one, row in zip(wanted, order, strict=True):
            old = self.by_number[one.number].reading(EDITED) if one.number is not None else None
            if old is not None and old.text == one.text:
                continue
            known = [TimeMark(*mark) for mark in old.marks] if old else []
            marks = one.marks if one.marks is not None else carry_marks(known, old.text if old else "", one.text)
            texts[row.id] = NewText(one.text, f"edited by {self.actor}", marks=tuple(list(astuple(m)) for m in marks))
            self.done.changed += old is not None
        words = {segment.segment_id: segment.text(EDITED) or "" for segment in self.before}
        write_texts(self.session, EDITED, texts, actor=self.actor, kind="edit", before=words)

    def _carry(self) -> None:
        after = list(segment_readings(self.session, source_id=self.source.id))
        old, new = _texts(self.before, EDITED), _texts(after, EDITED)
        self.done.selections += carry_selections(self.session, self.source.id, EDITED, old, new)
        carry_redactions(self.session, old, new)
        if any(PSEUDONYMISED in segment.layers for segment in self.before):
            words = {one.id: one.text for one in old}
            changed = {int(one.id) for one in new if words.get(one.id) != one.text}
            derive(self.session, after, actor=self.actor, only=changed, searched=False, carry=False)
            after = list(segment_readings(self.session, source_id=self.source.id))
        layers = {layer for segment in self.before for layer in segment.layers} - {EDITED}
        for layer in sorted(layers):
            self.done.selections += carry_selections(
                self.session, self.source.id, layer, _texts(self.before, layer), _texts(after, layer)
            )

    def _revise(self, row: Segment, kind: str, before: str | None, after: str | None) -> None:
        self.session.add(
            Revision(segment_id=row.id, layer=EDITED, actor=self.actor, kind=kind, before=before, after=after)
        )


def _shown(speaker: Speaker | None) -> str:
    return speaker.shown if speaker is not None else UNNAMED


def _texts(segments: Sequence[SegmentReading], layer: str) -> list[SegmentText]:
    return [SegmentText(segment.segment_id, segment.text(layer) or "") for segment in segments]
