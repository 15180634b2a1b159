"""Telling voices apart with sherpa-onnx: pyannote's segmentation, a speaker embedding, clustering."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dragoman.engines.diarisation_weights import diarisation_weights
from dragoman.engines.diariser import SpokenStretch
from dragoman.engines.faster_whisper import available_threads
from dragoman.engines.locality import Locality
from dragoman.engines.samples import SAMPLE_RATE, Samples
from dragoman.engines.weights import Weights
from dragoman.errors import WrongUse

UNKNOWN_NUMBER = -1


class SherpaDiariser:
    """The diariser `sherpa-onnx`. The whole recording is in memory while it works: 230 MB for each hour, and as much
    again for the library's own copy.
    """

    name = "sherpa-onnx"
    locality = Locality.LOCAL

    def __init__(self, segmentation: Weights, embedding: Weights, *, threads: int | None = None) -> None:
        self.segmentation, self.embedding = segmentation, embedding
        self.threads = threads or available_threads()
        self.settings: dict[str, Any] = {"threshold": 0.5, "min_duration_on": 0.3, "min_duration_off": 0.5}

    @classmethod
    def load(cls, *, folder: Path | None = None) -> SherpaDiariser:
        """The diariser with the models in a folder, in DRAGOMAN_MODELS or in the cache.

        Raises ``ModelMissing`` with the way to get them.
        """
        return cls(*diarisation_weights(folder))

    @property
    def version(self) -> str:
        """The version of sherpa-onnx."""
        return version("sherpa-onnx")

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the segmentation model and of the speaker embedding, joined by ``+``."""
        return f"{self.segmentation.sha256}+{self.embedding.sha256}"

    def diarise(
        self,
        blocks: Iterable[Samples],
        *,
        speakers: int | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> list[SpokenStretch]:
        """Who spoke when; see ``Diariser``. The number of speakers makes it surer, where it is known."""
        import numpy as np
        import sherpa_onnx

        try:
            diariser = sherpa_onnx.OfflineSpeakerDiarization(self._config(speakers))
        except (RuntimeError, ValueError) as error:
            raise self._unusable(str(error)) from error
        if diariser.sample_rate != SAMPLE_RATE:
            raise self._unusable(f"they want {diariser.sample_rate} samples per second, not {SAMPLE_RATE}")
        samples = np.concatenate([np.zeros(0, np.float32), *blocks])
        if not len(samples):
            return []

        def report(done: int, total: int) -> int:
            if on_progress is not None:
                on_progress(done, total)
            return 0

        found = diariser.process(samples, callback=report).sort_by_start_time()
        return [SpokenStretch(round(one.start * 1000), round(one.end * 1000), int(one.speaker)) for one in found]

    def _config(self, speakers: int | None) -> Any:
        import sherpa_onnx

        config = sherpa_onnx.OfflineSpeakerDiarizationConfig(
            segmentation=sherpa_onnx.OfflineSpeakerSegmentationModelConfig(
                pyannote=sherpa_onnx.OfflineSpeakerSegmentationPyannoteModelConfig(model=str(self.segmentation.path)),
                num_threads=self.threads,
            ),
            embedding=sherpa_onnx.SpeakerEmbeddingExtractorConfig(
                model=str(self.embedding.path), num_threads=self.threads
            ),
            clustering=sherpa_onnx.FastClusteringConfig(
                num_clusters=speakers or UNKNOWN_NUMBER, threshold=self.settings["threshold"]
            ),
            min_duration_on=self.settings["min_duration_on"],
            min_duration_off=self.settings["min_duration_off"],
        )
        if not config.validate():
            raise self._unusable("sherpa-onnx refuses the configuration")
        return config

    def _unusable(self, reason: str) -> WrongUse:
        return WrongUse(
            f"The models {self.segmentation.path} and {self.embedding.path} cannot be used to tell voices apart: "
            f"{reason}. Replace them by the published ones, or leave the speakers unknown."
        )
