"""People: the participants as counting sees them: interviewed or not, what they were asked, what they allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dragoman.model.consent import Scope
from dragoman.model.interview import Interview
from dragoman.model.participant import Participant, VariableValue
from dragoman.model.source import Source
from dragoman.protocol.permission import Permission, current_consent, permission


@dataclass(frozen=True, slots=True)
class Person:
    """A participant.

    ``skipped`` has one set of skipped questions for each of the participant's interviews that has a transcript;
    ``withdrawn`` is the sentence that says so, empty while the consent stands; ``values`` are variables by name.
    """

    id: int
    code: str
    skipped: tuple[frozenset[str], ...]
    quotable: Permission
    withdrawn: str
    values: Mapping[str, str]

    @property
    def interviewed(self) -> bool:
        """Whether there is a transcript of an interview with this participant."""
        return bool(self.skipped)

    @property
    def counted(self) -> bool:
        """Whether this participant stands in denominators: interviewed, and the consent not withdrawn."""
        return self.interviewed and not self.withdrawn

    def asked(self, questions: Collection[str]) -> bool:
        """Whether an interview put at least one of these questions; no questions at all are asked of everyone.

        A question counts as put unless the interview lists it as skipped.
        """
        return self.interviewed and (not questions or any(set(questions) - skipped for skipped in self.skipped))


def load_people(session: Session) -> dict[str, Person]:
    """All participants by code, in the order of their codes."""
    skipped: dict[int, list[frozenset[str]]] = defaultdict(list)
    with_transcript = select(Source.interview_id)
    query = select(Interview).where(Interview.id.in_(with_transcript)).options(selectinload(Interview.participants))
    for interview in session.scalars(query):
        for participant in interview.participants:
            skipped[participant.id].append(frozenset(interview.skipped_questions))
    variables = selectinload(Participant.values).selectinload(VariableValue.variable)
    participants = session.scalars(select(Participant).options(variables).order_by(Participant.code))
    return {found.code: _person(session, found, skipped[found.id]) for found in participants}


def _person(session: Session, participant: Participant, skipped: list[frozenset[str]]) -> Person:
    consent = current_consent(session, participant)
    quotable = permission(session, participant, Scope.QUOTE)
    return Person(
        id=participant.id,
        code=participant.code,
        skipped=tuple(skipped),
        quotable=quotable,
        withdrawn=quotable.reason if consent is not None and consent.withdrawn_at is not None else "",
        values={value.variable.name: value.value for value in participant.values},
    )
