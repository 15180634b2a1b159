"""Whatever is done to a transcript that is coded, redacted and translated, in whatever order, the promises hold."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from dragoman.coding.code_passage import code_offsets
from dragoman.engines.locality import Locality
from dragoman.errors import Refused
from dragoman.model.anchor import AnchorState, Span
from dragoman.model.layer import EDITED, PSEUDONYMISED, translation
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.model.selection import Coding, Selection
from dragoman.model.source import Segment
from dragoman.model.speaker import SpeakerRole
from dragoman.store.readings import SegmentReading
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Vault, open_vault
from dragoman.store.verify import verify
from dragoman.text.edit_transcript import WantedSegment, edit_transcript
from dragoman.text.pseudonymise import decide, pseudonymise
from dragoman.text.redaction import Redacted, Redaction, redact
from dragoman.text.translate import translate_with
from tests.invented_study import (
    VAULT_PASSPHRASE,
    add_codes,
    add_people,
    add_turns,
    blank_study,
    copied,
    people_finder,
    readings,
)

NAMES = ("Marat Seitkali", "Zhanna Akhmetova")
RU = translation("ru")


@dataclass
class Reversing:
    """A translator that says everything backwards."""

    name: str = "reversing"
    locality: Locality = Locality.LOCAL
    version: str = "1"
    weights_sha256: str = "0" * 64
    settings: Mapping[str, str] = field(default_factory=dict)

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """The words of each text, the last one first."""
        return [" ".join(reversed(text.split())) for text in texts]


@dataclass(frozen=True)
class Held:
    """A selection as it stood before a change, and what it covers of the edited text of its segments."""

    selection_id: int
    layer: str
    words: list[str]
    segments: tuple[int, ...]
    span: Span


class Study(RuleBasedStateMachine):
    """One interview to which a team does everything at once."""

    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.study: OpenStudy = copied(self.blank, Path(self.folder.name))
        self.vault: Vault = open_vault(self.study, VAULT_PASSPHRASE)
        self.new_words = (f"word{number}" for number in count())
        self.numbers: dict[int, int] = {}
        self.gone: set[int] = set()
        self.codings = 0

    def teardown(self) -> None:
        self.vault.close()
        self.study.close()
        self.folder.cleanup()

    def _words(self, number: int) -> list[str]:
        return [next(self.new_words) for _ in range(number)]

    @initialize()
    def begin(self) -> None:
        add_people(self.study, "P01")
        add_codes(self.study, "code")
        answers = [[*self._words(3), *name, *self._words(3)] for name in ([NAMES[0]], [NAMES[1]], [])]
        question = ("I", " ".join(self._words(4)))
        add_turns(self.study, "P01", [question, *(("R", " ".join(words)) for words in answers)])
        self._search()

    def _search(self) -> None:
        pseudonymise(self.study, self.vault, recognisers=[people_finder(*NAMES)])

    # What is there, before a change

    def _segments(self) -> list[SegmentReading]:
        return readings(self.study, "P01")

    def _redacted(self, segment: SegmentReading) -> Redacted:
        with self.study.read() as session:
            rows = list(session.scalars(select(RedactedSpan).where(RedactedSpan.segment_id == segment.segment_id)))
        standing = [Redaction(one.start, one.end, one.replacement) for one in rows if one.decision != Decision.REJECTED]
        return redact(segment.text(EDITED) or "", standing)

    def _held(self) -> list[Held]:
        """The selections that are intact and stand in one segment."""
        segments = {one.segment_id: one for one in self._segments()}
        held = []
        with self.study.read() as session:
            rows = list(session.scalars(select(Selection).where(Selection.state == AnchorState.INTACT)))
            places = [(row, row.start_segment_id, row.end_segment_id) for row in rows]
        order = list(segments)
        for row, start_id, end_id in places:
            covered = tuple(order[order.index(start_id) : order.index(end_id) + 1])
            span = Span(row.start_offset, row.end_offset)
            if row.layer == PSEUDONYMISED and len(covered) == 1:
                span = self._redacted(segments[start_id]).span_to_original(span)
            held.append(Held(row.id, row.layer, row.text.split(), covered, span))
        return held

    def _expect(self, held: Sequence[Held], untouched: Callable[[Held], bool]) -> None:
        """Untouched words keep their codings exactly: the same words, and nothing to review."""
        with self.study.read() as session:
            now = {row.id: (row.text.split(), row.state) for row in session.scalars(select(Selection))}
        for one in held:
            if untouched(one):
                assert now[one.selection_id] == (one.words, AnchorState.INTACT), one

    def _edit(self, wanted: Sequence[WantedSegment], untouched: Callable[[Held], bool]) -> None:
        held = self._held()
        edit_transcript(self.study, "P01", wanted)
        self._expect(held, untouched)

    def _wanted(self) -> list[WantedSegment]:
        return [WantedSegment(one.number, one.speaker, one.text(EDITED) or "") for one in self._segments()]

    def _pick(self, data: st.DataObject, *, least: int = 1) -> tuple[int, list[WantedSegment], list[str]]:
        """A place in the transcript whose segment has some tokens, the transcript, and the tokens."""
        wanted = self._wanted()
        places = [place for place, one in enumerate(wanted) if len(_tokens(one.text)) >= least]
        place = data.draw(st.sampled_from(places or [0]))
        return place, wanted, _tokens(wanted[place].text)

    # Editing

    @rule(data=st.data(), name=st.sampled_from(["", *NAMES]))
    def change_words(self, data: st.DataObject, name: str) -> None:
        place, wanted, tokens = self._pick(data, least=3)
        start = data.draw(st.integers(0, len(tokens)))
        end = data.draw(st.integers(start, min(start + 2, len(tokens))))
        put = self._words(data.draw(st.integers(0 if end > start else 1, 2))) + ([name] if name else [])
        left = [*tokens[:start], *put, *tokens[end:]]
        if not left:
            return
        low = len(" ".join(tokens[:start])) + bool(start)
        high = len(" ".join(tokens[:end])) if end > start else low
        segment_id = self._segments()[place].segment_id
        wanted[place] = WantedSegment(wanted[place].number, wanted[place].speaker, " ".join(left))

        def untouched(one: Held) -> bool:
            if one.layer == RU or segment_id not in one.segments:
                return True
            return len(one.segments) == 1 and (one.span.end <= low or one.span.start >= high)

        self._edit(wanted, untouched)

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        place, wanted, tokens = self._pick(data, least=6)
        if len(tokens) < 6:
            return
        cut = data.draw(st.integers(3, len(tokens) - 3))
        first = wanted[place]
        wanted[place : place + 1] = [
            WantedSegment(first.number, first.speaker, " ".join(tokens[:cut])),
            WantedSegment(None, first.speaker, " ".join(tokens[cut:])),
        ]
        self._edit(wanted, lambda _: True)

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        wanted = self._wanted()
        if len(wanted) < 3:
            return
        place = data.draw(st.integers(0, len(wanted) - 2))
        first, second = wanted[place : place + 2]
        taken_out = self._segments()[place + 1].segment_id
        wanted[place : place + 2] = [WantedSegment(first.number, first.speaker, f"{first.text} {second.text}")]
        self._edit(wanted, lambda one: one.layer != RU or taken_out not in one.segments)

    @rule(data=st.data(), name=st.sampled_from(["", *NAMES]))
    def insert(self, data: st.DataObject, name: str) -> None:
        wanted = self._wanted()
        place = data.draw(st.integers(0, len(wanted)))
        text = " ".join([*self._words(3), *([name] if name else [])])
        wanted.insert(place, WantedSegment(None, data.draw(st.sampled_from(["P01", "interviewer"])), text))
        self._edit(wanted, lambda one: len(one.segments) == 1)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        place, wanted, _ = self._pick(data)
        if len(wanted) < 3:
            return
        taken_out = self._segments()[place].segment_id
        del wanted[place]
        self._edit(wanted, lambda one: taken_out not in one.segments)

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        wanted = self._wanted()
        one = wanted.pop(data.draw(st.integers(0, len(wanted) - 1)))
        wanted.insert(data.draw(st.integers(0, len(wanted))), one)
        self._edit(wanted, lambda one: len(one.segments) == 1)

    @rule(data=st.data(), speaker=st.sampled_from(["P01", "interviewer", "unknown"]))
    def give_to(self, data: st.DataObject, speaker: str) -> None:
        place, wanted, _ = self._pick(data)
        wanted[place] = WantedSegment(wanted[place].number, speaker, wanted[place].text)
        self._edit(wanted, lambda _: True)

    # What else is done to it

    @rule(data=st.data(), layer=st.sampled_from([PSEUDONYMISED, PSEUDONYMISED, RU]))
    def code(self, data: st.DataObject, layer: str) -> None:
        spoken = [one for one in self._segments() if one.role is SpeakerRole.RESPONDENT and one.text(layer)]
        if not spoken:
            return
        segment = data.draw(st.sampled_from(spoken))
        text = segment.text(layer) or ""
        ends = [0, *(place + 1 for place, sign in enumerate(text) if sign == " ")]
        start = data.draw(st.sampled_from(ends))
        stops = [place for place, sign in enumerate(text) if sign == " " and place > start] + [len(text)]
        stop = data.draw(st.sampled_from(stops))
        done = code_offsets(self.study, "P01", "code", segment=segment.number, start=start, end=stop, layer=layer)
        self.codings += done.is_new

    @rule()
    def search_again(self) -> None:
        held = self._held()
        self._search()
        assert not any(one.stale(PSEUDONYMISED) for one in self._segments())
        self._expect(held, lambda one: one.layer == RU or self._is_free_of_names(one))

    @rule(decision=st.sampled_from([Decision.ACCEPTED, Decision.REJECTED]), data=st.data())
    def decide(self, decision: Decision, data: st.DataObject) -> None:
        with self.study.read() as session:
            entities = sorted(set(session.scalars(select(RedactedSpan.entity))))
        held = self._held()
        stale = [one.stale(PSEUDONYMISED) for one in self._segments()]
        decide(self.study, decision, entities=[data.draw(st.sampled_from(entities))] if entities else None)
        assert [one.stale(PSEUDONYMISED) for one in self._segments()] == stale
        self._expect(held, lambda one: one.layer == RU or self._is_free_of_names(one))

    @rule()
    def translate(self) -> None:
        segments = self._segments()
        if any(one.stale(PSEUDONYMISED) for one in segments):
            with pytest.raises(Refused, match="were not searched for names yet"):
                translate_with(self.study, "P01", Reversing(), target="ru")
            return
        fresh = {one.segment_id for one in segments if RU in one.layers and not one.stale(RU)}
        held = self._held()
        translate_with(self.study, "P01", Reversing(), target="ru")
        for one in self._segments():
            assert (one.text(RU) or "").split() == list(reversed((one.text(PSEUDONYMISED) or "").split()))
        self._expect(held, lambda one: one.layer != RU or set(one.segments) <= fresh)

    def _is_free_of_names(self, one: Held) -> bool:
        return len(one.segments) == 1 and all(word.startswith("word") for word in one.words)

    # What always holds

    @invariant()
    def the_study_is_whole(self) -> None:
        assert verify(self.study).faults == ()

    @invariant()
    def no_coding_disappears(self) -> None:
        with self.study.read() as session:
            assert session.query(Coding).count() == self.codings

    @invariant()
    def numbers_are_never_changed_or_used_again(self) -> None:
        with self.study.read() as session:
            for row in session.scalars(select(Segment)):
                assert self.numbers.setdefault(row.number, row.id) == row.id
                assert row.removed_at is not None or row.id not in self.gone
                if row.removed_at is not None:
                    self.gone.add(row.id)

    @invariant()
    def what_may_be_shared_is_what_was_edited_with_its_redactions(self) -> None:
        for segment in self._segments():
            assert segment.text(PSEUDONYMISED) == self._redacted(segment).text

    @invariant()
    def no_name_leaks(self) -> None:
        with self.study.read() as session:
            rows = session.scalars(select(RedactedSpan).where(RedactedSpan.decision == Decision.REJECTED))
            rejected = {(row.segment_id, row.start) for row in rows}
        for segment in self._segments():
            shown, text = segment.text(PSEUDONYMISED) or "", segment.text(EDITED) or ""
            for name in NAMES if not segment.stale(PSEUDONYMISED) else ():
                allowed = sum((segment.segment_id, at) in rejected for at in _places(text, name))
                assert shown.count(name) <= allowed


def _tokens(text: str) -> list[str]:
    """The words of a text; a name is one."""
    for name in NAMES:
        text = text.replace(name, name.replace(" ", "_"))
    return [word.replace("_", " ") for word in text.split()]


def _places(text: str, name: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(name, place)]


def test_everything_moves_along_or_says_that_it_waits(tmp_path_factory: pytest.TempPathFactory) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    Study.blank = blank_study(tmp_path_factory.mktemp("blank"))
    wanted = settings(max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Study, settings=wanted)
