"""Transcripts as plain text, with or without times and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.intake.speaker_labels import labels_in_use, leading_label
from dragoman.intake.stamped_lines import StampedLine, leading_stamp, read_stamps
from dragoman.model.turn import Turn

_LINES_OF_A_PARAGRAPH = 20


def plain_text_turns(text: str, *, name: str) -> list[Turn]:
    """The turns of a plain text.

    Times at the starts of lines are read in the ways of ``read_stamps``, speakers where "Name:" is used as
    ``labels_in_use`` tells. A line that names nobody goes on with the turn before, or with its speaker where it has a
    time; but a paragraph whose beginning looks like a label that is not in use becomes an unnamed turn, since another
    voice may be speaking. A text with neither times nor speakers gives an unnamed turn for each paragraph, or for each
    line where it has no paragraphs. What stands before the first label is kept as unnamed turns. ``name`` is the
    file's name. Raises ``WrongUse`` with the line for broken times.
    """
    return turns_of_lines(read_stamps(text.split("\n"), name=name))


def turns_of_lines(lines: Sequence[StampedLine]) -> list[Turn]:
    """The turns of lines whose times are read already; a line may bring its label along, as a table's row does."""
    by_paragraph = _has_paragraphs(lines)
    used = labels_in_use(_blocks(lines, by_paragraph))
    drafts: list[_Draft] = []
    after_blank = True
    for line in lines:
        if _is_blank(line):
            after_blank = True
            continue
        opens = after_blank or not by_paragraph
        named = _labelled(line, used)
        doubtful = named.label is None and bool(used) and leading_label(named.text) is not None
        _take(drafts, named, opens=opens, doubtful=doubtful and (opens or line.start_ms is not None))
        after_blank = False
    return [turn for draft in drafts for turn in draft.turns()]


def _has_paragraphs(lines: Sequence[StampedLine]) -> bool:
    """Whether blank lines part the text into paragraphs, rather than set off a title or two."""
    paragraphs = written = 0
    blank = True
    for line in lines:
        was_blank, blank = blank, not line.text.strip()
        written += not blank
        paragraphs += was_blank and not blank
    return paragraphs > 1 and written <= _LINES_OF_A_PARAGRAPH * paragraphs


def _blocks(lines: Sequence[StampedLine], by_paragraph: bool) -> Iterator[list[str]]:
    """What should begin with a label, were labels used: a line with a time, else a paragraph, else any line."""
    first = next((line for line in lines if not _is_blank(line)), None)
    by_line = not by_paragraph and (first is None or first.start_ms is None)
    block: list[str] = []
    opens = True
    for line in lines:
        if block and (opens or by_line or line.start_ms is not None):
            yield block
            block = []
        opens = (by_paragraph and _is_blank(line)) or line.label is not None
        if line.text.strip() and line.label is None:
            block.append(line.text)
    if block:
        yield block


def _is_blank(line: StampedLine) -> bool:
    return not line.text.strip() and line.start_ms is None and line.label is None


def _labelled(line: StampedLine, used: frozenset[str]) -> StampedLine:
    """The line with its label taken off, and a time that follows the label."""
    if line.label is not None:
        return line
    found = leading_label(line.text)
    if found is None or found[0] not in used:
        return line
    label, words = found
    stamp = leading_stamp(words) if line.start_ms is None else None
    start, words = stamp if stamp is not None else (line.start_ms, words)
    return StampedLine(words, start, line.end_ms, label)


@dataclass(slots=True)
class _Draft:
    """A turn in the making. ``headed``: a label or a time began it; ``named``: a label of its own."""

    speaker: str | None
    start_ms: int | None
    end_ms: int | None
    headed: bool = False
    named: bool = False
    lines: list[str] = field(default_factory=list)

    def turns(self) -> Iterable[Turn]:
        text = " ".join(" ".join(self.lines).split())
        return [Turn(text, self.speaker, self.start_ms, self.end_ms)] if text else []


def _take(drafts: list[_Draft], line: StampedLine, *, opens: bool, doubtful: bool) -> None:
    """Let the line begin a turn or go on with the last one.

    ``opens``: it begins a paragraph, or all lines do; ``doubtful``: it begins with what may be the label of a speaker.
    """
    last = drafts[-1] if drafts else None
    if line.start_ms is not None:
        goes_on = last is not None and line.label is None and line.end_ms is None and not doubtful
        speaker = last.speaker if goes_on and last is not None else line.label
        drafts.append(_Draft(speaker, line.start_ms, line.end_ms, headed=True, named=line.label is not None))
    elif line.label is not None:
        if last is not None and last.start_ms is not None and not last.named and not last.lines:
            last.speaker, last.named = line.label, True
        else:
            drafts.append(_Draft(line.label, None, None, headed=True, named=True))
    elif last is None or (opens and not last.headed) or doubtful:
        drafts.append(_Draft(None, None, None, headed=doubtful))
    if line.text.strip():
        drafts[-1].lines.append(line.text)
