"""The evidence appendix: for every value the query in words, who is counted, and the words that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.analysis.evidence import Evidence, Passage, Words
from dragoman.analysis.tape import clock
from dragoman.model.anchor import AnchorState, Span
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM
from dragoman.report.chapter import Chapter
from dragoman.report.markdown import code, escaped, table
from dragoman.report.value import ComputedValue, Group
from dragoman.report.wording import Wording

MUCH_EVIDENCE = 20
"""With more passages than these a value's evidence is shown in short where it stands in full under another value."""

_PASSAGE = '::: {.passage custom-style="Evidence"}'


def with_appendix(chapter: Chapter) -> str:
    """The whole document in Markdown: the study's notice, the chapter, the evidence, how it was made."""
    words = chapter.wording
    level = 1 if has_title(chapter.text) else 2
    shown: dict[int, int] = {}
    parts = [chapter.text.rstrip()]
    if chapter.values:
        parts.append(f"{'#' * level} {words('appendix')} {{#evidence .appendix}}")
        parts.append(escaped(words("appendix_intro")))
        parts += [_Entry(chapter, value, shown).markdown(level + 1) for value in chapter.values]
    parts.append(f"{'#' * level} {words('provenance')} {{#provenance}}")
    parts.append(_provenance(chapter))
    return _with_notice("\n\n".join(parts) + "\n", _notice(chapter))


def has_title(text: str) -> bool:
    """Whether the text begins with a metadata block that holds a title."""
    front = _FRONT_MATTER.match(text)
    return front is not None and re.search(r"^title:", front.group(), re.MULTILINE) is not None


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIRST_HEADING = re.compile(r"\A\s*# [^\n]+\n")


def _with_notice(text: str, notice: str) -> str:
    """The notice under the title: the metadata block, or a first heading."""
    start = _FRONT_MATTER.match(text) or _FIRST_HEADING.match(text)
    end = start.end() if start else 0
    return f"{text[:end]}\n{notice}{text[end:]}" if notice else text


def _notice(chapter: Chapter) -> str:
    return f"::: {{.notice role=note}}\n{escaped(chapter.notice)}\n:::\n\n" if chapter.notice else ""


def _provenance(chapter: Chapter) -> str:
    words = chapter.wording
    made = words(
        "provenance_text",
        version=chapter.program_version,
        date=chapter.made_on,
        template=chapter.template,
        template_sha256=chapter.template_sha256,
        study=chapter.study,
        chain_head=chapter.chain_head,
        values=len(chapter.values),
    )
    return f"::: {{.provenance}}\n{escaped(made)}\n\n{escaped(words('not_encrypted'))}\n:::"


