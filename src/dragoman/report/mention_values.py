"""The word of the vocabulary that counts what respondents name: ``mentions``; and the table of all entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from dragoman.analysis.evidence import Evidence, passage_of
from dragoman.analysis.lexicon import ActorKind, MentionKind
from dragoman.analysis.material import unknown
from dragoman.analysis.mentions import ALL_KINDS, EntryCount, MentionUnit
from dragoman.analysis.positions import withdrawn
from dragoman.analysis.study_mentions import Hit, StudyMentions, study_mentions
from dragoman.errors import WrongUse
from dragoman.model.anchor import AnchorState, Span
from dragoman.model.layer import PSEUDONYMISED
from dragoman.report.computation import Computation
from dragoman.report.finding import Kind
from dragoman.report.markdown import Grid, escaped
from dragoman.report.value import ComputedValue, Group


def mentions(
    computation: Computation,
    entry: str,
    *,
    unit: str = "mentions",
    by: Sequence[str] | None = None,
    lexicon: str | None = None,
) -> str:
    """How often respondents mention an entry of the lexicon.

    ``unit`` is "mentions", "segments" (turns in which it is mentioned), "respondents" ("6 of 8"), or "per_1000_words".
    ``by`` limits what counts: "name", "adjective", "metonym"; ``lexicon`` chooses among several. Raises ``WrongUse``
    for an unknown entry or unit.
    """
    chosen = unit_named(unit)
    found = _counted(computation, lexicon, by)
    line = found.entries.get(entry)
    if line is None:
        raise unknown(entry, list(found.entries), kind="entry of the lexicon", whence=f"it is '{found.lexicon}'")
    words = computation.wording
    shown = _shown(computation, line, chosen, found)
    hits = [hit for hit in found.hits if hit.entry == entry]
    value = computation.ledger.record(
        meaning=words("mentions_meaning", entry=line.label, unit=words(unit).lower()),
        rule=_rule(computation, found),
        result=shown,
        inputs=_inputs(found, hits),
        groups=_groups(computation, hits),
    )
    return value.linked(escaped(shown))


def mention_lines(
    computation: Computation, *, actors: Sequence[str] | None, by: Sequence[str] | None, lexicon: str | None
) -> tuple[EntryCount, ...]:
    """Every entry that respondents mention, the most mentioned first; ``actors`` limits to kinds of entries."""
    found = _counted(computation, lexicon, by)
    kinds = {_named(ActorKind, name, "kind of actor") for name in actors or [kind.value for kind in ActorKind]}
    chosen = [line for line in found.entries.values() if line.kind in kinds and line.mentions]
    return tuple(sorted(chosen, key=lambda line: (-line.mentions, -len(line.respondents), line.label)))


def mentions_table(
    computation: Computation,
    title: str,
    *,
    actors: Sequence[str] | None,
    by: Sequence[str] | None,
    lexicon: str | None,
) -> ComputedValue:
    """Every entry that respondents mention, in all units."""
    words = computation.wording
    found = _counted(computation, lexicon, by)
    lines = mention_lines(computation, actors=actors, by=by, lexicon=lexicon)
    by_entry: dict[str, list[Hit]] = {line.entry: [] for line in lines}
    for hit in found.hits:
        if hit.entry in by_entry:
            by_entry[hit.entry].append(hit)
    rows = tuple((line.label, *(_shown(computation, line, unit, found) for unit in MentionUnit)) for line in lines)
    return computation.ledger.record(
        meaning=words("mentions_all_meaning", lexicon=found.lexicon),
        rule=_rule(computation, found),
        result=title,
        inputs=_inputs(found, [hit for each in by_entry.values() for hit in each]),
        groups=tuple(
            Group(
                f"{line.label}: {_by_respondent(by_entry[line.entry])}",
                tuple(_evidence(computation, each) for each in _by_segment(by_entry[line.entry])),
            )
            for line in lines
        ),
        grid=Grid(
            (words("entry"), *(words(unit.value) for unit in MentionUnit)), rows, numeric=frozenset({1, 2, 3, 4})
        ),
    )


def unit_named(name: str) -> MentionUnit:
    """A unit by its name. Raises ``WrongUse``."""
    return _named(MentionUnit, name, "unit")


_Kind = TypeVar("_Kind", bound=StrEnum)


def _named(kinds: type[_Kind], name: str, what: str) -> _Kind:
    if name not in [kind.value for kind in kinds]:
        raise WrongUse(f"'{name}' is no {what} of mentions; {', '.join(kinds)} are")
    return kinds(name)


def _counted(computation: Computation, lexicon: str | None, by: Sequence[str] | None) -> StudyMentions:
    kinds = tuple(sorted(_named(MentionKind, name, "way") for name in by)) if by is not None else ALL_KINDS
    kept = computation.mentions.get((lexicon, kinds))
    if kept is None:
        kept = study_mentions(computation.session, computation.material, lexicon=lexicon, by=kinds)
        computation.mentions[lexicon, kinds] = kept
        for code in kept.unread:
            computation.ledger.notice(
                Kind.EVIDENCE, f"{code} has no pseudonymised text yet: what {code} mentions is not counted."
            )
    return kept


def _shown(computation: Computation, line: EntryCount, unit: MentionUnit, found: StudyMentions) -> str:
    words = computation.wording
    if unit is MentionUnit.RESPONDENTS:
        return words("of", number=len(line.respondents), total=len(found.respondents))
    if unit is MentionUnit.PER_1000_WORDS:
        return f"{line.per_1000_words:.1f}".replace(".", words.decimal)
    return str(int(line.value(unit)))


def _rule(computation: Computation, found: StudyMentions) -> str:
    words = computation.wording
    gone = withdrawn(computation.material)
    parts = [
        words("mentions_rule", lexicon=found.lexicon, words=found.words, total=len(found.respondents)),
        found.rule,
        words("rule_withdrawn", who=", ".join(gone)) if gone else "",
    ]
    return " ".join(part for part in parts if part)


def _inputs(found: StudyMentions, hits: Sequence[Hit]) -> object:
    return [
        found.words,
        found.respondents,
        found.rule,
        [(hit.entry, hit.segment.segment_id, hit.start, hit.end, hit.form) for hit in hits],
    ]


def _groups(computation: Computation, hits: Sequence[Hit]) -> tuple[Group, ...]:
    by_respondent: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_respondent[str(hit.segment.participant)].append(hit)
    return tuple(
        Group(
            computation.wording("mentions_hits", participant=code, number=len(found)),
            tuple(_evidence(computation, each) for each in _by_segment(found)),
        )
        for code, found in sorted(by_respondent.items())
    )


def _by_segment(hits: Sequence[Hit]) -> list[list[Hit]]:
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        found[hit.segment.segment_id].append(hit)
    return list(found.values())


def _evidence(computation: Computation, hits: Sequence[Hit]) -> Evidence:
    segment = hits[0].segment
    spans = tuple(Span(hit.start, hit.end) for hit in hits)
    passage = passage_of(computation.material, segment, {PSEUDONYMISED: spans}, lang=computation.lang)
    key = f"{segment.segment_id}:" + ",".join(f"{span.start}-{span.end}" for span in spans)
    said = None if passage.withheld else ", ".join(hit.form for hit in hits)
    return Evidence(key, (str(segment.participant),), PSEUDONYMISED, said, (passage,), AnchorState.INTACT)


def _by_respondent(hits: Sequence[Hit]) -> str:
    counted = Counter(str(hit.segment.participant) for hit in hits)
    return ", ".join(f"{code} {number}" for code, number in sorted(counted.items()))
