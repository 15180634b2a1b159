"""Coding: putting codes on passages, one by one or from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.coding.codebook import find_code
from dragoman.coding.passage import Passage, Utterances, drop_unused, selection_on, stands_on
from dragoman.errors import WrongUse
from dragoman.model.code import Code
from dragoman.model.layer import PSEUDONYMISED
from dragoman.model.selection import Coding
from dragoman.protocol.csv_rows import Row, read_rows
from dragoman.protocol.faults import Faults, nothing_stored
from dragoman.store.study import Change, OpenStudy


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
    with nothing_stored(), study.change("coding.add") as change:
        passage = Utterances(change.session, layer).find(participant, quotation, occurrence=occurrence)
        return _put_one(change, passage, code, coder=study.actor, note=note)


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
    with nothing_stored(), study.change("coding.add") as change:
        passage = Utterances(change.session, layer).at(participant, segment, start, end)
        return _put_one(change, passage, code, coder=study.actor, note=note)


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
    study: OpenStudy,
    participant: str,
    code: str,
    quotation: str,
    *,
    occurrence: int | None = None,
    layer: str = PSEUDONYMISED,
) -> int:
    """Take one's own code off the words of a participant; returns how many codings were taken off.

    Raises ``WrongUse`` where the code is not there; codings of other coders stay.
    """
    with nothing_stored(), study.change("coding.remove") as change:
        session = change.session
        passage = Utterances(session, layer).find(participant, quotation, occurrence=occurrence)
        row = find_code(session, code)
        found = _codings(session, passage, row, study.actor)
        if not found:
            raise WrongUse(f"You ({study.actor}) have not put the code '{row.name}' there.")
        for coding in found:
            session.delete(coding)
        drop_unused(session, [coding.selection_id for coding in found])
        change.subject = passage.segment.participant or passage.segment.interview
        change.details |= {"code": row.name, "segment": passage.segment.number}
    return len(found)


def occurrence_of(row: Row) -> int | None:
    """The occurrence column of a row as a number, None where it is empty."""
    text = row["occurrence"].strip()
    if not text:
        return None
    if not text.isdigit() or int(text) < 1:
        raise WrongUse(f"occurrence must be a number from 1 on, not '{text}'.")
    return int(text)


def _put_one(change: Change, passage: Passage, code: str, *, coder: str, note: str) -> CodedPassage:
    coded = _put(change.session, passage, find_code(change.session, code), coder=coder, note=note)
    change.subject = passage.segment.participant or passage.segment.interview
    change.details |= {"code": coded.code, "segment": passage.segment.number, "new": coded.is_new}
    return coded


def _put(session: Session, passage: Passage, code: Code, *, coder: str, note: str) -> CodedPassage:
    """Put a code on a passage. A coding that waits for review there is settled: the coder has quoted its words anew."""
    selection = selection_on(session, passage)
    found = _codings(session, passage, code, coder)
    coding = next((one for one in found if one.selection_id == selection.id), next(iter(found), None))
    if coding is None:
        session.add(Coding(selection_id=selection.id, code_id=code.id, coder=coder, note=note))
        return CodedPassage(passage, code.name, is_new=True)
    coding.note = note or coding.note
    if coding.selection_id != selection.id:
        before, coding.selection = coding.selection_id, selection
        drop_unused(session, [before])
    return CodedPassage(passage, code.name, is_new=False)


def _codings(session: Session, passage: Passage, code: Code, coder: str) -> list[Coding]:
    """What a coder has put on exactly this passage, also where it waits for review."""
    query = select(Coding).join(Coding.selection).where(stands_on(passage))
    return list(session.scalars(query.where(Coding.code_id == code.id, Coding.coder == coder)))
