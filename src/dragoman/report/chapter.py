"""The chapter: a template filled in from the material, with its values, its warnings and its provenance."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dragoman.analysis.material import Material, load_material
from dragoman.errors import WrongUse
from dragoman.model.base import now
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.model.study_profile import StudyProfile
from dragoman.report.computation import Computation
from dragoman.report.finding import CheckFinding, Kind
from dragoman.report.template import fill_in
from dragoman.report.value import ComputedValue
from dragoman.report.vocabulary import OnFault, bound_vocabulary
from dragoman.report.wording import Wording
from dragoman.report.wording_of import wording_of
from dragoman.store.events import chain_head

LARGEST_TEMPLATE = 2_000_000
"""Bytes; a chapter of a book has about a hundred thousand."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as Markdown, without its appendix. ``template`` is the file's name, never its folder."""

    template: str
    template_sha256: str
    wording: Wording
    text: str
    values: tuple[ComputedValue, ...]
    notices: tuple[CheckFinding, ...]
    study: str
    notice: str
    chain_head: str
    program_version: str
    made_on: str


def compute_chapter(
    session: Session,
    text: str,
    name: str,
    *,
    lang: str = "en",
    on_fault: OnFault | None = None,
    material: Material | None = None,
) -> Chapter:
    """Fill a template in. With ``on_fault`` calls that cannot be computed are reported and left empty; ``material``
    spares reading it again.

    Raises ``WrongUse`` or ``Refused``, with file and line.
    """
    phrases = wording_of(lang)
    computation = Computation(session, material or load_material(session), phrases)
    _notice_undecided(session, computation)
    filled = fill_in(text, name, bound_vocabulary(computation, name, on_fault))
    profile = session.scalars(select(StudyProfile)).first()
    return Chapter(
        template=name,
        template_sha256=hashlib.sha256(text.encode()).hexdigest(),
        wording=phrases,
        text=_unique_targets(filled),
        values=tuple(computation.ledger.values),
        notices=computation.ledger.notices,
        study=profile.title if profile else "",
        notice=profile.notice if profile else "",
        chain_head=chain_head(session),
        program_version=version("dragoman"),
        made_on=f"{now():%Y-%m-%d}",
    )


def _notice_undecided(session: Session, computation: Computation) -> None:
    query = select(func.count()).select_from(RedactedSpan).where(RedactedSpan.decision == Decision.SUGGESTED)
    waiting = session.scalar(query) or 0
    if waiting:
        computation.ledger.notice(
            Kind.DISCLOSURE,
            f"{waiting} suggested redaction(s) wait for a person's decision; until then these words are replaced. Look "
            "at them with `dragoman pseudonymise --list`.",
        )


def read_template(path: Path) -> str:
    """The text of a template. Raises ``WrongUse`` where it cannot be read as UTF-8 text."""
    if not path.is_file():
        raise WrongUse(f"There is no template at {path}. Write one in Markdown, or check the path.")
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_TEMPLATE + 1)
    except OSError as error:
        raise WrongUse(f"{path} cannot be read ({error.strerror}). Nothing was rendered.") from None
    if len(data) > LARGEST_TEMPLATE:
        raise WrongUse(
            f"{path} is larger than a template can be ({LARGEST_TEMPLATE} bytes). Nothing was rendered. Is it the "
            "right file?"
        )
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise WrongUse(
            f"{path} is not text in UTF-8 (byte {error.start}). Nothing was rendered. Save it as UTF-8 and try again."
        ) from None
    if not text.strip() or "\0" in text:
        what = "holds NUL bytes, so it is no text" if text.strip() else "is empty"
        raise WrongUse(f"{path} {what}. Nothing was rendered. Is it the right file?")
    return text


_TARGET = re.compile(r"\{#value-(\d+) ")


def _unique_targets(text: str) -> str:
    """A value that is shown twice keeps its place to come back to at the first."""
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        if found.group(1) in seen:
            return "{"
        seen.add(found.group(1))
        return found.group()

    return _TARGET.sub(once, text)
