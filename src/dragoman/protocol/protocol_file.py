"""The protocol file: study, sampling, variables, consent form, guide, propositions and hypotheses in one YAML file.

Every section may be absent, so that a study can keep its protocol in several files. ``docs`` show the whole format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.base import Texts
from dragoman.model.consent import Scope
from dragoman.model.participant import Disclosure, VariableType
from dragoman.model.proposition import Stance
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
from dragoman.protocol.faults import Faults
from dragoman.protocol.language_code import is_language
from dragoman.protocol.located_yaml import LocatedMap, located_map
from dragoman.protocol.text_file import TextFile, read_text_file

SECTIONS = ("study", "sampling", "variables", "consent_form", "guide", "propositions", "hypotheses")


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """What a study holds already and a file may refer to."""

    questions: frozenset[str] = frozenset()
    propositions: frozenset[str] = frozenset()


def read_protocol(path: Path, *, known: KnownKeys | None = None, language: str = "en") -> Protocol:
    """The protocol that a YAML file holds.

    With ``known``, questions and propositions that the file refers to must be in the file or known; without it,
    references out of the file are let through. A text that does not say its language is in the first of the file's
    ``study.languages``, and where there is none in ``language``. Raises ``WrongUse`` that names lines and fields.
    """
    return protocol_of(read_text_file(path), known=known, language=language)


def protocol_of(file: TextFile, *, known: KnownKeys | None = None, language: str = "en") -> Protocol:
    """The same for a file that was read already."""
    faults = Faults(file.name)
    root = located_map(file, faults, language=language).only(*SECTIONS)
    if not root.fields():
        root.fault("", f"The file holds none of these: {', '.join(SECTIONS)}.")
    study = _study(root)
    if study.languages:
        root.language = study.languages[0]
    guide = _guide(root.map("guide"))
    asked = _may_be_asked(guide, known)
    propositions = _propositions(root, asked, guide_here=guide is not None)
    stated = [entry.key for entry in propositions] + sorted(known.propositions if known else ())
    protocol = Protocol(
        study=study,
        variables=tuple(_variable(item) for item in root.maps("variables")),
        consent_form=_consent_form(root.map("consent_form")),
        guide=guide,
        propositions=propositions,
        hypotheses=_hypotheses(root, stated if propositions or known else None),
    )
    _refuse_twins(root.maps("variables"), "name")
    faults.raise_any()
    return protocol


def _may_be_asked(guide: GuideEntry | None, known: KnownKeys | None) -> Collection[str] | None:
    """The questions that may be referred to: the file's own guide, else the study's, else any (None)."""
    if guide is not None:
        return [question.key for question in guide.questions()]
    return None if known is None else sorted(known.questions)


def _study(root: LocatedMap) -> StudyEntry:
    sampling = root.data("sampling") if root.has("sampling") else None
    if sampling is not None and not isinstance(sampling, dict):
        root.fault("sampling", "Fields (name: value) belong here.")
    study = root.map("study")
    if study is None:
        return StudyEntry(sampling=sampling)
    study.only("title", "question", "notice", "languages")
    languages = study.words("languages") if study.has("languages") else None
    for code in languages or ():
        if not is_language(code):
            study.fault("languages", f"'{code}' is no language code, such as en, ru, kk.")
    return StudyEntry(
        title=study.text("title") if study.has("title") else None,
        question=study.text("question", default="") if study.has("question") else None,
        notice=study.text("notice", default="") if study.has("notice") else None,
        languages=languages,
        sampling=sampling,
    )


def _variable(item: LocatedMap) -> VariableEntry:
    item.only("name", "label", "type", "values", "disclosure")
    variable = VariableEntry(
        name=item.key("name"),
        label=item.text("label", default=""),
        type=item.choice("type", VariableType, default=VariableType.TEXT),
        disclosure=item.choice("disclosure", Disclosure),
        values=item.words("values"),
    )
    if variable.type is VariableType.CATEGORY and len(variable.values) < 2:
        item.fault("values", "A category needs its values: a list of two or more.")
    if variable.type is not VariableType.CATEGORY and variable.values:
        item.fault("values", f"Only a category has values; this variable is of type {variable.type}.")
    if variable.name.casefold() == "participant":
        item.fault("name", "'participant' is the column of the participants' codes; choose another name.")
    return variable


def _consent_form(form: LocatedMap | None) -> ConsentFormEntry | None:
    if form is None:
        return None
    form.only("version", "title", "text", "scopes")
    entry = ConsentFormEntry(
        version=form.number("version", default=1),
        title=form.texts("title"),
        text=form.texts("text"),
        scopes=tuple(_scope(item) for item in form.maps("scopes")),
    )
    _same_languages(form, "title", entry.title, entry.text)
    for item, scope in zip(form.maps("scopes"), entry.scopes, strict=True):
        _same_languages(item, "text", scope.text, entry.text)
    _refuse_twins(form.maps("scopes"), "scope")
    if not any(scope.scope is Scope.PARTICIPATE and scope.required for scope in entry.scopes):
        form.fault(
            "scopes",
            "The form must ask for 'participate' and mark it 'required: true': nobody is interviewed without it.",
        )
    return entry


def _scope(item: LocatedMap) -> ScopeEntry:
    item.only("scope", "required", "text")
    return ScopeEntry(item.choice("scope", Scope), item.flag("required"), item.texts("text"))


def _same_languages(item: LocatedMap, field: str, texts: Texts, form: Texts) -> None:
    """A form is offered in the languages of its text; a part that lacks one would not be informed consent."""
    missing = [language for language in form if language not in texts]
    if texts and missing:
        item.fault(field, f"The form is there in {', '.join(form)}, but this is missing in {', '.join(missing)}.")


def _guide(guide: LocatedMap | None) -> GuideEntry | None:
    if guide is None:
        return None
    guide.only("version", "introduction", "sections")
    entry = GuideEntry(
        version=guide.number("version", default=1),
        introduction=guide.texts("introduction", needed=False),
        sections=tuple(_section(item) for item in guide.maps("sections")),
    )
    if not entry.questions():
        guide.fault("sections", "The guide has no question.")
    sections = guide.maps("sections")
    _refuse_twins(sections, "id")
    _refuse_twins([item for section in sections for item in section.maps("questions")], "id")
    return entry


def _section(item: LocatedMap) -> SectionEntry:
    item.only("id", "title", "questions")
    questions = tuple(_question(question) for question in item.maps("questions"))
    return SectionEntry(item.key(), item.texts("title"), questions)


def _question(item: LocatedMap) -> QuestionEntry:
    item.only("id", "text", "skippable", "follow_ups")
    return QuestionEntry(item.key(), item.texts("text"), item.flag("skippable"), item.texts_list("follow_ups"))


def _propositions(
    root: LocatedMap, questions: Collection[str] | None, *, guide_here: bool
) -> tuple[PropositionEntry, ...]:
    what = "question in this file's guide called" if guide_here else "question in the study's guide called"
    items = root.maps("propositions")
    found = tuple(
        PropositionEntry(
            key=item.only("id", "text", "asked_in", "source").key(),
            text=item.texts("text"),
            asked_in=item.words("asked_in", among=questions, what=what) if item.has("asked_in") else None,
            source=item.text("source", default="") if item.has("source") else None,
        )
        for item in items
    )
    _refuse_twins(items, "id")
    return found


def _hypotheses(root: LocatedMap, propositions: Collection[str] | None) -> tuple[HypothesisEntry, ...]:
    items = root.maps("hypotheses")
    found = tuple(
        HypothesisEntry(
            key=item.only("id", "text", "source", "evidence").key(),
            text=item.texts("text"),
            source=item.text("source", default=""),
            evidence=tuple(_evidence(part, propositions) for part in item.maps("evidence")),
        )
        for item in items
    )
    _refuse_twins(items, "id")
    for item in items:
        _refuse_twins(item.maps("evidence"), "proposition")
    return found


def _evidence(item: LocatedMap, propositions: Collection[str] | None) -> EvidenceEntry:
    item.only("proposition", "supports", "qualifies", "contradicts")
    stances = {field: item.choices(field, Stance) for field in ("supports", "qualifies", "contradicts")}
    named = item.word("proposition", among=propositions, what="proposition")
    used = Counter(stance for found in stances.values() for stance in found)
    if not used:
        item.fault("", "Say which stances support, qualify or contradict the hypothesis.")
    for stance, times in used.items():
        if times > 1:
            item.fault("", f"'{stance}' cannot bear on the hypothesis in two ways at once.")
    if Stance.SILENT in used:
        item.fault("", "Silence is no evidence; silent cases are named in every table of a hypothesis anyway.")
    return EvidenceEntry(named, **stances)


def _refuse_twins(items: Iterable[LocatedMap], field: str) -> None:
    first: dict[str, int] = {}
    for item in items:
        value = item.text(field, default="")
        if value and value in first:
            item.fault(field, f"'{value}' is there already, in line {first[value]}.")
        first.setdefault(value, item.line)
