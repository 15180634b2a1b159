"""A person says who a voice is; a participant's name gives way to the code."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from dragoman.errors import WrongUse
from dragoman.model.source import Speaker
from dragoman.model.speaker import SpeakerRole
from dragoman.store.study import OpenStudy
from dragoman.text.assign_speakers import UNNAMED, set_speakers, speakers_of
from dragoman.text.edit_transcript import WantedSegment, edit_transcript
from tests.invented_study import add_people, add_turns, readings

ASKS, ANSWERS = SpeakerRole.INTERVIEWER, SpeakerRole.RESPONDENT
TURNS = [("voice 1", "And you?"), ("Aigul Bekova", "I do not."), ("voice 1", "Why?"), ("Aigul Bekova", "Because.")]


def _shown(study: OpenStudy, code: str = "P01") -> list[tuple[str, SpeakerRole, str | None]]:
    return [(one.speaker, one.role, one.participant) for one in readings(study, code)]


@pytest.fixture
def heard(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01", "P02")
    add_turns(invented, "P01", TURNS)
    return invented


def test_voices_are_listed_as_they_begin_to_speak(heard: OpenStudy) -> None:
    with heard.read() as session:
        views = speakers_of(session, "p01")
    assert [(one.label, one.role, one.segments, one.first_words) for one in views] == [
        ("voice 1", SpeakerRole.UNKNOWN, 2, "And you?"),
        ("Aigul Bekova", SpeakerRole.UNKNOWN, 2, "I do not."),
    ]


def test_a_respondent_is_the_participant_and_the_name_is_not_kept(heard: OpenStudy) -> None:
    views = set_speakers(heard, "P01", {"Aigul Bekova": ANSWERS, "voice 1": ASKS})
    assert [(one.label, one.participant) for one in views] == [("voice 1", None), ("P01", "P01")]
    assert _shown(heard) == [("interviewer", ASKS, None), ("P01", ANSWERS, "P01")] * 2
    with heard.read() as session:
        kept = [f"{one.label} {one.aliases}" for one in session.scalars(select(Speaker))]
    assert not any("Bekova" in one for one in kept)


def test_voices_can_be_swapped_and_an_edit_keeps_the_swap(heard: OpenStudy) -> None:
    """The code of a participant must not stay the label of somebody else."""
    set_speakers(heard, "P01", {"voice 1": ANSWERS, "Aigul Bekova": ASKS})
    set_speakers(heard, "P01", {"P01": ASKS, "Aigul Bekova": ANSWERS})
    expected = [("interviewer", ASKS, None), ("P01", ANSWERS, "P01")] * 2
    assert _shown(heard) == expected
    wanted = [WantedSegment(one.number, one.speaker, f"{one.text('edited')} So.") for one in readings(heard, "P01")]
    assert edit_transcript(heard, "P01", wanted).speakers == 0
    assert _shown(heard) == expected


def test_two_voices_may_be_one_participant(heard: OpenStudy) -> None:
    set_speakers(heard, "P01", {"voice 1": ANSWERS, "Aigul Bekova": ANSWERS})
    assert _shown(heard) == [("P01", ANSWERS, "P01")] * 4


def test_segments_that_nobody_is_known_to_have_said_can_be_given_a_speaker(invented: OpenStudy) -> None:
    add_people(invented, "P01")
    add_turns(invented, "P01", [(None, words) for _, words in TURNS])
    assert {one.speaker for one in readings(invented, "P01")} == {UNNAMED}
    with invented.read() as session:
        (view,) = speakers_of(session, "P01")
    assert (view.label, view.segments) == (UNNAMED, 4)
    set_speakers(invented, "P01", {UNNAMED: ANSWERS})
    assert _shown(invented) == [("P01", ANSWERS, "P01")] * 4


def test_an_unknown_label_is_refused_with_those_that_there_are(heard: OpenStudy) -> None:
    with pytest.raises(WrongUse, match=r"Nobody in the transcript of P01 is called 'voice 3'\. Did you mean 'voice 1'"):
        set_speakers(heard, "P01", {"Aigul Bekova": ANSWERS, "voice 3": ASKS})
    with pytest.raises(WrongUse, match="called 'unknown'"):
        set_speakers(heard, "P01", {UNNAMED: ANSWERS})
    assert {role for _, role, _ in _shown(heard)} == {SpeakerRole.UNKNOWN}
    with pytest.raises(WrongUse, match="P02 has no transcript yet"):
        set_speakers(heard, "P02", {"voice 1": ASKS})


def test_in_a_group_a_voice_is_known_by_the_participants_code_alone(invented: OpenStudy) -> None:
    add_people(invented, "P01", "P02")
    add_turns(invented, "P01", [("P01", "Yes."), ("P02", "No."), ("voice 3", "Hm.")], together_with=["P02"])
    set_speakers(invented, "P02", {"P02": ASKS, "voice 3": ANSWERS})
    assert _shown(invented) == [("P01", ANSWERS, "P01"), ("interviewer", ASKS, None), ("voice 3", ANSWERS, None)]
    set_speakers(invented, "P02", {"interviewer": ANSWERS})
    assert _shown(invented)[1] == ("interviewer", ANSWERS, None)
