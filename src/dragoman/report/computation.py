"""The computation of one chapter: the material, the wording and the ledger that every part of it shares."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from dragoman.analysis.evidence import Evidence, evidence_of
from dragoman.analysis.lexicon import MentionKind
from dragoman.analysis.material import Material, Selected
from dragoman.analysis.study_mentions import StudyMentions
from dragoman.model.anchor import AnchorState
from dragoman.report.finding import Kind
from dragoman.report.ledger import Ledger
from dragoman.report.wording import Wording


@dataclass(slots=True)
class Computation:
    """What the words of the vocabulary work on. Evidence is made once for each selection."""

    session: Session
    material: Material
    wording: Wording
    ledger: Ledger = field(default_factory=Ledger)
    mentions: dict[tuple[str | None, tuple[MentionKind, ...]], StudyMentions] = field(default_factory=dict)
    _evidence: dict[int, Evidence] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language of the chapter (ISO 639-1)."""
        return self.wording.language

    def evidence(self, selection: Selected) -> Evidence:
        """The evidence that a selection gives, with a notice where its anchor or its translation needs a look."""
        found = self._made(selection)
        self._look_at(found)
        return found

    def fingerprint(self, selection: Selected) -> tuple[str, ...]:
        """What a value's hash depends on where a selection is among its inputs, shown or not."""
        return self._made(selection).fingerprint

    def _made(self, selection: Selected) -> Evidence:
        found = self._evidence.get(selection.id)
        if found is None:
            found = self._evidence[selection.id] = evidence_of(self.material, selection, lang=self.lang)
        return found

    def _look_at(self, evidence: Evidence) -> None:
        where = ", ".join(passage.segment.name for passage in evidence.passages) or ", ".join(evidence.participants)
        if evidence.state is AnchorState.REVIEW:
            self.ledger.notice(
                Kind.ANCHOR,
                f"The words at {where} changed since they were selected: look whether they still show what they are "
                "evidence for (`dragoman table codings`).",
            )
        elif evidence.state is AnchorState.LOST or not evidence.passages:
            self.ledger.notice(Kind.ANCHOR, "The words of one piece of evidence are gone from the transcript.")
        elif evidence.words is None and not any(passage.withheld for passage in evidence.passages):
            self.ledger.notice(
                Kind.EVIDENCE,
                f"The selection at {where} was made on text before pseudonymisation: its words are not shown.",
            )
        for passage in evidence.passages:
            if passage.translated is not None and passage.translated.draft:
                state = "is out of date" if passage.translated.stale else "was not accepted by a person"
                self.ledger.notice(Kind.TRANSLATION, f"The translation of {passage.segment.name} {state}.")
