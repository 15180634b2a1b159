"""The word of the vocabulary that draws: ``figure``. Figures read in black and white, and their numbers are in the
evidence as a table.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
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
_WIDTH = 480
_FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
_LONGEST_LABEL = 60


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
    title = caption or words(f"{kind}_figure", unit=words(unit_named(unit).value).lower())
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
    rows, sentences = [], []
    for proposition in material.propositions.values():
        found = [stand for stand in stands(material, proposition) if stand.asked or stand.stance is not None]
        numbers = [sum(stand.stance is stance for stand in found) for stance in (*Stance, None)]
        text = _shortened(words.text(proposition.text))
        start = 0
        for order, (name, number) in enumerate(zip(names, numbers, strict=True)):
            rows.append(
                {"row": text, "name": name, "number": number, "order": order, "start": start, "end": start + number}
            )
            start += number
        shown = ", ".join(f"{name.lower()} {number}" for name, number in zip(names, numbers, strict=True) if number)
        sentences.append(f"{text}: {shown}")
    if not rows:
        raise WrongUse("there is nothing to draw: the study has no propositions yet")
    table = positions_table(computation, title)
    drawing = _stacked_bars(rows, names, axis=words("respondents"))
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


def _bars(numbers: Sequence[tuple[str, float]], *, axis: str) -> Mapping[str, Any]:
    import altair

    data = altair.InlineData(values=[{"label": label, "number": number} for label, number in numbers])
    base = altair.Chart(data).encode(
        y=altair.Y("label:N", sort=None, title=None, axis=altair.Axis(labelLimit=240)),
        x=altair.X("number:Q", title=axis, axis=altair.Axis(tickMinStep=1, grid=False)),
    )
    bars = base.mark_bar(fill=SHADES[1], stroke=SHADES[0])
    texts = base.mark_text(align="left", dx=4).encode(text=altair.Text("number:Q", format=",.3~f"))
    return _finished(bars + texts)


def _stacked_bars(rows: Sequence[Mapping[str, Any]], names: Sequence[str], *, axis: str) -> Mapping[str, Any]:
    import altair

    data = altair.InlineData(
        values=[dict(row, middle=(row["start"] + row["end"]) / 2) for row in rows if row["number"]]
    )
    y = altair.Y("row:N", sort=None, title=None, axis=altair.Axis(labelLimit=320))
    scale = altair.Scale(domain=list(names), range=list(SHADES))
    bars = (
        altair.Chart(data)
        .mark_bar(stroke=SHADES[0])
        .encode(
            y=y,
            x=altair.X("start:Q", title=axis, axis=altair.Axis(tickMinStep=1, grid=False, format="d")),
            x2="end:Q",
            fill=altair.Fill(
                "name:N", scale=scale, title=None, legend=altair.Legend(orient="top", symbolStrokeColor=SHADES[0])
            ),
        )
    )
    dark = altair.datum.order < 2
    texts = (
        altair.Chart(data)
        .mark_text()
        .encode(
            y=y,
            x="middle:Q",
            text="number:Q",
            color=altair.condition(dark, altair.value("white"), altair.value("black")),
        )
    )
    return _finished(bars + texts)


def _finished(chart: Any) -> Mapping[str, Any]:
    finished: dict[str, Any] = (
        chart.properties(width=_WIDTH, background="white")
        .configure(font=_FONT)
        .configure_view(strokeWidth=0)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
        .configure_text(fontSize=12)
        .to_dict()
    )
    return finished


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_LABEL:
        return text
    return text[:_LONGEST_LABEL].rsplit(" ", 1)[0] + " …"


def _attribute(text: str) -> str:
    """A text in an attribute of Markdown: no quotes, backslashes or line breaks that could end it."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
