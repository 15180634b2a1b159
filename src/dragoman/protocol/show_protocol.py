"""The protocol as the study holds it, as plain data for showing and comparing."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.consent import ConsentForm, Scope
from dragoman.model.guide import Guide, Question, Section
from dragoman.model.participant import Variable
from dragoman.model.proposition import Hypothesis, HypothesisEvidence, Proposition, Stance
from dragoman.model.study_profile import StudyProfile
from dragoman.protocol.entries import (
    ConsentFormEntry,
    EvidenceEntry,
    GuideEntry,
    HypothesisEntry,
    PropositionEntry,
    Protocol,
    QuestionEntry,
    ScopeEntry,
    SectionEntry,
    StudyEntry,
    VariableEntry,
)


def show_protocol(session: Session) -> Protocol:
    """The whole protocol of a study: the newest consent form and guide, everything else as it stands."""
    form = session.scalars(select(ConsentForm).order_by(ConsentForm.version.desc()).limit(1)).first()
    guide = guide_in_use(session)
    propositions = session.scalars(select(Proposition).order_by(Proposition.place, Proposition.id))
    hypotheses = session.scalars(select(Hypothesis).order_by(Hypothesis.place, Hypothesis.id))
    return Protocol(
        study=study_entry(session),
        variables=tuple(map(variable_entry, session.scalars(select(Variable).order_by(Variable.id)))),
        consent_form=None if form is None else form_entry(form),
        guide=None if guide is None else guide_entry(guide),
        propositions=tuple(map(proposition_entry, propositions)),
        hypotheses=tuple(map(hypothesis_entry, hypotheses)),
    )


def guide_in_use(session: Session) -> Guide | None:
    """The newest version of the question guide, None where none was loaded."""
    return session.scalars(select(Guide).order_by(Guide.version.desc()).limit(1)).first()


def study_entry(session: Session) -> StudyEntry:
    """What the study is about."""
    profile = session.scalars(select(StudyProfile)).one()
    return StudyEntry(
        title=profile.title,
        question=profile.question,
        notice=profile.notice,
        languages=tuple(profile.languages),
        sampling=dict(profile.sampling),
    )


def variable_entry(variable: Variable) -> VariableEntry:
    """A variable as plain data."""
    return VariableEntry(
        variable.name, variable.label, variable.type, variable.disclosure, values=tuple(variable.values)
    )


def form_entry(form: ConsentForm) -> ConsentFormEntry:
    """A consent form as plain data."""
    scopes = tuple(ScopeEntry(Scope(item["scope"]), bool(item.get("required")), item["text"]) for item in form.scopes)
    return ConsentFormEntry(form.version, dict(form.title), dict(form.text), scopes)


def guide_entry(guide: Guide) -> GuideEntry:
    """A guide as plain data."""
    return GuideEntry(guide.version, dict(guide.introduction), tuple(map(_section, guide.sections)))


def proposition_entry(proposition: Proposition) -> PropositionEntry:
    """A proposition as plain data."""
    return PropositionEntry(
        proposition.key, dict(proposition.text), asked_in=tuple(proposition.asked_in), source=proposition.source
    )


def hypothesis_entry(hypothesis: Hypothesis) -> HypothesisEntry:
    """A hypothesis as plain data, its evidence in the order of the propositions."""
    rows = sorted(hypothesis.evidence, key=lambda row: (row.proposition.place, row.proposition.key))
    evidence = tuple(map(_evidence, rows))
    return HypothesisEntry(hypothesis.key, dict(hypothesis.text), source=hypothesis.source, evidence=evidence)


def _section(section: Section) -> SectionEntry:
    return SectionEntry(section.key, dict(section.title), tuple(map(_question, section.questions)))


def _question(question: Question) -> QuestionEntry:
    follow_ups = tuple(dict(follow_up.text) for follow_up in question.follow_ups)
    return QuestionEntry(question.key, dict(question.text), skippable=question.skippable, follow_ups=follow_ups)


def _evidence(row: HypothesisEvidence) -> EvidenceEntry:
    return EvidenceEntry(
        row.proposition.key,
        supports=tuple(map(Stance, row.supports)),
        qualifies=tuple(map(Stance, row.qualifies)),
        contradicts=tuple(map(Stance, row.contradicts)),
    )
