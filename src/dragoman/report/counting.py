"""The words of the vocabulary that count people: ``count``, ``share`` and ``who``."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.errors import WrongUse
from dragoman.report.computation import Computation
from dragoman.report.markdown import escaped
from dragoman.report.tally import Tally, tally


def count(
    computation: Computation,
    proposition: str | None = None,
    stance: str | Sequence[str] | None = None,
    *,
    code: str | None = None,
    of: str | None = None,
    children: bool = False,
    form: str = "figures",
) -> str:
    """``count("key", "affirms")`` is "5 of 8"; ``count(code="hedging")`` counts respondents who have the code.

    ``of`` is "asked" (the default) or "all"; where not everyone interviewed was asked the text says so: "5 of 7 asked".
    ``form="words"`` writes "five of eight".
    """
    found = tally(computation, proposition, stance, code=code, of=of, children=children)
    number, total = _written(computation, form, len(found.who)), _written(computation, form, found.total)
    shown = computation.wording("of_asked" if found.narrowed else "of", number=number, total=total)
    return _recorded(computation, found, shown)


def share(
    computation: Computation,
    proposition: str | None = None,
    stance: str | Sequence[str] | None = None,
    *,
    code: str | None = None,
    of: str | None = None,
    children: bool = False,
) -> str:
    """The same as a percentage, rounded half up: "63 %"; its evidence gives the numbers. Raises ``WrongUse``."""
    found = tally(computation, proposition, stance, code=code, of=of, children=children)
    if not found.total:
        raise WrongUse("there is no share of nobody: no interviewed participant was asked; use count instead")
    percent = (200 * len(found.who) + found.total) // (2 * found.total)
    numbers = computation.wording("share_of", number=len(found.who), total=found.total)
    return _recorded(computation, found, computation.wording("percent", number=percent), rule=f"{numbers} {found.rule}")


def who(
    computation: Computation,
    proposition: str | None = None,
    stance: str | Sequence[str] | None = None,
    *,
    code: str | None = None,
    of: str | None = None,
    children: bool = False,
) -> str:
    """Who they are, by their codes: "P01, P03 and P05"; "nobody" where it is nobody."""
    found = tally(computation, proposition, stance, code=code, of=of, children=children)
    return _recorded(computation, found, computation.wording.listed(found.who))


def _recorded(computation: Computation, found: Tally, shown: str, *, rule: str | None = None) -> str:
    value = computation.ledger.record(
        meaning=found.meaning, rule=rule or found.rule, result=shown, inputs=found.inputs, groups=found.groups
    )
    return value.linked(escaped(shown))


def _written(computation: Computation, form: str, number: int) -> str:
    names = computation.wording.count_words
    if form not in ("figures", "words"):
        raise WrongUse(f'form="{form}" is no way to write a number; form="figures" and form="words" are')
    if form == "words" and not names:
        raise WrongUse(f'numbers are written in figures in a chapter in "{computation.lang}"; leave out form="words"')
    return names[number] if form == "words" and number < len(names) else str(number)
