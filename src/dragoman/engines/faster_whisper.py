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
from dragoman.engines.samples import SAMPLES_PER_MS, Samples
from dragoman.engines.weights import Weights
from dragoman.engines.whisper_weights import whisper_weights
from dragoman.errors import WrongUse

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

_SEED = 20_240_229
"""Whisper samples at random when its best guess looks wrong; with one seed it does so the same way each time."""


class FasterWhisper:
    """The recogniser `faster-whisper`: int8 on the processor, times of words, no conditioning on earlier text (an
    error would breed more). The model is loaded when it is first needed.
    """

    name = "faster-whisper"
    locality = Locality.LOCAL

    def __init__(self, weights: Weights, *, threads: int | None = None) -> None:
        self.weights = weights
        self.threads = threads or available_threads()
        self.settings: dict[str, Any] = {
            "model": weights.name,
            "compute_type": "int8",
            "beam_size": 5,
            "word_timestamps": True,
            "condition_on_previous_text": False,
            "seed": _SEED,
        }

    @classmethod
    def load(cls, model: str = "base", *, folder: Path | None = None) -> FasterWhisper:
        """The recogniser with a model by name, hub repository or folder; ``folder`` is where models are kept.

        Raises as ``whisper_weights`` does.
        """
        return cls(whisper_weights(model, models=folder))

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
        """Hear the speech in the samples; see ``Recogniser``. Whisper works in windows of at most 30 s."""
        import ctranslate2

        self._refuse_unknown(language, task)
        if start_ms >= len(samples) // SAMPLES_PER_MS:
            return
        windows = _watched_windows(self.model)
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
            yield HeardSegment(
                segment.text, start, max(start, end), words, info.language, ends_window=windows.ends_with(segment)
            )

    def _refuse_unknown(self, language: str | None, task: Task) -> None:
        known = self.model.supported_languages
        if language is not None and language not in known:
            raise WrongUse(
                f"The model {self.settings['model']} does not know the language {language!r}. It knows: "
                f"{', '.join(sorted(known))}."
            )
        if task is Task.TRANSLATE and not self.model.model.is_multilingual:
            raise WrongUse(f"The model {self.settings['model']} knows English only and cannot translate. Use `base`.")


class _Windows:
    """The window that Whisper has worked out last. Its segments come one by one, and with each of them one must know
    whether the next will be there at once or after seconds of work.
    """

    def __init__(self) -> None:
        self.latest: list[dict[str, Any]] = []

    def ends_with(self, segment: Any) -> bool:
        """Whether the segment is the last of its window; true where the window is not known."""
        heard = [one for one in self.latest if one["start"] != one["end"] and one.get("words", True)]
        return all(one["tokens"] != segment.tokens for one in heard) or heard[-1]["tokens"] == segment.tokens


def _watched_windows(model: WhisperModel) -> _Windows:
    """Look over the shoulder of the model where it splits a window into segments. The library has no other way to
    tell; should a later version split elsewhere, every segment counts as the last of its window.
    """
    windows = _Windows()
    split = getattr(type(model), "_split_segments_by_timestamps", None)
    if split is not None:

        def watched(*args: Any, **options: Any) -> Any:
            found = split(model, *args, **options)
            windows.latest = found[0]
            return found

        model._split_segments_by_timestamps = watched
    return windows


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
