"""The word of the vocabulary that draws: ``figure``. Figures read in black and white, and their numbers are in the
evidence as a table.
"""

from __future__ import annotations

import base64
import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dragoman.analysis.mentions import MentionUnit
from dragoman.analysis.positions import stands
from dragoman.errors import WrongUse
from dragoman.model.proposition import Stance
from dragoman.report.computation import Computation
from dragoman.report.markdown import escaped
from dragoman.report.mention_values import mention_lines, mentions_table, unit_named
from dragoman.report.tables import positions_table
from dragoman.report.value import ComputedValue

SHADES = ("#1a1a1a", "#6e6e6e", "#ffffff", "#b0b0b0", "#dedede")
"""Fills told apart in black and white; every bar has an outline and its number on it."""
_WIDTH = 420
_BAR, _LINE, _GAP = 20, 14, 6
_DARK = 2
_FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
_LABEL_CHARACTERS = 40
_LABEL_LINES = 3


def figure(
    computation: Computation,
    kind: str,
    *,
    unit: str = "mentions",
    actors: Sequence[str] | None = None,
    by: Sequence[str] | None = None,
    lexicon: str | None = None,
    caption: str | None = None,
) -> str:
    """A figure of "positions" (a bar for each proposition) or "mentions" (a bar for each entry of the lexicon).

    ``unit``, ``actors``, ``by`` and ``lexicon`` belong to mentions. Raises ``WrongUse``.
    """
    figures: dict[str, Callable[[], ComputedValue]] = {
        "positions": lambda: _positions(computation, title),
        "mentions": lambda: _mentions(computation, title, unit_named(unit), actors=actors, by=by, lexicon=lexicon),
    }
    if kind not in figures:
        raise WrongUse(f"there is no figure '{kind}'; {', '.join(figures)} are the figures")
    words = computation.wording
    title = caption or words("positions_figure" if kind == "positions" else f"mentions_figure_{unit_named(unit).value}")
    value = figures[kind]()
    computation.ledger.figures += 1
    shown = words("figure_caption", number=computation.ledger.figures, text=title)
    link = value.linked(escaped(words("evidence_link")))
    alt = _attribute(value.result)
    return f'\n\n![{escaped(shown)} {link}]({placeholder(value)}){{.figure alt="{alt}"}}\n\n'


def placeholder(value: ComputedValue) -> str:
    """What stands in the Markdown for the drawing of a value until the document is written."""
    return f"figure:{value.number}"


def drawn(markdown: str, values: Sequence[ComputedValue], *, png: bool) -> str:
    """The Markdown with every drawing in it as a data URI, as SVG or (for word processors) PNG."""
    import vl_convert

    for value in values:
        if value.drawing is None:
            continue
        drawing = json.dumps(value.drawing)
        if png:
            uri = "data:image/png;base64," + _base64(vl_convert.vegalite_to_png(drawing, scale=3))
        else:
            uri = "data:image/svg+xml;base64," + _base64(vl_convert.vegalite_to_svg(drawing).encode())
        markdown = markdown.replace(f"]({placeholder(value)})", f"]({uri})")
    return markdown


def _positions(computation: Computation, title: str) -> ComputedValue:
    words, material = computation.wording, computation.material
    names = (*(words.stances[stance] for stance in Stance), words("no_position"))
    labels = _labels({key: words.text(found.text) for key, found in material.propositions.items()})
    bars: list[_Bar] = []
    sentences = []
    for key, proposition in material.propositions.items():
        found = [stand for stand in stands(material, proposition) if stand.asked or stand.stance is not None]
        numbers = [sum(stand.stance is stance for stand in found) for stance in (*Stance, None)]
        parts = zip(names, numbers, accumulate([0, *numbers[:-1]]), strict=True)
        bars += [_Bar(labels[key], *part) for part in parts if part[1]]
        shown = ", ".join(f"{name.lower()} {number}" for name, number in zip(names, numbers, strict=True) if number)
        sentences.append(f"{words.text(proposition.text)} {shown}")
    if not sentences:
        raise WrongUse("there is nothing to draw: the study has no propositions yet")
    table = positions_table(computation, title)
    used = [name for name in names if name != names[-1] or any(bar.name == name for bar in bars)]
    drawing = _stacked_bars(bars, used, list(labels.values()), axis=words("respondents"))
    return computation.ledger.drawn_as(table, drawing, result=words("positions_figure_alt", text="; ".join(sentences)))


