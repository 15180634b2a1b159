"""Whisper through faster-whisper and CTranslate2, on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.engines.locality import Locality
from dragoman.engines.recogniser import HeardSegment, HeardWord, Task
from dragoman.engines.samples import Samples
from dragoman.engines.weights import Weights
from dragoman.engines.whisper_weights import whisper_weights
from dragoman.errors import WrongUse

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

_SEED = 20_240_229
"""Whisper samples at random when its best guess looks wrong; with one seed it does so the same way each time."""


class FasterWhisper:
    """The recogniser `faster-whisper`: int8 on the processor, times of words, no conditioning on earlier text (an
    error would breed more). Making one finds and checks the weights; the model is loaded when it is first needed.
    """

    name = "faster-whisper"
    locality = Locality.LOCAL

    def __init__(self, model: str = "base", *, models: Path | None = None, threads: int | None = None) -> None:
        self.weights: Weights = whisper_weights(model, models=models)
        self.threads = threads or available_threads()
        self.settings: dict[str, Any] = {
            "model": model,
            "compute_type": "int8",
            "beam_size": 5,
            "word_timestamps": True,
            "condition_on_previous_text": False,
            "seed": _SEED,
        }

    @property
    def version(self) -> str:
        """The versions of faster-whisper and CTranslate2."""
        return f"{version('faster-whisper')} (ctranslate2 {version('ctranslate2')})"

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of model.bin."""
        return self.weights.sha256

    @cached_property
    def model(self) -> WhisperModel:
        """The loaded model. Raises ``WrongUse`` for weights that are no Whisper model."""
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                str(self.weights.path),
                device="cpu",
                compute_type=self.settings["compute_type"],
                cpu_threads=self.threads,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise WrongUse(
                f"The model in {self.weights.path} cannot be loaded as Whisper: {error}. Name another with --model or "
                "--models."
            ) from error

    def recognise(
        self, samples: Samples, *, language: str | None, task: Task, start_ms: int = 0
    ) -> Iterator[HeardSegment]:
        """Hear the speech in the samples; see ``Recogniser``."""
        import ctranslate2

        self._refuse_unknown(language, task)
        if start_ms >= len(samples) // 16:
            return
        ctranslate2.set_random_seed(_SEED)
        segments, info = self.model.transcribe(
            samples,
            language=language,
            task=task.value,
            beam_size=self.settings["beam_size"],
            word_timestamps=True,
            condition_on_previous_text=False,
            clip_timestamps=f"{start_ms / 1000}",
        )
        for segment in segments:
            words = tuple(_word(word) for word in segment.words or ())
            start = words[0].start_ms if words else _ms(segment.start)
            end = words[-1].end_ms if words else _ms(segment.end)
            yield HeardSegment(segment.text, start, max(start, end), words, info.language)

    def _refuse_unknown(self, language: str | None, task: Task) -> None:
        known = self.model.supported_languages
        if language is not None and language not in known:
            raise WrongUse(
                f"The model {self.settings['model']} does not know the language {language!r}. It knows: "
                f"{', '.join(sorted(known))}."
            )
        if task is Task.TRANSLATE and not self.model.model.is_multilingual:
            raise WrongUse(f"The model {self.settings['model']} knows English only and cannot translate. Use `base`.")


def available_threads() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _word(word: Any) -> HeardWord:
    start = _ms(word.start)
    return HeardWord(word.word, start, max(start, _ms(word.end)), float(word.probability))


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
