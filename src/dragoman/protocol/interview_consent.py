"""The consent of everyone in an interview: a conversation of several is theirs together."""

from __future__ import annotations

from sqlalchemy.orm import Session

from dragoman.model.consent import Scope
from dragoman.model.participant import Participant
from dragoman.protocol.interviews import interview_of
from dragoman.protocol.participants import find_participant
from dragoman.protocol.permission import require


def require_of_everyone(session: Session, code: str, *scopes: Scope, action: str) -> Participant:
    """Refuse an action on a participant's interview unless everyone who took part in it allows every scope.

    ``action`` reads like "The recordings of P04 cannot be transcribed". Returns the participant; raises ``WrongUse``
    for an unknown one and ``Refused``.
    """
    participant = find_participant(session, code)
    interview = interview_of(session, participant.code)
    everyone = interview.participants if interview is not None else [participant]
    for person in sorted(everyone, key=lambda person: person.code):
        require(session, person, *scopes, action=action)
    return participant
