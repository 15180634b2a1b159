"""The ledger: every value of a chapter in the order in which it was computed, and what gave reason to warn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.errors import WrongUse
from dragoman.report.finding import CheckFinding, Kind, Severity
from dragoman.report.markdown import Grid
from dragoman.report.value import ComputedValue, Group, input_hash

MOST_VALUES = 2000
"""How many values one chapter may compute: loops in a template stay within this bound."""


@dataclass(slots=True)
class Ledger:
    """Keeps values and notices. ``line`` and ``query`` are those of the call being computed."""

    values: list[ComputedValue] = field(default_factory=list)
    line: int = 1
    query: str = ""
    tables: int = 0
    figures: int = 0
    _noticed: dict[tuple[Kind, str], CheckFinding] = field(default_factory=dict)

    @property
    def notices(self) -> tuple[CheckFinding, ...]:
        """What gave reason to warn, in the order of the template."""
        return tuple(sorted(self._noticed.values(), key=lambda notice: notice.line))

    def record(
        self,
        *,
        meaning: str,
        rule: str,
        result: str,
        inputs: object,
        groups: tuple[Group, ...] = (),
        title: str = "",
        grid: Grid | None = None,
        drawing: Mapping[str, Any] | None = None,
    ) -> ComputedValue:
        """Keep a value under the next number. Raises ``WrongUse`` beyond ``MOST_VALUES``."""
        if len(self.values) >= MOST_VALUES:
            raise WrongUse(f"a chapter may compute at most {MOST_VALUES} values; divide it into several")
        value = ComputedValue(
            number=len(self.values) + 1,
            line=self.line,
            query=self.query,
            meaning=meaning,
            rule=rule,
            result=result,
            groups=groups,
            input_sha256=input_hash([self.query, inputs]),
            title=title or result,
            grid=grid,
            drawing=drawing,
        )
        self.values.append(value)
        return value

    def drawn_as(self, value: ComputedValue, drawing: Mapping[str, Any], *, result: str) -> ComputedValue:
        """Give a kept value its drawing, and as result what the drawing shows, in words."""
        self.values[value.number - 1] = drawn = replace(value, drawing=drawing, result=result)
        return drawn

    def notice(self, kind: Kind, message: str, *, severity: Severity = Severity.WARNING) -> None:
        """Keep a notice about the call being computed; the same one is kept once, for the first line that gave it."""
        self._noticed.setdefault((kind, message), CheckFinding(kind, self.line, message, severity))
