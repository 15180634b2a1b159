"""Coding: putting codes on passages, one by one or from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.coding.codebook import find_code
from dragoman.coding.passage import Passage, Utterances, selection_on
from dragoman.errors import WrongUse
from dragoman.model.code import Code
from dragoman.model.layer import PSEUDONYMISED
from dragoman.model.selection import Coding
from dragoman.protocol.csv_rows import Row, read_rows
from dragoman.protocol.faults import Faults, nothing_stored
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A code on a passage: ``is_new`` is False where this coder had put it there before."""

    passage: Passage
    code: str
    is_new: bool


def code_quotation(
    study: OpenStudy,
    participant: str,
    code: str,
    quotation: str,
    *,
    occurrence: int | None = None,
    layer: str = PSEUDONYMISED,
    note: str = "",
) -> CodedPassage:
    """Put a code on the words of a participant. Raises ``WrongUse`` when the words are not there, or not once."""
    with nothing_stored(), study.change("coding.add", subject=participant) as change:
        passage = Utterances(change.session, layer).find(participant, quotation, occurrence=occurrence)
        coded = _put(change.session, passage, find_code(change.session, code), coder=study.actor, note=note)
        change.details |= {"code": code, "segment": passage.segment.number, "new": coded.is_new}
    return coded


def code_offsets(
    study: OpenStudy,
    participant: str,
    code: str,
    *,
    segment: int,
    start: int,
    end: int,
    layer: str = PSEUDONYMISED,
    note: str = "",
) -> CodedPassage:
    """Put a code on a stretch of one segment, given by offsets in code points (end exclusive)."""
    with nothing_stored(), study.change("coding.add", subject=participant) as change:
        passage = Utterances(change.session, layer).at(participant, segment, start, end)
        coded = _put(change.session, passage, find_code(change.session, code), coder=study.actor, note=note)
        change.details |= {"code": code, "segment": segment, "new": coded.is_new}
    return coded


def load_codings(study: OpenStudy, path: Path, *, layer: str = PSEUDONYMISED) -> list[CodedPassage]:
    """Code everything in a CSV file (participant, code, quote; occurrence, note), all of it or none.

    Raises ``WrongUse`` that names every line that does not fit, up to ten.
    """
    rows = read_rows(path, required=("participant", "code", "quote"), optional=("occurrence", "note"))
    with study.change("coding.load", subject=path.name) as change:
        utterances, coded = Utterances(change.session, layer), []
        codes: dict[str, Code] = {}
        faults = Faults(path.name)
        for row in rows:
            with faults.noting(row.line):
                passage = utterances.find(row["participant"], row["quote"], occurrence=occurrence_of(row))
                code = codes.get(row["code"]) or codes.setdefault(row["code"], find_code(change.session, row["code"]))
                coded.append(_put(change.session, passage, code, coder=study.actor, note=row["note"]))
        faults.raise_any()
        change.details |= {"codings": len(coded), "new": sum(one.is_new for one in coded)}
    return coded


def remove_coding(
    study: OpenStudy, participant: str, code: str, quotation: str, *, occurrence: int | None = None
) -> int:
    """Take one's own code off the words of a participant; returns how many codings were taken off."""
    with nothing_stored(), study.change("coding.remove", subject=participant) as change:
        session = change.session
        passage = Utterances(session).find(participant, quotation, occurrence=occurrence)
        query = select(Coding).where(
            Coding.selection_id == selection_on(session, passage).id,
            Coding.code_id == find_code(session, code).id,
            Coding.coder == study.actor,
        )
        found = list(session.scalars(query))
        if not found:
            raise WrongUse(f"You ({study.actor}) have not put the code '{code}' there.")
        for coding in found:
            session.delete(coding)
        change.details |= {"code": code, "segment": passage.segment.number}
    return len(found)


def occurrence_of(row: Row) -> int | None:
    """The occurrence column of a row as a number, None where it is empty."""
    text = row["occurrence"].strip()
    if not text:
        return None
    if not text.isdigit() or int(text) < 1:
        raise WrongUse(f"occurrence must be a number from 1 on, not '{text}'.")
    return int(text)


def _put(session: Session, passage: Passage, code: Code, *, coder: str, note: str) -> CodedPassage:
    selection = selection_on(session, passage)
    query = select(Coding).filter_by(selection_id=selection.id, code_id=code.id, coder=coder)
    found = session.scalars(query).first()
    if found is None:
        session.add(Coding(selection_id=selection.id, code_id=code.id, coder=coder, note=note))
    elif note:
        found.note = note
    return CodedPassage(passage, code.name, found is None)
