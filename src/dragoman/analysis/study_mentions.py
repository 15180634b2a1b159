"""Mentions in a study: the lexicon that was loaded, held against what respondents say in their own languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.analysis.material import Material, unknown
from dragoman.errors import WrongUse
from dragoman.model.layer import PSEUDONYMISED
from dragoman.model.lexicon_record import LexiconRecord, RejectedMention
from dragoman.model.speaker import SpeakerRole
from dragoman.store.readings import SegmentReading


@dataclass(frozen=True, slots=True)
class Hit:
    """One mention: a form of an entry, at offsets (code points) of a segment's pseudonymised text."""

    entry: str
    segment: SegmentReading
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class EntryCount:
    """One entry of the lexicon and how often respondents name it."""

    entry: str
    label: str
    kind: str
    mentions: int
    segments: int
    respondents: tuple[str, ...]
    per_1000_words: float


@dataclass(frozen=True, slots=True)
class StudyMentions:
    """All counts of one lexicon. ``rule`` says how forms are recognised; ``respondents`` are those whose words were
    read, ``unread`` those who have a transcript but no pseudonymised text yet.
    """

    lexicon: str
    rule: str
    words: int
    respondents: tuple[str, ...]
    unread: tuple[str, ...]
    entries: Mapping[str, EntryCount]
    hits: tuple[Hit, ...] = field(default=())
    rejected: int = 0


def study_mentions(session: Session, material: Material, *, lexicon: str | None = None) -> StudyMentions:
    """Count the mentions of a lexicon's entries by respondents. Raises ``WrongUse`` where there is no such lexicon."""
    raise NotImplementedError
