"""The translator runs a real CTranslate2 model. Its weights are random: what is tested is the way there and back."""

from pathlib import Path

import pytest

from dragoman.engines.ctranslate2_translator import CTranslate2Translator, Family, _sentences
from dragoman.errors import WrongUse
from tests.engines.tiny_model import write_opus_like


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("opus-mt-ru-en")
    write_opus_like(made)
    return made


def test_one_translation_for_each_text_the_same_every_time(folder: Path) -> None:
    translator = CTranslate2Translator(folder)
    texts = ["Мы говорим со всеми соседями. Никто не хочет выбирать.", "", "Мир."]
    first = translator.translate(texts, source="ru", target="en")
    assert translator.family is Family.OPUS_MT
    assert len(first) == 3
    assert first[0]
    assert first[1] == ""
    assert first == CTranslate2Translator(folder).translate(texts, source="ru", target="en")
    assert len(translator.weights_sha256) == 64


def test_sentences_are_cut_where_sentences_end() -> None:
    text = "Нет, т.е. да. «Почему?» Потому что 3.5 % мало… Вот так! And so on."
    assert list(_sentences(text)) == ["Нет, т.е. да.", "«Почему?»", "Потому что 3.5 % мало…", "Вот так!", "And so on."]


@pytest.mark.parametrize(("gone", "says"), [("model.bin", "model.bin is missing"), ("target.spm", "lacks target.spm")])
def test_a_folder_that_is_not_whole_says_what_is_missing(folder: Path, tmp_path: Path, gone: str, says: str) -> None:
    for file in folder.iterdir():
        if file.name != gone:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(WrongUse, match=says):
        CTranslate2Translator(tmp_path)


def test_a_broken_model_is_refused(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.bin").write_bytes(b"not a model")
    with pytest.raises(WrongUse, match="does not load"):
        CTranslate2Translator(tmp_path)
