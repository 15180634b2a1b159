"""Pseudonymisation: what identifies people is suggested, decided by a person, and replaced in a layer of its own.

Until a person decides, a suggestion counts as accepted: the careful side. Only what was rejected stays readable.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.engines.entity import EntityKind, EntityRecogniser
from dragoman.engines.locality import Locality
from dragoman.errors import WrongUse
from dragoman.model.base import now
from dragoman.model.consent import Scope
from dragoman.model.layer import EDITED, PSEUDONYMISED
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.protocol.participants import find_participant
from dragoman.protocol.permission import require
from dragoman.store.readings import SegmentReading, segment_readings, text_sha256
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Pseudonym, Vault
from dragoman.text.carry_selections import CarriedSelections
from dragoman.text.entity_suggestions import DEFAULT_KINDS
from dragoman.text.known_names import KnownEntity, KnownNames
from dragoman.text.redaction import Redaction, redact
from dragoman.text.replacement_plan import Passage, ReplacementPlan, plan_replacements
from dragoman.text.replacements import LABELS, Assigned
from dragoman.text.write_layer import NewText, write_layer, write_texts

ORIGIN = "redacted"


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """What a run did: ``suggested`` new stretches wait for a decision, ``segments`` were read.

    ``look_alikes`` are pairs of replacements that may stand for one person, for someone to look at in the vault.
    """

    segments: int
    suggested: int
    selections: CarriedSelections
    look_alikes: tuple[tuple[str, str], ...]
    unread_languages: tuple[str, ...]


def pseudonymise(
    study: OpenStudy,
    vault: Vault,
    *,
    participants: Collection[str] | None = None,
    recognisers: Sequence[EntityRecogniser],
    kinds: AbstractSet[EntityKind] = DEFAULT_KINDS,
    actors: Iterable[str] = (),
    on_progress: Callable[[int, int], None] | None = None,
) -> Pseudonymised:
    """Search interviews (None: all) for what identifies people and write their ``pseudonymised`` layer anew.

    Decisions that a person made stay. One entity has one replacement in the whole study; new entities go into the
    vault. ``actors`` are names that are nobody's secret. Raises ``Refused`` where a recogniser is elsewhere and a
    participant did not allow remote processing.
    """
    with study.read() as session:
        codes = _codes(session, participants, recognisers)
        segments = list(segment_readings(session, participants=codes))
    known = known_entities(vault)
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if on_progress is not None:
            on_progress(done, len(segments))

    plan = plan_replacements(
        [Passage(segment.text(EDITED) or "", segment.source_language) for segment in segments],
        recognisers=recognisers,
        known=known,
        kinds=kinds,
        actors=KnownNames.of_forms(actors),
        progress=tell,
    )
    remember(vault, plan)
    with study.change("text.pseudonymise", subject="+".join(codes or ["all"])) as change:
        replacements = {entry.entity: entry.replacement for entry in known_entities(vault)}
        suggested = _record_suggestions(change.session, segments, plan.assigned, replacements)
        selections = derive(change.session, segments, actor=study.actor)
        change.details |= {"segments": len(segments), "suggested": suggested, "entities": len(plan.new_entities)}
        change.details["engines"] = [f"{one.name} {one.version}" for one in recognisers]
    alike = tuple((replacements[one], replacements[other]) for one, other in plan.look_alikes)
    read = {language for recogniser in recognisers for language in recogniser.languages}
    unread = sorted({segment.source_language for segment in segments} - read)
    return Pseudonymised(len(segments), suggested, selections, alike, tuple(unread))


def decide(
    study: OpenStudy,
    decision: Decision,
    *,
    entities: Collection[str] | None = None,
    participants: Collection[str] | None = None,
) -> int:
    """Accept or reject what was suggested, for some entities (by identifier or replacement) or for all that wait.

    Returns how many stretches were decided. Named entities may also be decided anew. Raises ``WrongUse`` for an entity
    that nobody suggested.
    """
    with study.change("redaction.decide", decision=decision.value) as change:
        session = change.session
        segments = list(segment_readings(session, participants=participants))
        spans = _spans(session, segments)
        everything = [span for rows in spans.values() for span in rows]
        _refuse_unknown(entities, everything)
        chosen = [
            span
            for span in everything
            if (
                span.decision is Decision.SUGGESTED
                if entities is None
                else {span.entity, span.replacement} & {*entities}
            )
        ]
        for span in chosen:
            span.decision, span.decided_by, span.decided_at = decision, study.actor, now()
        session.flush()
        touched = {span.segment_id for span in chosen}
        derive(session, segments, actor=study.actor, only=touched)
        change.details["stretches"] = len(chosen)
    return len(chosen)


def known_entities(vault: Vault) -> list[KnownEntity]:
    """Everything the vault knows: the pseudonyms and, under their codes, the participants themselves."""
    people = [
        KnownEntity(f"participant-{person.code}", EntityKind.PERSON, (person.name,), f"[{person.code}]")
        for person in vault.people()
    ]
    entries = []
    for entry in vault.pseudonyms():
        kind = EntityKind(entry.kind)
        shown = entry.replacement or f"[{LABELS[kind]} {entry.entity.rsplit('-', 1)[-1]}]"
        entries.append(KnownEntity(entry.entity, kind, entry.forms, shown))
    return [*entries, *people]


def derive(
    session: Session,
    segments: Sequence[SegmentReading],
    *,
    actor: str,
    only: AbstractSet[int] | None = None,
    searched: bool = True,
    carry: bool = True,
) -> CarriedSelections:
    """Write the ``pseudonymised`` text of segments anew from their edited text and the redactions that stand.

    ``segments`` are all segments of one or more sources, ``only`` the identifiers of those to write. Words that were
    not ``searched`` for names leave the layer out of date. Selections on the layer move along unless the caller
    carries them.
    """
    spans = _spans(session, segments)
    total = CarriedSelections()
    by_source: dict[int, list[SegmentReading]] = {}
    for segment in segments:
        by_source.setdefault(segment.source_id, []).append(segment)
    for group in by_source.values():
        texts = {
            segment.segment_id: _redacted(segment, spans.get(segment.segment_id, []), searched=searched)
            for segment in group
            if only is None or segment.segment_id in only
        }
        if carry:
            written = write_layer(session, group, PSEUDONYMISED, texts, actor=actor, kind="redaction")
            total += written.selections
        else:
            write_texts(session, PSEUDONYMISED, texts, actor=actor, kind="redaction")
    return total


def _codes(
    session: Session, participants: Collection[str] | None, recognisers: Sequence[EntityRecogniser]
) -> list[str] | None:
    if participants is None:
        people = {code for segment in segment_readings(session) for code in segment.interview.split("+")}
    else:
        people = {find_participant(session, code).code for code in participants}
    remote = [one for one in recognisers if one.locality is Locality.REMOTE]
    for code in sorted(people) if remote else []:
        action = f"{remote[0].name} cannot read the words of {code}"
        require(session, find_participant(session, code), Scope.REMOTE_PROCESSING, action=action)
    return None if participants is None else sorted(people)


def remember(vault: Vault, plan: ReplacementPlan) -> None:
    """Put the entities that a plan met for the first time, or under a fuller name, into the vault."""
    entities = [*plan.grown_entities, *plan.new_entities]
    vault.save(
        pseudonyms=[
            Pseudonym(one.entity, one.kind.value, one.replacement, one.forms)
            for one in entities
            if not one.entity.startswith("participant-")
        ]
    )


def _record_suggestions(
    session: Session,
    segments: Sequence[SegmentReading],
    assigned: Sequence[Sequence[Assigned]],
    replacements: dict[str, str],
) -> int:
    """Bring the stored redactions in line with the plan; decided ones stay. Returns how many are new."""
    stored = _spans(session, segments)
    new = 0
    for segment, found in zip(segments, assigned, strict=True):
        rows = {(row.start, row.end): row for row in stored.get(segment.segment_id, [])}
        wanted = {(one.span.start, one.span.end): one for one in found}
        for place, row in rows.items():
            if place not in wanted and row.decision is Decision.SUGGESTED:
                session.delete(row)
            row.replacement = replacements.get(row.entity, row.replacement)
        for place, one in wanted.items():
            if place not in rows:
                session.add(_row(segment, one))
                new += 1
            elif rows[place].decision is Decision.SUGGESTED:
                rows[place].entity, rows[place].replacement = one.entity, one.replacement
    session.flush()
    return new


def _row(segment: SegmentReading, one: Assigned) -> RedactedSpan:
    return RedactedSpan(
        segment_id=segment.segment_id,
        start=one.span.start,
        end=one.span.end,
        kind=one.span.kind.value,
        entity=one.entity,
        replacement=one.replacement,
        origin=one.span.origin,
        score=one.span.score,
    )


def _spans(session: Session, segments: Sequence[SegmentReading]) -> dict[int, list[RedactedSpan]]:
    found: dict[int, list[RedactedSpan]] = {}
    ids = [segment.segment_id for segment in segments]
    for start in range(0, len(ids), 500):
        query = select(RedactedSpan).where(RedactedSpan.segment_id.in_(ids[start : start + 500]))
        for span in session.scalars(query.order_by(RedactedSpan.start)):
            found.setdefault(span.segment_id, []).append(span)
    return found


def _redacted(segment: SegmentReading, spans: Iterable[RedactedSpan], *, searched: bool) -> NewText:
    text = segment.text(EDITED) or ""
    standing = [
        Redaction(one.start, one.end, one.replacement) for one in spans if one.decision is not Decision.REJECTED
    ]
    return NewText(redact(text, standing).text, ORIGIN, text_sha256(text) if searched else "")


def _refuse_unknown(entities: Collection[str] | None, spans: Sequence[RedactedSpan]) -> None:
    known = {name for span in spans for name in (span.entity, span.replacement)}
    unknown = [name for name in entities or () if name not in known]
    if unknown:
        raise WrongUse(
            f"Nothing was suggested under '{unknown[0]}'. Nothing was changed. `dragoman pseudonymise --list` shows "
            "what was, by entity."
        )
