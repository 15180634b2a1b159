"""A tiny translation model with random weights: it runs for real and translates into nonsense."""

from pathlib import Path
from typing import Any

import numpy as np

WORDS = (
    "Мы говорим со всеми соседями. Никто не хочет выбирать. We talk to all neighbours. Nobody wants to choose. "
    "Россия Китай Америка Russia China America [person 1] рядом near дом home мир peace торговля trade "
)
WIDTH, HEADS, LAYERS = 16, 2, 1


def write_opus_like(folder: Path) -> None:
    """A folder as the converter of CTranslate2 leaves it for OPUS-MT, with both SentencePiece models."""
    words = _train_pieces(folder, ["source", "target"])
    _write_model(folder, words)


def _train_pieces(folder: Path, names: list[str]) -> list[str]:
    import io

    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([WORDS] * 20), model_writer=model, vocab_size=110, hard_vocab_limit=False, minloglevel=2
    )
    for name in names:
        (folder / f"{name}.spm").write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]


def _write_model(folder: Path, words: list[str]) -> None:
    from ctranslate2.specs import TransformerSpec

    random = np.random.default_rng(7)
    spec = TransformerSpec.from_config(LAYERS, HEADS)
    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = random.normal(size=(len(words), WIDTH)).astype(np.float32)
        side.position_encodings.encodings = random.normal(size=(512, WIDTH)).astype(np.float32)
        for layer in side.layer:
            _fill_layer(layer, random)
        _fill_norm(side.layer_norm)
    spec.decoder.projection.weight = random.normal(size=(len(words), WIDTH)).astype(np.float32)
    spec.decoder.projection.bias = np.zeros(len(words), np.float32)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.save(str(folder))


def _fill_layer(layer: Any, random: np.random.Generator) -> None:
    _fill_attention(layer.self_attention, random, 3)
    if hasattr(layer, "attention"):
        _fill_attention(layer.attention, random, 1, 2)
    _fill_norm(layer.ffn.layer_norm)
    _fill_linear(layer.ffn.linear_0, random, 4 * WIDTH, WIDTH)
    _fill_linear(layer.ffn.linear_1, random, WIDTH, 4 * WIDTH)


def _fill_attention(attention: Any, random: np.random.Generator, *sizes: int) -> None:
    _fill_norm(attention.layer_norm)
    for linear, size in zip(attention.linear, [*sizes, 1], strict=True):
        _fill_linear(linear, random, size * WIDTH, WIDTH)


def _fill_linear(linear: Any, random: np.random.Generator, rows: int, columns: int) -> None:
    linear.weight = random.normal(size=(rows, columns)).astype(np.float32) / 4
    linear.bias = np.zeros(rows, np.float32)


def _fill_norm(norm: Any) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
