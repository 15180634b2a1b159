"""The lexicons of a study: loading them, and throwing out hits that are no mentions."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.analysis.lexicon import Lexicon, parse_lexicon
from dragoman.analysis.material import load_material
from dragoman.analysis.study_mentions import Hit, study_mentions
from dragoman.errors import WrongUse
from dragoman.model.base import now
from dragoman.model.lexicon_record import LexiconRecord, RejectedMention
from dragoman.store.readings import segment_readings
from dragoman.store.study import OpenStudy

_PLACE = re.compile(r"(?P<interview>[A-Z0-9+]+):(?P<segment>\d+):(?P<start>\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LoadedLexicon:
    """A lexicon that the study now counts by."""

    lexicon: Lexicon
    replaced: bool


def load_lexicon(study: OpenStudy, yaml_text: str, *, file_name: str) -> LoadedLexicon:
    """Take a lexicon into the study; one of the same name is replaced. Raises ``WrongUse`` with line and field."""
    lexicon = parse_lexicon(yaml_text, name=file_name)
    digest = hashlib.sha256(yaml_text.encode()).hexdigest()
    with study.change("lexicon.load", subject=lexicon.name, version=lexicon.version, sha256=digest) as change:
        record = change.session.scalars(select(LexiconRecord).where(LexiconRecord.name == lexicon.name)).first()
        replaced = record is not None
        if record is None:
            record = LexiconRecord(name=lexicon.name, yaml=yaml_text)
            change.session.add(record)
        record.yaml, record.loaded_at = yaml_text, now()
        change.details["entries"] = len(lexicon.entries)
    return LoadedLexicon(lexicon, replaced)


def place_of(hit: Hit) -> str:
    """How people name a hit: interview, segment and offset, such as ``P05:12:340``."""
    return f"{hit.segment.interview}:{hit.segment.number}:{hit.start}"


def reject_mention(study: OpenStudy, place: str, *, reason: str = "", lexicon: str | None = None) -> Hit:
    """Throw a hit out of all counts. It stays out as long as its words stand where they stand.

    Raises ``WrongUse`` where nothing is counted at that place.
    """
    with study.change("mention.reject", subject=place, reason=reason) as change:
        hit = _find(change.session, place, lexicon)
        change.session.add(
            RejectedMention(
                segment_id=hit.segment.segment_id,
                start=hit.start,
                end=hit.end,
                entry=hit.entry,
                form=hit.form,
                reason=reason,
                rejected_by=study.actor,
            )
        )
        change.details["entry"] = hit.entry
    return hit


def restore_mention(study: OpenStudy, place: str) -> int:
    """Count again what was rejected at a place; returns how many hits. Raises ``WrongUse`` where nothing was."""
    interview, number, start = _parse(place)
    with study.change("mention.restore", subject=place) as change:
        ids = {
            segment.segment_id
            for segment in segment_readings(change.session, participants=interview.split("+"))
            if segment.number == number
        }
        query = select(RejectedMention).where(RejectedMention.segment_id.in_(ids), RejectedMention.start == start)
        found = list(change.session.scalars(query))
        if not found:
            raise WrongUse(f"Nothing was rejected at {place}. Nothing was changed.")
        for rejected in found:
            change.session.delete(rejected)
    return len(found)


def _find(session: Session, place: str, lexicon: str | None) -> Hit:
    interview, number, start = _parse(place)
    counts = study_mentions(session, load_material(session), lexicon=lexicon)
    for hit in counts.hits:
        if (hit.segment.interview, hit.segment.number, hit.start) == (interview, number, start):
            return hit
    raise WrongUse(f"Nothing is counted at {place}. Nothing was changed. `dragoman mentions --list` shows the places.")


def _parse(place: str) -> tuple[str, int, int]:
    match = _PLACE.fullmatch(place.strip())
    if match is None:
        raise WrongUse(
            f"'{place}' is no place of a mention, such as P05:12:340. `dragoman mentions --list` shows them."
        )
    return match["interview"].upper(), int(match["segment"]), int(match["start"])
