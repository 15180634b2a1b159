"""Typed quotes: words between quotation marks, or set as a block, that were typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis.material import Material
from dragoman.analysis.spoken import places_in
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM, translation_language
from dragoman.model.quotation import find_quotation
from dragoman.report.finding import CheckFinding, Kind, Severity
from dragoman.report.prose import Prose
from dragoman.store.readings import SegmentReading

FEWEST_WORDS = 4
"""Shorter passages between quotation marks are terms, not quotes."""
_MARKS = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"]+)\"", re.DOTALL)
_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_SOURCE_LINE = re.compile(r"^\s*(?:—|–|--)")
_CITED = re.compile(r"\W{0,3}\s*(?:\[@|\([^()]{0,80}\b(?:1[89]|20)\d\d)")
_INSERTED = re.compile(r"\[[^\[\]]*\]")
_NOT_WORDS = re.compile(r"[\W_ʼ]+")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class TypedQuote:
    """Words typed as a quote, where they begin and end in the template."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The letters and digits of every reading of every segment, to find quickly where a quote cannot stand."""

    letters: tuple[tuple[str, str, SegmentReading], ...]

    def places(self, words: str) -> Iterator[tuple[str, SegmentReading]]:
        """Layer and segment of every reading in which the words stand."""
        quotation = _INSERTED.sub("[…]", words)
        parts = [_NOT_WORDS.sub("", part).casefold() for part in quotation.split("[…]")]
        for layer, letters, segment in self.letters:
            if all(part in letters for part in parts) and any(places_in(segment.text(layer) or "", quotation)):
                yield layer, segment


def typed_quotes(prose: Prose, material: Material, written: list[str]) -> Iterator[CheckFinding]:
    """What is wrong with the quotes that were typed.

    ``written`` are texts of the study itself (questions, propositions, definitions): quoting those is fine.
    """
    found = [quote for quote in quotes_in(prose) if not prose.accepted(quote.start, quote.end)]
    if not found:
        return
    corpus = _corpus(material)
    for quote in found:
        if not any(find_quotation(text, _bare(quote.words)) for text in written):
            yield from _judged(prose, quote, material, corpus)


def quotes_in(prose: Prose) -> Iterator[TypedQuote]:
    """Passages of at least ``FEWEST_WORDS`` words between quotation marks or in a block quote, each once."""
    covered: list[tuple[int, int]] = []
    for found in _MARKS.finditer(prose.text):
        words = next(group for group in found.groups() if group is not None)
        if "\n\n" not in words and len(words.split()) >= FEWEST_WORDS:
            covered.append(found.span())
            yield TypedQuote(" ".join(_unquoted(words).split()), found.start(), found.end())
    for found in _BLOCK.finditer(prose.text):
        if any(start < found.end() and found.start() < end for start, end in covered):
            continue
        lines = [line.lstrip().lstrip(">").strip() for line in found.group().splitlines()]
        words = " ".join(line for line in lines if line and not _SOURCE_LINE.match(line))
        if len(words.split()) >= FEWEST_WORDS:
            yield TypedQuote(" ".join(words.split()), found.start(), found.end())


def _unquoted(words: str) -> str:
    return re.sub(r"^[ \t]*>", "", words, flags=re.MULTILINE)


def _bare(words: str) -> str:
    return words.strip().strip("*_").rstrip(".,;:!?…").strip()


def _corpus(material: Material) -> _Corpus:
    return _Corpus(
        tuple(
            (layer, _NOT_WORDS.sub("", reading.text).casefold(), segment)
            for segment in material.segments
            for layer, reading in segment.layers.items()
        )
    )


def _judged(prose: Prose, quote: TypedQuote, material: Material, corpus: _Corpus) -> Iterator[CheckFinding]:
    line, words = prose.line(quote.start), _bare(quote.words)
    shown = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
    places = list(corpus.places(words))
    readable = [(layer, segment) for layer, segment in places if layer not in (VERBATIM, EDITED)]
    if readable:
        layer, segment = min(readable, key=lambda place: place[0] != PSEUDONYMISED)
        yield _verbatim(line, shown, words, layer, segment, material)
    elif places:
        yield CheckFinding(
            Kind.TYPED_QUOTE,
            line,
            f"'{shown}' stands in {places[0][1].name} only before pseudonymisation: it may give someone away. Quote "
            "the pseudonymised text.",
            Severity.ERROR,
        )
    else:
        cited = _CITED.match(prose.text, quote.end) is not None
        advice = (
            "It is followed by a reference, so it may be from the literature: check it there."
            if cited
            else 'Quote what was said with {{ quote("P01", "words") }}; if it is from elsewhere, give the reference '
            "or <!-- typed: reason --> on the line."
        )
        yield CheckFinding(
            Kind.NOT_VERBATIM,
            line,
            f"'{shown}' is quoted, but nobody in the material says it. {advice}",
            Severity.WARNING if cited else Severity.ERROR,
        )


def _verbatim(
    line: int, shown: str, words: str, layer: str, segment: SegmentReading, material: Material
) -> CheckFinding:
    if segment.participant is None:
        message = f"'{shown}' is typed; these are words of {segment.speaker} in {segment.name}, not of a participant."
        return CheckFinding(Kind.TYPED_QUOTE, line, message)
    person = material.people[segment.participant]
    if not person.quotable:
        return CheckFinding(
            Kind.CONSENT,
            line,
            f"'{shown}' are words of {person.code} ({segment.name}), who cannot be quoted: {person.quotable.reason}. "
            "Paraphrase.",
            Severity.ERROR,
        )
    language = translation_language(layer)
    argument = f', lang="{language}"' if language else ""
    call = f'{{{{ quote("{person.code}", "{_INSERTED.sub("[…]", words)}"{argument}) }}}}'
    message = f"'{shown}' is typed. It is verbatim in {segment.name}; write {call} so that it leads there."
    return CheckFinding(Kind.TYPED_QUOTE, line, message)
