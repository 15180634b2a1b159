"""Translation with CTranslate2 models: OPUS-MT, NLLB and MADLAD, from a folder, offline.

The folder is what ``ct2-transformers-converter`` writes, with the SentencePiece models copied beside it
(``--copy_files source.spm target.spm`` for OPUS-MT, ``sentencepiece.bpe.model`` for NLLB, ``spiece.model`` for MADLAD).
How each family marks languages: Tiedemann & Thottingal 2020 (OPUS-MT), NLLB Team 2022, Kudugunta et al. 2023 (MADLAD).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dragoman.engines.locality import Locality
from dragoman.errors import WrongUse

END = "</s>"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"»”)]*\s+(?=[\"«“(\[]*[^\W\d_a-zа-яё])")
_NLLB = {
    "en": "eng_Latn",
    "ru": "rus_Cyrl",
    "kk": "kaz_Cyrl",
    "uz": "uzn_Latn",
    "ky": "kir_Cyrl",
    "tg": "tgk_Cyrl",
    "tk": "tuk_Latn",
    "tr": "tur_Latn",
    "de": "deu_Latn",
    "fr": "fra_Latn",
    "es": "spa_Latn",
    "id": "ind_Latn",
    "ko": "kor_Hang",
    "zh": "zho_Hans",
    "uk": "ukr_Cyrl",
}


class Family(StrEnum):
    """The families of models, by how they mark languages."""

    OPUS_MT = "opus-mt"
    NLLB = "nllb"
    MADLAD = "madlad"


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The SentencePiece models of a folder."""

    source: Any
    target: Any


class CTranslate2Translator:
    """A translation model in a folder. It runs on this machine and never asks the network."""

    locality = Locality.LOCAL

    def __init__(self, folder: Path) -> None:
        import ctranslate2

        _require_model(folder)
        self.family = _family(folder)
        self.name = f"ctranslate2 {self.family} {folder.name}"
        self.version = str(ctranslate2.__version__)
        self.weights_sha256 = _file_sha256(folder / "model.bin")
        self.settings: dict[str, Any] = {"compute_type": "int8", "beam_size": 4}
        self._pieces = _pieces(folder, self.family)
        try:
            self._model = ctranslate2.Translator(str(folder), device="cpu", compute_type="int8")
        except (RuntimeError, ValueError) as error:
            raise WrongUse(f"The translation model in {folder} does not load: {error}. Nothing was changed.") from error

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """One translation for each text. Texts are translated sentence by sentence, as the models were trained."""
        sentences = [list(_sentences(text)) for text in texts]
        flat = [sentence for group in sentences for sentence in group]
        done = iter(self._translate(flat, source=source, target=target))
        return [" ".join(next(done) for _ in group) for group in sentences]

    def _translate(self, sentences: Sequence[str], *, source: str, target: str) -> list[str]:
        if not sentences:
            return []
        tokens = [self._source_tokens(sentence, source, target) for sentence in sentences]
        prefix = [[_nllb(target)]] * len(tokens) if self.family is Family.NLLB else None
        results = self._model.translate_batch(
            tokens, target_prefix=prefix, beam_size=self.settings["beam_size"], max_batch_size=32, max_input_length=512
        )
        hypotheses = [result.hypotheses[0][1 if prefix else 0 :] for result in results]
        return [self._pieces.target.decode([piece for piece in found if piece != END]) for found in hypotheses]

    def _source_tokens(self, sentence: str, source: str, target: str) -> list[str]:
        if self.family is Family.MADLAD:
            return [*self._pieces.source.encode(f"<2{target}> {sentence}", out_type=str), END]
        tokens = [*self._pieces.source.encode(sentence, out_type=str), END]
        return [_nllb(source), *tokens] if self.family is Family.NLLB else tokens


def _require_model(folder: Path) -> None:
    if not (folder / "model.bin").is_file():
        raise WrongUse(
            f"{folder} holds no CTranslate2 model: model.bin is missing. Nothing was changed. Convert one with "
            "`ct2-transformers-converter` (for Russian to English: Helsinki-NLP/opus-mt-ru-en) and give its folder."
        )


def _family(folder: Path) -> Family:
    if (folder / "source.spm").is_file():
        return Family.OPUS_MT
    words = _vocabulary(folder)
    if "eng_Latn" in words:
        return Family.NLLB
    if "<2en>" in words:
        return Family.MADLAD
    raise WrongUse(
        f"The model in {folder} is neither OPUS-MT (source.spm is missing) nor NLLB nor MADLAD. Nothing was changed. "
        "Copy the SentencePiece files of the original model into the folder."
    )


def _vocabulary(folder: Path) -> set[str]:
    for name in ("shared_vocabulary.json", "source_vocabulary.json"):
        if (folder / name).is_file():
            return set(json.loads((folder / name).read_text("utf-8")))
    text = folder / "shared_vocabulary.txt"
    return set(text.read_text("utf-8").splitlines()) if text.is_file() else set()


def _pieces(folder: Path, family: Family) -> _Pieces:
    from sentencepiece import SentencePieceProcessor

    names = {
        Family.OPUS_MT: ("source.spm", "target.spm"),
        Family.NLLB: ("sentencepiece.bpe.model", "sentencepiece.bpe.model"),
        Family.MADLAD: ("spiece.model", "spiece.model"),
    }[family]
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise WrongUse(
            f"{folder} lacks {missing[0]}, the SentencePiece model of {family}. Copy it there, then try again."
        )
    source, target = (SentencePieceProcessor(model_file=str(folder / name)) for name in names)
    return _Pieces(source, target)


def _nllb(language: str) -> str:
    if language not in _NLLB:
        raise WrongUse(f"No NLLB code is known for the language '{language}'. Known: {', '.join(sorted(_NLLB))}.")
    return _NLLB[language]


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield text[start : match.start()].strip() + match.group().rstrip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def _file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
