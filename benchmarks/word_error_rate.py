"""Word error rate of `base` on the shared clips, by jiwer.

Both sides are compared in small letters, without punctuation, with ``ё`` as ``е``; numbers stay as they are written.
The rate of a language is that of all its clips together: errors by words of the reference. The clips are short, so one
word is a large share: these figures find a change for the worse, they do not rank recognisers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.shared_data import SHARED

from dragoman.engines.faster_whisper import FasterWhisper
from dragoman.speech.recognise import recognise


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording and what is said in it."""

    name: str
    language: str
    said: str


def run() -> Iterator[dict[str, object] | str]:
    """Rows for every clip and every language."""
    import jiwer

    if not SHARED.is_dir():
        yield "skipped: the shared test material is not beside the project"
        return
    whisper = FasterWhisper.load()
    pairs: dict[str, list[tuple[str, str]]] = {}
    for clip in _clips():
        stretches = recognise(SHARED / "audio" / clip.name, whisper, language=clip.language)
        heard = " ".join(segment.text for stretch in stretches for segment in stretch.segments)
        pair = normalised(clip.said), normalised(heard)
        pairs.setdefault(clip.language, []).append(pair)
        yield {"what": f"{clip.language} {clip.name}", "value": 100 * float(jiwer.wer(*pair)), "unit": "%"}
    for language, both in pairs.items():
        said, heard_all = (list(side) for side in zip(*both, strict=True))
        words = sum(len(one.split()) for one in said)
        rate = 100 * float(jiwer.wer(said, heard_all))
        yield {"what": f"{language}, {len(both)} clips, {words} words", "value": rate, "unit": "%"}


def normalised(text: str) -> str:
    """Small letters and digits, single spaces, apostrophes kept."""
    return " ".join(re.sub(r"[^\w']+", " ", text.lower().replace("ё", "е").replace("’", "'")).split())


def _clips() -> Iterator[Clip]:
    speech = (
        "And so my fellow Americans, ask not what your country can do for you, ask what you can do for your country."
    )
    yield Clip("en_jfk.flac", "en", speech)
    for reference in sorted((SHARED / "audio").glob("fleurs-en-*.txt")):
        yield Clip(f"{reference.stem}.ogg", "en", reference.read_text(encoding="utf-8"))
    yield Clip("ru_golos.wav", "ru", "60 тысяч тенге сколько будет стоить")
    yield Clip("ru_deepspeech.wav", "ru", "бедняга ребят на его месте должен был быть я")
