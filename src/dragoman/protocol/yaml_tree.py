"""YAML as a tree of nodes that know their line and column.

Only plain data is read: no tags, no anchors, no aliases, no second document, so that no file can run code or grow in
memory (YAML 1.2.2, section 3.2.1: scalars, sequences, mappings).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from dragoman.errors import WrongUse
from dragoman.protocol.faults import Faults

DEEPEST = 40
"""How many levels a file may nest."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it was written. ``kind`` is how YAML 1.1 reads it: str, int, float, bool, null, timestamp."""

    line: int
    column: int
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields with their values, in the order of the file."""

    line: int
    column: int
    entries: tuple[tuple[Scalar, Node], ...]


Node: TypeAlias = Scalar | Sequence | Mapping


def yaml_tree(text: str, faults: Faults) -> Node:
    """The root node of a YAML text. Lines and columns count from 1.

    A field that is there twice is noted in ``faults``; raises ``WrongUse`` where the text is no YAML or uses more of
    YAML than plain data.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(faults).compose(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "somewhere"
        raise _broken(faults, place, error.problem or error.context or "it is not valid YAML") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _broken(faults, f"line {line}", "a control character stands in the text") from None


def _broken(faults: Faults, place: str, problem: str) -> WrongUse:
    return WrongUse(
        f"{faults.file}, {place}: this is not valid YAML ({problem}). Nothing was stored. Check the indentation there "
        "and put texts that contain ': ' or ' #' in quotes."
    )


class _Open:
    """A sequence or mapping whose end has not come yet."""

    def __init__(self, line: int, column: int, *, mapping: bool) -> None:
        self.line, self.column, self.mapping = line, column, mapping
        self.nodes: list[Node] = []


class _Composer:
    """Builds nodes from parsing events with a stack of its own, so that no file can exhaust Python's."""

    def __init__(self, faults: Faults) -> None:
        from yaml.resolver import Resolver

        self._faults = faults
        self._resolver: Any = Resolver()
        self._stack: list[_Open] = []

    def compose(self, events: Iterable[Any]) -> Node:
        import yaml

        root: Node | None = None
        for event in events:
            self._refuse_more_than_data(event, has_root=root is not None)
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            done: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                done = Scalar(line, column, event.value, self._kind(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                self._stack.append(_Open(line, column, mapping=isinstance(event, yaml.MappingStartEvent)))
            elif isinstance(event, yaml.CollectionEndEvent):
                done = self._closed(self._stack.pop())
            if done is not None and self._stack:
                self._stack[-1].nodes.append(done)
            elif done is not None:
                root = done
        if root is None:
            raise WrongUse(f"{self._faults.file} holds no data. Nothing was stored. Check that it is the right file.")
        return root

    def _refuse_more_than_data(self, event: Any, *, has_root: bool) -> None:
        import yaml

        reason = None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            reason = "anchors (&) and aliases (*) are not read; write the text out, or put it in quotes"
        elif getattr(event, "tag", None) is not None:
            reason = "tags (!) are not read; take it out, or put the text in quotes"
        elif isinstance(event, yaml.DocumentStartEvent) and has_root:
            reason = "a second document begins here (---); put it into a file of its own"
        elif len(self._stack) >= DEEPEST:
            reason = f"this nests deeper than {DEEPEST} levels"
        if reason is not None:
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            raise WrongUse(f"{self._faults.file}, line {line}, column {column}: {reason}. Nothing was stored.")

    def _kind(self, event: Any) -> str:
        import yaml

        tag: str = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        return tag.rpartition(":")[2]

    def _closed(self, open_: _Open) -> Node:
        if not open_.mapping:
            return Sequence(open_.line, open_.column, tuple(open_.nodes))
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(open_.nodes[::2], open_.nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._faults.add(key.line, "", "A field needs a plain name, not a list or a map.")
            elif key.value in entries:
                first = entries[key.value][0].line
                self._faults.add(key.line, key.value, f"This field is there twice, first in line {first}.")
            else:
                entries[key.value] = (key, value)
        return Mapping(open_.line, open_.column, tuple(entries.values()))
