"""The files of the example study and the frameworks load as they are."""

from __future__ import annotations

from pathlib import Path

import dragoman
from dragoman.model.consent import Scope
from dragoman.model.participant import Disclosure
from dragoman.protocol.consents import load_consents
from dragoman.protocol.interviews import load_interviews
from dragoman.protocol.load_protocol import load_protocol
from dragoman.protocol.participants import find_participant, list_participants, load_participants
from dragoman.protocol.permission import permission
from dragoman.protocol.show_protocol import show_protocol
from dragoman.store.study import OpenStudy

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "great-power-rivalry"
PROPOSITIONS = Path(dragoman.__file__).parent / "frameworks" / "propositions.yaml"
CODES = [f"P0{number}" for number in range(1, 9)]


def test_the_example_study_is_built_from_its_files(empty_study: OpenStudy) -> None:
    load_protocol(empty_study, EXAMPLE / "protocol.yaml")
    assert list(load_participants(empty_study, EXAMPLE / "participants.csv").added) == CODES
    assert list(load_consents(empty_study, EXAMPLE / "consents.csv").added) == CODES
    assert list(load_interviews(empty_study, EXAMPLE / "interviews.csv").added) == CODES
    with empty_study.read() as session:
        protocol = show_protocol(session)
        people = list_participants(session)
        lacking = {
            scope: [code for code in CODES if not permission(session, find_participant(session, code), scope)]
            for scope in Scope
        }
    assert protocol.guide is not None
    assert len(protocol.guide.sections) == 7
    assert len(protocol.guide.questions()) == 18
    assert any(question.follow_ups for question in protocol.guide.questions())
    assert any(question.skippable for question in protocol.guide.questions())
    assert protocol.consent_form is not None
    assert protocol.consent_form.languages() == ("en", "ru")
    assert len(protocol.hypotheses) == 2
    assert {variable.disclosure for variable in protocol.variables} == set(Disclosure)
    assert all(person.values for person in people)
    assert lacking[Scope.PARTICIPATE] == []
    assert len(lacking[Scope.QUOTE]) == 1
    assert len(lacking[Scope.REMOTE_PROCESSING]) == 1


def test_loading_the_example_twice_changes_nothing(empty_study: OpenStudy) -> None:
    load_protocol(empty_study, EXAMPLE / "protocol.yaml")
    assert not load_protocol(empty_study, EXAMPLE / "protocol.yaml").changed
    for load, name in (
        (load_participants, "participants.csv"),
        (load_consents, "consents.csv"),
        (load_interviews, "interviews.csv"),
    ):
        load(empty_study, EXAMPLE / name)
        again = load(empty_study, EXAMPLE / name)
        assert (again.added, again.changed, len(again.unchanged)) == ((), (), 8)


def test_the_shipped_propositions_load_before_and_after_a_protocol(empty_study: OpenStudy) -> None:
    shipped = load_protocol(empty_study, PROPOSITIONS).kinds["propositions"]
    assert len(shipped.added) >= 10
    load_protocol(empty_study, EXAMPLE / "protocol.yaml")
    with empty_study.read() as session:
        asked = {entry.key: entry.asked_in for entry in show_protocol(session).propositions}
    load_protocol(empty_study, PROPOSITIONS)
    with empty_study.read() as session:
        assert {entry.key: entry.asked_in for entry in show_protocol(session).propositions} == asked
