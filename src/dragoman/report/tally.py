"""Tallies: how many participants, of how many, by their positions or by codes; who they are and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.analysis.codings import CodeCount, count_code
from dragoman.analysis.positions import Denominator, PositionCount, Stand, count_positions, withdrawn
from dragoman.errors import WrongUse
from dragoman.model.proposition import Stance
from dragoman.report.computation import Computation
from dragoman.report.finding import Kind
from dragoman.report.value import Group


@dataclass(frozen=True, slots=True)
class Tally:
    """``who`` are counted, of ``total``; ``narrowed`` where not everyone interviewed stands in the denominator."""

    who: tuple[str, ...]
    total: int
    narrowed: bool
    meaning: str
    rule: str
    groups: tuple[Group, ...]
    inputs: object


def tally(
    computation: Computation,
    proposition: str | None,
    stance: str | Sequence[str] | None,
    *,
    code: str | None,
    of: str | None,
    children: bool,
) -> Tally:
    """Count by a position on a proposition or by a code, never both. Raises ``WrongUse``."""
    if (proposition is None) == (code is None):
        raise WrongUse('name either a proposition and a stance, as in count("key", "affirms"), or code="name"')
    if code is not None:
        if stance is not None or of not in (None, Denominator.ALL.value):
            raise WrongUse("codes are counted among everyone interviewed: leave out the stance and of=")
        return by_code(computation, code, children=children)
    if stance is None:
        raise WrongUse(f'say which position is counted, as in count("{proposition}", "affirms")')
    return by_position(computation, str(proposition), stances(stance), of=denominator(of))


def by_position(computation: Computation, proposition: str, wanted: Sequence[Stance], *, of: Denominator) -> Tally:
    """Count by positions on a proposition."""
    found = count_positions(computation.material, proposition, wanted, of=of)
    _notice_gaps(computation, found)
    words = computation.wording
    stance_names = words.listed([words.stances[stance] for stance in found.stances])
    return Tally(
        who=tuple(stand.participant for stand in found.said),
        total=found.total,
        narrowed=of is Denominator.ASKED and bool(found.not_asked),
        meaning=words(
            "positions_meaning",
            stances=stance_names,
            proposition=words.quoted(words.text(found.proposition.text)),
            key=found.proposition.key,
        ),
        rule=position_rule(computation, found),
        groups=(*stance_groups(computation, found.said), *_others(computation, found)),
        inputs=position_inputs(computation, (*found.said, *found.rest, *found.outside)),
    )


def by_code(computation: Computation, name: str, *, children: bool) -> Tally:
    """Count by a code."""
    found = count_code(computation.material, name, children=children)
    words = computation.wording
    groups = tuple(
        Group(
            words("coded_by", participant=participant, codes=", ".join(sorted({coded.code for coded in codings}))),
            tuple(computation.evidence(s) for s in {coded.selection.id: coded.selection for coded in codings}.values()),
        )
        for participant, codings in sorted(found.by_respondent.items())
    )
    if found.lost:
        computation.ledger.notice(
            Kind.ANCHOR, f"{len(found.lost)} coding(s) with '{name}' lost their words and do not count."
        )
    shown = words("and_below", codes=", ".join(found.included[1:])) if len(found.included) > 1 else ""
    return Tally(
        who=found.respondents,
        total=found.total,
        narrowed=False,
        meaning=words("code_meaning", code=found.code.label or found.code.name, name=found.code.name, below=shown),
        rule=code_rule(computation, found),
        groups=groups,
        inputs=[found.included, found.total, [(g.title, [e.fingerprint for e in g.evidence]) for g in groups]],
    )


def stances(named: str | Sequence[str]) -> tuple[Stance, ...]:
    """Stances by their names. Raises ``WrongUse``."""
    names = [named] if isinstance(named, str) else list(named)
    known = [stance.value for stance in Stance]
    for name in names:
        if name not in known:
            raise WrongUse(f"'{name}' is no position; {', '.join(known[:-1])} and {known[-1]} are")
    return tuple(stance for stance in Stance if stance.value in names)


def denominator(name: str | None) -> Denominator:
    """A denominator by its name, those asked unless told otherwise. Raises ``WrongUse``."""
    if name is None:
        return Denominator.ASKED
    if name not in [each.value for each in Denominator]:
        raise WrongUse(
            f'of="{name}" is no denominator; of="asked" (those asked) and of="all" (everyone interviewed) are'
        )
    return Denominator(name)


def position_rule(computation: Computation, found: PositionCount) -> str:
    """Who stands in the denominator of a count of positions, in words."""
    words = computation.wording
    questions = ", ".join(found.proposition.asked_in)
    if found.of is Denominator.ALL:
        rule = words("rule_all", total=found.total)
    elif not questions:
        rule = words("rule_asked_of_everyone", total=found.total)
    else:
        rule = words("rule_asked", total=found.total, questions=questions)
    return " ".join([rule, *_left_out(computation)])


def code_rule(computation: Computation, found: CodeCount) -> str:
    """Who counts as having a code, in words."""
    words = computation.wording
    parts = [words("rule_all", total=found.total), words("rule_code")]
    if found.elsewhere:
        parts.append(words("rule_code_elsewhere", number=len(found.elsewhere)))
    if found.lost:
        parts.append(words("rule_code_lost", number=len(found.lost)))
    return " ".join([*parts, *_left_out(computation)])


def stance_groups(computation: Computation, found: Sequence[Stand]) -> tuple[Group, ...]:
    """The participants of each stance with the selections that show it; one group for each stance that occurs."""
    words = computation.wording
    groups = []
    for stance in Stance:
        who = [stand for stand in found if stand.stance is stance]
        if who:
            title = f"{words.stances[stance]} ({len(who)}): {', '.join(stand.participant for stand in who)}"
            evidence = [
                computation.evidence(selection)
                for stand in who
                for selection in (stand.position.selections if stand.position else ())
            ]
            groups.append(Group(title, tuple(evidence)))
    return tuple(groups)


def position_inputs(computation: Computation, found: Iterable[Stand]) -> object:
    """What a count of positions depends on: everyone's stance and the evidence for it."""
    return [
        (
            stand.participant,
            stand.asked,
            stand.stance.value if stand.stance else None,
            [computation.fingerprint(each) for each in (stand.position.selections if stand.position else ())],
        )
        for stand in found
    ]


