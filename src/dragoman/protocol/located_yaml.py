"""YAML whose values know where they stand: a small typed reader that notes every fault with its line and field.

Reading goes on after a fault, with an empty value in its place, so that all faults of a file are told together.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Any, TypeVar

from dragoman.model.base import Texts
from dragoman.protocol.faults import Faults
from dragoman.protocol.language_code import is_language
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.text_file import TextFile
from dragoman.protocol.yaml_tree import Mapping, Node, Scalar, Sequence, yaml_tree

Choice = TypeVar("Choice", bound=StrEnum)

_KEY = re.compile(r"[^\W\d_][\w.\-]{0,63}")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}
_LARGEST = 10**9


class LocatedMap:
    """A map of a YAML file. ``path`` is its place in the file, such as ``guide.sections[2]``.

    A text may be written for one language, ``text: What …``, or for several, ``text: {en: What …, ru: Что …}``; a plain
    text is in ``language``.
    """

    def __init__(self, node: Mapping, path: str, faults: Faults, language: str) -> None:
        self.path = path
        self.line = node.line
        self.faults = faults
        self.language = language
        self._entries = {key.value: (key, value) for key, value in node.entries}

    def only(self, *fields: str) -> LocatedMap:
        """Note every field that is none of these."""
        for name, (key, _) in self._entries.items():
            if name not in fields:
                hint = did_you_mean(name, fields) or f" The fields here are: {listed(fields)}."
                self.faults.add(key.line, self._at(name), f"This field is not known.{hint}")
        return self

    def has(self, field: str) -> bool:
        """Whether the field is there."""
        return field in self._entries

    def fields(self) -> tuple[str, ...]:
        """The names of all fields, in the order of the file."""
        return tuple(self._entries)

    def fault(self, field: str, message: str) -> None:
        """Note a fault of a field, or of the map itself where the field is absent or not named."""
        line = self._entries[field][0].line if field in self._entries else self.line
        self.faults.add(line, self._at(field) if field else self.path, message)

    def text(self, field: str, *, default: str | None = None) -> str:
        """A text without white space around it; without a default it must be there and hold something."""
        node = self._scalar(field, needed=default is None)
        if node is None:
            return default or ""
        text = clean(node.value)
        if not text and default is None:
            self.fault(field, "This field is empty.")
        return text

    def key(self, field: str = "id") -> str:
        """A short name that other files refer to: a letter, then letters, digits, points, dashes or underscores."""
        text = self.text(field)
        if text and _KEY.fullmatch(text) is None:
            self.fault(
                field,
                f"'{text}' cannot be a short name. Begin with a letter, then up to 63 letters, digits, points, dashes "
                "or underscores, without spaces.",
            )
            return ""
        return text

    def texts(self, field: str, *, needed: bool = True) -> Texts:
        """A text in one language or several."""
        if field not in self._entries:
            if needed:
                self.fault(field, "This field is missing.")
            return {}
        return self._texts(self._entries[field][1], self._at(field))

    def texts_list(self, field: str) -> tuple[Texts, ...]:
        """A list of texts, each in one language or several, or under a field ``text``; empty where it is absent."""
        found = []
        for index, node in enumerate(self._items(field)):
            path = f"{self._at(field)}[{index}]"
            if isinstance(node, Mapping) and "text" in {key.value for key, _ in node.entries}:
                found.append(LocatedMap(node, path, self.faults, self.language).only("text").texts("text"))
            else:
                found.append(self._texts(node, path))
        return tuple(found)

    def number(self, field: str, *, default: int | None = None) -> int:
        """A whole number from 1 up."""
        node = self._scalar(field, needed=default is None)
        if node is None:
            return default or 1
        if not (node.value.isascii() and node.value.isdecimal() and 0 < int(node.value[:10]) <= _LARGEST):
            self.fault(field, f"'{node.value}' is not a whole number from 1 up.")
            return default or 1
        return int(node.value)

    def flag(self, field: str, *, default: bool = False) -> bool:
        """True or false."""
        node = self._scalar(field, needed=False)
        if node is None:
            return default
        if node.value.casefold() not in _TRUE | _FALSE:
            self.fault(field, f"'{node.value}' is neither true nor false.")
        return node.value.casefold() in _TRUE

    def choice(self, field: str, kind: type[Choice], *, default: Choice | None = None) -> Choice:
        """One of the members of an enumeration; the first one stands in where the entry is at fault."""
        members = {member.value: member for member in kind}
        node = self._scalar(field, needed=default is None)
        if node is None:
            return default or next(iter(kind))
        if node.value not in members:
            self._unknown(node, self._at(field), members)
        return members.get(node.value, next(iter(kind)))

    def word(self, field: str, *, among: Collection[str] | None = None, what: str = "") -> str:
        """A word that must be there and, with ``among``, be a known one; ``what`` is what it names, for the message."""
        word = self.text(field)
        if word and among is not None and word not in among:
            self._unknown(self._entries[field][1], self._at(field), among, what=what)
        return word

    def words(self, field: str, *, among: Collection[str] | None = None, what: str = "") -> tuple[str, ...]:
        """A list of words (a single one may stand without a list), each as in ``word`` and none of them twice."""
        found: list[str] = []
        for index, node in enumerate(self._items(field, single=True)):
            path = f"{self._at(field)}[{index}]"
            word = clean(node.value) if isinstance(node, Scalar) and node.kind != "null" else ""
            if not word:
                self.faults.add(node.line, path, "A word or number belongs here.")
            elif word in found:
                self.faults.add(node.line, path, f"'{word}' is there twice.")
            elif among is not None and word not in among:
                self._unknown(node, path, among, what=what)
            else:
                found.append(word)
        return tuple(found)

    def choices(self, field: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """A list of members of an enumeration."""
        return tuple(kind(word) for word in self.words(field, among=[member.value for member in kind]))

    def map(self, field: str) -> LocatedMap | None:
        """A map, None where the field is absent."""
        if field not in self._entries:
            return None
        return self._as_map(self._entries[field][1], self._at(field))

    def maps(self, field: str) -> list[LocatedMap]:
        """A list of maps, empty where the field is absent."""
        return [self._as_map(node, f"{self._at(field)}[{n}]") for n, node in enumerate(self._items(field))]

    def data(self, field: str) -> Any:
        """Whatever stands there, as plain JSON data; an empty map where the field is absent."""
        return _plain(self._entries[field][1]) if field in self._entries else {}

    def _at(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field

    def _scalar(self, field: str, *, needed: bool) -> Scalar | None:
        if field not in self._entries:
            if needed:
                self.fault(field, "This field is missing.")
            return None
        node = self._entries[field][1]
        if not isinstance(node, Scalar):
            self.faults.add(node.line, self._at(field), f"A single value belongs here, not {_shape(node)}.")
            return None
        if node.kind == "null":
            if needed:
                self.fault(field, "This field is empty.")
            return None
        return node

    def _items(self, field: str, *, single: bool = False) -> tuple[Node, ...]:
        if field not in self._entries:
            return ()
        node = self._entries[field][1]
        if isinstance(node, Sequence):
            return node.items
        if isinstance(node, Scalar) and (single or node.kind == "null"):
            return () if node.kind == "null" else (node,)
        self.faults.add(
            node.line, self._at(field), f"A list belongs here (lines that begin with '-'), not {_shape(node)}."
        )
        return ()

    def _as_map(self, node: Node, path: str) -> LocatedMap:
        if not isinstance(node, Mapping):
            self.faults.add(node.line, path, f"Fields (name: value) belong here, not {_shape(node)}.")
            return _Unreadable(node.line, path, self.language)
        return LocatedMap(node, path, self.faults, self.language)

    def _texts(self, node: Node, path: str) -> Texts:
        if isinstance(node, Sequence):
            self.faults.add(node.line, path, "A text, or one text for each language, belongs here, not a list.")
            return {}
        entries = [(Scalar(node.line, node.column, self.language, "str"), node)]
        found: Texts = {}
        for key, value in entries if isinstance(node, Scalar) else node.entries:
            if not is_language(key.value):
                self.faults.add(key.line, path, f"'{key.value}' is no language code, such as en, ru, kk.")
            elif not isinstance(value, Scalar) or value.kind == "null" or not clean(value.value):
                where = path if isinstance(node, Scalar) else f"{path}.{key.value}"
                self.faults.add(value.line, where, "A text belongs here.")
            else:
                found[key.value] = clean(value.value)
        return found

    def _unknown(self, node: Node, path: str, known: Collection[str], *, what: str = "") -> None:
        word = node.value if isinstance(node, Scalar) else ""
        hint = did_you_mean(word, known) or f" Known are: {listed(known)}."
        kind = f" {what}" if what else ""
        self.faults.add(node.line, path, f"There is no{kind} '{word}'.{hint}")


class _Unreadable(LocatedMap):
    """Stands in for a map that is none: empty, and silent about what it lacks."""

    def __init__(self, line: int, path: str, language: str) -> None:
        super().__init__(Mapping(line, 1, ()), path, Faults(""), language)


def located_map(file: TextFile, faults: Faults, *, language: str = "en") -> LocatedMap:
    """The root map of a YAML file. ``language`` is the language of texts that do not say theirs.

    Raises ``WrongUse`` where the file is no YAML or its root is no map.
    """
    node = yaml_tree(file.text, faults)
    if isinstance(node, Mapping):
        return LocatedMap(node, "", faults, language)
    faults.add(node.line, "", f"The file begins with {_shape(node)}; fields (name: value) belong here.")
    faults.raise_any()
    return _Unreadable(node.line, "", language)


def clean(text: str) -> str:
    """A text without white space around it and with line feeds for line ends."""
    return _LINE_END.sub("\n", text).strip()


def _shape(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing" if node.kind == "null" else "a single value"
    return "a list" if isinstance(node, Sequence) else "a map"


def _plain(node: Node) -> Any:
    """JSON data; numbers only where they read back as they were written, all else stays the text that it is."""
    if isinstance(node, Mapping):
        return {key.value: _plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if node.kind == "null":
        return None
    if node.kind == "bool":
        return node.value.casefold() in _TRUE
    if node.kind == "int" and re.fullmatch(r"-?(0|[1-9]\d{0,15})", node.value, re.ASCII):
        return int(node.value)
    return node.value
