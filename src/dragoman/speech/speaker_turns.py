"""Speaker turns: what was heard becomes turns of one speaker each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.engines.diariser import SpokenStretch
from dragoman.engines.recogniser import HeardSegment
from dragoman.model.turn import Turn
from dragoman.speech.echoes import without_echoes
from dragoman.speech.spoken_words import SpokenWord, by_speaker, said_by, spoken_words, turns_of_words

_BREATH_MS = 700
_PAUSE_MS = 1000
_READABLE_MS = 30_000
_NEAR_MS = 1000


def turns_of_tracks(tracks: Mapping[str, Sequence[HeardSegment]]) -> list[Turn]:
    """The conversation of speakers who were recorded apart, each under a label. Who spoke is exact.

    Each track falls into pieces where a segment begins or the speaker pauses; the pieces of all tracks are put in the
    order in which they begin, and consecutive ones of one speaker are one turn. Turns may overlap, as people do. Words
    that one track only picked up from another are left out (see ``without_echoes``).
    """
    spoken = without_echoes({label: list(spoken_words(heard, label)) for label, heard in tracks.items()})
    pieces = [piece for words in spoken.values() for piece in _pieces(words)]
    pieces.sort(key=lambda piece: (piece[0].start_ms, piece[-1].end_ms))
    return turns_of_words(by_speaker(word for piece in pieces for word in piece))


def turns_of_voices(segments: Sequence[HeardSegment], stretches: Sequence[SpokenStretch]) -> list[Turn]:
    """The conversation of voices that were told apart: `voice 1`, `voice 2` … by who speaks first.

    Each word goes to the voice that speaks while it sounds; where two do, to the one who was speaking. Without any
    stretch the speaker is unknown.
    """
    if not stretches:
        return turns_of_unknown(segments)
    labels: dict[int, str] = {}
    words = []
    for word, voice in _voices(list(spoken_words(segments)), sorted(stretches, key=lambda one: one.start_ms)):
        words.append(said_by(word, labels.setdefault(voice, f"voice {len(labels) + 1}")))
    return turns_of_words(by_speaker(words))


def turns_of_unknown(segments: Sequence[HeardSegment]) -> list[Turn]:
    """The words of unknown speakers, a turn for every piece between pauses of a second; a piece of more than half a
    minute is cut where a sentence ends.
    """
    runs: list[list[SpokenWord]] = []
    for word in spoken_words(segments):
        last = runs[-1] if runs else None
        if last is None or word.start_ms - last[-1].end_ms >= _PAUSE_MS or _is_long(last, word):
            runs.append([word])
        else:
            last.append(word)
    return turns_of_words(runs)


def _is_long(run: Sequence[SpokenWord], word: SpokenWord) -> bool:
    return run[-1].ends_sentence and word.start_ms - run[0].start_ms > _READABLE_MS


def _pieces(words: Sequence[SpokenWord]) -> Iterator[list[SpokenWord]]:
    """The words of one track, cut where somebody else may have had the floor."""
    piece: list[SpokenWord] = []
    for word in words:
        if piece and (word.begins or word.start_ms - piece[-1].end_ms >= _BREATH_MS):
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _voices(words: Sequence[SpokenWord], stretches: Sequence[SpokenStretch]) -> Iterator[tuple[SpokenWord, int]]:
    """Each word with its voice. ``stretches`` are in order of start."""
    first, speaking = 0, None
    for word in words:
        while first < len(stretches) - 1 and stretches[first].end_ms < word.start_ms - _NEAR_MS:
            first += 1
        near = []
        for stretch in stretches[first:]:
            if stretch.start_ms > word.end_ms + _NEAR_MS:
                break
            near.append(stretch)
        speaking = _voice(word, near, speaking)
        if speaking is None:
            speaking = min(stretches, key=lambda stretch: _distance(word, stretch)).voice
        yield word, speaking


def _voice(word: SpokenWord, near: Sequence[SpokenStretch], speaking: int | None) -> int | None:
    """Whose the word is: of who was speaking, where that voice sounds through half of it; else of the voice that
    sounds longest with it; else of the nearest one.
    """
    shares: dict[int, int] = {}
    for stretch in near:
        share = min(word.end_ms, stretch.end_ms) - max(word.start_ms, stretch.start_ms)
        shares[stretch.voice] = shares.get(stretch.voice, 0) + max(0, share)
    if speaking is not None and shares.get(speaking, 0) * 2 >= max(1, word.end_ms - word.start_ms):
        return speaking
    if any(shares.values()):
        return max(shares, key=lambda voice: shares[voice])
    return min(near, key=lambda stretch: _distance(word, stretch)).voice if near else speaking


def _distance(word: SpokenWord, stretch: SpokenStretch) -> int:
    return max(stretch.start_ms - word.end_ms, word.start_ms - stretch.end_ms, 0)