def _others(computation: Computation, found: PositionCount) -> tuple[Group, ...]:
    words = computation.wording
    titles = []
    for stance in Stance:
        who = [stand.participant for stand in found.rest if stand.stance is stance]
        if who:
            titles.append(f"{words.stances[stance]} ({len(who)}): {', '.join(who)}")
    if found.unset:
        titles.append(words("no_position_yet", number=len(found.unset), who=", ".join(found.unset)))
    if found.of is Denominator.ASKED and found.not_asked:
        titles.append(words("not_asked", number=len(found.not_asked), who=", ".join(found.not_asked)))
    if found.outside:
        titles.append(words("outside", who=", ".join(stand.participant for stand in found.outside)))
    return tuple(Group(title) for title in titles)


def _notice_gaps(computation: Computation, found: PositionCount) -> None:
    key, ledger = found.proposition.key, computation.ledger
    if found.unset:
        ledger.notice(Kind.POSITION, f"No position on '{key}' is recorded yet for {', '.join(found.unset)}.")
    bare = [
        stand.participant
        for stand in found.said
        if stand.position and not stand.position.selections and stand.stance is not Stance.SILENT
    ]
    if bare:
        ledger.notice(Kind.EVIDENCE, f"No words show the position on '{key}' of {', '.join(bare)}.")


def _left_out(computation: Computation) -> list[str]:
    gone = withdrawn(computation.material)
    return [computation.wording("rule_withdrawn", who=", ".join(gone))] if gone else []
