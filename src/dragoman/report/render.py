"""Rendering: a template becomes a chapter on disk, and the study keeps what it said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import Refused, WrongUse
from dragoman.model.rendering import Rendering
from dragoman.report.appendix import with_appendix
from dragoman.report.chapter import Chapter, compute_chapter, read_template
from dragoman.report.figures import drawn
from dragoman.report.finding import CheckFinding
from dragoman.report.html_page import html_page
from dragoman.report.output_file import write_all
from dragoman.report.sidecar import sidecar, value_records
from dragoman.report.unsearched import refuse_unsearched
from dragoman.report.value import ComputedValue
from dragoman.report.word_document import word_document
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class Rendered:
    """A chapter on disk. ``sidecars`` hold the values for machines; ``warnings`` ask a person to look.

    ``chain_head`` is the end of the event log that the values were computed at, before the rendering was logged.
    """

    outputs: tuple[Path, ...]
    sidecars: tuple[Path, ...]
    values: tuple[ComputedValue, ...]
    warnings: tuple[CheckFinding, ...]
    chain_head: str


def render(
    study: OpenStudy,
    template: Path,
    outputs: Sequence[Path],
    *,
    lang: str = "en",
    on_output: Callable[[Path], None] | None = None,
) -> Rendered:
    """Fill a template in and write it as HTML, DOCX or Markdown, each output by the ending of its name.

    Beside each ``OUT.html`` (or .docx, .md) stands ``OUT.values.json``. Files are written whole or not at all and
    replace older ones; they are not encrypted. ``on_output`` is told of each before it is made. Raises ``WrongUse``
    for a template or an output that cannot be, ``Refused`` where consent or disclosure forbids what is asked for.
    """
    text = read_template(template)
    _refuse_outputs(study, template, outputs)
    with study.read() as session:
        refuse_unsearched(session)
        chapter = compute_chapter(session, text, template.name, lang=lang)
    files = {}
    for path in outputs:
        if on_output is not None:
            on_output(path)
        files[path] = _WRITERS[path.suffix.lower()](chapter)
    sidecars = tuple(dict.fromkeys(path.with_suffix(".values.json") for path in outputs))
    data = sidecar(chapter, [path.name for path in outputs])
    _keep(study, chapter, {**files, **dict.fromkeys(sidecars, data)}, [path.name for path in outputs])
    return Rendered(tuple(outputs), sidecars, chapter.values, chapter.notices, chapter.chain_head)


def _keep(study: OpenStudy, chapter: Chapter, files: Mapping[Path, bytes], names: list[str]) -> None:
    """Write the files and the record of the rendering: both or neither."""
    details = {"template_sha256": chapter.template_sha256, "outputs": names, "values": len(chapter.values)}
    with study.change("findings.render", subject=chapter.template, **details) as change:
        change.session.add(
            Rendering(
                template=chapter.template,
                template_sha256=chapter.template_sha256,
                outputs=names,
                values=value_records(chapter.values),
                chain_head=chapter.chain_head,
                actor=study.actor,
            )
        )
        change.session.flush()
        write_all(files)


def _markdown(chapter: Chapter) -> bytes:
    return drawn(with_appendix(chapter), chapter.values, png=False).encode()


_WRITERS: Mapping[str, Callable[[Chapter], bytes]] = {
    ".html": html_page,
    ".docx": word_document,
    ".md": _markdown,
}


def _refuse_outputs(study: OpenStudy, template: Path, outputs: Sequence[Path]) -> None:
    if not outputs:
        raise WrongUse("Say where the chapter goes, for example `-o findings.html`. Nothing was rendered.")
    for path in outputs:
        if path.suffix.lower() == ".pdf":
            raise WrongUse(
                f"{path.name}: PDF is not written yet. Nothing was rendered. Render HTML and print that to PDF."
            )
        if path.suffix.lower() not in _WRITERS:
            raise WrongUse(f"{path.name}: a chapter is written as {', '.join(_WRITERS)}. Nothing was rendered.")
        if not path.parent.is_dir():
            raise WrongUse(f"The folder {path.parent} does not exist. Nothing was rendered. Create it first.")
        if path.resolve() == template.resolve():
            raise WrongUse(f"{path} is the template itself. Nothing was rendered. Give the chapter another name.")
        if path.is_dir():
            raise WrongUse(f"{path} is a folder. Nothing was rendered. Give the chapter a name of its own.")
        if study.path.resolve() in path.resolve().parents:
            raise Refused(
                f"{path} lies inside the study, which holds nothing that is not encrypted; a chapter is. Nothing was "
                "rendered. Choose a place outside the study's folder."
            )
