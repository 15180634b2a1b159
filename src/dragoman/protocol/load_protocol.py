"""Loading a protocol file into a study. What is there already is updated by its key; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dragoman.errors import Refused
from dragoman.model.consent import ConsentForm, Scope
from dragoman.model.guide import FollowUp, Guide, Question, Section
from dragoman.model.proposition import Hypothesis, HypothesisEvidence, Position, Proposition
from dragoman.model.study_profile import StudyProfile
from dragoman.protocol.entries import (
    ConsentFormEntry,
    GuideEntry,
    HypothesisEntry,
    PropositionEntry,
    Protocol,
    SectionEntry,
    StudyEntry,
)
from dragoman.protocol.faults import nothing_stored
from dragoman.protocol.load_variables import load_variables
from dragoman.protocol.near_miss import listed
from dragoman.protocol.protocol_file import KnownKeys, protocol_of
from dragoman.protocol.show_protocol import (
    form_entry,
    guide_entry,
    guide_in_use,
    hypothesis_entry,
    proposition_entry,
    study_entry,
)
from dragoman.protocol.tally import Tally
from dragoman.protocol.text_file import read_text_file
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class LoadedProtocol:
    """What loading did, kind by kind, and sentences that a person should read."""

    file: str
    sha256: str
    kinds: dict[str, Tally]
    notices: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the study is now different from what it was."""
        return any(tally.added or tally.changed for tally in self.kinds.values())


def load_protocol(study: OpenStudy, path: Path) -> LoadedProtocol:
    """Load study, variables, consent form, guide, propositions and hypotheses from a YAML file, all or nothing.

    Loading a file twice changes nothing the second time. A consent form and a guide never change once loaded: other
    words need a higher version. Variables, propositions and hypotheses are updated by name or id; those that the file
    does not hold stay. Raises ``WrongUse`` that names lines and fields, ``Refused`` where a version would change or
    values that participants have would no longer fit.
    """
    file = read_text_file(path)
    with nothing_stored(), study.change("protocol.load", subject=file.name, sha256=file.sha256) as change:
        session = change.session
        protocol = protocol_of(file, known=_known(session), language=_language(session))
        kinds, notices = _apply(session, protocol)
        change.details["counts"] = {kind: tally.counts() for kind, tally in kinds.items()}
    return LoadedProtocol(file.name, file.sha256, kinds, tuple(notices))


def _known(session: Session) -> KnownKeys:
    guide = guide_in_use(session)
    questions = frozenset(question.key for question in guide.questions()) if guide else frozenset()
    return KnownKeys(questions, frozenset(session.scalars(select(Proposition.key))))


def _language(session: Session) -> str:
    languages = study_entry(session).languages
    return languages[0] if languages else "en"


def _apply(session: Session, protocol: Protocol) -> tuple[dict[str, Tally], list[str]]:
    notices: list[str] = []
    kinds = {"study": _study(session, protocol.study)}
    if protocol.variables:
        kinds["variables"] = load_variables(session, protocol.variables)
    if protocol.consent_form is not None:
        kinds["consent form"] = _form(session, protocol.consent_form, notices)
    if protocol.guide is not None:
        kinds["guide"] = _guide(session, protocol.guide, notices)
    if protocol.propositions:
        kinds["propositions"] = _propositions(session, protocol.propositions, notices)
    if protocol.hypotheses:
        kinds["hypotheses"] = _hypotheses(session, protocol.hypotheses, notices)
    session.flush()
    return {kind: tally for kind, tally in kinds.items() if tally}, notices


def _study(session: Session, entry: StudyEntry) -> Tally:
    tally = Tally()
    profile = session.scalars(select(StudyProfile)).one()
    for name in (field.name for field in fields(entry)):
        value = getattr(entry, name)
        if value is None:
            continue
        stored = list(value) if isinstance(value, tuple) else value
        same = getattr(profile, name) == stored
        setattr(profile, name, stored)
        (tally.unchanged if same else tally.changed).append(name)
    return tally


def _form(session: Session, entry: ConsentFormEntry, notices: list[str]) -> Tally:
    tally, name = Tally(), f"version {entry.version}"
    forms = {form.version: form for form in session.scalars(select(ConsentForm))}
    if entry.version in forms:
        if form_entry(forms[entry.version]) != entry:
            raise Refused(_raise_the_version("consent form", entry.version, max(forms)))
        tally.unchanged.append(name)
        return tally
    scopes = [{"scope": item.scope.value, "required": item.required, "text": item.text} for item in entry.scopes]
    session.add(ConsentForm(version=entry.version, title=entry.title, text=entry.text, scopes=scopes))
    tally.added.append(name)
    if Scope.RECORD not in [item.scope for item in entry.scopes]:
        notices.append("The consent form does not ask for 'record': no recording can be added under it.")
    return tally