@dataclass(slots=True)
class _Entry:
    """One value in the appendix. ``shown`` tells which segments stand in full already, and under which value: a value
    with much evidence shows those in short.
    """

    chapter: Chapter
    value: ComputedValue
    shown: dict[int, int] = field(default_factory=dict)

    @property
    def words(self) -> Wording:
        return self.chapter.wording

    @property
    def long(self) -> bool:
        """Whether there is so much evidence that what stands elsewhere is not repeated in full."""
        return sum(len(evidence.passages) for group in self.value.groups for evidence in group.evidence) > MUCH_EVIDENCE

    def markdown(self, level: int) -> str:
        """The entry between its heading and the link back."""
        value = self.value
        title = f"{value.number}. {_shortened(value.title)}"
        parts = [f"{'#' * level} {escaped(title)} {{#{value.id} .evidence}}"]
        parts.append(self._query())
        parts += [self._group(group) for group in value.groups]
        if value.grid is not None and value.drawing is not None:
            parts.append(table(value.grid, escaped(self.words("in_numbers"))).strip())
        if f"{{#value-{value.number} " in self.chapter.text:
            parts.append(f"[{escaped(self.words('back'))}](#value-{value.number}){{.back}}")
        return "\n\n".join(parts)

    def _query(self) -> str:
        value, words = self.value, self.words
        line = words("on_line", line=value.line, template=self.chapter.template)
        return "\n".join(
            [
                f"{escaped(value.meaning)}\\",
                f"**{words('counted')}:** {escaped(value.rule)}\\",
                f"**{words('asked_of_material')}:** {code(value.query)} ({escaped(line)})",
            ]
        )

    def _group(self, group: Group) -> str:
        return "\n\n".join([f"**{escaped(group.title)}**", *(self._evidence(each) for each in group.evidence)])

    def _evidence(self, evidence: Evidence) -> str:
        if not evidence.passages:
            return f"{_PASSAGE}\n{escaped(', '.join(evidence.participants))} {self._warning('gone')}\n:::"
        warnings = self._warning("review") if evidence.state is AnchorState.REVIEW else ""
        return "\n\n".join(
            "\n".join([_PASSAGE, *self._passage(evidence, passage, warnings), ":::"]) for passage in evidence.passages
        )

    def _passage(self, evidence: Evidence, passage: Passage, warnings: str) -> Iterator[str]:
        where = f"[**{escaped(_place(passage))}**]{{.where}}"
        if passage.withheld:
            yield f"{where} [{escaped(self.words('withheld'))}]{{.withheld}} {warnings}"
            return
        if passage.original is None and passage.translated is None:
            yield f"{where} [{escaped(self.words('no_text'))}]{{.withheld}}"
            return
        if evidence.layer in (VERBATIM, EDITED):
            warnings += " " + self._warning("not_shared")
        segment = passage.segment.segment_id
        if segment in self.shown and self.long:
            yield f"{where} {self._in_short(passage)} ({self._above(self.shown[segment])}) {warnings}"
            return
        self.shown.setdefault(segment, self.value.number)
        yield f"{where} {warnings}"
        yield ""
        yield "::::: pair"
        for words in (passage.original, passage.translated):
            if words is not None:
                yield from self._reading(words)
        yield ":::::"

    def _reading(self, words: Words) -> Iterator[str]:
        yield f":::: {{.reading lang={words.language}}}"
        yield _highlighted(words.text, words.spans)
        yield ""
        yield f"[{escaped(self._origin(words))}]{{.origin lang={self.words.language}}}"
        yield "::::"
        yield ""

    def _origin(self, words: Words) -> str:
        name = self.words.name_of(words.language)
        if words.layer == PSEUDONYMISED:
            return name
        origin = self.words("origin", language=name, origin=words.origin)
        if words.stale:
            return f"{origin}; {self.words('stale')}"
        if words.accepted_by is None:
            return f"{origin}; {self.words('draft')}"
        return f"{origin}; {self.words('accepted', who=words.accepted_by)}"

    def _in_short(self, passage: Passage) -> str:
        for words in (passage.original, passage.translated):
            if words is not None and words.spans:
                said = " […] ".join(words.text[span.start : span.end] for span in words.spans)
                return f"[{escaped(self.words.quoted(said))}]{{.quoted lang={words.language}}}"
        return ""

    def _above(self, number: int) -> str:
        return self.words("shown_above", link=f"[{number}](#evidence-{number})")

    def _warning(self, phrase: str) -> str:
        return f"[{escaped(self.words(phrase))}]{{.warning}}"


def _place(passage: Passage) -> str:
    segment = passage.segment
    speaker = "" if segment.speaker == segment.interview else segment.speaker
    return " · ".join(part for part in (segment.name, speaker, clock(passage.tape_ms)) if part)


def _highlighted(text: str, spans: tuple[Span, ...]) -> str:
    shown, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start < at or span.start >= span.end:
            continue
        shown.append(_kept(text[at : span.start]))
        shown.append(f"[{_kept(text[span.start : span.end])}]{{.mark}}")
        at = span.end
    return "".join([*shown, _kept(text[at:])]).strip() or "\\ "


def _kept(text: str) -> str:
    """Escaped, with the space at either end that joins it to its neighbours."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{escaped(text)}{after}"


def _shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
