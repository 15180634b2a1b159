"""Positions: where each participant stands on a proposition, and who is counted against whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from dragoman.analysis.material import Material, RecordedPosition
from dragoman.errors import WrongUse
from dragoman.model.proposition import Proposition, Stance


class Denominator(StrEnum):
    """Who a count is made of: those an interview asked, or everyone interviewed."""

    ASKED = "asked"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Stand:
    """One participant and one proposition. ``position`` is None while nobody has recorded one: that is not silence,
    which a person must have recorded as such.
    """

    participant: str
    asked: bool
    position: RecordedPosition | None

    @property
    def stance(self) -> Stance | None:
        """The recorded stance, None while there is none."""
        return None if self.position is None else self.position.stance


@dataclass(frozen=True, slots=True)
class PositionCount:
    """Who takes one of ``stances`` on a proposition, among whom.

    ``said`` counts; ``rest`` are the others of the denominator; ``outside`` took one of the stances without standing
    in the denominator (they were not asked, or not interviewed); ``withdrawn`` are left out altogether.
    """

    proposition: Proposition
    stances: tuple[Stance, ...]
    of: Denominator
    said: tuple[Stand, ...]
    rest: tuple[Stand, ...]
    outside: tuple[Stand, ...]
    not_asked: tuple[str, ...]
    withdrawn: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many."""
        return len(self.said)

    @property
    def total(self) -> int:
        """Of how many."""
        return len(self.said) + len(self.rest)

    @property
    def silent(self) -> tuple[str, ...]:
        """Those in the denominator whose silence is on record."""
        return tuple(s.participant for s in (*self.said, *self.rest) if s.stance is Stance.SILENT)

    @property
    def unset(self) -> tuple[str, ...]:
        """Those in the denominator for whom no position is recorded yet."""
        return tuple(s.participant for s in self.rest if s.stance is None)


def stands(material: Material, proposition: Proposition) -> tuple[Stand, ...]:
    """Where everyone interviewed stands on a proposition, in the order of their codes."""
    return tuple(
        Stand(
            person.code,
            person.asked(proposition.asked_in),
            material.positions.get((person.code, proposition.key)),
        )
        for person in material.interviewed()
    )


def count_positions(
    material: Material, key: str, stances: Collection[Stance], *, of: Denominator = Denominator.ASKED
) -> PositionCount:
    """Count the participants whose position on a proposition is one of ``stances``.

    The denominator is everyone interviewed (``ALL``) or those whom an interview asked (``ASKED``): participants of whom
    no interview skipped all questions in the proposition's ``asked_in``. Participants whose consent is withdrawn are
    in neither. Raises ``WrongUse`` for an unknown proposition.
    """
    proposition = material.proposition(key)
    if not stances:
        raise WrongUse("a count of positions needs a stance: affirms, qualifies, rejects or silent")
    everyone = stands(material, proposition)
    within = [stand for stand in everyone if stand.asked or of is Denominator.ALL]
    counted = {stand.participant for stand in within}
    elsewhere = [
        Stand(position.participant, False, position)
        for (code, name), position in sorted(material.positions.items())
        if name == key and code not in counted and not material.people[code].withdrawn
    ]
    return PositionCount(
        proposition=proposition,
        stances=tuple(stance for stance in Stance if stance in stances),
        of=of,
        said=tuple(stand for stand in within if stand.stance in stances),
        rest=tuple(stand for stand in within if stand.stance not in stances),
        outside=tuple(stand for stand in elsewhere if stand.stance in stances),
        not_asked=tuple(stand.participant for stand in everyone if not stand.asked),
        withdrawn=withdrawn(material),
    )


def withdrawn(material: Material) -> tuple[str, ...]:
    """The interviewed participants who withdrew their consent and stand in no count."""
    return tuple(person.code for person in material.people.values() if person.interviewed and person.withdrawn)
