"""Weights for telling voices apart: a segmentation and a speaker embedding, as sherpa-onnx reads them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman.engines.weights import MODELS_VARIABLE, ModelMissing, Weights, cache_folder, file_sha256, model_folders
from dragoman.errors import WrongUse

_RELEASES = "https://github.com/k2-fsa/sherpa-onnx/releases/download"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A model: the names that its file may have, a key that its metadata hold, the SHA-256 of known files, and where
    it is published.
    """

    purpose: str
    names: tuple[str, ...]
    key: bytes
    known: frozenset[str]
    how: str


SEGMENTATION = _Wanted(
    "voice segmentation",
    ("pyannote-segmentation-3.0.onnx", "sherpa-onnx-pyannote-segmentation-3-0/model.onnx"),
    b"powerset_max_classes",
    frozenset(
        {
            "ed5cf27254bf2d9afee36f88fe5899dc258a4591f4bc5c944191461685b13b3b",  # an export of the published weights
            "220ad67ca923bef2fa91f2390c786097bf305bceb5e261d4af67b38e938e1079",  # model.onnx of sherpa-onnx's release
        }
    ),
    f"unpack {_RELEASES}/speaker-segmentation-models/sherpa-onnx-pyannote-segmentation-3-0.tar.bz2 (MIT)",
)

EMBEDDING = _Wanted(
    "speaker embedding",
    (
        "3dspeaker-campplus-zh-en-common.onnx",
        "3dspeaker_speech_campplus_sv_zh_en_16k-common_advanced.onnx",
    ),
    b"normalize_samples",
    frozenset(
        {
            "6fc3a945429ea6c3a49f1d656a08c4392784bb2ec8329c0aa5ec883a0ed4dc32",  # an export of the published weights
            "aa3cfc16963a10586a9393f5035d6d6b57e98d358b347f80c2a30bf4f00ceba2",  # the file of sherpa-onnx's release
        }
    ),
    # The tag of the release is really spelled that way.
    f"download {_RELEASES}/speaker-recongition-models/3dspeaker_speech_campplus_sv_zh_en_16k-common_advanced.onnx "
    "(Apache 2.0)",
)


def diarisation_weights(models: Path | None = None) -> tuple[Weights, Weights]:
    """The segmentation model and the speaker embedding, from the given folder, DRAGOMAN_MODELS or the cache.

    A file of the right name with another SHA-256 than a known one is taken too: it was put there on purpose. Its
    SHA-256 is recorded, and ``pinned`` is false. Raises ``ModelMissing`` with the way to get what is not there, and
    ``WrongUse`` for a file that is another kind of model.
    """
    found = [_find(wanted, models) for wanted in (SEGMENTATION, EMBEDDING)]
    segmentation, embedding = found
    if segmentation is not None and embedding is not None:
        return segmentation, embedding
    missing = [wanted for wanted, weights in zip((SEGMENTATION, EMBEDDING), found, strict=True) if weights is None]
    target = models or cache_folder()
    raise ModelMissing(
        f"Voices cannot be told apart: the {' and the '.join(wanted.purpose for wanted in missing)} model "
        f"{'is' if len(missing) == 1 else 'are'} not on this machine. To get it, "
        f"{' and '.join(wanted.how for wanted in missing)} into {target} (or any folder, named by --models or "
        f"{MODELS_VARIABLE})."
    )


def _find(wanted: _Wanted, models: Path | None) -> Weights | None:
    for folder, origin in model_folders(models):
        for name in wanted.names:
            path = folder / name
            if path.is_file():
                sha256 = file_sha256(path)
                if sha256 not in wanted.known:
                    _refuse_other_models(path, wanted)
                return Weights(wanted.purpose, path, sha256, origin, sha256 in wanted.known, str(path))
    return None


def _refuse_other_models(path: Path, wanted: _Wanted) -> None:
    """The library crashes on a model of another kind, so one that nobody knows must at least say what it is."""
    if wanted.key not in path.read_bytes():
        raise WrongUse(
            f"{path} is damaged, or no {wanted.purpose} model: it does not say {wanted.key.decode()} in "
            f"its metadata. To get one, {wanted.how} and put it there."
        )
