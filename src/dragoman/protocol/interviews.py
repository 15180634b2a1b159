"""Interviews: when and how they were held, in which languages, by whom, and what was not asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import Refused, WrongUse
from dragoman.model.guide import Guide
from dragoman.model.interview import Interview
from dragoman.model.participant import Participant
from dragoman.protocol.csv_rows import Row, column, table_rows
from dragoman.protocol.faults import Faults, nothing_stored
from dragoman.protocol.iso_date import iso_date, today
from dragoman.protocol.language_code import is_language
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.participants import Loaded, find_participant
from dragoman.protocol.permission import current_consent
from dragoman.protocol.text_file import read_text_file
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """What is said of an interview. None: nothing, what is known stays."""

    held_on: date | None = None
    mode: str | None = None
    languages: tuple[str, ...] | None = None
    interviewers: tuple[str, ...] | None = None
    skipped: tuple[str, ...] | None = None


def set_interview(
    study: OpenStudy,
    codes: str | Sequence[str],
    *,
    held_on: date | None = None,
    mode: str | None = None,
    languages: Sequence[str] | None = None,
    interviewers: Sequence[str] | None = None,
    skipped: Sequence[str] | None = None,
) -> Loaded:
    """Say when, how, in which languages and by whom a participant (or a group) was interviewed, and which questions
    were not asked. What is not given stays as it was. Interviewers are labels, such as initials.

    The notices tell of mandatory questions that were skipped. Raises ``WrongUse`` for an unknown participant, question
    or language and for a date to come, ``Refused`` where the participants have interviews of their own.
    """
    facts = InterviewFacts(held_on, mode, _tuple(languages), _tuple(interviewers), _tuple(skipped))
    with nothing_stored(), study.change("interview.set") as change:
        people = _people(change.session, [codes] if isinstance(codes, str) else codes)
        change.subject = "+".join(person.code for person in people)
        questions = _questions(change.session)
        for _, message in _wrong(change.session, facts, questions):
            raise WrongUse(message)
        state, interview = _apply(change.session, people, facts)
        change.details |= _told(facts)
        notices = _notices(change.session, people, interview, questions)
    return _loaded({state: [change.subject]}, notices)


def load_interviews(study: OpenStudy, path: Path) -> Loaded:
    """Set interviews from a CSV file with the columns participant, date, mode, languages, interviewer, skipped.

    Lists are separated by semicolons; several participants in one row make a group interview; an empty cell says
    nothing, and in ``skipped`` that nothing was skipped. Raises ``WrongUse`` or ``Refused`` with line and column.
    """
    file = read_text_file(path)
    optional = ("date", "mode", "languages", "interviewer", "skipped")
    rows = table_rows(file, required=["participant"], optional=optional)
    faults = Faults(file.name)
    told: dict[str, list[str]] = defaultdict(list)
    notices: list[str] = []
    with study.change("interview.load", subject=file.name, sha256=file.sha256) as change:
        questions = _questions(change.session)
        _refuse_twins(rows, faults)
        for row in rows:
            facts = _row_facts(row, faults)
            for name, message in _wrong(change.session, facts, questions):
                faults.add(row.line, column(name), message)
            with faults.noting(row.line, column("participant")):
                people = _people(change.session, row.parts("participant"))
                state, interview = _apply(change.session, people, facts)
                told[state].append("+".join(person.code for person in people))
                notices += _notices(change.session, people, interview, questions)
        faults.raise_any()
        change.details |= {"added": told["added"], "changed": told["changed"]}
    return _loaded(told, notices)


def interview_of(session: Session, code: str) -> Interview | None:
    """The interview in which a participant took part, None where none is known yet."""
    query = select(Interview).join(Interview.participants).where(Participant.code == code.strip().upper())
    return session.scalars(query.order_by(Interview.id)).first()


def interview_for(session: Session, people: Sequence[Participant]) -> Interview:
    """The interview of these participants, made now where there is none.

    Raises ``Refused`` where some of them were interviewed otherwise: alone, or with others.
    """
    return _only(session, people, _interviews(session, people))


def _interviews(session: Session, people: Sequence[Participant]) -> list[Interview]:
    found = (interview_of(session, person.code) for person in people)
    return list(dict.fromkeys(interview for interview in found if interview is not None))


def _only(session: Session, people: Sequence[Participant], found: Sequence[Interview]) -> Interview:
    if not found:
        interview = Interview(participants=list(people))
        session.add(interview)
        session.flush()
        return interview
    interview = found[0]
    if len(found) > 1 or {person.code for person in interview.participants} != {person.code for person in people}:
        held = "; ".join(sorted("+".join(sorted(person.code for person in one.participants)) for one in found))
        raise Refused(
            f"{' and '.join(person.code for person in people)} cannot have this interview: the study has interviews of "
            f"{held}, and a participant belongs to one. Name exactly its participants."
        )
    return interview


def _loaded(told: Mapping[str, Sequence[str]], notices: Sequence[str]) -> Loaded:
    added, changed, unchanged = (tuple(told.get(state, ())) for state in ("added", "changed", "unchanged"))
    return Loaded(added, changed, unchanged, tuple(notices))


def _tuple(words: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def _people(session: Session, codes: Sequence[str]) -> list[Participant]:
    if not codes:
        raise WrongUse("An interview needs a participant; none is named here.")
    people = {person.code: person for person in (find_participant(session, code) for code in codes)}
    return [people[code] for code in sorted(people)]


def _questions(session: Session) -> dict[str, bool]:
    """The questions of all versions of the guide, and whether the newest one that has them lets them be skipped."""
    guides = session.scalars(select(Guide).order_by(Guide.version))
    return {question.key: question.skippable for guide in guides for question in guide.questions()}


def _apply(session: Session, people: Sequence[Participant], facts: InterviewFacts) -> tuple[str, Interview]:
    """Write the facts; whether the interview was ``added``, ``changed`` or ``unchanged``, and the interview."""
    found = _interviews(session, people)
    interview = _only(session, people, found)
    wanted = {
        "held_on": facts.held_on,
        "mode": facts.mode,
        "languages": facts.languages,
        "interviewers": facts.interviewers,
        "skipped_questions": facts.skipped,
    }
    changed = False
    for field, value in wanted.items():
        new = list(value) if isinstance(value, tuple) else value
        if value is not None and getattr(interview, field) != new:
            setattr(interview, field, new)
            changed = True
    return ("changed" if changed else "unchanged") if found else "added", interview


def _wrong(session: Session, facts: InterviewFacts, questions: dict[str, bool]) -> Iterator[tuple[str, str]]:
    """What cannot be so, each with its column."""
    if facts.held_on is not None and facts.held_on > today():
        yield "date", f"{facts.held_on} has not come yet. Say when the interview was held once it was."
    for code in facts.languages or ():
        if not is_language(code):
            yield "languages", f"'{code}' is no language code, such as en, ru, kk."
    for label in facts.interviewers or ():
        if session.scalars(select(Participant).where(Participant.code == label.upper())).first() is not None:
            yield "interviewer", f"'{label}' is a participant; interviewers need labels of their own, such as initials."
    if facts.skipped and not questions:
        yield "skipped", "The study has no question guide yet. Load one with `dragoman protocol load FILE.yaml` first."
    for key in facts.skipped or ():
        if questions and key not in questions:
            hint = did_you_mean(key, questions) or f" The guide has: {listed(questions)}."
            yield "skipped", f"The guide has no question '{key}' that could have been skipped.{hint}"


def _row_facts(row: Row, faults: Faults) -> InterviewFacts:
    held_on = None
    if row["date"]:
        with faults.noting(row.line, column("date")):
            held_on = iso_date(row["date"])
    return InterviewFacts(
        held_on=held_on,
        mode=row["mode"] or None,
        languages=_tuple(row.parts("languages")) or None,
        interviewers=_tuple(row.parts("interviewer")) or None,
        skipped=_tuple(row.parts("skipped")) if "skipped" in row.cells else None,
    )


def _refuse_twins(rows: Iterable[Row], faults: Faults) -> None:
    first: dict[str, int] = {}
    for row in rows:
        for part in row.parts("participant"):
            code = part.upper()
            if first.setdefault(code, row.line) != row.line:
                faults.add(row.line, column("participant"), f"{code} has a row already, in line {first[code]}.")


def _told(facts: InterviewFacts) -> dict[str, object]:
    said = {
        "held_on": facts.held_on and facts.held_on.isoformat(),
        "mode": facts.mode,
        "languages": facts.languages and list(facts.languages),
        "skipped": facts.skipped and list(facts.skipped),
    }
    return {field: value for field, value in said.items() if value is not None}


def _notices(
    session: Session, people: Sequence[Participant], interview: Interview, questions: dict[str, bool]
) -> list[str]:
    name = "+".join(person.code for person in people)
    said = []
    mandatory = [key for key in interview.skipped_questions or () if not questions.get(key, True)]
    if mandatory:
        said.append(f"{name} was not asked {listed(mandatory)}, which the guide does not mark as skippable.")
    for person in people:
        consent = current_consent(session, person)
        if consent is not None and interview.held_on is not None and consent.given_on > interview.held_on:
            said.append(
                f"{person.code} was interviewed on {interview.held_on}, before the consent on record "
                f"({consent.given_on}) was given."
            )
    return said
