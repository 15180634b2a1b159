"""Spoken words: what was heard, word by word, and how words become the text of a turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.engines.recogniser import HeardSegment
from dragoman.model.turn import TimeMark, Turn

LONGEST_MS = 60_000
"""A turn that lasts longer is cut at the next end of a sentence: a page without a paragraph cannot be quoted."""

_ENDS = (".", "!", "?", "…", "。", "！", "？")
_QUOTES = "\"'»”’)]"


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word and when it sounds (ms). ``joined`` says that no space stands before it, ``begins`` that a segment of the
    recogniser begins with it, ``speaker`` whose it is, as far as that is known.
    """

    text: str
    start_ms: int
    end_ms: int
    probability: float
    joined: bool
    begins: bool
    speaker: str | None = None

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with it."""
        return self.text.rstrip(_QUOTES).endswith(_ENDS)


def spoken_words(segments: Iterable[HeardSegment], speaker: str | None = None) -> Iterator[SpokenWord]:
    """The words of segments. A segment without times of words is one long word."""
    for segment in segments:
        words = [(one.text, one.start_ms, one.end_ms, one.probability) for one in segment.words]
        begins = True
        for text, start, end, probability in words or [(segment.text, segment.start_ms, segment.end_ms, 1.0)]:
            plain = " ".join(text.split())
            if plain:
                joined = not begins and not text[0].isspace()
                yield SpokenWord(plain, start, max(start, end), probability, joined, begins, speaker)
                begins = False


def turns_of_words(runs: Iterable[Sequence[SpokenWord]]) -> list[Turn]:
    """One turn for each run of words of one speaker; long ones are cut where a sentence ends."""
    return [_turn(words) for run in runs for words in _in_paragraphs(run)]


def by_speaker(words: Iterable[SpokenWord]) -> Iterator[list[SpokenWord]]:
    """Consecutive words of one speaker, together."""
    run: list[SpokenWord] = []
    for word in words:
        if run and word.speaker != run[-1].speaker:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def said_by(word: SpokenWord, speaker: str | None) -> SpokenWord:
    """The same word, said by somebody."""
    return replace(word, speaker=speaker)


def _in_paragraphs(words: Sequence[SpokenWord]) -> Iterator[list[SpokenWord]]:
    paragraph: list[SpokenWord] = []
    for word in words:
        if paragraph and paragraph[-1].ends_sentence and word.start_ms - paragraph[0].start_ms > LONGEST_MS:
            yield paragraph
            paragraph = []
        paragraph.append(word)
    if paragraph:
        yield paragraph


def _turn(words: Sequence[SpokenWord]) -> Turn:
    text, marks = "", []
    for word in words:
        text += word.text if word.joined or not text else f" {word.text}"
        marks.append(TimeMark(len(text) - len(word.text), len(text), word.start_ms, word.end_ms))
    start_ms, end_ms = min(word.start_ms for word in words), max(word.end_ms for word in words)
    return Turn(text, words[0].speaker, start_ms, end_ms, tuple(marks))
