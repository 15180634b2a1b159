"""Counting mentions: how often respondents mention the actors of a lexicon, with every hit that a count rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from dragoman.analysis.keyword_in_context import words_after, words_before
from dragoman.analysis.lexicon import ActorKind, Lexicon, MentionKind
from dragoman.analysis.mention_matcher import Mention, find_mentions
from dragoman.analysis.mention_rule import counting_rule
from dragoman.analysis.name_pieces import count_words
from dragoman.errors import WrongUse
from dragoman.model.layer import PSEUDONYMISED
from dragoman.model.speaker import SpeakerRole
from dragoman.protocol.near_miss import did_you_mean, listed

__all__ = [
    "ALL_KINDS",
    "EntryCount",
    "Hit",
    "Mention",
    "MentionCounts",
    "MentionUnit",
    "ParticipantCount",
    "Rejection",
    "Utterance",
    "count_mentions",
    "find_mentions",
]

ALL_KINDS = tuple(MentionKind)
NOT_NAMED = "not named"
"""Stands for the code of respondents that belong to no participant."""


class MentionUnit(StrEnum):
    """In what a count is given."""

    MENTIONS = "mentions"
    SEGMENTS = "segments"
    RESPONDENTS = "respondents"
    PER_1000_WORDS = "per_1000_words"


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker says in one segment: ``name`` is how people refer to it (``P05 ¶12``), ``participant`` a code,
    ``language`` that of the text (ISO 639-1).
    """

    segment_id: int
    name: str
    participant: str | None
    role: SpeakerRole
    language: str
    text: str


