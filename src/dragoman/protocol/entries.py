"""The protocol of a study as plain data: what a file writes, what the study holds, what a person is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dragoman.model.base import Texts
from dragoman.model.consent import Scope
from dragoman.model.participant import Disclosure, VariableType
from dragoman.model.proposition import Stance


@dataclass(frozen=True, slots=True)
class StudyEntry:
    """What the study is about. None: the file says nothing of it."""

    title: str | None = None
    question: str | None = None
    notice: str | None = None
    languages: tuple[str, ...] | None = None
    sampling: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class VariableEntry:
    """A property of participants; ``values`` are the choices of a category."""

    name: str
    label: str
    type: VariableType
    disclosure: Disclosure
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeEntry:
    """One thing that the consent form asks for, in its own words."""

    scope: Scope
    required: bool
    text: Texts


@dataclass(frozen=True, slots=True)
class ConsentFormEntry:
    """One version of the consent form."""

    version: int
    title: Texts
    text: Texts
    scopes: tuple[ScopeEntry, ...]

    def languages(self) -> tuple[str, ...]:
        """The languages in which the form is there."""
        return tuple(self.text)


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question with its follow-ups."""

    key: str
    text: Texts
    skippable: bool = False
    follow_ups: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A part of the guide."""

    key: str
    title: Texts
    questions: tuple[QuestionEntry, ...]


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One version of the question guide."""

    version: int
    introduction: Texts
    sections: tuple[SectionEntry, ...]

    def questions(self) -> tuple[QuestionEntry, ...]:
        """All questions, in the order of the guide."""
        return tuple(question for section in self.sections for question in section.questions)


@dataclass(frozen=True, slots=True)
class PropositionEntry:
    """A statement on which participants take positions. None: the file says nothing of it."""

    key: str
    text: Texts
    asked_in: tuple[str, ...] | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """How stances on one proposition bear on a hypothesis."""

    proposition: str
    supports: tuple[Stance, ...] = ()
    qualifies: tuple[Stance, ...] = ()
    contradicts: tuple[Stance, ...] = ()


@dataclass(frozen=True, slots=True)
class HypothesisEntry:
    """An expectation of the study and what would speak for and against it."""

    key: str
    text: Texts
    source: str = ""
    evidence: tuple[EvidenceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Protocol:
    """What is asked, of whom, under which promise; any part may be absent from a file."""

    study: StudyEntry = field(default_factory=StudyEntry)
    variables: tuple[VariableEntry, ...] = ()
    consent_form: ConsentFormEntry | None = None
    guide: GuideEntry | None = None
    propositions: tuple[PropositionEntry, ...] = ()
    hypotheses: tuple[HypothesisEntry, ...] = ()
