"""One place says what a consent allows, and why."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import Refused
from dragoman.model.consent import Scope
from dragoman.protocol.consents import record_consent
from dragoman.protocol.participants import add_participant, find_participant
from dragoman.protocol.permission import current_consent, permission, require
from dragoman.store.study import OpenStudy


@pytest.fixture
def asked(study: OpenStudy) -> OpenStudy:
    add_participant(study, "P01")
    return study


def test_without_a_consent_nothing_is_allowed(asked: OpenStudy) -> None:
    with asked.read() as session:
        person = find_participant(session, "P01")
        assert current_consent(session, person) is None
        for scope in Scope:
            answer = permission(session, person, scope)
            assert not answer
            assert answer.reason == "no consent of P01 is on record"
            assert (answer.form_version, answer.given_on) == (None, None)


def test_the_answer_names_form_and_day(asked: OpenStudy) -> None:
    record_consent(asked, "P01", scopes=["participate", "record"], given_on=date(2025, 3, 3))
    with asked.read() as session:
        person = find_participant(session, "P01")
        yes, no = permission(session, person, Scope.RECORD), permission(session, person, Scope.QUOTE)
        assert (bool(yes), bool(no)) == (True, False)
        assert yes.reason == "P01 allowed 'record' on 2025-03-03 (consent form, version 1)"
        assert no.reason == "P01 did not allow 'quote' on 2025-03-03 (consent form, version 1)"
        assert (no.participant, no.scope, no.form_version, no.given_on) == ("P01", Scope.QUOTE, 1, date(2025, 3, 3))


def test_a_refusal_names_the_scope_that_is_missing_and_what_to_do(asked: OpenStudy) -> None:
    record_consent(asked, "P01", scopes=["participate"], given_on=date(2025, 3, 3))
    with asked.read() as session:
        person = find_participant(session, "P01")
        require(session, person, Scope.PARTICIPATE, action="P01 cannot be interviewed")
        with pytest.raises(Refused) as error:
            require(session, person, Scope.PARTICIPATE, Scope.RECORD, action="P01 cannot be recorded")
    assert str(error.value).startswith("P01 cannot be recorded: P01 did not allow 'record' on 2025-03-03")
    assert "Nothing was changed." in str(error.value)
    assert "dragoman consent record P01" in str(error.value)
    assert error.value.exit_code == 1
