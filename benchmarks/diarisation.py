"""Diarisation error rate on the shared minute of a meeting, and the time it takes.

The rate is computed by frames of 10 ms: in every frame, the larger of the numbers of speakers in the reference and in
the result, less those that agree, under the pairing of voices with speakers that agrees best; summed, and divided by
the sum of the speakers of the reference (Fiscus et al. 2006, the NIST Rich Transcription evaluation, where missed
speech, false alarms and confusions are counted so). A collar leaves out the frames around every boundary of the
reference.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import permutations

from tests.shared_data import SHARED

from dragoman.engines.diariser import SpokenStretch
from dragoman.engines.sherpa_diariser import SherpaDiariser
from dragoman.speech.decode import decode

FRAME_MS = 10
RECORDING, URI, SECONDS = "en_ami_dev00.wav", "dev00", 30.0


def run() -> Iterator[dict[str, object] | str]:
    """Rows of rates and times."""
    if not (SHARED / "models").is_dir():
        yield "skipped: the shared test material is not beside the project"
        return
    sherpa = SherpaDiariser.load(folder=SHARED / "models")
    reference = reference_turns((SHARED / "audio" / "en_ami_dev.rttm").read_text(encoding="utf-8"), URI)
    for given, speakers in (("two speakers given", 2), ("number not given", None)):
        started = time.perf_counter()
        found = sherpa.diarise(decode(SHARED / "audio" / RECORDING), speakers=speakers)
        taken = time.perf_counter() - started
        rate, collared = (100 * error_rate(reference, found, collar_ms=collar) for collar in (0, 250))
        yield {"what": f"{RECORDING}, {given}: error rate", "value": rate, "unit": "%"}
        yield {"what": "  with 0.25 s left out on both sides of every boundary", "value": collared, "unit": "%"}
        yield {"what": "  voices found", "value": len({stretch.voice for stretch in found}), "unit": ""}
        yield {"what": "  time", "value": taken / SECONDS, "unit": "× real time"}


def reference_turns(rttm: str, uri: str) -> list[SpokenStretch]:
    """The turns of one recording in an RTTM file (NIST 2009, appendix A): type, uri, channel, start and length in s."""
    rows = [line.split() for line in rttm.splitlines()]
    rows = [row for row in rows if len(row) > 7 and row[0] == "SPEAKER" and row[1] == uri]
    names = sorted({row[7] for row in rows})
    times = [(float(row[3]), float(row[3]) + float(row[4]), names.index(row[7])) for row in rows]
    return [SpokenStretch(round(start * 1000), round(end * 1000), speaker) for start, end, speaker in times]


def error_rate(reference: Sequence[SpokenStretch], found: Sequence[SpokenStretch], *, collar_ms: int = 0) -> float:
    """The diarisation error rate of a result, 0 for a perfect one; it can be more than 1."""
    end = max(stretch.end_ms for stretch in (*reference, *found))
    edges = [edge for stretch in reference for edge in (stretch.start_ms, stretch.end_ms)]
    frames = [
        (_speaking(reference, at), _speaking(found, at))
        for at in range(FRAME_MS // 2, end, FRAME_MS)
        if not collar_ms or all(abs(at - edge) > collar_ms for edge in edges)
    ]
    speakers = sorted({stretch.voice for stretch in reference})
    voices = sorted({stretch.voice for stretch in found})
    spare = [-1 - number for number in range(len(voices))]  # a voice may stay without a speaker
    return min(
        _errors(frames, dict(zip(voices, paired, strict=True)))
        for paired in set(permutations([*speakers, *spare], len(voices)))
    ) / max(1, sum(len(said) for said, _ in frames))


def _errors(frames: Sequence[tuple[set[int], set[int]]], pairing: dict[int, int]) -> int:
    return sum(max(len(said), len(heard)) - len(said & {pairing[voice] for voice in heard}) for said, heard in frames)


def _speaking(stretches: Sequence[SpokenStretch], at: int) -> set[int]:
    return {stretch.voice for stretch in stretches if stretch.start_ms <= at < stretch.end_ms}
