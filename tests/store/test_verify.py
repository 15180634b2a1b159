import pytest
from sqlalchemy import text

from dragoman.model.base import new_guid
from dragoman.model.interview import Interview
from dragoman.model.layer import PSEUDONYMISED, LayerText
from dragoman.model.selection import Selection
from dragoman.model.source import Segment, Source, SourceKind
from dragoman.store.recordings import sweep
from dragoman.store.study import OpenStudy
from dragoman.store.verify import Part, verify


def _transcript(study: OpenStudy, *words: str) -> list[int]:
    with study.change("test.build") as change:
        source = Source(interview=Interview(), kind=SourceKind.IMPORTED, name="t", language="en", format="txt")
        source.segments = [Segment(number=n, place=n) for n in range(1, len(words) + 1)]
        change.session.add(source)
        change.session.flush()
        for segment, text_ in zip(source.segments, words, strict=True):
            change.session.add(LayerText(segment_id=segment.id, layer=PSEUDONYMISED, text=text_, origin="test"))
        return [segment.id for segment in source.segments]


def _select(study: OpenStudy, start: tuple[int, int], end: tuple[int, int], words: str) -> None:
    with study.change("test.select") as change:
        change.session.add(
            Selection(
                source_id=1, layer=PSEUDONYMISED, start_segment_id=start[0], start_offset=start[1],
                end_segment_id=end[0], end_offset=end[1], text=words,
            )
        )  # fmt: skip


def test_a_whole_study_has_no_faults_and_a_head(study: OpenStudy) -> None:
    first, second = _transcript(study, "We talk to both sides.", "Nobody wants to choose.")
    _select(study, (first, 8), (second, 6), "to both sides.\nNobody")
    found = verify(study)
    assert found.faults == ()
    assert len(found.chain_head) == 64


def test_an_anchor_on_other_words_is_named(study: OpenStudy) -> None:
    (first,) = _transcript(study, "We talk to both sides.")
    _select(study, (first, 3), (first, 7), "sing")
    assert [fault.part for fault in verify(study).faults] == [Part.ANCHORS]


def test_an_altered_and_a_missing_event_are_named(study: OpenStudy) -> None:
    for number in range(3):
        with study.change("test.step", subject=str(number)):
            pass
    with study.change("test.tamper") as change:
        change.session.execute(text("UPDATE event SET actor = 'nobody' WHERE id = 2"))
        change.session.execute(text("DELETE FROM event WHERE id = 3"))
    messages = [fault.message for fault in verify(study).faults]
    assert any(message.startswith("event 2 (test.step, 0) was altered") for message in messages)
    assert any(message.startswith("event 3 is missing") for message in messages)


def test_a_dangling_row_is_named(study: OpenStudy) -> None:
    with study.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("COMMIT") if raw.in_transaction else None
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("INSERT INTO follow_up VALUES (1, 99, 1, '{}')")
        raw.execute("PRAGMA foreign_keys = ON")
    assert [fault.part for fault in verify(study).faults] == [Part.KEYS]


def test_a_stray_file_in_the_recording_store_is_named_and_left_alone(study: OpenStudy) -> None:
    stray = study.recordings / "interview.wav"
    stray.write_bytes(b"not ours")
    assert [(fault.part, "interview.wav" in fault.message) for fault in verify(study).faults] == [
        (Part.RECORDINGS, True)
    ]
    with study.change("test.sweep") as change:
        assert sweep(study, change.session) == 0
    assert stray.exists()


@pytest.mark.parametrize("suffix", [".part", ".recording"])
def test_what_an_interrupted_command_left_is_told_but_no_fault(study: OpenStudy, suffix: str) -> None:
    left = study.recordings / f"{new_guid()}{suffix}"
    left.write_bytes(b"noise without a key")
    found = verify(study)
    assert found.faults == ()
    assert [left.name in notice for notice in found.notices] == [True]
    with study.change("test.sweep") as change:
        assert sweep(study, change.session) == 1
    assert not left.exists()
