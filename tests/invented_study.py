"""A study to try things on: participants with consent, transcripts given as turns. All of it invented."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import event

from dragoman.engines.entity import Entity, EntityKind
from dragoman.engines.locality import Locality
from dragoman.intake.new_source import SourceFacts, new_source
from dragoman.model.code import Code
from dragoman.model.consent import Consent, ConsentForm, Scope
from dragoman.model.interview import Interview
from dragoman.model.participant import CODE_PATTERN, Participant
from dragoman.model.proposition import Proposition
from dragoman.model.source import SourceKind
from dragoman.model.speaker import SpeakerRole
from dragoman.model.turn import Turn
from dragoman.protocol.interviews import interview_of
from dragoman.store.readings import SegmentReading, segment_readings
from dragoman.store.study import OpenStudy, create_study
from dragoman.text.redacted_layer import derive

PASSPHRASE = "correct horse battery"
VAULT_PASSPHRASE = "paper lantern river"
ALL_SCOPES = tuple(Scope)
HERE = (Scope.PARTICIPATE, Scope.RECORD, Scope.QUOTE)
"""Everything but remote processing."""


def blank_study(folder: Path) -> Path:
    """The folder of an empty study, to be copied: making one takes much longer than copying it."""
    path = folder / "blank.study"
    create_study(path, PASSPHRASE, actor="ana").close()
    return path


def copied(blank: Path, folder: Path, *, actor: str = "ana") -> OpenStudy:
    """A study of the test's own."""
    path = folder / "invented.study"
    shutil.copytree(blank, path)
    return OpenStudy(path, PASSPHRASE, actor=actor)


def add_people(study: OpenStudy, *codes: str, scopes: Sequence[Scope] = HERE) -> None:
    """Participants who allowed some scopes; without any scope no consent is on record."""
    with study.change("test.people") as change:
        session = change.session
        form = session.query(ConsentForm).first() or ConsentForm(
            version=1, text={"en": "You may stop."}, scopes=[{"scope": scope.value} for scope in Scope]
        )
        session.add(form)
        for code in codes:
            person = Participant(code=code)
            session.add(person)
            session.flush()
            if scopes:
                words = [scope.value for scope in scopes]
                session.add(Consent(participant=person, form=form, scopes=words, given_on=date(2026, 3, 1)))


def add_turns(
    study: OpenStudy,
    code: str,
    turns: Sequence[tuple[str | None, str]],
    *,
    language: str = "en",
    together_with: Sequence[str] = (),
    times: bool = True,
) -> None:
    """A transcript: turns of ``I`` (the interviewer), of ``R`` (the participant), of a code, of other voices, of nobody
    that is known (None).
    """
    with study.change("test.turns", subject=code) as change:
        session = change.session
        interview = interview_of(session, code)
        if interview is None:
            people = session.query(Participant).filter(Participant.code.in_([code, *together_with])).all()
            interview = Interview(participants=people)
        spoken = [
            Turn(text, speaker, *((number * 10_000, number * 10_000 + 8_000) if times else (None, None)))
            for number, (speaker, text) in enumerate(turns)
        ]
        roles = {speaker: _role(speaker) for speaker, _ in turns if speaker is not None}
        facts = SourceFacts(SourceKind.IMPORTED, f"{code} transcript", language, "txt", "imported from txt")
        new_source(session, interview, spoken, facts, roles=roles)


def _role(speaker: str) -> SpeakerRole:
    if speaker == "I":
        return SpeakerRole.INTERVIEWER
    return SpeakerRole.RESPONDENT if speaker == "R" or CODE_PATTERN.fullmatch(speaker) else SpeakerRole.UNKNOWN


def add_readable(study: OpenStudy, code: str, turns: Sequence[tuple[str | None, str]], **facts: Any) -> None:
    """A transcript in which nothing has to be replaced, ready to be coded."""
    add_turns(study, code, turns, **facts)
    with study.change("test.readable", subject=code) as change:
        derive(change.session, list(segment_readings(change.session, participants=[code])), actor="ana")


def add_codes(study: OpenStudy, *names: str) -> None:
    """A flat codebook."""
    with study.change("test.codes") as change:
        change.session.add_all([Code(name=name, place=place) for place, name in enumerate(names)])


def add_propositions(study: OpenStudy, *keys: str) -> None:
    """Propositions, asked of everyone."""
    with study.change("test.propositions") as change:
        change.session.add_all([Proposition(key=key, place=place, text={"en": key}) for place, key in enumerate(keys)])


def readings(study: OpenStudy, code: str) -> list[SegmentReading]:
    """The segments of a participant's interview as they stand."""
    with study.read() as session:
        return list(segment_readings(session, participants=[code]))


def texts(study: OpenStudy, code: str, layer: str) -> list[str | None]:
    """The words of each segment in one layer."""
    return [segment.text(layer) for segment in readings(study, code)]


@dataclass
class NameFinder:
    """An entity recogniser that knows a few names by heart, and remembers what it was given to read."""

    names: Mapping[str, EntityKind]
    languages: frozenset[str] = frozenset({"en", "ru"})
    locality: Locality = Locality.LOCAL
    name: str = "by-heart"
    version: str = "1"
    weights_sha256: str = "0" * 64
    settings: Mapping[str, Any] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def find(self, text: str, language: str) -> list[Entity]:
        """Every place where a name stands as it is known; the longest where several begin."""
        self.read.append(text)
        found, place = [], 0
        while place < len(text):
            here = max((one for one in self.names if text.startswith(one, place)), key=len, default="")
            if here:
                found.append(Entity(place, place + len(here), self.names[here], 0.9, self.name))
            place += len(here) or 1
        return found


def people_finder(*names: str, **settings: Any) -> NameFinder:
    """A recogniser that knows these people."""
    return NameFinder(dict.fromkeys(names, EntityKind.PERSON), **settings)


@contextmanager
def counted_queries(study: OpenStudy) -> Iterator[list[str]]:
    """The statements that the block sends to the database."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(study.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(study.engine, "before_cursor_execute", note)
