"""Hypotheses: how the positions of participants bear on an expectation of the study."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dragoman.analysis.material import Material
from dragoman.analysis.positions import Stand, stands
from dragoman.model.proposition import Hypothesis, HypothesisEvidence, Proposition, Stance


class Bearing(StrEnum):
    """What a position does to a hypothesis; or why it does nothing."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CONTRADICTS = "contradicts"
    NEUTRAL = "neutral"
    SILENT = "silent"
    UNSET = "unset"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Bearings:
    """How everyone interviewed bears on a hypothesis through one proposition; ``by`` leaves out what nobody does."""

    proposition: Proposition
    by: Mapping[Bearing, tuple[Stand, ...]]


def bearings(material: Material, hypothesis: Hypothesis) -> tuple[Bearings, ...]:
    """What supports, qualifies and contradicts a hypothesis, proposition by proposition, with everyone in one place.

    A stance that the hypothesis names nowhere is neutral; a recorded silence is silent unless the hypothesis gives it
    a meaning; someone without a position who was not asked is not asked.
    """
    rows = []
    for evidence in sorted(hypothesis.evidence, key=lambda evidence: evidence.proposition.place):
        by: dict[Bearing, list[Stand]] = defaultdict(list)
        for stand in stands(material, evidence.proposition):
            by[_bearing(evidence, stand)].append(stand)
        rows.append(Bearings(evidence.proposition, {kind: tuple(by[kind]) for kind in Bearing if kind in by}))
    return tuple(rows)


def _bearing(evidence: HypothesisEvidence, stand: Stand) -> Bearing:
    if stand.stance is None:
        return Bearing.UNSET if stand.asked else Bearing.NOT_ASKED
    named = (
        (Bearing.SUPPORTS, evidence.supports),
        (Bearing.QUALIFIES, evidence.qualifies),
        (Bearing.CONTRADICTS, evidence.contradicts),
    )
    for bearing, stances in named:
        if stand.stance.value in stances:
            return bearing
    return Bearing.SILENT if stand.stance is Stance.SILENT else Bearing.NEUTRAL
