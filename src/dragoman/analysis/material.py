"""The material: everything that answers are computed from, read from the study once.

A findings chapter asks many questions of the same material. It is read in a fixed number of queries, plus one for the
consent of each participant, however many values are computed from it afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dragoman.analysis.people import Person, load_people
from dragoman.analysis.tape import Tape
from dragoman.errors import WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.code import Code
from dragoman.model.layer import EDITED, VERBATIM
from dragoman.model.participant import Variable
from dragoman.model.proposition import Hypothesis, HypothesisEvidence, Position, PositionEvidence, Proposition, Stance
from dragoman.model.selection import Coding, Selection
from dragoman.store.readings import SegmentReading, segment_readings


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection as stored: offsets in code points of one layer, ``text`` as it was when the selection was made."""

    id: int
    guid: str
    layer: str
    start_segment_id: int
    start: int
    end_segment_id: int
    end: int
    text: str
    state: AnchorState


@dataclass(frozen=True, slots=True)
class RecordedPosition:
    """A position as a person recorded it, with the selections that show it."""

    participant: str
    proposition: str
    stance: Stance
    note: str
    set_by: str
    set_at: datetime
    selections: tuple[Selected, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """One coding: a code on a selection, by a coder."""

    guid: str
    code: str
    coder: str
    made_at: datetime
    selection: Selected


@dataclass(frozen=True, slots=True)
class Material:
    """What a study holds, ready to be counted. Segments are in the order in which they were said."""

    people: Mapping[str, Person]
    segments: tuple[SegmentReading, ...]
    order: Mapping[int, int]
    tape: Tape
    propositions: Mapping[str, Proposition]
    hypotheses: Mapping[str, Hypothesis]
    positions: Mapping[tuple[str, str], RecordedPosition]
    variables: Mapping[str, Variable]
    codes: Mapping[str, Code]
    codings: tuple[Coded, ...]

    def segment(self, segment_id: int) -> SegmentReading | None:
        """The segment with this number in the database, None where it no longer stands."""
        place = self.order.get(segment_id)
        return None if place is None else self.segments[place]

    def stretch(self, selection: Selected) -> tuple[SegmentReading, ...]:
        """The segments that a selection covers, none where one of its ends no longer stands."""
        start, end = self.order.get(selection.start_segment_id), self.order.get(selection.end_segment_id)
        return () if start is None or end is None else self.segments[start : end + 1]

    def interviewed(self) -> tuple[Person, ...]:
        """Those with a transcript in the study whose consent was not withdrawn, in the order of their codes."""
        return tuple(person for person in self.people.values() if person.counted)

    def proposition(self, key: str) -> Proposition:
        """The proposition with this key. Raises ``WrongUse``."""
        return _named(self.propositions, key, "proposition", "propositions come from `dragoman protocol load`")

    def hypothesis(self, key: str) -> Hypothesis:
        """The hypothesis with this key. Raises ``WrongUse``."""
        return _named(self.hypotheses, key, "hypothesis", "hypotheses come from `dragoman protocol load`")

    def code(self, name: str) -> Code:
        """The code with this name. Raises ``WrongUse``."""
        return _named(self.codes, name, "code", "codes come from `dragoman codebook load`")

    def person(self, code: str) -> Person:
        """The participant with this code. Raises ``WrongUse``."""
        return _named(self.people, code, "participant", "`dragoman status` lists the participants")


def load_material(session: Session) -> Material:
    """Read the material of a study. Memory is linear in the words, the positions and the codings."""
    segments = tuple(segment_readings(session))
    selections = _selections(session)
    propositions = list(session.scalars(select(Proposition).order_by(Proposition.place)))
    people = load_people(session)
    return Material(
        people=people,
        segments=segments,
        order={segment.segment_id: place for place, segment in enumerate(segments)},
        tape=Tape(session, [s.start_segment_id for s in selections.values() if s.start and s.layer not in _UNSHARED]),
        propositions={proposition.key: proposition for proposition in propositions},
        hypotheses={hypothesis.key: hypothesis for hypothesis in _hypotheses(session)},
        positions={
            (position.participant, position.proposition): position
            for position in _positions(session, selections, people, propositions)
        },
        variables={found.name: found for found in session.scalars(select(Variable).order_by(Variable.id))},
        codes={code.name: code for code in session.scalars(select(Code).order_by(Code.place))},
        codings=tuple(_codings(session, selections)),
    )


_UNSHARED = (VERBATIM, EDITED)


_T = TypeVar("_T")


def _named(things: Mapping[str, _T], key: str, kind: str, whence: str) -> _T:
    found = things.get(key)
    if found is None:
        raise unknown(key, list(things), kind=kind, whence=whence)
    return found


def unknown(key: str, known: list[str], *, kind: str, whence: str) -> WrongUse:
    """The refusal of a name that the study does not have, with the nearest one that it has."""
    from rapidfuzz import fuzz, process

    if not known:
        return WrongUse(f"there is no {kind} '{key}': the study has none yet ({whence})")
    nearest = process.extractOne(key, known, scorer=fuzz.WRatio, score_cutoff=60)
    if nearest is not None:
        return WrongUse(f"there is no {kind} '{key}'; did you mean '{nearest[0]}'?")
    return WrongUse(f"there is no {kind} '{key}'; the study has {', '.join(known[:12])}{' …' * (len(known) > 12)}")


def _selections(session: Session) -> dict[int, Selected]:
    query = select(
        Selection.id,
        Selection.guid,
        Selection.layer,
        Selection.start_segment_id,
        Selection.start_offset,
        Selection.end_segment_id,
        Selection.end_offset,
        Selection.text,
        Selection.state,
    )
    return {row[0]: Selected(*row) for row in session.execute(query)}


def _hypotheses(session: Session) -> list[Hypothesis]:
    evidence = selectinload(Hypothesis.evidence).selectinload(HypothesisEvidence.proposition)
    return list(session.scalars(select(Hypothesis).options(evidence).order_by(Hypothesis.place)))


def _positions(
    session: Session, selections: Mapping[int, Selected], people: Mapping[str, Person], propositions: list[Proposition]
) -> Iterator[RecordedPosition]:
    shown: dict[int, list[Selected]] = defaultdict(list)
    for position_id, selection_id in session.execute(
        select(PositionEvidence.position_id, PositionEvidence.selection_id).order_by(PositionEvidence.selection_id)
    ):
        shown[position_id].append(selections[selection_id])
    codes = {person.id: person.code for person in people.values()}
    keys = {proposition.id: proposition.key for proposition in propositions}
    columns = (Position.id, Position.participant_id, Position.proposition_id, Position.stance)
    for position_id, participant_id, proposition_id, stance, note, set_by, set_at in session.execute(
        select(*columns, Position.note, Position.set_by, Position.set_at).order_by(Position.id)
    ):
        yield RecordedPosition(
            codes[participant_id],
            keys[proposition_id],
            stance,
            note,
            set_by,
            set_at,
            tuple(shown[position_id]),
        )


def _codings(session: Session, selections: Mapping[int, Selected]) -> Iterator[Coded]:
    query = (
        select(Coding.guid, Code.name, Coding.coder, Coding.made_at, Coding.selection_id)
        .join(Code, Code.id == Coding.code_id)
        .order_by(Coding.id)
    )
    for guid, code, coder, made_at, selection_id in session.execute(query):
        yield Coded(guid, code, coder, made_at, selections[selection_id])
