"""Pseudonymisation: what identifies people is suggested, decided by a person, and replaced in a layer of its own.

Until a person decides, a suggestion counts as accepted: the careful side. Only what was rejected stays readable.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count

from sqlalchemy.orm import Session

from dragoman.engines.entity import EntityKind, EntityRecogniser
from dragoman.engines.locality import Locality
from dragoman.errors import WrongUse
from dragoman.model.base import now
from dragoman.model.consent import Scope
from dragoman.model.layer import EDITED
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.protocol.participants import find_participant
from dragoman.protocol.permission import require
from dragoman.store.readings import SegmentReading, segment_readings
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Pseudonym, Vault
from dragoman.text.carry_selections import CarriedSelections
from dragoman.text.entity_suggestions import DEFAULT_KINDS
from dragoman.text.known_names import KnownEntity, KnownNames
from dragoman.text.redacted_layer import derive, spans_of
from dragoman.text.replacement_plan import Passage, ReplacementPlan, plan_replacements
from dragoman.text.replacements import LABELS, Assigned


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
        codes = _codes(session, participants)
        segments = list(segment_readings(session, participants=codes))
        _refuse_remote(session, segments, recognisers)
    plan = plan_replacements(
        [Passage(segment.text(EDITED) or "", segment.source_language) for segment in segments],
        recognisers=recognisers,
        known=known_entities(vault),
        kinds=kinds,
        actors=KnownNames.of_forms(actors),
        progress=_told(on_progress, len(segments)),
    )
    remember(vault, plan)
    with study.change("text.pseudonymise", subject="+".join(codes or ["all"])) as change:
        replacements = {entry.entity: entry.replacement for entry in known_entities(vault)}
        found = _still_said(change.session, segments, plan, codes)
        suggested = _record_suggestions(change.session, found, replacements)
        selections = derive(change.session, [segment for segment, _ in found], actor=study.actor)
        change.details |= {"segments": len(found), "suggested": suggested, "entities": len(plan.new_entities)}
        change.details["engines"] = [f"{one.name} {one.version}" for one in recognisers]
    alike = tuple((replacements[one], replacements[other]) for one, other in plan.look_alikes)
    read = {language for recogniser in recognisers for language in recogniser.languages}
    unread = sorted({segment.source_language for segment in segments} - read)
    return Pseudonymised(len(found), suggested, selections, alike, tuple(unread))


def decide(
    study: OpenStudy,
    decision: Decision,
    *,
    entities: Collection[str] | None = None,
    participants: Collection[str] | None = None,
) -> int:
    """Accept or reject what was suggested, for some entities (by identifier or replacement) or for all that wait.

    Returns how many stretches were decided. Named entities may also be decided anew. Raises ``WrongUse`` for an entity
    that nobody suggested. What a decision touches and was not searched since it was edited still has to be searched.
    """
    with study.change("redaction.decide", decision=decision.value) as change:
        session = change.session
        segments = list(segment_readings(session, participants=_codes(session, participants)))
        spans = spans_of(session, segments)
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
        derive(session, segments, actor=study.actor, only={span.segment_id for span in chosen}, searched=False)
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


def _codes(session: Session, participants: Collection[str] | None) -> list[str] | None:
    if participants is None:
        return None
    return sorted({find_participant(session, code).code for code in participants})


def _refuse_remote(
    session: Session, segments: Iterable[SegmentReading], recognisers: Iterable[EntityRecogniser]
) -> None:
    remote = next((one for one in recognisers if one.locality is Locality.REMOTE), None)
    if remote is None:
        return
    for code in sorted({code for segment in segments for code in segment.interview.split("+")}):
        action = f"{remote.name} cannot read the words of {code}"
        require(session, find_participant(session, code), Scope.REMOTE_PROCESSING, action=action)


def _told(on_progress: Callable[[int, int], None] | None, total: int) -> Callable[[], None]:
    done = count(1)

    def tell() -> None:
        if on_progress is not None:
            on_progress(next(done), total)

    return tell


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


def _still_said(
    session: Session, segments: Sequence[SegmentReading], plan: ReplacementPlan, codes: Collection[str] | None
) -> list[tuple[SegmentReading, tuple[Assigned, ...]]]:
    """The segments as they stand now, with what was found in them; without those that somebody edited meanwhile."""
    found = {
        one.segment_id: (one.text(EDITED), assigned) for one, assigned in zip(segments, plan.assigned, strict=True)
    }
    standing = []
    for segment in segment_readings(session, participants=codes):
        text, assigned = found.get(segment.segment_id, (None, ()))
        if text is not None and text == segment.text(EDITED):
            standing.append((segment, assigned))
    return standing


def _record_suggestions(
    session: Session,
    segments: Sequence[tuple[SegmentReading, Sequence[Assigned]]],
    replacements: dict[str, str],
) -> int:
    """Bring the stored redactions in line with what was found; decided ones stay. Returns how many are new."""
    stored = spans_of(session, [segment for segment, _ in segments])
    new = 0
    for segment, found in segments:
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


def _refuse_unknown(entities: Collection[str] | None, spans: Sequence[RedactedSpan]) -> None:
    known = {name for span in spans for name in (span.entity, span.replacement)}
    unknown = [name for name in entities or () if name not in known]
    if unknown:
        raise WrongUse(
            f"Nothing was suggested under '{unknown[0]}'. Nothing was changed. `dragoman pseudonymise --list` shows "
            "what was, by entity."
        )