def _guide(session: Session, entry: GuideEntry, notices: list[str]) -> Tally:
    tally, name = Tally(), f"version {entry.version}"
    guides = {guide.version: guide for guide in session.scalars(select(Guide))}
    if entry.version in guides:
        if guide_entry(guides[entry.version]) != entry:
            raise Refused(_raise_the_version("guide", entry.version, max(guides)))
        tally.unchanged.append(name)
        return tally
    if guides and entry.version < max(guides):
        raise Refused(
            f"The guide is version {entry.version}, but version {max(guides)} is in use, and only a newer one can "
            f"replace it. Give it version {max(guides) + 1} and load it again."
        )
    sections = [_section(section, place) for place, section in enumerate(entry.sections, start=1)]
    session.add(Guide(version=entry.version, introduction=entry.introduction, sections=sections))
    tally.added.append(name)
    notices += _orphans(session, {question.key for question in entry.questions()})
    return tally


def _raise_the_version(what: str, version: int, highest: int) -> str:
    return (
        f"Version {version} of the {what} is in the study already, with other words, and a version never changes: "
        f"people were asked under it. If this is a new {what}, raise the version to {highest + 1} and load it again."
    )


def _section(entry: SectionEntry, place: int) -> Section:
    questions = [
        Question(
            place=number,
            key=question.key,
            text=question.text,
            skippable=question.skippable,
            follow_ups=[FollowUp(place=n, text=text) for n, text in enumerate(question.follow_ups, start=1)],
        )
        for number, question in enumerate(entry.questions, start=1)
    ]
    return Section(place=place, key=entry.key, title=entry.title, questions=questions)


def _orphans(session: Session, questions: Collection[str]) -> Iterable[str]:
    """Propositions of the study that a new guide no longer asks about."""
    for proposition in session.scalars(select(Proposition).order_by(Proposition.place)):
        gone = [key for key in proposition.asked_in if key not in questions]
        if gone:
            yield f"Proposition {proposition.key} is asked in {listed(gone)}, which the new guide does not have."


def _propositions(session: Session, entries: Sequence[PropositionEntry], notices: list[str]) -> Tally:
    tally = Tally()
    held = {row.key: row for row in session.scalars(select(Proposition))}
    counts = select(Proposition.key, func.count(Position.id)).join(Position).group_by(Proposition.key)
    taken = {row[0]: row[1] for row in session.execute(counts)}
    places = _places([entry.key for entry in entries], {key: row.place for key, row in held.items()})
    for entry in entries:
        row = held.get(entry.key)
        before = None if row is None else (proposition_entry(row), row.place)
        if row is None:
            row = Proposition(key=entry.key)
            session.add(row)
        row.text, row.place = entry.text, places[entry.key]
        row.asked_in = list(entry.asked_in) if entry.asked_in is not None else row.asked_in or []
        row.source = entry.source if entry.source is not None else row.source or ""
        tally.note(entry.key, before, (proposition_entry(row), row.place))
        if before is not None and before[0].text != entry.text and entry.key in taken:
            notices.append(
                f"Proposition {entry.key} has new words; {taken[entry.key]} position(s) were taken on the old ones. "
                "Look at them again."
            )
    tally.keep(held)
    return tally


def _hypotheses(session: Session, entries: Sequence[HypothesisEntry], notices: list[str]) -> Tally:
    session.flush()
    tally = Tally()
    held = {row.key: row for row in session.scalars(select(Hypothesis))}
    propositions = {row.key: row for row in session.scalars(select(Proposition))}
    places = _places([entry.key for entry in entries], {key: row.place for key, row in held.items()})
    for entry in entries:
        row = held.get(entry.key)
        before = None if row is None else (hypothesis_entry(row), row.place)
        if row is None:
            row = Hypothesis(key=entry.key)
            session.add(row)
        row.text, row.source, row.place = entry.text, entry.source, places[entry.key]
        _set_evidence(row, entry, propositions)
        tally.note(entry.key, before, (hypothesis_entry(row), row.place))
        if not entry.evidence:
            notices.append(f"Hypothesis {entry.key} names no evidence: nothing can speak for or against it.")
    tally.keep(held)
    return tally


def _set_evidence(row: Hypothesis, entry: HypothesisEntry, propositions: dict[str, Proposition]) -> None:
    """The evidence is part of the hypothesis: what the file no longer names goes."""
    held = {evidence.proposition.key: evidence for evidence in row.evidence}
    wanted = {evidence.proposition: evidence for evidence in entry.evidence}
    for key in held.keys() - wanted.keys():
        row.evidence.remove(held[key])
    for key, evidence in wanted.items():
        target = held.get(key)
        if target is None:
            target = HypothesisEvidence(proposition=propositions[key])
            row.evidence.append(target)
        target.supports = [stance.value for stance in evidence.supports]
        target.qualifies = [stance.value for stance in evidence.qualifies]
        target.contradicts = [stance.value for stance in evidence.contradicts]


def _places(keys: Sequence[str], held: dict[str, int]) -> dict[str, int]:
    """Places for the entries of a file: new ones come last; those the study has keep their places among themselves, in
    the order of the file.
    """
    known = [key for key in keys if key in held]
    places = dict(zip(known, sorted(held[key] for key in known), strict=True))
    last = max(held.values(), default=0)
    new = (key for key in keys if key not in held)
    return places | {key: place for place, key in enumerate(new, start=last + 1)}
