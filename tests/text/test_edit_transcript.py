"""A transcript is corrected while it is coded, redacted and translated: all of it moves along or says that it waits."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from dragoman.coding.code_passage import code_quotation
from dragoman.errors import Refused, WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM, LayerText, Revision, translation
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.model.selection import Coding, Selection
from dragoman.model.source import Segment, Source, Speaker
from dragoman.model.turn import TimeMark
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Vault
from dragoman.store.verify import verify
from dragoman.text.edit_transcript import EditedTranscript, WantedSegment, accept_transcript, edit_transcript
from dragoman.text.pseudonymise import decide, pseudonymise
from dragoman.text.translate import pseudonymised_segments
from tests.invented_study import add_codes, add_people, add_readable, add_turns, people_finder, readings, texts

EN = translation("en")
TURNS = [
    ("I", "Who decided?"),
    ("R", "Marat Seitkali did. We choose neither of them."),
    ("I", "Why?"),
    ("R", "Because we trade with both."),
]


@pytest.fixture
def spoken(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01")
    add_turns(invented, "P01", TURNS)
    add_codes(invented, "choice")
    return invented


@pytest.fixture
def shared(spoken: OpenStudy, vault: Vault) -> OpenStudy:
    """The study with its names replaced."""
    pseudonymise(spoken, vault, recognisers=[people_finder("Marat Seitkali")])
    return spoken


def _wanted(study: OpenStudy, **changes: str | None) -> list[WantedSegment]:
    """The transcript as it stands but for some segments, by number; None takes one out."""
    wanted = []
    for one in readings(study, "P01"):
        text = changes.get(f"n{one.number}", one.text(EDITED) or "")
        if text is not None:
            wanted.append(WantedSegment(one.number, one.speaker, text))
    return wanted


def _edit(study: OpenStudy, wanted: Sequence[WantedSegment] | None = None, **changes: str | None) -> EditedTranscript:
    edited = edit_transcript(study, "P01", _wanted(study, **changes) if wanted is None else wanted)
    assert verify(study).faults == ()
    return edited


def _selected(study: OpenStudy) -> list[tuple[str, int, AnchorState]]:
    with study.read() as session:
        rows = session.scalars(select(Selection).order_by(Selection.id))
        return [(row.text, row.start_segment.number, row.state) for row in rows]


def _redactions(study: OpenStudy) -> list[tuple[int, str, Decision]]:
    spoken = {one.segment_id: one for one in readings(study, "P01")}
    with study.read() as session:
        rows = session.scalars(select(RedactedSpan).order_by(RedactedSpan.segment_id, RedactedSpan.start))
        return [
            (
                spoken[row.segment_id].number,
                (spoken[row.segment_id].text(EDITED) or "")[row.start : row.end],
                row.decision,
            )
            for row in rows
        ]


def _order(study: OpenStudy) -> list[tuple[int, str, str | None]]:
    return [(one.number, one.speaker, one.text(EDITED)) for one in readings(study, "P01")]


def test_nothing_wanted_otherwise_changes_nothing(shared: OpenStudy) -> None:
    assert not _edit(shared)
    with shared.read() as session:
        assert session.scalars(select(LayerText).where(LayerText.layer == EDITED)).all() == []
        assert session.scalars(select(Revision)).all() == []


def test_what_was_heard_stays_and_a_revision_says_who_changed_what(spoken: OpenStudy) -> None:
    spoken.actor = "ben"
    edited = _edit(spoken, n4="Because we trade with all.")
    assert (edited.changed, edited.inserted, edited.removed, edited.moved, edited.speakers) == (1, 0, 0, 0, 0)
    assert texts(spoken, "P01", VERBATIM)[3] == "Because we trade with both."
    assert texts(spoken, "P01", EDITED)[3] == "Because we trade with all."
    with spoken.read() as session:
        (revision,) = session.scalars(select(Revision))
        assert (revision.actor, revision.before, revision.after) == ("ben", TURNS[3][1], "Because we trade with all.")
        (row,) = session.scalars(select(LayerText).where(LayerText.layer == EDITED))
        assert row.origin == "edited by ben"


def test_codings_follow_their_words(shared: OpenStudy) -> None:
    for words in ("We choose neither", "trade with both", "[person 1] did"):
        code_quotation(shared, "P01", "choice", words)
    second = "It was Marat Seitkali who did. We choose neither of them."
    assert _edit(shared, n2=second, n4="Because we trade with each.").selections.to_review == 2
    assert _selected(shared) == [
        ("We choose neither", 2, AnchorState.INTACT),
        ("trade with each", 4, AnchorState.REVIEW),
        ("[person 1] who did", 2, AnchorState.REVIEW),
    ]


def test_codings_follow_a_split_and_a_join(shared: OpenStudy) -> None:
    for words in ("We choose neither", "trade with both", "did. We"):
        code_quotation(shared, "P01", "choice", words)
    first, second, third, fourth = _wanted(shared)
    split = [
        first,
        WantedSegment(2, "P01", "Marat Seitkali did."),
        WantedSegment(None, "P01", "We choose neither of them."),
        third,
        fourth,
    ]
    assert _edit(shared, split).inserted == 1
    assert [number for number, _, _ in _order(shared)] == [1, 2, 5, 3, 4]
    assert _selected(shared)[:2] == [
        ("We choose neither", 5, AnchorState.INTACT),
        ("trade with both", 4, AnchorState.INTACT),
    ]
    text, number, _ = _selected(shared)[2]
    assert (text, number) == ("did.\nWe", 2)
    _, second, new, third, fourth = _wanted(shared)
    joined = [first, WantedSegment(2, "P01", f"{second.text} {new.text} {fourth.text}"), third]
    edited = _edit(shared, joined)
    assert (edited.removed, edited.changed) == (2, 1)
    assert [(text, number) for text, number, _ in _selected(shared)] == [
        ("We choose neither", 2),
        ("trade with both", 2),
        ("did. We", 2),
    ]


def test_numbers_are_never_used_again(spoken: OpenStudy) -> None:
    first, *_ = _wanted(spoken)
    _edit(spoken, [first, WantedSegment(None, "P01", "New."), WantedSegment(None, "interviewer", "Newer.")])
    assert [number for number, _, _ in _order(spoken)] == [1, 5, 6]
    _edit(spoken, [first])
    _edit(spoken, [WantedSegment(None, "P01", "Newest."), first])
    assert _order(spoken) == [(7, "P01", "Newest."), (1, "interviewer", "Who decided?")]
    with pytest.raises(WrongUse, match="There is no segment 5 in this transcript"):
        _edit(spoken, [WantedSegment(5, "P01", "New.")])


def test_segments_can_be_put_in_another_order(shared: OpenStudy) -> None:
    code_quotation(shared, "P01", "choice", "trade with both")
    first, second, third, fourth = _wanted(shared)
    assert _edit(shared, [third, fourth, first, second]).moved == 1
    assert [number for number, _, _ in _order(shared)] == [3, 4, 1, 2]
    assert _selected(shared) == [("trade with both", 4, AnchorState.INTACT)]


def test_many_turns_fit_into_one_gap(spoken: OpenStudy) -> None:
    """Places between neighbours run out; then all are given anew, and the order is kept."""
    for number in range(60):
        first, *rest = _wanted(spoken)
        _edit_quickly(spoken, [first, WantedSegment(None, "P01", f"Turn {number}."), *rest])
    expected = ["Who decided?", *[f"Turn {number}." for number in reversed(range(60))], *[t for _, t in TURNS[1:]]]
    assert texts(spoken, "P01", EDITED) == expected


def _edit_quickly(study: OpenStudy, wanted: Sequence[WantedSegment]) -> None:
    edit_transcript(study, "P01", wanted)


def test_wrong_numbers_change_nothing(spoken: OpenStudy) -> None:
    first, second, *_ = _wanted(spoken)
    for wanted, message in (
        ([first, WantedSegment(12, "P01", "x")], "There is no segment 12"),
        ([first, second, first], r"Segment 1 is there twice.*Write \[\+\]"),
        ([], "Nothing would be left"),
    ):
        with pytest.raises(WrongUse, match=message):
            edit_transcript(spoken, "P01", wanted)
    assert [number for number, _, _ in _order(spoken)] == [1, 2, 3, 4]


def test_a_turn_can_be_given_to_another_speaker(spoken: OpenStudy) -> None:
    first, second, third, fourth = _wanted(spoken)
    wanted = [first, WantedSegment(2, "interviewer", second.text), WantedSegment(3, "p01", third.text), fourth]
    assert _edit(spoken, wanted).speakers == 2
    assert [speaker for _, speaker, _ in _order(spoken)] == ["interviewer", "interviewer", "P01", "P01"]
    with spoken.read() as session:
        rows = session.scalars(select(Revision).where(Revision.kind == "speaker").order_by(Revision.id))
        assert [(row.before, row.after) for row in rows] == [("P01", "interviewer"), ("interviewer", "P01")]
        assert len(session.scalars(select(Speaker)).all()) == 2


def test_a_new_speaker_may_be_named_and_nobody_may_be_known(spoken: OpenStudy) -> None:
    first, second, *rest = _wanted(spoken)
    wanted = [WantedSegment(1, "unknown", first.text), WantedSegment(2, "voice 3", second.text), *rest]
    _edit(spoken, wanted)
    assert [speaker for _, speaker, _ in _order(spoken)] == ["unknown", "voice 3", "interviewer", "P01"]
    assert not _edit(spoken)


def test_voices_that_are_shown_alike_stay_apart(invented: OpenStudy) -> None:
    add_people(invented, "P01")
    add_turns(invented, "P01", [("I", "One?"), ("R", "Yes."), ("I", "Two?")])
    with invented.change("test.second") as change:
        (source,) = change.session.scalars(select(Source))
        other = Speaker(source_id=source.id, label="B", role="interviewer")
        change.session.add(other)
        change.session.flush()
        (third,) = change.session.scalars(select(Segment).where(Segment.number == 3))
        third.speaker_id = other.id
    assert _edit(invented, n3="Two, really?").speakers == 0
    with invented.read() as session:
        (third,) = session.scalars(select(Segment).where(Segment.number == 3))
        assert third.speaker is not None
        assert third.speaker.label == "B"


def test_redactions_follow_their_words_with_their_decisions(shared: OpenStudy) -> None:
    decide(shared, Decision.ACCEPTED)
    _edit(shared, n2="Well: Marat Seitkali did. We choose neither.")
    assert _redactions(shared) == [(2, "Marat Seitkali", Decision.ACCEPTED)]
    assert texts(shared, "P01", PSEUDONYMISED)[1] == "Well: [person 1] did. We choose neither."


def test_a_redaction_whose_words_changed_is_decided_anew(shared: OpenStudy) -> None:
    decide(shared, Decision.REJECTED)
    assert texts(shared, "P01", PSEUDONYMISED)[1] == TURNS[1][1]
    _edit(shared, n2="Marat Seitkaliev did. We choose neither of them.")
    assert _redactions(shared) == [(2, "Marat Seitkaliev", Decision.SUGGESTED)]
    assert texts(shared, "P01", PSEUDONYMISED)[1] == "[person 1] did. We choose neither of them."


def test_a_redaction_that_is_cut_in_two_covers_both_parts(shared: OpenStudy) -> None:
    decide(shared, Decision.ACCEPTED)
    first, _, *rest = _wanted(shared)
    parts = [WantedSegment(2, "P01", "Marat"), WantedSegment(None, "P01", "Seitkali did. We choose neither of them.")]
    _edit(shared, [first, *parts, *rest])
    assert _redactions(shared) == [(2, "Marat", Decision.SUGGESTED), (5, "Seitkali", Decision.SUGGESTED)]
    assert texts(shared, "P01", PSEUDONYMISED)[1:3] == ["[person 1]", "[person 1] did. We choose neither of them."]


def test_a_redaction_goes_with_its_words(shared: OpenStudy) -> None:
    _edit(shared, n2="We choose neither of them.")
    assert _redactions(shared) == []
    _edit(shared, n2=None)
    assert _redactions(shared) == []


def test_edited_words_wait_for_a_search_and_only_they(shared: OpenStudy, vault: Vault) -> None:
    first, second, third, fourth = _wanted(shared)
    new = WantedSegment(None, "P01", "Ask Zhanna Akhmetova.")
    _edit(shared, [first, second, third, WantedSegment(4, "P01", f"{fourth.text} So there."), new])
    assert [one.stale(PSEUDONYMISED) for one in readings(shared, "P01")] == [False, False, False, True, True]
    with shared.read() as session, pytest.raises(Refused, match=r"2 segment\(s\) of P01 were not searched"):
        pseudonymised_segments(session, "P01", "ru")
    pseudonymise(shared, vault, recognisers=[people_finder("Marat Seitkali", "Zhanna Akhmetova")])
    with shared.read() as session:
        assert len(pseudonymised_segments(session, "P01", "ru")) == 5
    assert texts(shared, "P01", PSEUDONYMISED)[4] == "Ask [person 2]."


def test_an_edit_that_is_undone_still_waits(shared: OpenStudy) -> None:
    """Searching again costs little; believing that it was done may cost a name."""
    _edit(shared, n4="Other words.")
    _edit(shared, n4=TURNS[3][1])
    assert [one.stale(PSEUDONYMISED) for one in readings(shared, "P01")] == [False, False, False, True]


def test_times_of_words_move_along(invented: OpenStudy) -> None:
    add_people(invented, "P01")
    add_turns(invented, "P01", [("R", "We trade with both.")])
    with invented.change("test.marks") as change:
        change.session.scalars(select(LayerText)).one().marks = [[0, 2, 0, 200], [3, 8, 200, 500], [14, 19, 700, 900]]
    _edit(
        invented, [WantedSegment(1, "P01", "Well, we trade with both."), WantedSegment(None, "P01", "New.", 900, 950)]
    )
    with invented.read() as session:
        rows = list(session.scalars(select(LayerText).where(LayerText.layer == EDITED).order_by(LayerText.id)))
    marks = {rows[0].text[start:end]: (start_ms, end_ms) for start, end, start_ms, end_ms in rows[0].marks}
    assert marks["trade"] == (200, 500)
    assert marks["both."] == (700, 900)
    one, new = readings(invented, "P01")
    assert ((one.start_ms, one.end_ms), (new.start_ms, new.end_ms)) == ((0, 8000), (900, 950))
    mark = TimeMark(0, 4, 910, 940)
    _edit(invented, [WantedSegment(1, "P01", rows[0].text, 5, 10), WantedSegment(5, "P01", "x")][:1])
    _edit(invented, [WantedSegment(1, "P01", "Well.", marks=(mark,))])
    with invented.read() as session:
        (row,) = session.scalars(select(LayerText).where(LayerText.layer == EDITED, LayerText.text == "Well."))
        assert row.marks == [[0, 4, 910, 940]]
    assert readings(invented, "P01")[0].start_ms == 5


def test_a_person_vouches_for_a_transcript(spoken: OpenStudy) -> None:
    accept_transcript(spoken, "p01")
    with spoken.read() as session:
        (source,) = session.scalars(select(Source))
        assert source.reviewed_by == "ana"
    spoken.actor = "ben"
    edit_transcript(spoken, "P01", _wanted(spoken), accept=True)
    with spoken.read() as session:
        assert session.scalars(select(Source.reviewed_by)).one() == "ben"
    with pytest.raises(WrongUse, match="no participant 'P02'"):
        accept_transcript(spoken, "P02")


def test_editing_a_long_transcript_takes_few_statements(invented: OpenStudy) -> None:
    from tests.invented_study import counted_queries

    add_people(invented, "P01")
    add_readable(invented, "P01", [("R", f"Turn number {number} of many.") for number in range(600)])
    wanted = [WantedSegment(one.number, "P01", f"{one.text(EDITED)} So.") for one in readings(invented, "P01")]
    with counted_queries(invented) as queries:
        assert edit_transcript(invented, "P01", wanted).changed == 600
    assert len(queries) < 60


def test_every_coding_survives_the_removal_of_its_words(shared: OpenStudy) -> None:
    code_quotation(shared, "P01", "choice", "trade with both")
    assert _edit(shared, n4=None).selections.lost == 1
    with shared.read() as session:
        (coding,) = session.scalars(select(Coding))
        assert (coding.selection.text, coding.selection.state) == ("trade with both", AnchorState.LOST)
