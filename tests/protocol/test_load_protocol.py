"""A protocol enters a study by keys and versions; loading it again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman.errors import Refused, WrongUse
from dragoman.model.consent import ConsentForm
from dragoman.model.guide import Guide
from dragoman.model.participant import Participant
from dragoman.model.proposition import Position, Proposition, Stance
from dragoman.protocol.interviews import set_interview
from dragoman.protocol.load_protocol import load_protocol
from dragoman.protocol.participants import add_participant
from dragoman.protocol.protocol_file import read_protocol
from dragoman.protocol.show_protocol import guide_in_use, show_protocol
from dragoman.store.study import OpenStudy
from tests.protocol.small_protocol import PROTOCOL, events, last_event, write


def test_what_was_loaded_is_shown_as_it_was_written(empty_study: OpenStudy, tmp_path: Path) -> None:
    path = write(tmp_path, "p.yaml", PROTOCOL)
    done = load_protocol(empty_study, path)
    written = read_protocol(path)
    hedges = replace(written.propositions[1], asked_in=(), source="")
    with empty_study.read() as session:
        shown = show_protocol(session)
    assert shown == replace(written, propositions=(written.propositions[0], hedges))
    assert {kind: tally.counts()["added"] for kind, tally in done.kinds.items()} == {
        "study": 0,
        "variables": 5,
        "consent form": 1,
        "guide": 1,
        "propositions": 2,
        "hypotheses": 1,
    }
    assert done.changed


def test_loading_is_one_event_without_words_of_the_protocol(empty_study: OpenStudy, tmp_path: Path) -> None:
    done = load_protocol(empty_study, write(tmp_path, "p.yaml", PROTOCOL))
    assert events(empty_study)[1:] == [("protocol.load", "p.yaml")]
    details = last_event(empty_study).details
    assert details["sha256"] == done.sha256
    assert details["counts"]["variables"] == {"added": 5, "changed": 0, "unchanged": 0}
    assert "middle" not in str(details)


def test_loading_again_changes_nothing(study: OpenStudy, tmp_path: Path) -> None:
    with study.read() as session:
        before = show_protocol(session)
        guids = session.scalars(select(Proposition.guid)).all()
    done = load_protocol(study, write(tmp_path, "p.yaml", PROTOCOL))
    assert not done.changed
    assert done.notices == ()
    with study.read() as session:
        assert show_protocol(session) == before
        assert session.scalars(select(Proposition.guid)).all() == guids
        assert len(session.scalars(select(Guide)).all()) == 1


def test_nothing_is_stored_of_a_file_with_a_fault(empty_study: OpenStudy, tmp_path: Path) -> None:
    path = write(tmp_path, "p.yaml", PROTOCOL.replace("[Q2, Q3]", "[Q2, Q8]"))
    with pytest.raises(WrongUse, match=r"p\.yaml, line \d+, propositions\[0\]"):
        load_protocol(empty_study, path)
    with empty_study.read() as session:
        assert show_protocol(session).variables == ()
    assert len(events(empty_study)) == 1


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("You may record me.", "We will record you.", "consent form"),
        (
            "    - scope: record\n",
            "    - {scope: archive, text: {en: a, ru: б}}\n    - scope: record\n",
            "consent form",
        ),
        ("What is a middle power?", "What is a power?", "guide"),
        ("          skippable: true\n", "", "guide"),
        ("            - Where?\n", "", "guide"),
    ],
)
def test_a_version_never_changes(old: str, new: str, what: str, study: OpenStudy, tmp_path: Path) -> None:
    assert PROTOCOL.count(old) == 1
    with pytest.raises(Refused) as error:
        load_protocol(study, write(tmp_path, "p.yaml", PROTOCOL.replace(old, new)))
    assert str(error.value).startswith(f"Version 1 of the {what} is in the study already, with other words")
    assert f"If this is a new {what}, raise the version to 2" in str(error.value)
    assert str(error.value).endswith("Nothing was stored.")


def test_a_higher_version_stands_beside_the_old_one(study: OpenStudy, tmp_path: Path) -> None:
    text = PROTOCOL.replace("  version: 1\n", "  version: 2\n").replace("You may record me.", "We will record you.")
    text = text.replace("          skippable: true\n", "").replace("id: Q3", "id: Q4").replace("[Q2, Q3]", "[Q2, Q4]")
    done = load_protocol(study, write(tmp_path, "p.yaml", text))
    assert done.kinds["guide"].added == ["version 2"]
    assert done.kinds["consent form"].added == ["version 2"]
    with study.read() as session:
        forms = session.scalars(select(ConsentForm).order_by(ConsentForm.version)).all()
        assert [form.scopes[1]["text"]["en"] for form in forms] == ["You may record me.", "We will record you."]
        guide = guide_in_use(session)
        assert guide is not None
        assert [question.key for question in guide.questions()] == ["Q1", "Q2", "Q4"]
    assert done.notices == ("Proposition is-middle-power is asked in Q3, which the new guide does not have.",)


def test_an_older_guide_cannot_take_over(study: OpenStudy, tmp_path: Path) -> None:
    load_protocol(
        study,
        write(tmp_path, "p.yaml", PROTOCOL.replace("  version: 1\n  introduction", "  version: 3\n  introduction")),
    )
    older = PROTOCOL.replace("  version: 1\n  introduction", "  version: 2\n  introduction")
    with pytest.raises(Refused, match="version 3 is in use"):
        load_protocol(study, write(tmp_path, "q.yaml", older))


def test_propositions_and_hypotheses_are_updated_by_id_and_never_deleted(study: OpenStudy, tmp_path: Path) -> None:
    text = (
        "propositions:\n"
        "  - {id: third, text: {en: Three}}\n"
        "  - {id: hedges, text: {en: It hedges more.}}\n"
        "hypotheses:\n"
        "  - id: H1\n    text: {en: Middle powers hedge.}\n    source: Invented 2025\n    evidence:\n"
        "      - {proposition: third, supports: [rejects]}\n"
        "      - {proposition: hedges, supports: [affirms, qualifies]}\n"
    )
    done = load_protocol(study, write(tmp_path, "p.yaml", text))
    tally = done.kinds["propositions"]
    assert (tally.added, tally.changed, tally.kept) == (["third"], ["hedges"], ["is-middle-power"])
    with study.read() as session:
        shown = show_protocol(session)
    assert [entry.key for entry in shown.propositions] == ["is-middle-power", "hedges", "third"]
    assert shown.propositions[0].asked_in == ("Q2", "Q3")
    assert [(entry.proposition, entry.supports) for entry in shown.hypotheses[0].evidence] == [
        ("hedges", (Stance.AFFIRMS, Stance.QUALIFIES)),
        ("third", (Stance.REJECTS,)),
    ]


def test_a_file_that_does_not_say_where_a_proposition_is_asked_leaves_it(study: OpenStudy, tmp_path: Path) -> None:
    load_protocol(
        study, write(tmp_path, "p.yaml", "propositions:\n  - {id: is-middle-power, text: {en: Other words.}}\n")
    )
    with study.read() as session:
        assert show_protocol(session).propositions[0].asked_in == ("Q2", "Q3")
        assert show_protocol(session).propositions[0].source == "Invented 2025"
    load_protocol(study, write(tmp_path, "q.yaml", "propositions:\n  - {id: is-middle-power, text: x, asked_in: []}\n"))
    with study.read() as session:
        assert show_protocol(session).propositions[0].asked_in == ()


def test_the_order_of_the_file_becomes_the_order_of_the_study(study: OpenStudy, tmp_path: Path) -> None:
    text = "propositions:\n  - {id: hedges, text: The country hedges.}\n  - {id: is-middle-power, text: x}\n"
    load_protocol(study, write(tmp_path, "p.yaml", text))
    with study.read() as session:
        assert [entry.key for entry in show_protocol(session).propositions] == ["hedges", "is-middle-power"]


def test_new_words_under_taken_positions_are_told(study: OpenStudy, tmp_path: Path) -> None:
    add_participant(study, "P01")
    with study.change("test.position") as change:
        person = change.session.scalars(select(Participant)).one()
        hedges = change.session.scalars(select(Proposition).where(Proposition.key == "hedges")).one()
        change.session.add(Position(participant=person, proposition=hedges, stance=Stance.AFFIRMS, set_by="tester"))
    done = load_protocol(study, write(tmp_path, "p.yaml", "propositions:\n  - {id: hedges, text: Now it hedges.}\n"))
    assert done.notices == (
        "Proposition hedges has new words; 1 position(s) were taken on the old ones. Look at them again.",
    )
    with study.read() as session:
        assert session.scalars(select(Position.stance)).one() is Stance.AFFIRMS


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[government, academia]", "[business, academia]", "would not fit its type or values"),
        ("    type: integer", "    type: date", "would not fit its type or values"),
        (
            "    type: integer\n    disclosure: open",
            "    type: integer\n    disclosure: direct",
            "cannot become direct",
        ),
    ],
)
def test_variables_change_only_where_the_values_fit(
    old: str, new: str, reason: str, study: OpenStudy, tmp_path: Path
) -> None:
    add_participant(study, "P01", {"sector": "government", "years": "7"})
    with pytest.raises(Refused, match=reason) as error:
        load_protocol(study, write(tmp_path, "p.yaml", PROTOCOL.replace(old, new)))
    assert "P01" in str(error.value)
    assert "Nothing was stored." in str(error.value)


def test_variables_that_fit_are_updated(study: OpenStudy, tmp_path: Path) -> None:
    add_participant(study, "P01", {"sector": "government", "years": "7"})
    text = PROTOCOL.replace("[government, academia]", "[Government, academia, media]")
    done = load_protocol(study, write(tmp_path, "p.yaml", text))
    assert done.kinds["variables"].changed == ["sector"]
    with study.read() as session:
        person = session.scalars(select(Participant)).one()
        assert {held.variable.name: held.value for held in person.values} == {"sector": "Government", "years": "7"}


def test_a_new_guide_leaves_what_was_skipped_under_the_old_one(study: OpenStudy, tmp_path: Path) -> None:
    add_participant(study, "P01")
    set_interview(study, "P01", held_on=date(2025, 3, 4), skipped=["Q3"])
    text = "guide:\n  version: 2\n  sections:\n    - {id: s, title: S, questions: [{id: Q2, text: New?}]}\n"
    load_protocol(study, write(tmp_path, "p.yaml", text))
    assert set_interview(study, "P01", skipped=["Q3"]).unchanged == ("P01",)


def test_a_form_without_recording_and_a_hypothesis_without_evidence_are_told(
    empty_study: OpenStudy, tmp_path: Path
) -> None:
    text = (
        "consent_form:\n  title: T\n  text: T\n  scopes:\n    - {scope: participate, required: true, text: T}\n"
        "hypotheses:\n  - {id: h, text: H}\n"
    )
    done = load_protocol(empty_study, write(tmp_path, "p.yaml", text))
    assert done.notices == (
        "The consent form does not ask for 'record': no recording can be added under it.",
        "Hypothesis h names no evidence: nothing can speak for or against it.",
    )