def _mentions(
    computation: Computation,
    title: str,
    unit: MentionUnit,
    *,
    actors: Sequence[str] | None,
    by: Sequence[str] | None,
    lexicon: str | None,
) -> ComputedValue:
    words = computation.wording
    lines = mention_lines(computation, actors=actors, by=by, lexicon=lexicon)
    numbers = [(line.label, round(line.value(unit), 1)) for line in lines]
    numbers.sort(key=lambda each: (-each[1], each[0]))
    if not numbers:
        raise WrongUse("there is nothing to draw: respondents mention nothing that is in the lexicon")
    table = mentions_table(computation, title, actors=actors, by=by, lexicon=lexicon)
    text = ", ".join(f"{label} {number:g}" for label, number in numbers)
    drawing = _bars(numbers, axis=words(unit.value))
    return computation.ledger.drawn_as(table, drawing, result=words("mentions_figure_alt", text=text))


@dataclass(frozen=True, slots=True)
class _Bar:
    """A part of a stacked bar: in which row, of which stance, how many, from where on."""

    row: str
    name: str
    number: int
    start: int


def _bars(numbers: Sequence[tuple[str, float]], *, axis: str) -> Mapping[str, Any]:
    import altair

    labels = _labels({label: label for label, _ in numbers})
    data = altair.InlineData(values=[{"row": labels[label], "number": number} for label, number in numbers])
    base = altair.Chart(data).encode(
        y=_rows(list(labels.values())),
        x=altair.X("number:Q", title=axis, axis=altair.Axis(tickMinStep=1, grid=False)),
    )
    bars = base.mark_bar(fill=SHADES[1], stroke=SHADES[0], size=_BAR)
    texts = base.mark_text(align="left", dx=4).encode(text=altair.Text("number:Q", format=",.3~f"))
    return _finished([bars, texts], list(labels.values()))


def _stacked_bars(bars: Sequence[_Bar], names: Sequence[str], rows: list[str], *, axis: str) -> Mapping[str, Any]:
    import altair

    values = [
        {
            "row": bar.row,
            "name": bar.name,
            "number": bar.number,
            "start": bar.start,
            "end": bar.start + bar.number,
            "middle": bar.start + bar.number / 2,
            "dark": names.index(bar.name) < _DARK,
        }
        for bar in bars
    ]
    x = altair.X("start:Q", title=axis, axis=altair.Axis(tickMinStep=1, grid=False, format="d"))
    legend = altair.Legend(orient="top", symbolStrokeColor=SHADES[0])
    shades = altair.Scale(domain=list(names), range=list(SHADES[: len(names)]))
    fill = altair.Fill("name:N", scale=shades, title=None, legend=legend)
    ink = altair.condition("datum.dark", altair.value("white"), altair.value("black"))
    chart = altair.Chart(altair.InlineData(values=values)).encode(y=_rows(rows))
    drawn_bars = chart.mark_bar(stroke=SHADES[0], size=_BAR).encode(x=x, x2="end:Q", fill=fill)
    texts = chart.mark_text().encode(x="middle:Q", text="number:Q", color=ink)
    return _finished([drawn_bars, texts], rows)


def _finished(layers: list[Any], rows: list[str]) -> Mapping[str, Any]:
    import altair

    lines = max(_lines(row) for row in rows)
    finished: dict[str, Any] = (
        altair.layer(*layers, *_row_labels(rows))
        .properties(width=_WIDTH, height=altair.Step(max(_BAR, lines * _LINE) + _GAP), background="white")
        .configure(font=_FONT)
        .configure_view(strokeWidth=0)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
        .configure_text(fontSize=12)
        .to_dict()
    )
    return finished


def _rows(rows: list[str]) -> Any:
    import altair

    return altair.Y("row:N", sort=rows, title=None, axis=None, scale=altair.Scale(domain=rows))


def _row_labels(rows: list[str]) -> Iterator[Any]:
    """Labels of several lines beside the bars, in the middle of them: an axis of Vega would begin at the middle."""
    import altair

    for lines in sorted({_lines(row) for row in rows}):
        data = altair.InlineData(values=[{"row": row} for row in rows if _lines(row) == lines])
        text = altair.Chart(data).mark_text(align="right", lineBreak="\n", lineHeight=_LINE, dy=_LINE * (1 - lines) / 2)
        yield text.encode(y=_rows(rows), x=altair.value(-8), text="row:N")


def _lines(label: str) -> int:
    return label.count("\n") + 1


def _labels(texts: Mapping[str, str]) -> dict[str, str]:
    """A label of a few short lines for each text; the key itself where two would look the same."""
    made = {key: _wrapped(text) or key for key, text in texts.items()}
    common = Counter(made.values())
    return {key: label if common[label] == 1 else key for key, label in made.items()}


def _wrapped(text: str) -> str:
    lines = textwrap.wrap(text, _LABEL_CHARACTERS, max_lines=_LABEL_LINES, placeholder=" …", break_on_hyphens=False)
    return "\n".join(lines)


def _attribute(text: str) -> str:
    """A text in an attribute of Markdown: no quotes, backslashes or line breaks that could end it."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
