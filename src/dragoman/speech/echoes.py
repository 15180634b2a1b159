"""Echoes: words that a microphone picked up from another speaker's loudspeaker or from across the table."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from statistics import fmean

from dragoman.speech.spoken_words import SpokenWord

_AT_ONCE_MS = 400
_FEWEST = 4


def without_echoes(tracks: Mapping[str, Sequence[SpokenWord]]) -> dict[str, list[SpokenWord]]:
    """The tracks without what is clearly an echo: four or more words in a row that another track has too, the same
    words, each within 0.4 s. They stay in the track in which the recogniser was surer of them. People who say "yes,
    yes" or "thank you" together are left alone.
    """
    echoes: dict[str, set[int]] = {label: set() for label in tracks}
    for one, other in combinations(tracks, 2):
        for mine, theirs in _same_runs(tracks[one], tracks[other]):
            surer = fmean(tracks[one][place].probability for place in mine) >= fmean(
                tracks[other][place].probability for place in theirs
            )
            echoes[other if surer else one].update(theirs if surer else mine)
    return {
        label: [word for place, word in enumerate(words) if place not in echoes[label]]
        for label, words in tracks.items()
    }


def _same_runs(ours: Sequence[SpokenWord], others: Sequence[SpokenWord]) -> Iterator[tuple[list[int], list[int]]]:
    """Places of words that both tracks have, in a row and at the same time: ours and theirs."""
    said: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, word in enumerate(others):
        said[_bare(word)].append((word.start_ms, place))
    mine: list[int] = []
    theirs: list[int] = []
    for place, word in enumerate(ours):
        match = _match(said.get(_bare(word), []), word.start_ms, after=theirs[-1] if theirs else -1)
        if match is None:
            if len(mine) >= _FEWEST:
                yield mine, theirs
            mine, theirs = [], []
        else:
            mine.append(place)
            theirs.append(match)
    if len(mine) >= _FEWEST:
        yield mine, theirs


def _match(said: Sequence[tuple[int, int]], start_ms: int, *, after: int) -> int | None:
    """The place of the next of these words that is said at this time."""
    for when, place in said[bisect_left(said, (start_ms - _AT_ONCE_MS, -1)) :]:
        if when > start_ms + _AT_ONCE_MS:
            return None
        if place > after and (after < 0 or place == after + 1):
            return place
    return None


def _bare(word: SpokenWord) -> str:
    return "".join(sign for sign in word.text.casefold() if sign.isalnum())
