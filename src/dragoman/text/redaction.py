"""Redaction: the text that may be read, and how its offsets and those of the original belong to each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.errors import WrongUse
from dragoman.model.anchor import Span
from dragoman.text.known_names import KnownNames, Match


@dataclass(frozen=True, slots=True)
class Redaction:
    """A stretch of a text, in code points, end exclusive, and what stands in its place."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original and the stretch of the redacted text that it became: as it was, or replaced."""

    start: int
    end: int
    redacted_start: int
    redacted_end: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted text. Its pieces follow each other without gaps and cover both texts."""

    text: str
    pieces: tuple[Piece, ...]

    def to_redacted(self, offset: int, *, end: bool = False) -> int:
        """The offset in the redacted text for one in the original. Inside a replaced stretch it is the start of the
        replacement; with ``end`` (the offset closes a stretch) its end. Beyond the text it stays at the nearest edge.
        """
        return _mapped(
            offset, [(p.start, p.end, p.redacted_start, p.redacted_end, p.replaced) for p in self.pieces], end
        )

    def to_original(self, offset: int, *, end: bool = False) -> int:
        """The offset in the original for one in the redacted text, by the same rule: nothing of a replacement can be
        selected without all of it.
        """
        return _mapped(
            offset, [(p.redacted_start, p.redacted_end, p.start, p.end, p.replaced) for p in self.pieces], end
        )

    def span_to_redacted(self, span: Span) -> Span:
        """A stretch of the original, in the redacted text; replacements that it touches are taken whole."""
        start = self.to_redacted(span.start)
        return Span(start, max(start, self.to_redacted(span.end, end=True)))

    def span_to_original(self, span: Span) -> Span:
        """A stretch of the redacted text, in the original; replacements that it touches are taken whole."""
        start = self.to_original(span.start)
        return Span(start, max(start, self.to_original(span.end, end=True)))


def redact(text: str, spans: Iterable[Redaction]) -> Redacted:
    """Put replacements in the place of stretches of a text.

    Stretches that overlap become one, and the longest of them (of equals the first) says what stands there: nothing
    that any of them covers is left. Raises ``WrongUse`` for a stretch that is empty or outside the text.
    """
    pieces: list[Piece] = []
    parts: list[str] = []
    done = length = 0
    for span in _merged(text, spans):
        if done < span.start:
            parts.append(text[done : span.start])
            pieces.append(Piece(done, span.start, length, length + span.start - done, replaced=False))
            length += span.start - done
        parts.append(span.replacement)
        pieces.append(Piece(span.start, span.end, length, length + len(span.replacement), replaced=True))
        length += len(span.replacement)
        done = span.end
    if done < len(text):
        parts.append(text[done:])
        pieces.append(Piece(done, len(text), length, length + len(text) - done, replaced=False))
    return Redacted("".join(parts), tuple(pieces))


def leaks(text: str, known: KnownNames, *, doubtful: bool = False) -> list[Span]:
    """Where a known name still stands in a text: a listed form, a surname or several words of a person's name.

    With ``doubtful`` also given names alone and names in a spelling that the list does not have.
    """
    least = Match.OTHER_SPELLING if doubtful else Match.PART
    return [Span(mention.start, mention.end) for mention in known.find(text) if mention.match >= least]


def _merged(text: str, spans: Iterable[Redaction]) -> list[Redaction]:
    merged: list[Redaction] = []
    longest = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not 0 <= span.start < span.end <= len(text):
            raise WrongUse(
                f"A stretch to be replaced, {span.start} to {span.end}, is empty or not inside its text of {len(text)} "
                "characters. Nothing was replaced. The text has probably changed since then: run "
                "`dragoman pseudonymise` again."
            )
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            longer = span.end - span.start > longest
            longest = max(longest, span.end - span.start)
            merged[-1] = Redaction(last.start, max(last.end, span.end), (span if longer else last).replacement)
        else:
            longest = span.end - span.start
            merged.append(span)
    return merged


def _mapped(offset: int, pieces: Sequence[tuple[int, int, int, int, bool]], end: bool) -> int:
    """Map an offset over pieces ``(from start, from end, to start, to end, replaced)``."""
    if not pieces or offset < 0:
        return 0
    place = bisect_right([piece[0] for piece in pieces], offset) - 1
    if end and place > 0 and pieces[place][0] == offset:
        place -= 1
    start, stop, to_start, to_stop, replaced = pieces[max(place, 0)]
    if not replaced:
        return min(to_start + offset - start, to_stop)
    if offset <= start:
        return to_start
    return to_stop if end or offset >= stop else to_start
