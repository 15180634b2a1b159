"""What participants agreed to is on record, and never more than that is allowed."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError, Refused, WrongUse
from dragoman.model.consent import Scope
from dragoman.protocol.consents import consents_of, load_consents, record_consent, withdraw_consent
from dragoman.protocol.load_protocol import load_protocol
from dragoman.protocol.participants import add_participant, find_participant
from dragoman.protocol.permission import permission, require
from dragoman.store.study import OpenStudy
from tests.protocol.small_protocol import PROTOCOL, events, last_event, write

DAY = date(2025, 3, 3)
ALL = ["participate", "record", "quote"]


@pytest.fixture
def asked(study: OpenStudy) -> OpenStudy:
    add_participant(study, "P01")
    add_participant(study, "P02")
    return study


def allowed(study: OpenStudy, code: str) -> list[str]:
    with study.read() as session:
        person = find_participant(session, code)
        return [scope.value for scope in Scope if permission(session, person, scope)]


def test_a_consent_is_recorded_with_form_day_language_and_how(asked: OpenStudy) -> None:
    done = record_consent(
        asked, "p01", form=1, scopes=["participate", "quote"], given_on=DAY, language="ru", how="on paper "
    )
    with asked.read() as session:
        assert consents_of(session, "P01") == [done]
    assert (done.participant, done.form, done.scopes) == ("P01", 1, (Scope.PARTICIPATE, Scope.QUOTE))
    assert (done.given_on, done.language, done.how, done.in_force) == (DAY, "ru", "on paper", True)
    assert allowed(asked, "P01") == ["participate", "quote"]
    assert events(asked)[-1] == ("consent.record", "P01")
    assert last_event(asked).details == {"form": 1, "scopes": ["participate", "quote"], "given_on": "2025-03-03"}


def test_without_a_version_or_a_day_it_is_the_newest_form_and_today(asked: OpenStudy, tmp_path: Path) -> None:
    newer = PROTOCOL.replace("consent_form:\n  version: 1", "consent_form:\n  version: 4")
    load_protocol(asked, write(tmp_path, "p.yaml", newer))
    done = record_consent(asked, "P01", scopes=[Scope.PARTICIPATE])
    assert (done.form, done.language) == (4, None)
    assert timedelta(0) <= date.today() - done.given_on <= timedelta(days=1)  # noqa: DTZ011


@pytest.mark.parametrize(
    ("wrong", "kind", "reason"),
    [
        ({"code": "P09"}, WrongUse, "There is no participant 'P09'."),
        ({"form": 7}, WrongUse, "There is no version 7 of the consent form. The study has: 1."),
        ({"scopes": ["participate", "qoute"]}, WrongUse, "There is no scope 'qoute'. Did you mean 'quote'?"),
        ({"language": "kk"}, WrongUse, "Version 1 of the consent form is not there in 'kk'; it is there in en, ru."),
        ({"scopes": ["participate", "archive"]}, Refused, "P01 cannot have agreed to 'archive' on version 1"),
        ({"scopes": ["record", "quote"]}, Refused, "Without 'participate' this is a refusal to take part"),
        ({"scopes": []}, Refused, "Without 'participate' this is a refusal to take part"),
        ({"given_on": date(2999, 1, 1)}, Refused, "A consent of P01 cannot be dated 2999-01-01"),
    ],
)
def test_what_cannot_be_is_refused(
    wrong: dict[str, object], kind: type[DragomanError], reason: str, asked: OpenStudy
) -> None:
    given_ = {"code": "P01", "scopes": ALL, "given_on": DAY} | wrong
    with pytest.raises(kind) as error:
        record_consent(asked, given_.pop("code"), **given_)  # type: ignore[arg-type]
    assert str(error.value).startswith(reason)
    assert str(error.value).endswith("Nothing was stored.")
    assert allowed(asked, "P01") == []


def test_without_a_form_there_is_nothing_to_agree_to(empty_study: OpenStudy) -> None:
    add_participant(empty_study, "P01")
    with pytest.raises(WrongUse, match="The study has no consent form"):
        record_consent(empty_study, "P01", scopes=["participate"])


def test_a_later_consent_replaces_an_earlier_one(asked: OpenStudy) -> None:
    record_consent(asked, "P01", scopes=ALL, given_on=DAY)
    record_consent(asked, "P01", scopes=["participate"], given_on=DAY + timedelta(days=5))
    assert allowed(asked, "P01") == ["participate"]
    with asked.read() as session:
        assert [view.in_force for view in consents_of(session, "P01")] == [False, True]


def test_an_older_consent_that_is_recorded_late_may_narrow_but_not_widen(asked: OpenStudy) -> None:
    record_consent(asked, "P01", scopes=["participate", "quote"], given_on=DAY)
    with pytest.raises(Refused, match="cannot allow 'record': one on record was given on 2025-03-03"):
        record_consent(asked, "P01", scopes=ALL, given_on=DAY - timedelta(days=1))
    assert allowed(asked, "P01") == ["participate", "quote"]
    record_consent(asked, "P01", scopes=["participate"], given_on=DAY - timedelta(days=1))
    assert allowed(asked, "P01") == ["participate"]


def test_a_withdrawn_consent_allows_nothing_and_stays_on_record(asked: OpenStudy) -> None:
    record_consent(asked, "P01", scopes=ALL, given_on=DAY)
    done = withdraw_consent(asked, "P01", reason="asked by telephone")
    assert done.withdrawn_at is not None
    assert not done.in_force
    assert allowed(asked, "P01") == []
    assert last_event(asked).details == {"form": 1, "reason": "asked by telephone"}
    with asked.read() as session:
        person = find_participant(session, "P01")
        with pytest.raises(Refused, match="P01 cannot be quoted: P01 withdrew the consent of 2025-03-03 on "):
            require(session, person, Scope.QUOTE, action="P01 cannot be quoted")
    with pytest.raises(Refused, match="was withdrawn"):
        record_consent(asked, "P01", scopes=["participate"], given_on=DAY)
    record_consent(asked, "P01", scopes=["participate"])
    assert allowed(asked, "P01") == ["participate"]


def test_only_a_consent_in_force_can_be_withdrawn(asked: OpenStudy) -> None:
    with pytest.raises(WrongUse, match="P01 has no consent in force"):
        withdraw_consent(asked, "P01")
    record_consent(asked, "P01", scopes=ALL, given_on=DAY)
    withdraw_consent(asked, "P01")
    with pytest.raises(WrongUse, match="P01 has no consent in force"):
        withdraw_consent(asked, "P01")


TABLE = (
    "participant,form,language,scopes,given_on,how\n"
    "P01,1,en,participate;record;quote,2025-03-03,on paper\n"
    "P02,,ru,participate; quote,2025-03-04,\n"
)


def test_a_table_of_consents_is_loaded_once(asked: OpenStudy, tmp_path: Path) -> None:
    path = write(tmp_path, "consents.csv", TABLE)
    assert load_consents(asked, path).added == ("P01", "P02")
    assert (allowed(asked, "P01"), allowed(asked, "P02")) == (ALL, ["participate", "quote"])
    event = last_event(asked)
    assert (event.action, event.subject) == ("consent.load", "consents.csv")
    assert event.details["recorded"]["P02"] == {"form": 1, "scopes": ["participate", "quote"], "given_on": "2025-03-04"}
    again = load_consents(asked, path)
    assert (again.added, again.changed, again.unchanged) == ((), (), ("P01", "P02"))


def test_a_table_that_is_loaded_again_never_revives_a_consent(asked: OpenStudy, tmp_path: Path) -> None:
    path = write(tmp_path, "consents.csv", TABLE)
    load_consents(asked, path)
    withdraw_consent(asked, "P01")
    record_consent(asked, "P02", scopes=["participate"], given_on=date(2025, 5, 1))
    assert load_consents(asked, path).unchanged == ("P01", "P02")
    assert (allowed(asked, "P01"), allowed(asked, "P02")) == ([], ["participate"])
    edited = write(tmp_path, "edited.csv", TABLE.replace("on paper", "by e-mail"))
    with pytest.raises(Refused, match="line 2: A consent of P01 of 2025-03-03 cannot allow 'participate'"):
        load_consents(asked, edited)
    assert allowed(asked, "P01") == []


def test_a_consent_of_the_day_of_its_withdrawal_is_not_revived_by_a_table(asked: OpenStudy, tmp_path: Path) -> None:
    given_on = record_consent(asked, "P01", scopes=ALL).given_on
    withdrawn = withdraw_consent(asked, "P01").withdrawn_at
    assert withdrawn is not None
    text = f"participant,scopes,given_on,how\nP01,participate,{min(given_on, withdrawn.astimezone().date())},other\n"
    with pytest.raises(Refused, match="was withdrawn"):
        load_consents(asked, write(tmp_path, "consents.csv", text))


def test_faults_of_a_table_name_line_and_column(asked: OpenStudy, tmp_path: Path) -> None:
    text = (
        "participant,form,language,scopes,given_on\n"
        "P01,x,en,participate,2025-03-03\n"
        "P07,1,en,participate,2025-03-03\n"
        "P02,1,kk,participate;qote,3 March\n"
        "P02,1,en,participate,2025-03-03\n"
    )
    with pytest.raises(WrongUse) as error:
        load_consents(asked, write(tmp_path, "consents.csv", text))
    assert [line.split(": ")[0].strip() for line in str(error.value).splitlines()[1:]] == [
        "line 2, column 'form'",
        "line 3",
        "line 4, column 'language'",
        "line 4, column 'scopes'",
        "line 4, column 'given_on'",
        "line 5, column 'participant'",
    ]
    assert (allowed(asked, "P01"), allowed(asked, "P02")) == ([], [])


def test_a_table_that_only_breaks_a_rule_is_refused(asked: OpenStudy, tmp_path: Path) -> None:
    text = "participant,scopes,given_on\nP01,participate,2025-03-03\nP02,quote,2025-03-03\n"
    with pytest.raises(Refused, match=r"consents\.csv, line 3: Without 'participate' this is a refusal to take part"):
        load_consents(asked, write(tmp_path, "consents.csv", text))
    assert allowed(asked, "P01") == []


numbers = itertools.count(1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sets(st.sampled_from(ALL)), st.integers(0, 9), st.booleans()), min_size=1, max_size=6))
def test_nothing_is_ever_allowed_that_the_last_agreement_did_not_hold(
    asked: OpenStudy, steps: list[tuple[set[str], int, bool]]
) -> None:
    """Whatever is recorded and withdrawn in whatever order: what is allowed is what the newest day on record agreed to,
    or less.
    """
    code = f"H{next(numbers)}"
    add_participant(asked, code)
    agreed: dict[int, set[str]] = {}
    for scopes, day, withdraw in steps:
        try:
            record_consent(asked, code, scopes=sorted(scopes), given_on=DAY + timedelta(days=day))
            agreed.setdefault(day, set()).update(scopes)
        except Refused:
            continue
        if withdraw:
            withdraw_consent(asked, code)
            assert allowed(asked, code) == []
            agreed = {}
    now_allowed = set(allowed(asked, code))
    assert now_allowed <= agreed.get(max(agreed, default=0), set())
