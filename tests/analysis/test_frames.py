"""Frames for notebooks: the columns that the documentation promises, and what stands in them."""

from collections.abc import Iterator

import polars
import pytest
from sqlalchemy.orm import Session

from dragoman.analysis.frames import codings_frame, mentions_frame, positions_frame, segments_frame
from dragoman.errors import WrongUse
from dragoman.store.study import create_study
from tests.report.small_study import CHOICE_RU, PASSPHRASE, small_study


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with small_study(tmp_path_factory.mktemp("frames")) as study, study.read() as session:
        yield session


def test_positions_have_a_row_for_everyone_and_every_proposition(session: Session) -> None:
    frame = positions_frame(session)
    assert frame.columns == ["participant", "proposition", "asked", "stance", "evidence", "note", "set_by", "set_at"]
    assert frame.height == 5 * 2
    row = frame.row(
        by_predicate=(polars.col("participant") == "P05") & (polars.col("proposition") == "no-choice"), named=True
    )
    assert (row["asked"], row["stance"], row["evidence"]) == (False, None, 0)
    affirming = frame.filter(polars.col("asked"), stance="affirms", proposition="no-choice")
    assert affirming["participant"].to_list() == ["P01", "P03"]


def test_codings_name_the_respondent_the_words_and_the_state(session: Session) -> None:
    frame = codings_frame(session)
    assert frame.height == 7
    review = frame.row(by_predicate=polars.col("state") == "review", named=True)
    assert (review["participants"], review["interview"], review["segment"]) == (["P04"], "P04", 2)
    assert (review["words"], review["start_ms"], review["code"]) == ("в пользу рынка", 130_000, "balancing")
    lost = frame.row(by_predicate=polars.col("state") == "lost", named=True)
    assert (lost["segment"], lost["participants"]) == (None, [])


def test_segments_of_any_layer(session: Session) -> None:
    frame = segments_frame(session)
    assert frame.filter(role="respondent", participant="P01").height == 4
    translated = segments_frame(session, "translation[en]")
    assert translated.height == frame.height
    russian = translated.filter(interview="P04")
    assert russian["text"].is_null().to_list() == [True, False, False]
    assert russian["accepted"].to_list() == [None, False, True]
    assert russian["stale"].to_list() == [False, False, True]
    assert set(russian["language"]) == {"en"}


def test_mentions_have_a_row_for_every_hit_that_counts(session: Session) -> None:
    frame = mentions_frame(session)
    assert frame.filter(entry="russia")["participant"].to_list() == ["P01", "P02", "P03", "P04", "P05"]
    assert frame.filter(entry="china")["participant"].to_list() == ["P01", "P02"]
    row = frame.filter(participant="P02", entry="china").row(0, named=True)
    assert (row["form"], row["language"], row["segment"], row["actor"], row["by"]) == (
        "Китай",
        "ru",
        2,
        "state",
        "name",
    )
    assert CHOICE_RU[row["start"] : row["end"]] == "Китай"
    with pytest.raises(WrongUse, match="no lexicon 'power'; did you mean 'powers'"):
        mentions_frame(session, "power")


def test_a_name_that_is_no_layer_is_refused(session: Session) -> None:
    with pytest.raises(WrongUse, match="'spoken' is no layer"):
        segments_frame(session, "spoken")


def test_an_empty_study_gives_empty_frames_with_all_columns(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("empty") / "empty.study"
    with create_study(folder, PASSPHRASE) as study, study.read() as session:
        assert positions_frame(session).is_empty()
        assert "made_at" in codings_frame(session).columns
        assert segments_frame(session).schema["start_ms"] == polars.Int64
