"""A tally: what loading a file did to one kind of entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """The names of entries that were new, that changed, that were the same, and that only the study holds."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.unchanged)

    def note(self, name: str, before: object | None, after: object) -> None:
        """Note an entry of the file; ``before`` is what the study held of it."""
        names = self.added if before is None else self.unchanged if before == after else self.changed
        names.append(name)

    def keep(self, held: Iterable[str]) -> None:
        """Note which of the study's entries the file does not name."""
        named = {*self.added, *self.changed, *self.unchanged}
        self.kept = sorted(name for name in held if name not in named)

    def counts(self) -> dict[str, int]:
        """How many of each, for an event."""
        return {"added": len(self.added), "changed": len(self.changed), "unchanged": len(self.unchanged)}
