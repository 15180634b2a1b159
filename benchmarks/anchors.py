"""Carrying selections over an edit: what one edit costs in a small and in a large study, and a peer from the library.

The text is invented: words drawn as often as in speech (the n-th most frequent about 1/n as often as the first). The
peer is what one would write first: difflib's SequenceMatcher over words and white space, its opcodes searched for each
selection. It knows no state and slides onto other words where words repeat, so only time is compared.
"""

from __future__ import annotations

import difflib
import random
import time
from collections.abc import Callable, Sequence

from dragoman.model.anchor import Carrier, Passage, PassageCarrier, SegmentText, Span
from dragoman.model.tokens import tokens

SEGMENTS, MORE = 1_000, 10
CODINGS_PER_SEGMENT = 10
WORDS_PER_SEGMENT = 60
LONG, PEER_LONG = 10_000, 2_000  # words of one text; the peer is too slow for more
CHANGED = 0.05
ROUNDS = 5


def run() -> list[dict[str, object]]:
    """Rows of ``what``, ``value`` and ``unit``, times in seconds of the processor, the best of several rounds."""
    small, large = _study(SEGMENTS), _study(SEGMENTS * MORE)
    touched = [_seconds(lambda study=study: _carry_touched(study)) for study in (small, large)]  # type: ignore[misc]
    whole = [_seconds(lambda study=study: _carry_whole(study)) for study in (small, large)]  # type: ignore[misc]
    before, after, spans = _long_text(LONG)
    peer_before, peer_after, peer_spans = _long_text(PEER_LONG)
    ours = _seconds(lambda: _ours(before, after, spans))
    ours_short = _seconds(lambda: _ours(peer_before, peer_after, peer_spans))
    theirs = _seconds(lambda: _theirs(peer_before, peer_after, peer_spans), rounds=1)
    study = f"{SEGMENTS:,} segments, {SEGMENTS * CODINGS_PER_SEGMENT:,} codings"
    return [
        _row(f"one edit, the codings of its segment; {study}", touched[0] * 1000, "ms"),
        _row(f"the same with {MORE} times as many of both", touched[1] / touched[0], "times the time"),
        _row(f"one edit, all segments given for splits and joins; {study}", whole[0] * 1000, "ms"),
        _row(f"the same with {MORE} times as many of both", whole[1] / whole[0], "times the time"),
        _row(f"{PEER_LONG:,} words, 1 in 20 changed, {len(peer_spans):,} selections", ours_short * 1000, "ms"),
        _row("the same by difflib", theirs * 1000, "ms"),
        _row("ours is faster by", theirs / ours_short, "times"),
        _row(f"ours with {LONG // PEER_LONG} times the words and selections", ours / ours_short, "times the time"),
    ]


def _row(what: str, value: float, unit: str) -> dict[str, object]:
    return {"what": what, "value": round(value, 3) if value < 100 else round(value), "unit": unit}


def _seconds(work: Callable[[], int], *, rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        started = time.process_time()
        assert work() > 0
        times.append(time.process_time() - started)
    return min(times)


Study = tuple[list[SegmentText], list[SegmentText], dict[int | str, list[Span]]]
"""Segments before and after one edit, and the codings of each segment, as an index of the database gives them."""


def _study(segments: int) -> Study:
    chance = random.Random(3)
    before = [SegmentText(number, _words(chance, WORDS_PER_SEGMENT)) for number in range(segments)]
    codings = {segment.id: _spans(chance, segment.text, CODINGS_PER_SEGMENT) for segment in before}
    after = list(before)
    edited = before[segments // 2]
    after[segments // 2] = SegmentText(edited.id, edited.text.replace(" ", " indeed ", 1))
    return before, after, codings


def _carry_touched(study: Study) -> int:
    before, after, codings = study
    middle = len(before) // 2
    carrier = Carrier(before[middle].text, after[middle].text)
    return len([carrier.carry(span) for span in codings[before[middle].id]])


def _carry_whole(study: Study) -> int:
    before, after, codings = study
    carrier, middle = PassageCarrier(before, after), before[len(before) // 2].id
    return len([carrier.carry(Passage(middle, span.start, middle, span.end)) for span in codings[middle]])


def _long_text(words: int) -> tuple[str, str, list[Span]]:
    chance = random.Random(4)
    before = _words(chance, words)
    after = " ".join(word if chance.random() > CHANGED else f"{word}s" for word in before.split(" "))
    return before, after, _spans(chance, before, words // 10)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(f"w{int(chance.paretovariate(0.9))}" for _ in range(count))


def _spans(chance: random.Random, text: str, count: int) -> list[Span]:
    found = [token for token in tokens(text) if token.text != " "]
    spans = []
    for _ in range(count):
        first = chance.randrange(len(found))
        last = min(len(found) - 1, first + chance.randrange(15))
        spans.append(Span(found[first].start, found[last].end))
    return spans


def _ours(before: str, after: str, spans: list[Span]) -> int:
    carrier = Carrier(before, after)
    return len([carrier.carry(span) for span in spans])


def _theirs(before: str, after: str, spans: list[Span]) -> int:
    old, new = tokens(before), tokens(after)
    matcher = difflib.SequenceMatcher(None, [t.text for t in old], [t.text for t in new], autojunk=False)
    opcodes = matcher.get_opcodes()
    starts = {token.start: place for place, token in enumerate(old)}
    ends = {token.end: place for place, token in enumerate(old)}
    return len([(_place(opcodes, starts[span.start]), _place(opcodes, ends[span.end])) for span in spans])


def _place(opcodes: Sequence[tuple[str, int, int, int, int]], token: int) -> int:
    for _, first, last, new_first, new_last in opcodes:
        if first <= token < last:
            return min(new_first + token - first, new_last)
    return 0
