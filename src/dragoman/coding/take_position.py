"""Positions: recording where a participant stands on a proposition, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.coding.code_passage import occurrence_of
from dragoman.coding.passage import Passage, Utterances, drop_unused, selection_on
from dragoman.errors import Refused, WrongUse
from dragoman.model.base import now
from dragoman.model.layer import PSEUDONYMISED
from dragoman.model.proposition import Position, PositionEvidence, Proposition, Stance
from dragoman.protocol.csv_rows import Row, read_rows
from dragoman.protocol.faults import Faults, nothing_stored
from dragoman.protocol.near_miss import did_you_mean
from dragoman.protocol.participants import find_participant
from dragoman.protocol.withdrawn import refuse_withdrawn
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class TakenPosition:
    """A position as it was set, and the one that it replaced."""

    participant: str
    proposition: str
    stance: Stance
    before: Stance | None
    evidence: tuple[Passage, ...]


def set_position(
    study: OpenStudy,
    participant: str,
    proposition: str,
    stance: Stance,
    *,
    quotations: Sequence[str] = (),
    occurrence: int | None = None,
    layer: str = PSEUDONYMISED,
    note: str = "",
) -> TakenPosition:
    """Set a participant's position, replacing an earlier one. Every stance but ``silent`` needs the words that show it.

    Raises ``Refused`` without evidence, ``WrongUse`` when the words are not there.
    """
    with nothing_stored(), study.change("position.set") as change:
        utterances = Utterances(change.session, layer)
        passages = [utterances.find(participant, quote, occurrence=occurrence) for quote in quotations]
        taken = _take(change.session, participant, proposition, stance, passages, note=note, actor=study.actor)
        change.subject = taken.participant
        change.details |= {"proposition": proposition, "stance": stance.value, "before": taken.before}
    return taken


def load_positions(study: OpenStudy, path: Path, *, layer: str = PSEUDONYMISED) -> list[TakenPosition]:
    """Set all positions of a CSV file (participant, proposition, position, quote; occurrence, note), all or none.

    Several rows of one participant and proposition give one position with several pieces of evidence.
    """
    required = ("participant", "proposition", "position", "quote")
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in read_rows(path, required=required, optional=("occurrence", "note")):
        groups.setdefault((row["participant"].upper(), row["proposition"]), []).append(row)
    with study.change("position.load", subject=path.name) as change:
        utterances, taken = Utterances(change.session, layer), []
        faults = Faults(path.name)
        for rows in groups.values():
            passages = _quoted(utterances, rows, faults)
            if len(passages) == sum(bool(row["quote"]) for row in rows):
                with faults.noting(rows[0].line):
                    taken.append(_take_rows(change.session, rows, passages, study.actor))
        faults.raise_any()
        change.details["positions"] = len(taken)
    return taken


def find_proposition(session: Session, key: str) -> Proposition:
    """The proposition of this key. Raises ``WrongUse`` with the nearest one there is."""
    found = session.scalars(select(Proposition).where(Proposition.key == key)).first()
    if found is not None:
        return found
    keys = list(session.scalars(select(Proposition.key).order_by(Proposition.place)))
    hint = did_you_mean(key, keys) or " `dragoman protocol show` lists the propositions."
    raise WrongUse(f"There is no proposition '{key}'.{hint}")


def stance_of(text: str) -> Stance:
    """The stance of this name. Raises ``WrongUse`` with the names there are."""
    try:
        return Stance(text.strip().lower())
    except ValueError:
        names = ", ".join(stance.value for stance in Stance)
        raise WrongUse(f"'{text}' is no position; positions are: {names}.") from None


def _quoted(utterances: Utterances, rows: Sequence[Row], faults: Faults) -> list[Passage]:
    """What the rows quote; a quotation that is not there is noted as a fault of its own line."""
    passages = []
    for row in rows:
        with faults.noting(row.line):
            occurrence = occurrence_of(row)
            if row["quote"]:
                passages.append(utterances.find(row["participant"], row["quote"], occurrence=occurrence))
    return passages


def _take_rows(session: Session, rows: Sequence[Row], passages: Sequence[Passage], actor: str) -> TakenPosition:
    first = rows[0]
    stances = {stance_of(row["position"]) for row in rows}
    if len(stances) > 1:
        raise WrongUse(f"{first['participant']} has two positions on {first['proposition']} in this file.")
    note = " ".join(row["note"] for row in rows if row["note"])
    return _take(session, first["participant"], first["proposition"], stances.pop(), passages, note=note, actor=actor)


def _take(
    session: Session,
    code: str,
    key: str,
    stance: Stance,
    passages: Sequence[Passage],
    *,
    note: str,
    actor: str,
) -> TakenPosition:
    participant, proposition = find_participant(session, code), find_proposition(session, key)
    refuse_withdrawn(session, participant, action=f"{participant.code} cannot be given a position")
    if stance is not Stance.SILENT and not passages:
        raise Refused(
            f"The position '{stance}' of {participant.code} on {key} has no evidence. Give the words that show "
            'it with `--quote "words"`; only `silent` needs none.'
        )
    query = select(Position).filter_by(participant_id=participant.id, proposition_id=proposition.id)
    position = session.scalars(query).first()
    before = None if position is None else position.stance
    if position is None:
        position = Position(participant_id=participant.id, proposition_id=proposition.id, stance=stance, set_by=actor)
        session.add(position)
    position.stance, position.note, position.set_by, position.set_at = stance, note, actor, now()
    session.flush()
    _replace_evidence(session, position, passages)
    return TakenPosition(participant.code, key, stance, before, tuple(passages))


def _replace_evidence(session: Session, position: Position, passages: Sequence[Passage]) -> None:
    wanted = {selection_on(session, passage).id for passage in passages}
    before = {piece.selection_id for piece in position.evidence}
    position.evidence = [piece for piece in position.evidence if piece.selection_id in wanted]
    position.evidence += [PositionEvidence(selection_id=selection_id) for selection_id in sorted(wanted - before)]
    drop_unused(session, before - wanted)
