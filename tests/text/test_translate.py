"""Translations come from a person or a machine, say which, and say when their original has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dragoman.coding.code_passage import code_quotation
from dragoman.engines.locality import Locality
from dragoman.errors import Refused, WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.base import now
from dragoman.model.consent import Scope
from dragoman.model.event import Event
from dragoman.model.layer import PSEUDONYMISED, LayerText, Revision, translation
from dragoman.model.selection import Coding, Selection
from dragoman.model.source import Segment
from dragoman.store.readings import Reading, segment_readings
from dragoman.store.study import OpenStudy
from dragoman.store.verify import verify
from dragoman.text.edit_transcript import WantedSegment, edit_transcript
from dragoman.text.redacted_layer import derive
from dragoman.text.translate import BATCH, Translated, accept_translation, translate_from_file, translate_with
from dragoman.text.untranslated import untranslated
from tests.invented_study import ALL_SCOPES, add_codes, add_people, add_readable, add_turns, readings, texts

EN = translation("en")
TURNS = [("I", "Надо ли выбирать?"), ("R", "Мы не выбираем."), ("R", "Решает [person 1], а не мы.")]
LINES = ["interviewer: Must one choose?", "P05: We do not choose.", "[person 1] decides: not we."]


class Stopped(Exception):
    """The machine broke down."""


@dataclass
class UpperCase:
    """A translator that shouts, and breaks down after some batches."""

    locality: Locality = Locality.LOCAL
    breaks_after: int = 1000
    name: str = "shouting"
    version: str = "2"
    weights_sha256: str = "ab" * 32
    settings: dict[str, Any] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    batches: int = 0

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """The texts in capitals."""
        if self.batches == self.breaks_after:
            raise Stopped
        self.batches += 1
        self.given += texts
        return [f"{target} {text.upper()}" for text in texts]


@pytest.fixture
def spoken(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P05")
    add_readable(invented, "P05", TURNS, language="ru")
    return invented


def _file(folder: Path, lines: Sequence[str], name: str = "P05.txt") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _edit(study: OpenStudy, number: int, text: str, *, searched: bool = True) -> None:
    wanted = [
        WantedSegment(one.number, one.speaker, text if one.number == number else one.text("edited") or "")
        for one in readings(study, "P05")
    ]
    edit_transcript(study, "P05", wanted)
    if searched:
        with study.change("test.search") as change:
            derive(change.session, list(segment_readings(change.session, participants=["P05"])), actor="ana")


def _reading(study: OpenStudy, number: int) -> Reading:
    (found,) = [one for one in readings(study, "P05") if one.number == number]
    return found.layers[EN]


def test_a_file_gives_one_line_for_each_segment(spoken: OpenStudy, tmp_path: Path) -> None:
    lines = ["# my own", "", LINES[0], "  P05 : We do not choose.", "", LINES[2]]
    done = translate_from_file(spoken, "p05", _file(tmp_path, lines))
    assert done == Translated("P05", "en", 3, 3, 0)
    assert texts(spoken, "P05", EN) == ["Must one choose?", "We do not choose.", "[person 1] decides: not we."]
    assert {one.layers[EN].accepted_by for one in readings(spoken, "P05")} == {None}


def test_the_name_of_the_file_is_not_kept(spoken: OpenStudy, tmp_path: Path) -> None:
    translate_from_file(spoken, "P05", _file(tmp_path, LINES, name="Bekova.txt"))
    with spoken.read() as session:
        kept = [f"{event.subject} {event.details}" for event in session.scalars(select(Event))]
        kept += session.scalars(select(LayerText.origin))
    assert not any("Bekova" in one for one in kept)
    assert _reading(spoken, 1).origin.startswith("translation file ")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (LINES[:2], "P05.txt has 2 lines, but P05 has 3 segments"),
        ([*LINES, "P05: one more"], "P05.txt has 4 lines, but P05 has 3 segments"),
        ([LINES[1], LINES[0], LINES[2]], "line 1 gives the words of P05 ¶1 to 'P05', but interviewer speaks there"),
        ([LINES[0], "", "Interviewer: We do not.", LINES[2]], "line 3 gives the words of P05 ¶2 to 'interviewer'"),
        ([LINES[0], "P05:", LINES[2]], "line 2 has no words for P05 ¶2"),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(
    spoken: OpenStudy, tmp_path: Path, lines: list[str], message: str
) -> None:
    with pytest.raises(WrongUse) as error:
        translate_from_file(spoken, "P05", _file(tmp_path, lines))
    assert message in str(error.value)
    assert "Nothing was changed" in str(error.value)
    assert texts(spoken, "P05", EN) == [None] * 3


def test_a_replacement_that_did_not_come_through_is_told(spoken: OpenStudy, tmp_path: Path) -> None:
    done = translate_from_file(spoken, "P05", _file(tmp_path, [*LINES[:2], "He decides."]))
    assert done.lost_replacements == ("P05 ¶3",)


def test_a_changed_file_revises_and_codings_move_along(spoken: OpenStudy, tmp_path: Path) -> None:
    add_codes(spoken, "choice")
    translate_from_file(spoken, "P05", _file(tmp_path, LINES), accept=True)
    code_quotation(spoken, "P05", "choice", "do not choose", layer=EN)
    code_quotation(spoken, "P05", "choice", "not we", layer=EN)
    changed = [LINES[0], "P05: Well, we do not choose.", "[person 1] decides: no, not us."]
    done = translate_from_file(spoken, "P05", _file(tmp_path, changed))
    assert (done.made, done.to_review) == (2, 1)
    with spoken.read() as session:
        selections = [one.selection for one in session.scalars(select(Coding).order_by(Coding.id))]
        assert [(one.text, one.state) for one in selections] == [
            ("do not choose", AnchorState.INTACT),
            ("not us", AnchorState.REVIEW),
        ]
        revised = session.scalars(select(Revision).where(Revision.layer == EN).order_by(Revision.id))
        assert [(one.before, one.after) for one in revised] == [
            ("We do not choose.", "Well, we do not choose."),
            ("[person 1] decides: not we.", "[person 1] decides: no, not us."),
        ]
    assert [_reading(spoken, number).accepted_by for number in (1, 2, 3)] == ["ana", None, None]
    assert verify(spoken).faults == ()


def test_a_translation_is_out_of_date_once_its_original_changes(spoken: OpenStudy, tmp_path: Path) -> None:
    translate_from_file(spoken, "P05", _file(tmp_path, LINES), accept=True)
    with spoken.read() as session:
        assert untranslated(session, "en") == []
    _edit(spoken, 2, "Мы не выбираем никого.")
    assert [one.stale(EN) for one in readings(spoken, "P05")] == [False, True, False]
    with spoken.read() as session:
        assert untranslated(session, "en") == ["P05"]
        assert untranslated(session, "ru") == []


def test_no_machine_overwrites_what_a_person_accepted(spoken: OpenStudy, tmp_path: Path) -> None:
    translate_from_file(spoken, "P05", _file(tmp_path, LINES))
    accept_translation(spoken, "P05", numbers=[2])
    _edit(spoken, 2, "Мы не выбираем никого.")
    _edit(spoken, 3, "Решает [person 1].")
    done = translate_with(spoken, "P05", UpperCase())
    assert (done.made, done.outdated) == (1, ("P05 ¶2",))
    assert texts(spoken, "P05", EN) == ["Must one choose?", "We do not choose.", "en РЕШАЕТ [PERSON 1]."]
    assert [one.stale(EN) for one in readings(spoken, "P05")] == [False, True, False]


def test_accepting_by_number_says_that_it_fits_what_is_said_now(spoken: OpenStudy, tmp_path: Path) -> None:
    translate_from_file(spoken, "P05", _file(tmp_path, LINES), accept=True)
    _edit(spoken, 2, "Мы-то не выбираем.")
    assert accept_translation(spoken, "P05") == 2
    assert readings(spoken, "P05")[1].stale(EN)
    spoken.actor = "ben"
    assert accept_translation(spoken, "P05", numbers=[2]) == 1
    assert not readings(spoken, "P05")[1].stale(EN)
    assert [_reading(spoken, number).accepted_by for number in (1, 2, 3)] == ["ana", "ben", "ana"]


def test_accepting_what_is_not_there_is_refused(spoken: OpenStudy, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no translation into 'en' to accept"):
        accept_translation(spoken, "P05")
    translate_from_file(spoken, "P05", _file(tmp_path, LINES))
    with pytest.raises(WrongUse, match="P05 has no segment 9"):
        accept_translation(spoken, "P05", numbers=[2, 9])
    with pytest.raises(WrongUse, match="P05 has no translation of segment 2"):
        accept_translation(spoken, "P05", target="kk", numbers=[2])
    assert _reading(spoken, 2).accepted_by is None
    assert accept_translation(spoken, "P05") == 3


def test_the_same_words_for_another_original_have_to_be_accepted_again(spoken: OpenStudy, tmp_path: Path) -> None:
    translate_from_file(spoken, "P05", _file(tmp_path, LINES), accept=True)
    _edit(spoken, 2, "Мы никого не выбираем.")
    translate_from_file(spoken, "P05", _file(tmp_path, LINES))
    assert [_reading(spoken, number).accepted_by for number in (1, 2, 3)] == ["ana", None, "ana"]
    assert not readings(spoken, "P05")[1].stale(EN)


def test_only_searched_text_is_translated(spoken: OpenStudy, tmp_path: Path) -> None:
    _edit(spoken, 2, "Мы не выбираем, говорит Данияр Османов.", searched=False)
    machine = UpperCase()
    says = r"1 segment\(s\) of P05 were not searched for names yet \(P05 ¶2"
    with pytest.raises(Refused, match=says):
        translate_with(spoken, "P05", machine)
    with pytest.raises(Refused, match=says):
        translate_from_file(spoken, "P05", _file(tmp_path, LINES))
    assert machine.given == []


@pytest.mark.parametrize(
    ("code", "target", "message"),
    [
        ("P05", "english", "no language code"),
        ("P05", "ru", "was interviewed in 'ru' already"),
        ("P07", "en", "no participant 'P07'"),
        ("P06", "en", "P06 has no transcript yet"),
    ],
)
def test_where_there_is_nothing_to_translate(spoken: OpenStudy, code: str, target: str, message: str) -> None:
    add_people(spoken, "P06")
    with pytest.raises(WrongUse, match=message):
        translate_with(spoken, code, UpperCase(), target=target)


def test_a_machine_translates_what_waits_and_says_who_it_is(spoken: OpenStudy) -> None:
    told: list[tuple[int, int]] = []
    done = translate_with(spoken, "p05", UpperCase(), on_progress=lambda n, of: told.append((n, of)))
    assert done == Translated("P05", "en", 3, 3, 0, lost_replacements=("P05 ¶3",))
    assert told == [(3, 3)]
    assert _reading(spoken, 2).text == "en МЫ НЕ ВЫБИРАЕМ."
    assert _reading(spoken, 2).origin == "shouting 2, weights abababababab"
    with spoken.read() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert event.details["engine"]["weights_sha256"] == "ab" * 32
    again = UpperCase()
    assert translate_with(spoken, "P05", again).made == 0
    assert again.given == []


def test_a_run_that_breaks_down_goes_on_where_it_stopped(invented: OpenStudy) -> None:
    add_people(invented, "P05")
    turns = [("R", f"Слова номер {number}.") for number in range(BATCH * 2 + 3)]
    add_readable(invented, "P05", turns, language="ru")
    with pytest.raises(Stopped):
        translate_with(invented, "P05", UpperCase(breaks_after=1))
    assert sum(text is not None for text in texts(invented, "P05", EN)) == BATCH
    rest = UpperCase()
    assert translate_with(invented, "P05", rest).made == BATCH + 3
    assert rest.given == [text for _, text in turns[BATCH:]]
    assert texts(invented, "P05", EN) == [f"en {text.upper()}" for _, text in turns]


def test_a_remote_machine_is_given_nothing_without_consent(spoken: OpenStudy) -> None:
    machine = UpperCase(locality=Locality.REMOTE)
    with pytest.raises(Refused, match="shouting cannot translate P05: P05 did not allow 'remote-processing'"):
        translate_with(spoken, "P05", machine)
    assert machine.given == []
    add_people(spoken, "P06", scopes=ALL_SCOPES)
    add_readable(spoken, "P06", TURNS, language="ru")
    assert translate_with(spoken, "P06", machine).made == 3


def test_everyone_in_a_group_has_to_allow_a_remote_machine(invented: OpenStudy) -> None:
    add_people(invented, "P05", scopes=ALL_SCOPES)
    add_people(invented, "P06", scopes=[Scope.PARTICIPATE])
    turns = [("P05", "Да."), ("P06", "Нет.")]
    add_readable(invented, "P05", turns, language="ru", together_with=["P06"])
    with pytest.raises(Refused, match="P06 did not allow 'remote-processing'"):
        translate_with(invented, "P05", UpperCase(locality=Locality.REMOTE))


def test_selections_over_two_batches_keep_their_words(invented: OpenStudy) -> None:
    """The second batch moves a selection from where the first one left it."""
    add_people(invented, "P05")
    add_readable(invented, "P05", [("R", f"Номер {number}.") for number in range(BATCH + 1)], language="ru")
    translate_with(invented, "P05", UpperCase())
    with invented.change("test.select") as change:
        last, first = readings(invented, "P05")[BATCH - 1 : BATCH + 1]
        for segment in (last, first):
            row = change.session.scalars(
                select(LayerText).where(LayerText.segment_id == segment.segment_id, LayerText.layer == EN)
            ).one()
            row.text = f"before {row.text} after"
        ends = {"start_segment_id": last.segment_id, "start_offset": 7, "end_segment_id": first.segment_id}
        selected = f"{last.layers[EN].text} after\nbefore {first.layers[EN].text}"
        change.session.add(Selection(source_id=last.source_id, layer=EN, end_offset=7 + 12, text=selected, **ends))
    assert verify(invented).faults == ()
    with invented.change("test.outdate") as change:
        change.session.query(LayerText).filter_by(layer=EN).update({"basis_sha256": "other"})
    translate_with(invented, "P05", UpperCase())
    assert verify(invented).faults == ()


def test_segments_that_were_taken_out_are_neither_translated_nor_counted(invented: OpenStudy) -> None:
    add_people(invented, "P05")
    add_turns(invented, "P05", TURNS, language="ru")
    with invented.change("test.remove") as change:
        segment = change.session.scalars(select(Segment).where(Segment.number == 2)).one()
        segment.removed_at = now()
        derive(change.session, list(segment_readings(change.session)), actor="ana")
    assert translate_with(invented, "P05", UpperCase()).segments == 2
    assert texts(invented, "P05", PSEUDONYMISED) == [TURNS[0][1], TURNS[2][1]]
