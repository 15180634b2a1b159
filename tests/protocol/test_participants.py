"""Participants are codes with checked values; what identifies them is kept out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import WrongUse
from dragoman.model.participant import VariableType
from dragoman.protocol.participants import (
    add_participant,
    find_participant,
    list_participants,
    load_participants,
    set_values,
)
from dragoman.protocol.variable_values import stored_value
from dragoman.store.study import OpenStudy
from tests.protocol.small_protocol import events, last_event, write


def values(study: OpenStudy) -> dict[str, dict[str, str]]:
    with study.read() as session:
        return {person.code: person.values for person in list_participants(session)}


def test_a_participant_is_added_with_values_in_the_form_of_their_types(study: OpenStudy) -> None:
    add_participant(study, "P02", {"years": "007", "sector": "ACADEMIA", "abroad": "да", "joined": "2024-02-29"})
    add_participant(study, " P01 ")
    assert values(study) == {
        "P01": {},
        "P02": {"sector": "academia", "years": "7", "joined": "2024-02-29", "abroad": "true"},
    }
    assert events(study)[-2:] == [("participant.add", "P02"), ("participant.add", "P01")]


def test_events_name_variables_but_not_their_values(study: OpenStudy) -> None:
    add_participant(study, "P01", {"sector": "government"})
    assert last_event(study).details == {"variables": ["sector"]}


def test_values_are_set_replaced_and_taken_away(study: OpenStudy) -> None:
    add_participant(study, "P01", {"years": "7", "sector": "academia"})
    set_values(study, "p01", {"years": "8", "sector": " "})
    assert values(study) == {"P01": {"years": "8"}}
    assert (last_event(study).subject, last_event(study).details) == ("P01", {"variables": ["sector", "years"]})


@pytest.mark.parametrize("code", ["p01", "Anna", "P", "01", "P 1", "P-01", "ABCDEFGHIJKL1", "Ж01", ""])
def test_a_code_is_capital_letters_and_digits(code: str, study: OpenStudy) -> None:
    with pytest.raises(WrongUse, match="cannot be a participant's code") as error:
        add_participant(study, code)
    assert "Nothing was stored." in str(error.value)
    assert values(study) == {}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        (
            "sector",
            "acadmia",
            "sector: 'acadmia' is none of its values (government, academia). Did you mean 'academia'?",
        ),
        ("years", "seven", "years: 'seven' is not a whole number."),
        ("years", "7.5", "years: '7.5' is not a whole number."),
        ("joined", "01.02.2024", "joined: '01.02.2024' is no date."),
        ("joined", "2023-02-29", "joined: '2023-02-29' is no date."),
        ("abroad", "perhaps", "abroad: 'perhaps' is neither true nor false"),
        ("employer", "An Invented Ministry", "'employer' identifies people (disclosure: direct)."),
        ("sectr", "x", "The protocol has no variable 'sectr'. Did you mean 'sector'?"),
        ("e-mail", "x", "'e-mail' looks like what identifies people: that belongs in the vault"),
    ],
)
def test_values_that_do_not_fit_are_refused(name: str, value: str, reason: str, study: OpenStudy) -> None:
    with pytest.raises(WrongUse) as error:
        add_participant(study, "P01", {name: value})
    assert str(error.value).startswith(reason)
    assert str(error.value).endswith("Nothing was stored.")
    assert values(study) == {}
    assert "An Invented Ministry" not in str(error.value)


def test_a_code_is_taken_once_and_found_in_any_case(study: OpenStudy) -> None:
    add_participant(study, "P01")
    with pytest.raises(WrongUse, match="P01 is in the study already"):
        add_participant(study, "P01")
    with study.read() as session:
        assert find_participant(session, " p01").code == "P01"
        with pytest.raises(WrongUse, match=r"There is no participant 'P10'\. Did you mean 'P01'\?"):
            find_participant(session, "P10")


def test_a_table_adds_updates_and_leaves(study: OpenStudy, tmp_path: Path) -> None:
    add_participant(study, "P01", {"years": "7", "sector": "academia"})
    add_participant(study, "P03", {"years": "3"})
    path = write(tmp_path, "people.csv", "participant;Sector;years\nP01;government;\nP02;academia;12\nP03;;3\n")
    done = load_participants(study, path)
    assert (done.added, done.changed, done.unchanged) == (("P02",), ("P01",), ("P03",))
    assert values(study) == {
        "P01": {"sector": "government", "years": "7"},
        "P02": {"sector": "academia", "years": "12"},
        "P03": {"years": "3"},
    }
    event = last_event(study)
    assert (event.action, event.subject) == ("participant.load", "people.csv")
    assert (event.details["added"], event.details["changed"]) == (["P02"], ["P01"])
    again = load_participants(study, path)
    assert (again.added, again.changed, again.unchanged) == ((), (), ("P01", "P02", "P03"))


def test_all_faults_of_a_table_are_told_with_line_and_column(study: OpenStudy, tmp_path: Path) -> None:
    text = "participant,sector,years,employer,zodiac,name\nP01,banking,7,X,,\nanna,academia,9,,,\nP02,academia,old,,,\n"
    with pytest.raises(WrongUse) as error:
        load_participants(study, write(tmp_path, "people.csv", text + "P01,academia,1,,,\n"))
    lines = str(error.value).splitlines()
    assert lines[0].startswith("people.csv has 7 faults. Nothing was stored.")
    assert [line.split(": ")[0].strip() for line in lines[1:]] == [
        "line 1, column 'employer'",
        "line 1, column 'zodiac'",
        "line 1, column 'name'",
        "line 2, column 'sector'",
        "line 3, column 'participant'",
        "line 4, column 'years'",
        "line 5, column 'participant'",
    ]
    assert "P01 has a row already, in line 2." in lines[-1]
    assert values(study) == {}


def test_without_a_protocol_a_table_of_codes_still_loads(empty_study: OpenStudy, tmp_path: Path) -> None:
    assert load_participants(empty_study, write(tmp_path, "a.csv", "participant\nP01\nP02\n")).added == ("P01", "P02")
    with pytest.raises(WrongUse, match="the study has no variables yet"):
        load_participants(empty_study, write(tmp_path, "b.csv", "participant,sector\nP01,x\n"))


@given(st.sampled_from(VariableType), st.text(max_size=30))
def test_a_stored_value_is_stored_the_same_again(kind: VariableType, text: str) -> None:
    choices = ["one", "Two"]
    try:
        value = stored_value(kind, text, values=choices)
    except WrongUse:
        return
    assert stored_value(kind, value, values=choices) == value


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.dates())
def test_numbers_and_dates_keep_their_meaning(number: int, day: object) -> None:
    assert int(stored_value(VariableType.INTEGER, f"{number:+06d}")) == number
    assert stored_value(VariableType.DATE, f" {day} ") == str(day)
