"""Evidence: the words in both languages, the time on the tape, and what must not be shown."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from dragoman.analysis.evidence import Evidence, evidence_of
from dragoman.analysis.material import Material, load_material
from dragoman.analysis.tape import Tape, clock
from dragoman.model.anchor import AnchorState
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM
from dragoman.model.proposition import Stance
from dragoman.model.records import LayerText
from dragoman.store.readings import SegmentReading, segment_readings
from tests.report.small_study import CHOICE_EN, CHOICE_RU, CHOICE_RU_EN, Builder, small_study


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with small_study(tmp_path_factory.mktemp("evidence")) as study, study.read() as session:
        yield session


@pytest.fixture(scope="module")
def material(session: Session) -> Material:
    return load_material(session)


def shown(material: Material, participant: str, key: str = "no-choice") -> Evidence:
    (selection,) = material.positions[participant, key].selections
    return evidence_of(material, selection, lang="en")


def test_evidence_has_the_words_the_segment_and_the_time(material: Material) -> None:
    found = shown(material, "P01")
    (passage,) = found.passages
    assert found.words == "We never choose one side"
    assert (passage.segment.name, clock(passage.tape_ms)) == ("P01 ¶2", "00:02:10")
    assert passage.original is not None
    assert passage.original.text == CHOICE_EN
    assert [CHOICE_EN[span.start : span.end] for span in passage.original.spans] == [found.words]
    assert passage.translated is None


def test_a_russian_segment_stands_beside_its_translation_with_origin_and_acceptance(material: Material) -> None:
    (passage,) = shown(material, "P02").passages
    assert passage.original is not None
    assert passage.translated is not None
    assert (passage.original.language, passage.original.text) == ("ru", CHOICE_RU)
    assert (passage.translated.language, passage.translated.text) == ("en", CHOICE_RU_EN)
    assert (passage.translated.origin, passage.translated.accepted_by) == ("translator x", "ana")
    assert not passage.translated.draft


def test_a_translation_that_nobody_accepted_is_a_draft(material: Material) -> None:
    (passage,) = shown(material, "P04", "market-decides").passages
    assert passage.translated is not None
    assert passage.translated.draft
    assert not passage.translated.stale


def test_words_of_someone_who_may_not_be_quoted_are_withheld(material: Material) -> None:
    found = shown(material, "P03")
    (passage,) = found.passages
    assert found.words is None
    assert (passage.original, passage.translated) == (None, None)
    assert "P03 did not allow 'quote'" in passage.withheld
    assert (passage.segment.name, clock(passage.tape_ms)) == ("P03 ¶2", "00:02:10")


def test_anchors_to_review_keep_their_words_and_lost_ones_have_none(material: Material) -> None:
    by_state = {coded.selection.state: evidence_of(material, coded.selection, lang="en") for coded in material.codings}
    assert by_state[AnchorState.REVIEW].words == "в пользу рынка"
    assert by_state[AnchorState.LOST].words is None
    assert by_state[AnchorState.LOST].passages == ()


def test_a_selection_on_text_before_pseudonymisation_shows_none_of_its_words(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with small_study(tmp_path_factory.mktemp("verbatim")) as study:
        with study.change("test.more") as change:
            build = Builder.of(change.session)
            named = build.selection("P01", 5, "Hidden Name", layer=VERBATIM)
            build.position("P01", "market-decides", Stance.AFFIRMS, named)
        with study.read() as session:
            found = shown(load_material(session), "P01", "market-decides")
    assert found.words is None
    (passage,) = found.passages
    assert passage.original is not None
    assert "Hidden Name" not in passage.original.text


def test_fingerprints_change_with_the_words_and_not_otherwise(material: Material) -> None:
    assert shown(material, "P01").fingerprint == shown(material, "P01").fingerprint
    assert shown(material, "P01").fingerprint != shown(material, "P02").fingerprint


def test_time_marks_of_the_recognised_text_give_the_second_of_a_quote(tmp_path_factory: pytest.TempPathFactory) -> None:
    with small_study(tmp_path_factory.mktemp("tape")) as study:
        with study.change("test.marks") as change:
            text = change.session.query(LayerText).filter_by(layer=EDITED).one()
            text.marks = [[0, 2, 130_000, 130_400], [3, 8, 130_400, 131_000], [26, 34, 134_000, 135_000]]
        with study.read() as session:
            segment = next(each for each in segment_readings(session) if each.name == "P01 ¶2")
            tape = Tape(session)
            assert at(tape, segment, "We") == 130_000
            assert at(tape, segment, "never") == 130_400
            assert at(tape, segment, "because choosing") == 134_000  # mark 26-34 is "because"
            assert at(tape, segment, "the other one") == 134_000  # the last mark before it


def at(tape: Tape, segment: SegmentReading, words: str) -> int | None:
    return tape.time_of(segment, PSEUDONYMISED, (segment.text(PSEUDONYMISED) or "").index(words))


def test_without_marks_the_time_is_that_of_the_segment(material: Material) -> None:
    segment = next(each for each in material.segments if each.name == "P02 ¶2")
    assert material.tape.time_of(segment, PSEUDONYMISED, 10) == 130_000


def test_hours_of_tape_are_written_in_full() -> None:
    assert clock(0) == "00:00:00"
    assert clock(3_661_999) == "01:01:01"
    assert clock(None) == ""