class Rejection(NamedTuple):
    """A person's decision that a hit is no mention: it holds while this form still stands there."""

    segment_id: int
    start: int
    end: int
    entry: str
    form: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention with the words around it. ``start`` and ``end`` are code points of the segment's text; a ``rejected``
    hit is listed and not counted.
    """

    segment_id: int
    segment: str
    participant: str
    entry: str
    kind: MentionKind
    form: str
    start: int
    end: int
    before: str
    after: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class ParticipantCount:
    """How often one respondent mentions an entry: ``words`` are all that the respondent says in the counted layer."""

    participant: str
    mentions: int
    segments: int
    words: int
    per_1000_words: float


@dataclass(frozen=True, slots=True)
class EntryCount:
    """How often an entry is mentioned. ``respondents`` are the codes of those who do; ``by_participant`` has a row for
    everyone who was heard, also for those who never mention it. ``per_1000_words`` is 0.0 where there are no words.
    """

    entry: str
    label: str
    kind: ActorKind
    mentions: int
    segments: int
    respondents: tuple[str, ...]
    per_1000_words: float
    by_participant: tuple[ParticipantCount, ...]

    def value(self, unit: MentionUnit) -> float:
        """The count in a unit; a whole number in all but ``per_1000_words``."""
        match unit:
            case MentionUnit.MENTIONS:
                return self.mentions
            case MentionUnit.SEGMENTS:
                return self.segments
            case MentionUnit.RESPONDENTS:
                return len(self.respondents)
            case MentionUnit.PER_1000_WORDS:
                return self.per_1000_words


@dataclass(frozen=True, slots=True)
class MentionCounts:
    """All counts over one lexicon. ``rule`` says in one paragraph what was counted and how.

    ``entries`` are those of the lexicon, in its order, also those that nobody mentions; ``hits`` are in the order of
    the text, rejected ones among them. ``words``, ``segments`` and ``respondents`` (codes) are what was searched;
    ``lapsed`` are rejections in these segments that no hit answers to any more.
    """

    lexicon: str
    rule: str
    kinds: tuple[MentionKind, ...]
    words: int
    segments: int
    respondents: tuple[str, ...]
    entries: tuple[EntryCount, ...]
    hits: tuple[Hit, ...]
    lapsed: tuple[Rejection, ...]

    def entry(self, id_: str) -> EntryCount:
        """The counts of an entry. Raises ``WrongUse`` where the lexicon has none of this id."""
        for count in self.entries:
            if count.entry == id_:
                return count
        known = [count.entry for count in self.entries]
        hint = did_you_mean(id_, known) or f" It has: {listed(known, most=30)}."
        raise WrongUse(f"The lexicon '{self.lexicon}' has no entry '{id_}'.{hint}")


def count_mentions(
    utterances: Iterable[Utterance],
    lexicon: Lexicon,
    *,
    kinds: Collection[MentionKind] = ALL_KINDS,
    rejected: Collection[Rejection] = (),
    layer: str = PSEUDONYMISED,
) -> MentionCounts:
    """Count how often respondents mention the entries of a lexicon.

    Only utterances of respondents count, for mentions and for words. ``kinds`` limits what counts as a mention (names,
    adjectives, metonyms); ``rejected`` are hits that a person threw out; ``layer`` names, for the rule, the layer
    that the texts were taken from. Rates are per 1,000 words (see ``count_words``) of all respondents together, or of
    the one respondent.
    """
    chosen = tuple(kind for kind in MentionKind if kind in set(kinds))
    tally = _Tally(chosen, frozenset(rejected))
    for utterance in utterances:
        if utterance.role is SpeakerRole.RESPONDENT:
            tally.add(utterance, find_mentions(utterance.text, lexicon, utterance.language))
        else:
            tally.others[utterance.role] += 1
    return tally.counts(lexicon, layer)


@dataclass(slots=True)
class _Tally:
    """What was counted so far; the keys of ``mentions`` and ``mentioning`` are entry and participant."""

    kinds: tuple[MentionKind, ...]
    rejections: frozenset[Rejection]
    words: Counter[str] = field(default_factory=Counter)
    mentions: Counter[tuple[str, str]] = field(default_factory=Counter)
    mentioning: Counter[tuple[str, str]] = field(default_factory=Counter)
    others: Counter[SpeakerRole] = field(default_factory=Counter)
    hits: list[Hit] = field(default_factory=list)
    applied: set[Rejection] = field(default_factory=set)
    searched: set[int] = field(default_factory=set)
    segments: int = 0

    def add(self, utterance: Utterance, mentions: Iterable[Mention]) -> None:
        participant = utterance.participant or NOT_NAMED
        self.words[participant] += count_words(utterance.text)
        self.segments += 1
        self.searched.add(utterance.segment_id)
        entries = set()
        for mention in mentions:
            key = Rejection(utterance.segment_id, mention.start, mention.end, mention.entry, mention.form)
            is_rejected = key in self.rejections
            if is_rejected:
                self.applied.add(key)
            if mention.kind not in self.kinds:
                continue
            if not is_rejected:
                self.mentions[mention.entry, participant] += 1
                entries.add(mention.entry)
            self.hits.append(_hit(utterance, mention, participant, rejected=is_rejected))
        self.mentioning.update((entry, participant) for entry in entries)

    def counts(self, lexicon: Lexicon, layer: str) -> MentionCounts:
        words, lapsed = self.words.total(), self._lapsed()
        rule = counting_rule(
            lexicon,
            kinds=self.kinds,
            layer=layer,
            heard=(len(self.words), self.segments, words),
            others=self.others,
            rejected=sum(hit.rejected for hit in self.hits),
            lapsed=len(lapsed),
        )
        return MentionCounts(
            lexicon=lexicon.name,
            rule=rule,
            kinds=self.kinds,
            words=words,
            segments=self.segments,
            respondents=tuple(sorted(self.words)),
            entries=tuple(self._entry_count(entry.id, entry.name, entry.kind) for entry in lexicon.entries),
            hits=tuple(self.hits),
            lapsed=lapsed,
        )

    def _entry_count(self, entry: str, label: str, kind: ActorKind) -> EntryCount:
        rows = tuple(self._participant_count(entry, participant) for participant in sorted(self.words))
        mentions = sum(row.mentions for row in rows)
        return EntryCount(
            entry=entry,
            label=label,
            kind=kind,
            mentions=mentions,
            segments=sum(row.segments for row in rows),
            respondents=tuple(row.participant for row in rows if row.mentions),
            per_1000_words=_rate(mentions, self.words.total()),
            by_participant=rows,
        )

    def _lapsed(self) -> tuple[Rejection, ...]:
        return tuple(sorted(key for key in self.rejections - self.applied if key.segment_id in self.searched))

    def _participant_count(self, entry: str, participant: str) -> ParticipantCount:
        mentions, words = self.mentions[entry, participant], self.words[participant]
        segments = self.mentioning[entry, participant]
        return ParticipantCount(participant, mentions, segments, words, _rate(mentions, words))


def _rate(mentions: int, words: int) -> float:
    return 1000 * mentions / words if words else 0.0


def _hit(utterance: Utterance, mention: Mention, participant: str, *, rejected: bool) -> Hit:
    return Hit(
        segment_id=utterance.segment_id,
        segment=utterance.name,
        participant=participant,
        entry=mention.entry,
        kind=mention.kind,
        form=mention.form,
        start=mention.start,
        end=mention.end,
        before=words_before(utterance.text, mention.start),
        after=words_after(utterance.text, mention.end),
        rejected=rejected,
    )
