"""The two models for telling voices apart."""

from pathlib import Path

import pytest

from dragoman.engines.diarisation_weights import EMBEDDING, SEGMENTATION, diarisation_weights
from dragoman.engines.weights import ModelMissing, Origin
from dragoman.errors import WrongUse
from tests.shared_data import SHARED, needs_shared


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("DRAGOMAN_MODELS", raising=False)


def test_without_models_the_message_says_what_to_download_and_where_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as refusal:
        diarisation_weights(tmp_path)
    said = str(refusal.value)
    assert "k2-fsa/sherpa-onnx/releases" in said
    assert "pyannote-segmentation-3-0" in said
    assert "campplus" in said
    assert str(tmp_path) in said


def test_only_the_missing_model_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / SEGMENTATION.names[0]).write_bytes(SEGMENTATION.key)
    with pytest.raises(ModelMissing) as refusal:
        diarisation_weights(tmp_path)
    assert "the speaker embedding model is not" in str(refusal.value)
    assert "pyannote" not in str(refusal.value)


@needs_shared
def test_known_files_are_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MODELS", str(SHARED / "models"))
    segmentation, embedding = diarisation_weights()
    assert (segmentation.pinned, embedding.pinned) == (True, True)
    assert segmentation.sha256 in SEGMENTATION.known
    assert embedding.sha256 in EMBEDDING.known


def test_published_names_are_found_and_unknown_files_are_taken_but_not_pinned(tmp_path: Path) -> None:
    archive = tmp_path / SEGMENTATION.names[1]
    archive.parent.mkdir()
    archive.write_bytes(b"..." + SEGMENTATION.key)
    (tmp_path / EMBEDDING.names[1]).write_bytes(b"..." + EMBEDDING.key)
    segmentation, embedding = diarisation_weights(tmp_path)
    assert (segmentation.path, segmentation.pinned, segmentation.origin) == (archive, False, Origin.GIVEN)
    assert (embedding.path.name, embedding.pinned) == (EMBEDDING.names[1], False)


def test_a_model_of_another_kind_under_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / SEGMENTATION.names[0]).write_bytes(EMBEDDING.key)
    with pytest.raises(WrongUse, match="no voice segmentation model"):
        diarisation_weights(tmp_path)
