"""A small invented study, built from records: seven participants, English and Russian, a translation layer.

P01 speaks English and may be quoted. P02 speaks Russian; the translation is accepted. P03 speaks English and did not
allow quotes. P04 speaks Russian; the translation is a draft, and part of it is out of date. P05 was not asked
about no-choice. P06 withdrew. P07 is on the list but was never interviewed. Nobody said any of this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from dragoman.model.anchor import AnchorState
from dragoman.model.base import now
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM, LayerText, translation
from dragoman.model.participant import Disclosure
from dragoman.model.proposition import Stance
from dragoman.model.quotation import find_quotation
from dragoman.model.records import (
    Code,
    Coding,
    Consent,
    ConsentForm,
    Hypothesis,
    HypothesisEvidence,
    Interview,
    LexiconRecord,
    Participant,
    Position,
    PositionEvidence,
    Proposition,
    RejectedMention,
    Segment,
    Selection,
    Source,
    Speaker,
    StudyProfile,
    Variable,
    VariableValue,
)
from dragoman.model.source import SourceKind
from dragoman.model.speaker import SpeakerRole
from dragoman.store.readings import segment_readings, text_sha256
from dragoman.store.study import OpenStudy, create_study

PASSPHRASE = "correct horse battery"
SCOPES = ["participate", "record", "quote"]

CHOICE_EN = "We never choose one side, because choosing would cost us the other one."
MARKUP = "They wrote <script>alert(1)</script> and *stars*, [a link](http://x.invalid) | a pipe, {{ 7 }} and `code`."
CHOICE_RU = "Мы не выбираем между ними, потому что Россия и Китай нужны нам обе."
CHOICE_RU_EN = "We do not choose between them, because we need both Russia and China."
SECRET = "Between us, the ministry has already chosen Russia and will not say so."
DRAFT_RU = "Нет, выбор уже сделан, и сделан он в пользу рынка."
DRAFT_RU_EN = "No, the choice has been made, and it was made in favour of the market."
STALE_RU = "Поэтому Россия остаётся главным партнёром."
EXPECTATION = {"en": "Middle powers hedge.", "ru": "Средние державы страхуются."}
CABINET = "My grandmother kept a china cabinet as good as any in Russia."
HIDDEN = "My colleague Hidden Name told me so himself."
LATE_EN = "I would rather talk about water than about the powers."


@dataclass(slots=True)
class Builder:
    """Adds records to a study under way."""

    session: Session
    people: dict[str, Participant] = field(default_factory=dict)
    segments: dict[tuple[str, int], Segment] = field(default_factory=dict)
    texts: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session) -> Builder:
        """A builder that goes on with what stands in the study."""
        readings = {(each.interview, each.number): each for each in segment_readings(session)}
        return cls(
            session,
            {person.code: person for person in session.query(Participant)},
            {key: session.get_one(Segment, each.segment_id) for key, each in readings.items()},
            {key: {layer: found.text for layer, found in each.layers.items()} for key, each in readings.items()},
        )

    def participant(self, code: str, scopes: list[str] | None, *, withdrawn: bool = False, **values: str) -> None:
        person = Participant(code=code)
        for name, value in values.items():
            variable = self.session.query(Variable).filter_by(name=name).one()
            person.values.append(VariableValue(variable=variable, value=value))
        self.session.add(person)
        self.session.flush()
        if scopes is not None:
            consent = Consent(participant_id=person.id, form_id=1, scopes=scopes, given_on=date(2026, 3, 1))
            consent.withdrawn_at = now() if withdrawn else None
            self.session.add(consent)
        self.people[code] = person

    def interview(
        self, code: str, language: str, turns: list[dict[str, str]], *, skipped: tuple[str, ...] = ()
    ) -> None:
        """Turns are layers by name; the first turn is the interviewer's, the others are the participant's."""
        interview = Interview(participants=[self.people[code]], skipped_questions=list(skipped))
        self.session.add(interview)
        self.session.flush()
        source = Source(
            interview_id=interview.id, kind=SourceKind.IMPORTED, name=f"{code}.vtt", language=language, format="vtt"
        )
        self.session.add(source)
        self.session.flush()
        asks = Speaker(source_id=source.id, label="A", role=SpeakerRole.INTERVIEWER)
        speaks = Speaker(
            source_id=source.id, label="B", role=SpeakerRole.RESPONDENT, participant_id=self.people[code].id
        )
        self.session.add_all([asks, speaks])
        self.session.flush()
        for number, layers in enumerate(turns, start=1):
            self._segment(code, source, asks if number == 1 else speaks, number, layers)

    def _segment(self, code: str, source: Source, speaker: Speaker, number: int, layers: dict[str, str]) -> None:
        segment = Segment(
            source_id=source.id,
            number=number,
            place=float(number),
            speaker_id=speaker.id,
            start_ms=number * 65_000,
            end_ms=number * 65_000 + 20_000,
        )
        self.session.add(segment)
        self.session.flush()
        for layer, text in layers.items():
            draft = text.startswith("DRAFT ")
            made_from = (
                layers.get(EDITED, layers.get(VERBATIM, ""))
                if layer == PSEUDONYMISED
                else layers.get(PSEUDONYMISED, "")
            )
            basis = text_sha256(made_from if "STALE" not in text else "other words")
            words = text.removeprefix("DRAFT ").removeprefix("STALE ")
            layers[layer] = words
            accepted = None if draft else "ana"
            self.session.add(
                LayerText(
                    segment_id=segment.id,
                    layer=layer,
                    text=words,
                    origin="translator x" if layer.startswith("translation") else "import",
                    basis_sha256=basis,
                    accepted_by=accepted,
                )
            )
        self.segments[code, number] = segment
        self.texts[code, number] = layers

    def selection(
        self, code: str, number: int, words: str, *, layer: str = PSEUDONYMISED, state: AnchorState = AnchorState.INTACT
    ) -> Selection:
        segment = self.segments[code, number]
        (span,) = find_quotation(self.texts[code, number][layer], words)
        selection = Selection(
            source_id=segment.source_id,
            layer=layer,
            start_segment_id=segment.id,
            start_offset=span.start,
            end_segment_id=segment.id,
            end_offset=span.end,
            text=words,
            state=state,
        )
        self.session.add(selection)
        self.session.flush()
        return selection

    def proposition(self, key: str, place: int, asked_in: list[str], en: str, ru: str) -> None:
        self.session.add(Proposition(key=key, place=place, asked_in=asked_in, text={"en": en, "ru": ru}))
        self.session.flush()

    def position(self, code: str, key: str, stance: Stance, *selections: Selection) -> None:
        proposition = self.session.query(Proposition).filter_by(key=key).one()
        position = Position(
            participant_id=self.people[code].id, proposition_id=proposition.id, stance=stance, set_by="ana"
        )
        position.evidence = [PositionEvidence(selection=selection) for selection in selections]
        self.session.add(position)
        self.session.flush()

    def code(self, name: str, place: int, *, parent: str | None = None, label: str = "") -> None:
        above = self.session.query(Code).filter_by(name=parent).one() if parent else None
        self.session.add(Code(name=name, place=place, label=label, parent_id=above.id if above else None))
        self.session.flush()

    def coding(self, name: str, selection: Selection, *, coder: str = "ana") -> None:
        code = self.session.query(Code).filter_by(name=name).one()
        self.session.add(Coding(selection_id=selection.id, code_id=code.id, coder=coder))
        self.session.flush()


def small_study(folder: Path) -> OpenStudy:
    """The study, made anew in a folder."""
    study = create_study(folder / "small.study", PASSPHRASE, title="Between two powers", actor="ana")
    with study.change("test.build") as change:
        session = change.session
        profile = session.query(StudyProfile).one()
        profile.notice = "All of this is invented."
        session.add(ConsentForm(version=1, text={"en": "You may stop at any time you like."}, scopes=[]))
        session.add(Variable(name="field", label="Field", disclosure=Disclosure.OPEN))
        session.add(Variable(name="employer", label="Employer", disclosure=Disclosure.INDIRECT))
        session.add(Variable(name="name", label="Name", disclosure=Disclosure.DIRECT))
        session.flush()
        build = Builder(session)
        _people(build)
        _interviews(build)
        _propositions(build)
        _positions(build)
        _codings(build)
        _lexicon(build)
    return study


def _people(build: Builder) -> None:
    build.participant("P01", SCOPES, field="trade", employer="ministry", name="A. B.")
    build.participant("P02", SCOPES, field="security")
    build.participant("P03", ["participate", "record"], field="trade")
    build.participant("P04", SCOPES, field="energy | water")
    build.participant("P05", SCOPES)
    build.participant("P06", SCOPES, withdrawn=True)
    build.participant("P07", SCOPES)


def _interviews(build: Builder) -> None:
    question = {VERBATIM: "Do you have to choose?", PSEUDONYMISED: "Do you have to choose?"}
    build.interview(
        "P01",
        "en",
        [
            dict(question),
            {EDITED: CHOICE_EN, PSEUDONYMISED: CHOICE_EN},
            {PSEUDONYMISED: MARKUP},
            {PSEUDONYMISED: "We balance. I said it before: we balance Russia with China."},
            {
                VERBATIM: HIDDEN,
                PSEUDONYMISED: "My colleague [Person 1] told me so himself.",
            },
        ],
        skipped=("Q2",),
    )
    build.interview(
        "P02",
        "ru",
        [{PSEUDONYMISED: "Между Россией и Китаем?"}, {PSEUDONYMISED: CHOICE_RU, translation("en"): CHOICE_RU_EN}],
    )
    build.interview("P03", "en", [dict(question), {PSEUDONYMISED: SECRET}])
    build.interview(
        "P04",
        "ru",
        [
            {PSEUDONYMISED: "Приходится ли выбирать?"},
            {PSEUDONYMISED: DRAFT_RU, translation("en"): "DRAFT " + DRAFT_RU_EN},
            {PSEUDONYMISED: STALE_RU, translation("en"): "STALE That is why Russia remains the first partner."},
        ],
    )
    build.interview(
        "P05", "en", [dict(question), {PSEUDONYMISED: LATE_EN}, {PSEUDONYMISED: CABINET}], skipped=("Q1", "Q2")
    )
    build.interview("P06", "en", [dict(question), {PSEUDONYMISED: "I was never here."}])


def _propositions(build: Builder) -> None:
    build.proposition("no-choice", 1, ["Q1", "Q2"], "The country avoids choosing.", "Страна избегает выбора.")
    build.proposition("market-decides", 2, [], "In the end the market decides.", "В итоге решает рынок.")
    expectation = Hypothesis(key="H1", place=1, text=EXPECTATION)
    first, second = build.session.query(Proposition).order_by(Proposition.place)
    stances = {"supports": ["affirms"], "qualifies": ["qualifies"], "contradicts": ["rejects"]}
    expectation.evidence = [
        HypothesisEvidence(proposition=first, **stances),
        HypothesisEvidence(proposition=second, supports=["rejects"], contradicts=["affirms"]),
    ]
    build.session.add(expectation)
    build.session.flush()


def _positions(build: Builder) -> None:
    build.position("P01", "no-choice", Stance.AFFIRMS, build.selection("P01", 2, "We never choose one side"))
    build.position("P02", "no-choice", Stance.QUALIFIES, build.selection("P02", 2, "Мы не выбираем между ними"))
    build.position("P03", "no-choice", Stance.AFFIRMS, build.selection("P03", 2, "the ministry has already chosen"))
    build.position("P04", "no-choice", Stance.SILENT)
    build.position("P06", "no-choice", Stance.AFFIRMS, build.selection("P06", 2, "I was never here"))
    build.position("P04", "market-decides", Stance.AFFIRMS, build.selection("P04", 2, "в пользу рынка"))
    build.position("P05", "market-decides", Stance.QUALIFIES, build.selection("P05", 2, "talk about water"))


def _codings(build: Builder) -> None:
    build.code("strategy", 1, label="Strategy")
    build.code("hedging", 2, parent="strategy", label="Hedging")
    build.code("balancing", 3, parent="strategy", label="Balancing")
    build.code("unused", 4)
    build.coding("hedging", build.selection("P01", 2, "choosing would cost us"))
    build.coding("hedging", build.selection("P02", 2, "потому что"))
    build.coding("hedging", build.selection("P03", 2, "Between us"), coder="ben")
    build.coding("hedging", build.selection("P03", 1, "Do you have to choose?"))
    build.coding("balancing", build.selection("P04", 2, "в пользу рынка", state=AnchorState.REVIEW))
    build.coding("balancing", build.selection("P05", 2, "than about the powers", state=AnchorState.LOST))
    build.coding("strategy", build.selection("P06", 2, "never here"))


LEXICON = """
lexicon:
  name: powers
  version: 1
  languages: [en, ru]
entries:
  - id: russia
    name: Russia
    kind: state
    aliases: {en: [Russia], ru: [Россия]}
    metonyms: {en: [Kremlin]}
  - id: china
    name: China
    kind: state
    aliases: {en: [China], ru: [Китай]}
  - id: pact
    name: The Pact
    kind: organisation
    aliases: {en: [Pact]}
"""


def _lexicon(build: Builder) -> None:
    """P05's china cabinet was thrown out by a person; the interviewers' words never count."""
    build.session.add(LexiconRecord(name="powers", yaml=LEXICON))
    start = CABINET.index("china")
    build.session.add(
        RejectedMention(
            segment_id=build.segments["P05", 3].id,
            start=start,
            end=start + len("china"),
            entry="china",
            form="china",
            rejected_by="ana",
        )
    )
