"""The word of the vocabulary that holds positions against an expectation: ``hypothesis``."""

from __future__ import annotations

from dragoman.analysis.hypotheses import Bearing, Bearings, bearings
from dragoman.analysis.positions import Stand, withdrawn
from dragoman.errors import WrongUse
from dragoman.model.proposition import Stance
from dragoman.report.computation import Computation
from dragoman.report.finding import Kind
from dragoman.report.markdown import Grid, escaped, table
from dragoman.report.value import Group

ALWAYS = (Bearing.SUPPORTS, Bearing.QUALIFIES, Bearing.CONTRADICTS, Bearing.SILENT)
"""These columns always stand in the table, so that an empty one is seen to be empty."""


def hypothesis(computation: Computation, key: str) -> str:
    """A table of what supports, qualifies and contradicts a hypothesis, with the silent cases named.

    One row for each proposition that bears on it. Raises ``WrongUse`` for an unknown hypothesis, or one on which no
    proposition bears.
    """
    found = computation.material.hypothesis(key)
    rows = bearings(computation.material, found)
    if not rows:
        raise WrongUse(f"no proposition bears on hypothesis '{key}'; say in the protocol which positions support it")
    words = computation.wording
    columns = tuple(kind for kind in Bearing if kind in ALWAYS or any(kind in row.by for row in rows))
    grid = Grid(
        (words("proposition"), *(words.bearings[kind] for kind in columns)),
        tuple((words.text(row.proposition.text), *(_cell(computation, row, kind) for kind in columns)) for row in rows),
    )
    _notice_unset(computation, rows)
    gone = withdrawn(computation.material)
    value = computation.ledger.record(
        meaning=words("hypothesis_meaning", key=key, text=words.quoted(words.text(found.text))),
        rule=" ".join(
            [words("hypothesis_rule"), *([words("rule_withdrawn", who=", ".join(gone))] if gone else [])],
        ),
        result=_summary(computation, rows),
        inputs=[key, [_inputs(computation, row) for row in rows]],
        groups=tuple(group for row in rows for group in _groups(computation, row)),
        title=words("hypothesis_title", key=key),
        grid=grid,
    )
    computation.ledger.tables += 1
    caption = words("hypothesis_caption", number=computation.ledger.tables, key=key, text=words.text(found.text))
    return table(grid, f"{escaped(caption)} {value.linked(escaped(words('evidence_link')))}")


def _cell(computation: Computation, row: Bearings, kind: Bearing) -> str:
    stands = row.by.get(kind, ())
    unasked = f" ({computation.wording('unasked')})"
    names = [stand.participant + unasked * (stand.stance is not None and not stand.asked) for stand in stands]
    return f"{len(stands)}: {', '.join(names)}" if stands else "0"


def _summary(computation: Computation, rows: tuple[Bearings, ...]) -> str:
    words = computation.wording
    return "; ".join(
        f"{row.proposition.key}: "
        + ", ".join(
            f"{words.bearings[kind].lower()} {len(row.by.get(kind, ()))}"
            for kind in Bearing
            if kind in ALWAYS or kind in row.by
        )
        for row in rows
    )


def _groups(computation: Computation, row: Bearings) -> list[Group]:
    words = computation.wording
    text = words.quoted(words.text(row.proposition.text))
    groups = []
    for kind, stands in row.by.items():
        evidence = [computation.evidence(s) for stand in stands if stand.position for s in stand.position.selections]
        who = ", ".join(_with_stance(computation, stand) for stand in stands)
        groups.append(Group(f"{text}: {words.bearings[kind].lower()} ({len(stands)}): {who}", tuple(evidence)))
    return groups


def _with_stance(computation: Computation, stand: Stand) -> str:
    if stand.stance is None or stand.stance is Stance.SILENT:
        return stand.participant
    unasked = "" if stand.asked else "; " + computation.wording("unasked")
    return f"{stand.participant} ({computation.wording.stances[stand.stance].lower()}{unasked})"


def _inputs(computation: Computation, row: Bearings) -> object:
    return [
        row.proposition.key,
        [
            (
                kind.value,
                stand.participant,
                stand.stance.value if stand.stance else None,
                [computation.fingerprint(s) for s in (stand.position.selections if stand.position else ())],
            )
            for kind, stands in row.by.items()
            for stand in stands
        ],
    ]


def _notice_unset(computation: Computation, rows: tuple[Bearings, ...]) -> None:
    for row in rows:
        unset = [stand.participant for stand in row.by.get(Bearing.UNSET, ())]
        if unset:
            computation.ledger.notice(
                Kind.POSITION, f"No position on '{row.proposition.key}' is recorded yet for {', '.join(unset)}."
            )
