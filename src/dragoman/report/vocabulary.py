"""The vocabulary of findings: the words that a template may use, and how a call of one becomes a query."""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Union, get_args, get_origin, get_type_hints

from dragoman.errors import DragomanError, Refused, WrongUse
from dragoman.report.computation import Computation
from dragoman.report.counting import count, share, who
from dragoman.report.figures import figure
from dragoman.report.finding import Kind
from dragoman.report.hypothesis import hypothesis
from dragoman.report.mention_values import mentions
from dragoman.report.quoting import quote
from dragoman.report.sentence import ended
from dragoman.report.tables import table

WORDS: Mapping[str, Callable[..., str]] = {
    "count": count,
    "share": share,
    "who": who,
    "quote": quote,
    "mentions": mentions,
    "table": table,
    "figure": figure,
    "hypothesis": hypothesis,
}

OnFault = Callable[[Kind, int, DragomanError], None]
"""Told of a call that cannot be computed: what kind of finding it is, its line, what is wrong."""


def bound_vocabulary(
    computation: Computation, template: str, on_fault: OnFault | None
) -> dict[str, Callable[..., str]]:
    """The words, ready to be called from a template named ``template``.

    A call that cannot be computed raises ``WrongUse`` or ``Refused`` with file and line; with ``on_fault`` it is
    reported there instead and leaves nothing in the text.
    """
    return {name: _callable(computation, template, name, function, on_fault) for name, function in WORDS.items()}


def query(name: str, function: Callable[..., str], arguments: Mapping[str, Any]) -> str:
    """A call in the one form in which it is kept: arguments in their order, those at their default left out."""
    shown = []
    for parameter in _parameters(function):
        value = arguments.get(parameter.name, parameter.default)
        if value == parameter.default:
            continue
        written = json.dumps(value, ensure_ascii=False)
        positional = parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        shown.append(written if positional else f"{parameter.name}={written}")
    return f"{name}({', '.join(shown)})"


def _callable(
    computation: Computation, template: str, name: str, function: Callable[..., str], on_fault: OnFault | None
) -> Callable[..., str]:
    def call(*positional: Any, _line: int, **named: Any) -> str:
        computation.ledger.line = _line
        try:
            arguments = _arguments(name, function, positional, named)
            computation.ledger.query = query(name, function, arguments)
            return function(computation, *positional, **named)
        except DragomanError as error:
            if on_fault is None:
                kind = Refused if isinstance(error, Refused) else WrongUse
                raise kind(f"{template}, line {_line}: {ended(str(error))} Nothing was rendered.") from None
            on_fault(_kind(name, error), _line, error)
            return ""

    return call


def _kind(name: str, error: DragomanError) -> Kind:
    if isinstance(error, Refused):
        return Kind.CONSENT if name == "quote" else Kind.DISCLOSURE
    return Kind.NOT_VERBATIM if name == "quote" and " does not say " in str(error) else Kind.TEMPLATE


def _arguments(
    name: str, function: Callable[..., str], positional: Sequence[Any], named: Mapping[str, Any]
) -> Mapping[str, Any]:
    try:
        bound = inspect.Signature(_parameters(function)).bind(*positional, **named)
    except TypeError as error:
        raise WrongUse(
            f"{name} was called with the wrong arguments ({error}); it is {_usage(name, function)}"
        ) from None
    hints = get_type_hints(function)
    for argument, value in bound.arguments.items():
        if not _fits(value, hints[argument]):
            raise WrongUse(f"{name} cannot take {value!r} as {argument}; it is {_usage(name, function)}")
    return bound.arguments


def _parameters(function: Callable[..., str]) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())[1:]


def _usage(name: str, function: Callable[..., str]) -> str:
    shown = []
    for parameter in _parameters(function):
        default = "" if parameter.default in (None, inspect.Parameter.empty) else f"={json.dumps(parameter.default)}"
        keyword = parameter.kind is inspect.Parameter.KEYWORD_ONLY
        shown.append(f"{parameter.name}{default or '=…' * keyword}")
    return f"{name}({', '.join(shown)})"


def _fits(value: object, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return any(_fits(value, each) for each in get_args(hint))
    if origin is not None and issubclass(origin, Sequence):
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    return isinstance(value, hint) and not (hint is int and isinstance(value, bool))
