"""When and how interviews were held, and what was not asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman.errors import Refused, WrongUse
from dragoman.model.interview import Interview
from dragoman.protocol.consents import record_consent
from dragoman.protocol.interviews import interview_of, load_interviews, set_interview
from dragoman.protocol.participants import add_participant
from dragoman.store.study import OpenStudy
from tests.protocol.small_protocol import events, last_event, write

DAY = date(2025, 3, 4)


@pytest.fixture
def met(study: OpenStudy) -> OpenStudy:
    for code in ("P01", "P02", "P03"):
        add_participant(study, code)
    return study


def held(study: OpenStudy, code: str) -> tuple[object, ...] | None:
    with study.read() as session:
        found = interview_of(session, code)
        if found is None:
            return None
        people = sorted(person.code for person in found.participants)
        return people, found.held_on, found.mode, found.languages, found.interviewers, found.skipped_questions


def test_an_interview_is_made_once_and_told_more_later(met: OpenStudy) -> None:
    first = set_interview(met, "P01", held_on=DAY, mode="video call", languages=["en"], interviewers=["R1", "R1"])
    assert first.added == ("P01",)
    assert held(met, "P01") == (["P01"], DAY, "video call", ["en"], ["R1"], [])
    second = set_interview(met, ["p01"], skipped=["Q2"], languages=["en", "ru"])
    assert (second.changed, second.notices) == (("P01",), ())
    assert held(met, "p01") == (["P01"], DAY, "video call", ["en", "ru"], ["R1"], ["Q2"])
    assert set_interview(met, "P01", skipped=["Q2"]).unchanged == ("P01",)
    assert held(met, "P02") is None
    with met.read() as session:
        assert len(session.scalars(select(Interview)).all()) == 1
    assert events(met)[-3:] == [("interview.set", "P01")] * 3


def test_a_group_has_one_interview(met: OpenStudy) -> None:
    set_interview(met, ["P02", "P01"], held_on=DAY)
    assert held(met, "P01") == held(met, "P02")
    assert last_event(met).subject == "P01+P02"
    for codes in (["P01"], ["P01", "P03"], ["P01", "P02", "P03"]):
        with pytest.raises(Refused, match=r"the study has interviews of P01\+P02, and a participant belongs to one"):
            set_interview(met, codes, mode="telephone")
    set_interview(met, "P03")
    with pytest.raises(Refused, match=r"interviews of P01\+P02; P03"):
        set_interview(met, ["P01", "P02", "P03"])


def test_a_mandatory_question_that_was_skipped_is_told_but_kept(met: OpenStudy) -> None:
    done = set_interview(met, "P01", skipped=["Q1", "Q2", "Q3"])
    assert done.notices == ("P01 was not asked Q1, Q3, which the guide does not mark as skippable.",)
    shown = held(met, "P01")
    assert shown is not None
    assert shown[-1] == ["Q1", "Q2", "Q3"]


def test_a_consent_that_came_after_the_interview_is_told(met: OpenStudy) -> None:
    record_consent(met, "P01", scopes=["participate"], given_on=date(2025, 3, 5))
    done = set_interview(met, "P01", held_on=DAY)
    assert done.notices == ("P01 was interviewed on 2025-03-04, before the consent on record (2025-03-05) was given.",)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"held_on": date(2999, 1, 1)}, "2999-01-01 has not come yet."),
        ({"languages": ["English"]}, "'English' is no language code"),
        ({"interviewers": ["p02"]}, "'p02' is a participant"),
        ({"skipped": ["Q22"]}, "The guide has no question 'Q22' that could have been skipped. Did you mean 'Q2'?"),
    ],
)
def test_what_cannot_be_is_refused(facts: dict[str, object], reason: str, met: OpenStudy) -> None:
    with pytest.raises(WrongUse) as error:
        set_interview(met, "P01", **facts)  # type: ignore[arg-type]
    assert str(error.value).startswith(reason)
    assert str(error.value).endswith("Nothing was stored.")
    assert held(met, "P01") is None


def test_unknown_participants_and_guides_are_refused(met: OpenStudy, empty_study: OpenStudy) -> None:
    with pytest.raises(WrongUse, match="There is no participant 'P09'"):
        set_interview(met, "P09")
    with pytest.raises(WrongUse, match="An interview needs a participant"):
        set_interview(met, [])
    add_participant(empty_study, "P01")
    with pytest.raises(WrongUse, match="The study has no question guide yet"):
        set_interview(empty_study, "P01", skipped=["Q1"])


TABLE = (
    "participant,date,mode,languages,interviewer,skipped\nP01;P02,2025-03-04,in person,ru;en,R1;R2,Q2;Q3\nP03,,,,,\n"
)


def test_a_table_of_interviews_is_loaded_once(met: OpenStudy, tmp_path: Path) -> None:
    path = write(tmp_path, "interviews.csv", TABLE)
    done = load_interviews(met, path)
    assert done.added == ("P01+P02", "P03")
    assert done.notices == ("P01+P02 was not asked Q3, which the guide does not mark as skippable.",)
    assert held(met, "P02") == (["P01", "P02"], DAY, "in person", ["ru", "en"], ["R1", "R2"], ["Q2", "Q3"])
    assert held(met, "P03") == (["P03"], None, "", [], [], [])
    assert (last_event(met).action, last_event(met).details["added"]) == ("interview.load", ["P01+P02", "P03"])
    again = load_interviews(met, path)
    assert (again.added, again.changed, again.unchanged) == ((), (), ("P01+P02", "P03"))
    fewer = write(tmp_path, "fewer.csv", TABLE.replace("Q2;Q3", ""))
    assert load_interviews(met, fewer).changed == ("P01+P02",)


def test_faults_of_a_table_name_line_and_column(met: OpenStudy, tmp_path: Path) -> None:
    text = (
        "participant,date,languages,interviewer,skipped\n"
        "P01,4.3.2025,en,R1,Q2\n"
        "P02,2999-01-01,german,P03,Q7\n"
        "P09,2025-03-04,en,R1,\n"
        ",2025-03-04,en,R1,\n"
        "P03;P01,2025-03-04,en,R1,\n"
    )
    with pytest.raises(WrongUse) as error:
        load_interviews(met, write(tmp_path, "interviews.csv", text))
    assert sorted({line.split(": ")[0].strip() for line in str(error.value).splitlines()[1:]}) == [
        "line 2, column 'date'",
        "line 3, column 'date'",
        "line 3, column 'interviewer'",
        "line 3, column 'languages'",
        "line 3, column 'skipped'",
        "line 4, column 'participant'",
        "line 5, column 'participant'",
        "line 6, column 'participant'",
    ]
    assert held(met, "P01") is None
