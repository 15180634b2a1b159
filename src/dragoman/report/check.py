"""Checking a template: what a chapter must not say, or should not say without another look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.analysis.material import Material, load_material
from dragoman.errors import DragomanError, Refused, WrongUse
from dragoman.model.consent import ConsentForm
from dragoman.model.guide import FollowUp, Guide, Question
from dragoman.model.rendering import Rendering
from dragoman.report.chapter import compute_chapter, read_template
from dragoman.report.finding import CheckFinding, Kind, Severity
from dragoman.report.prose import Prose, prose_of
from dragoman.report.sentence import sentence
from dragoman.report.sidecar import value_records
from dragoman.report.typed_numbers import typed_numbers
from dragoman.report.typed_quotes import typed_quotes
from dragoman.report.unsearched import refuse_unsearched
from dragoman.report.value import ComputedValue
from dragoman.store.study import OpenStudy

_PROVED = re.compile(
    r"\b(?:dis)?prov(?:e|es|ed|en|ing)\b|\bproofs?\b|\bдоказ(?:ан|ыва|ал|ать|ательств)\w*", re.IGNORECASE
)
_HYPOTHESIS = re.compile(r"hypothes|гипотез|\bH\d", re.IGNORECASE)


def check(study: OpenStudy, template: Path, *, lang: str = "en") -> list[CheckFinding]:
    """Everything that is wrong or doubtful in a template, by line. Nothing is written or stored.

    Errors: calls that cannot be computed, quotes that consent forbids, counts typed by hand, quotes that are not in
    the material. Warnings: values that changed since the last rendering, drafts of translations, anchors to be looked
    at, missing positions, the word "proved". Raises ``WrongUse`` for a file that cannot be read.
    """
    text = read_template(template)
    faults: list[CheckFinding] = []

    def on_fault(kind: Kind, line: int, error: DragomanError) -> None:
        faults.append(CheckFinding(kind, line, sentence(str(error)), Severity.ERROR))

    with study.read() as session:
        try:
            refuse_unsearched(session)
        except Refused as error:
            on_fault(Kind.DISCLOSURE, 1, error)
        prose = prose_of(text)
        material = load_material(session)
        found = [
            *typed_numbers(prose, _denominators(material)),
            *typed_quotes(prose, material, _written(session, material)),
        ]
        found += _proved(prose)
        try:
            chapter = compute_chapter(session, text, template.name, lang=lang, on_fault=on_fault, material=material)
        except WrongUse as error:
            faults.append(_unreadable(template.name, error))
        else:
            found += [*chapter.notices, *_changed(session, template.name, chapter.values)]
    return sorted(
        {*found, *faults}, key=lambda each: (each.line, each.severity is Severity.WARNING, each.kind, each.message)
    )


def _denominators(material: Material) -> set[int]:
    interviewed = material.interviewed()
    asked = {sum(person.asked(each.asked_in) for person in interviewed) for each in material.propositions.values()}
    return {len(interviewed), len(material.people), *asked} - {0, 1}


def _written(session: Session, material: Material) -> list[str]:
    """Texts of the study itself, which a chapter may quote freely."""
    texts = [each.text for each in material.propositions.values()]
    texts += [each.text for each in material.hypotheses.values()]
    texts += [*session.scalars(select(Question.text)), *session.scalars(select(FollowUp.text))]
    texts += [*session.scalars(select(ConsentForm.text)), *session.scalars(select(Guide.introduction))]
    codes = [part for code in material.codes.values() for part in (code.definition, code.use_when, code.use_not_when)]
    return [text for each in texts for text in each.values()] + codes


def _proved(prose: Prose) -> Iterator[CheckFinding]:
    for found in _PROVED.finditer(prose.text):
        if prose.accepted(found.start(), found.end()):
            continue
        start = prose.text.rfind("\n\n", 0, found.start()) + 1
        end = prose.text.find("\n\n", found.end())
        about = _HYPOTHESIS.search(prose.text, start, end if end >= 0 else len(prose.text)) is not None
        yield CheckFinding(
            Kind.WORDING,
            prose.line(found.start()),
            f"'{found.group()}': interviews support or contradict an expectation, they do not prove it. Say which.",
            Severity.ERROR if about else Severity.WARNING,
        )


def _changed(session: Session, template: str, values: tuple[ComputedValue, ...]) -> Iterator[CheckFinding]:
    query = select(Rendering).where(Rendering.template == template).order_by(Rendering.id.desc()).limit(1)
    last = session.scalars(query).first()
    if last is None:
        return
    when = f"{last.rendered_at:%Y-%m-%d %H:%M} UTC"
    before = {(record["query"], record["occurrence"]): record for record in last.values}
    same: list[int] = []
    for record in value_records(values):
        old = before.get((record["query"], record["occurrence"]))
        if old is None or old["input_sha256"] == record["input_sha256"]:
            continue
        if old["result"] == record["result"] and old.get("table") == record.get("table"):
            same.append(record["line"])
        else:
            yield CheckFinding(Kind.CHANGED, record["line"], _change(record, old, when))
    if same:
        yield CheckFinding(Kind.CHANGED, same[0], _still(same, when))


def _change(record: dict[str, Any], old: dict[str, Any], when: str) -> str:
    if old["result"] != record["result"]:
        return f"{record['query']} was '{old['result']}' in the rendering of {when} and is '{record['result']}' now."
    return f"{record['query']} has other numbers than in the rendering of {when}."


def _still(lines: list[int], when: str) -> str:
    places = ", ".join(str(line) for line in dict.fromkeys(lines))
    return (
        f"{len(lines)} value(s) are as they were in the rendering of {when}, but the words behind them changed since: "
        f"line {places}. Render again, so that the evidence shows the words as they are."
    )


def _unreadable(template: str, error: WrongUse) -> CheckFinding:
    message = str(error).removesuffix(" Nothing was rendered.")
    line = re.match(rf"{re.escape(template)}, line (\d+): ", message)
    shown = message[line.end() :] if line else message
    return CheckFinding(Kind.TEMPLATE, int(line.group(1)) if line else 1, sentence(shown), Severity.ERROR)
