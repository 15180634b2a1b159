"""Mentions in a study: a lexicon that was loaded, held against what respondents say in their own languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.analysis.lexicon import ActorKind, Lexicon, MentionKind, parse_lexicon
from dragoman.analysis.material import Material, unknown
from dragoman.analysis.mentions import ALL_KINDS, EntryCount, MentionCounts, Rejection, Utterance, count_mentions
from dragoman.errors import WrongUse
from dragoman.model.layer import PSEUDONYMISED
from dragoman.model.lexicon_record import LexiconRecord, RejectedMention
from dragoman.model.speaker import SpeakerRole
from dragoman.store.readings import SegmentReading


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention that counts: ``form`` stands at ``start`` to ``end`` (code points) of the segment's pseudonymised
    text. ``actor`` is what the entry is, ``by`` how the text mentions it.
    """

    entry: str
    label: str
    actor: ActorKind
    by: MentionKind
    segment: SegmentReading
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class StudyMentions:
    """All counts of one lexicon in a study.

    ``rule`` says in one paragraph what was counted and how. ``respondents`` are those whose words were searched,
    ``words`` how many these are; ``unread`` have a transcript but no pseudonymised text yet. ``entries`` are all of the
    lexicon by id, ``hits`` the mentions that count, in the order of the interviews.
    """

    lexicon: str
    rule: str
    words: int
    respondents: tuple[str, ...]
    unread: tuple[str, ...]
    entries: Mapping[str, EntryCount]
    hits: tuple[Hit, ...]


def study_mentions(
    session: Session,
    material: Material,
    *,
    lexicon: str | None = None,
    by: Collection[MentionKind] = ALL_KINDS,
) -> StudyMentions:
    """Count the mentions of a lexicon's entries by respondents, in the pseudonymised text of their own language.

    Rejected hits do not count; nor do words of participants who withdrew, of interviewers and of unknown voices.
    ``by`` limits what counts as a mention. Raises ``WrongUse`` where the study has no such lexicon, or several and none
    is named.
    """
    chosen = study_lexicon(session, lexicon)
    counts = count_mentions(_utterances(material), chosen, kinds=by, rejected=_rejections(session))
    return StudyMentions(
        lexicon=counts.lexicon,
        rule=counts.rule,
        words=counts.words,
        respondents=counts.respondents,
        unread=tuple(person.code for person in material.interviewed() if person.code not in counts.respondents),
        entries={entry.entry: entry for entry in counts.entries},
        hits=tuple(_hits(material, counts)),
    )


def study_lexicon(session: Session, name: str | None) -> Lexicon:
    """The lexicon of this name, or the only one. Raises ``WrongUse``."""
    found = {record.name: record for record in session.scalars(select(LexiconRecord).order_by(LexiconRecord.name))}
    if not found:
        raise WrongUse("the study has no lexicon yet; load one with `dragoman lexicon load FILE.yaml`")
    if name is None and len(found) > 1:
        raise WrongUse(f"the study has several lexicons ({', '.join(found)}); say which one with its name")
    record = next(iter(found.values())) if name is None else found.get(name)
    if record is None:
        raise unknown(str(name), list(found), kind="lexicon", whence="lexicons come from `dragoman lexicon load`")
    return parse_lexicon(record.yaml, name=record.name)


def _utterances(material: Material) -> Iterator[Utterance]:
    counted = {person.code for person in material.interviewed()}
    for segment in material.segments:
        text = segment.text(PSEUDONYMISED)
        if text is None or (segment.participant is not None and segment.participant not in counted):
            continue
        heard = segment.role is not SpeakerRole.RESPONDENT or segment.participant is not None
        yield Utterance(
            segment_id=segment.segment_id,
            name=segment.name,
            participant=segment.participant,
            role=segment.role if heard else SpeakerRole.UNKNOWN,
            language=segment.language(PSEUDONYMISED),
            text=text,
        )


def _rejections(session: Session) -> set[Rejection]:
    columns = (RejectedMention.segment_id, RejectedMention.start, RejectedMention.end)
    query = select(*columns, RejectedMention.entry, RejectedMention.form)
    return {Rejection(*row) for row in session.execute(query)}


def _hits(material: Material, counts: MentionCounts) -> Iterator[Hit]:
    entries = {entry.entry: entry for entry in counts.entries}
    for hit in counts.hits:
        segment = material.segment(hit.segment_id)
        if segment is not None and not hit.rejected:
            entry = entries[hit.entry]
            yield Hit(hit.entry, entry.label, entry.kind, hit.kind, segment, hit.start, hit.end, hit.form)
