"""Invented documents whose every word carries a number of its own, and edits of them: the truth that anchors must meet.

Each word occurs once, so what became of it is known without any comparison of texts. Signs may repeat.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from hypothesis import strategies as st

from dragoman.model.anchor import Passage, SegmentText
from tests.model.writing import CYRILLIC, KAZAKH, LATIN, SPACES, touched

SIGNS = ("👩🏽‍💻", "🇰🇿", "❤️‍🔥", "—", ",", ".", "?", "«", "»", "…")
CLINGING = frozenset(",?»…")


@dataclass(frozen=True, slots=True)
class Item:
    """A word (``number`` counts up through all that is ever written) or a sign, and the white space behind it."""

    number: int
    text: str
    word: bool
    space: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text with the place of every item in it."""

    text: str
    places: dict[int, tuple[int, int]]


def written(items: Iterable[Item]) -> Written:
    """Write items one after the other."""
    text, places = "", {}
    for item in items:
        if item.text in CLINGING and not item.word:
            text = text.rstrip(" ")
        places[item.number] = (len(text), len(text) + len(item.text))
        text += item.text + item.space
    return Written(text, places)


class Writer:
    """Draws items, each word with a number that no other has."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.numbers = count(1)

    def item(self) -> Item:
        number = next(self.numbers)
        space = self.draw(st.sampled_from(SPACES))
        if self.draw(st.integers(0, 4)) == 0:
            return Item(number, self.draw(st.sampled_from(SIGNS)), False, space)
        base = self.draw(st.sampled_from((*LATIN, *CYRILLIC, *KAZAKH)))
        return Item(number, f"{base}{number}", True, space)

    def items(self, *, least: int = 0, most: int = 8) -> list[Item]:
        return [self.item() for _ in range(self.draw(st.integers(least, most)))]

    def edit(self, items: list[Item]) -> list[Item]:
        """One edit that keeps the order: words go, come, are replaced, or only the white space changes."""
        start = self.draw(st.integers(0, len(items)))
        end = self.draw(st.integers(start, min(len(items), start + 5)))
        kind = self.draw(st.sampled_from(("delete", "insert", "replace", "space")))
        if kind == "space":
            changed = [replace(item, space=self.draw(st.sampled_from(SPACES))) for item in items[start:end]]
            return items[:start] + changed + items[end:]
        new = [] if kind == "delete" else self.items(least=1, most=4)
        return items[:start] + new + items[start if kind == "insert" else end :]


@st.composite
def edited(draw: st.DrawFn, *, edits: int = 4) -> tuple[list[Item], list[Item]]:
    """A document before and after some edits that keep the order of what remains."""
    writer = Writer(draw)
    before = writer.items(least=1, most=20)
    after = before
    for _ in range(draw(st.integers(0, edits))):
        after = writer.edit(after)
    return before, after


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[list[Item], list[Item]]:
    """A document before and after edits among which stretches were cut out and put elsewhere."""
    writer = Writer(draw)
    before = writer.items(least=1, most=20)
    after = before
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(after)))
        end = draw(st.integers(start, len(after)))
        rest = after[:start] + after[end:]
        place = draw(st.integers(0, len(rest)))
        after = rest[:place] + after[start:end] + rest[place:]
        if draw(st.booleans()):
            after = writer.edit(after)
    return before, after


Segments = list[tuple[int, list[Item]]]
STRUCTURAL = ("split", "join", "remove", "insert", "move")


@st.composite
def restructured(draw: st.DrawFn, *kinds: str, edits: int = 0) -> tuple[Segments, Segments]:
    """Segments before and after some of ``STRUCTURAL`` and, where asked for, edits inside them."""
    writer = Writer(draw)
    identifiers = count(1)
    before: Segments = [(next(identifiers), writer.items(most=7)) for _ in range(draw(st.integers(1, 5)))]
    after = list(before)
    for _ in range(draw(st.integers(0, 4))):
        after = _restructure(draw, writer, identifiers, after, kinds)
    for _ in range(draw(st.integers(0, edits))):
        if after:
            chosen = draw(st.integers(0, len(after) - 1))
            after[chosen] = (after[chosen][0], writer.edit(after[chosen][1]))
    return before, after


def _restructure(
    draw: st.DrawFn, writer: Writer, identifiers: count[int], segments: Segments, kinds: tuple[str, ...]
) -> Segments:
    kind = draw(st.sampled_from(kinds))
    at = draw(st.integers(0, max(0, len(segments) - 1)))
    if kind == "insert":
        return [*segments[:at], (next(identifiers), writer.items(least=1)), *segments[at:]]
    if not segments:
        return segments
    identifier, items = segments[at]
    rest = segments[:at] + segments[at + 1 :]
    if kind == "split":
        cut, new = draw(st.integers(0, len(items))), next(identifiers)
        halves = [items[:cut], items[cut:]]
        names = (identifier, new) if draw(st.booleans()) else (new, identifier)
        return [*segments[:at], *zip(names, halves, strict=True), *segments[at + 1 :]]
    if kind == "join" and at + 1 < len(segments):
        other, more = segments[at + 1]
        return [*segments[:at], (draw(st.sampled_from((identifier, other))), items + more), *segments[at + 2 :]]
    if kind == "move":
        place = draw(st.integers(0, len(rest)))
        return [*rest[:place], segments[at], *rest[place:]]
    return rest if kind == "remove" else segments


def segment_texts(segments: Segments) -> list[SegmentText]:
    """The segments as the program sees them."""
    return [SegmentText(identifier, written(items).text) for identifier, items in segments]


def covered(segments: list[SegmentText], place: Passage) -> list[str]:
    """The words and signs that a passage touches; fails where it is no passage of these segments."""
    index = {segment.id: number for number, segment in enumerate(segments)}
    first, last = index[place.start_id], index[place.end_id]
    assert (first, place.start) <= (last, place.end)
    assert 0 <= place.start <= len(segments[first].text)
    assert 0 <= place.end <= len(segments[last].text)
    return [
        word
        for number in range(first, last + 1)
        for word in touched(
            segments[number].text,
            place.start if number == first else 0,
            place.end if number == last else len(segments[number].text),
        )
    ]
