"""The error rate by which diarisers are measured."""

import pytest
from benchmarks.diarisation import error_rate, reference_turns

from dragoman.engines.diariser import SpokenStretch

REFERENCE = [SpokenStretch(0, 4_000, 0), SpokenStretch(4_000, 10_000, 1)]


@pytest.mark.parametrize(
    ("found", "rate"),
    [
        (REFERENCE, 0.0),
        ([SpokenStretch(0, 4_000, 9), SpokenStretch(4_000, 10_000, 4)], 0.0),  # names do not matter
        ([SpokenStretch(0, 10_000, 0)], 0.4),  # one voice: it is paired with the speaker of 6 s
        ([SpokenStretch(0, 4_000, 0)], 0.6),  # 6 s missed
        ([*REFERENCE, SpokenStretch(0, 1_000, 5)], 0.1),  # 1 s of false alarm
        ([SpokenStretch(0, 5_000, 0), SpokenStretch(5_000, 10_000, 1)], 0.1),  # 1 s confused
        ([SpokenStretch(0, 20_000, 0), SpokenStretch(0, 20_000, 1)], 3.0),  # it may be more than 1
    ],
)
def test_missed_speech_false_alarms_and_confusions_are_counted(found: list[SpokenStretch], rate: float) -> None:
    assert error_rate(REFERENCE, found) == pytest.approx(rate, abs=0.005)


def test_a_collar_forgives_what_is_near_a_boundary() -> None:
    found = [SpokenStretch(200, 4_200, 0), SpokenStretch(4_200, 10_000, 1)]
    assert error_rate(REFERENCE, found) == pytest.approx(0.04, abs=0.005)
    assert error_rate(REFERENCE, found, collar_ms=250) == 0


def test_only_the_turns_of_the_named_recording_are_read() -> None:
    rttm = (
        "SPEAKER one 1 1.440 2.000 <NA> <NA> B <NA> <NA>\n"
        "SPEAKER one 1 3.500 0.500 <NA> <NA> A <NA> <NA>\n"
        "SPEAKER two 1 0.000 9.000 <NA> <NA> A <NA> <NA>\n"
    )
    assert reference_turns(rttm, "one") == [SpokenStretch(1_440, 3_440, 1), SpokenStretch(3_500, 4_000, 0)]
