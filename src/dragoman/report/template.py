"""Templates: Markdown with Jinja in which nothing can be said but the vocabulary of findings.

Jinja's own sandbox (Jinja documentation, "Sandbox") guards attributes and mutable values; on top of it the syntax
tree is read before it runs, and only what a findings chapter needs may stand in it: texts, numbers, lists, calls of the
vocabulary, conditions, and loops over lists that are written out. So a template can reach nothing, and ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dragoman.errors import WrongUse
from dragoman.report.sentence import ended

DEEPEST_LOOPS = 2
"""How many loops may stand inside each other."""

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.Name,
    nodes.Call,
    nodes.Keyword,
    nodes.List,
    nodes.Tuple,
    nodes.For,
    nodes.If,
    nodes.Assign,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.Concat,
)
_IDENTIFIER = re.compile(r"\{#(?=[^\s#{}][^#{}]*\})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def fill_in(text: str, name: str, vocabulary: Mapping[str, Callable[..., str]]) -> str:
    """The template with every call replaced by what it computes. ``name`` is the file's name, for messages.

    Every function of the vocabulary is called with a keyword ``_line``, the line of the call. HTML comments are left
    out; a Pandoc identifier such as ``{#introduction}`` is not taken for a Jinja comment. Raises ``WrongUse``, with
    file and line, for anything that is not part of the vocabulary.
    """
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    try:
        tree = environment.parse(_IDENTIFIER.sub('{{ "{#" }}', without_comments(text)), name)
        _refuse_foreign(tree, name, vocabulary)
        for call in tree.find_all(nodes.Call):
            call.kwargs.append(nodes.Keyword("_line", nodes.Const(call.lineno), lineno=call.lineno))
        return environment.from_string(tree, globals=dict(vocabulary)).render()
    except TemplateSyntaxError as error:
        raise at_line(name, error.lineno, f"the template cannot be read: {error.message}") from None
    except TemplateError as error:
        raise WrongUse(f"{name}: the template cannot be filled in: {error.message}. Nothing was rendered.") from None
    except RecursionError:
        raise WrongUse(f"{name}: the template is nested too deeply. Nothing was rendered.") from None


def without_comments(text: str) -> str:
    """The text without HTML comments, every line where it was."""
    return _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)


def at_line(name: str, line: int, message: str) -> WrongUse:
    """A refusal that says where in the template it arose."""
    return WrongUse(f"{name}, line {line}: {ended(message)} Nothing was rendered.")


def _refuse_foreign(tree: nodes.Template, name: str, vocabulary: Mapping[str, Callable[..., str]]) -> None:
    known = _names_set(tree)
    callees = set()
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            raise at_line(name, node.lineno, _foreign(node, vocabulary))
        if isinstance(node, nodes.Call):
            _refuse_call(node, name, vocabulary)
            callees.add(id(node.node))
        elif isinstance(node, nodes.For):
            _refuse_loop(node, name)
        elif isinstance(node, nodes.Name) and node.ctx == "load" and id(node) not in callees and node.name not in known:
            raise at_line(name, node.lineno, _unknown_name(node.name, vocabulary))


def _names_set(tree: nodes.Template) -> set[str]:
    return {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}


def _walk(node: nodes.Node) -> list[nodes.Node]:
    found, stack = [], [node]
    while stack:
        current = stack.pop()
        found.append(current)
        stack += reversed(list(current.iter_child_nodes()))
    return found


def _refuse_call(node: nodes.Call, name: str, vocabulary: Mapping[str, Callable[..., str]]) -> None:
    if not isinstance(node.node, nodes.Name):
        raise at_line(name, node.lineno, _foreign(node, vocabulary))
    if node.node.name not in vocabulary:
        raise at_line(name, node.lineno, _unknown_name(node.node.name, vocabulary))
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        raise at_line(name, node.lineno, "write the arguments out; *lists and **pairs are not taken apart")
    if any(keyword.key.startswith("_") for keyword in node.kwargs):
        raise at_line(name, node.lineno, f"{node.node.name} takes no argument that begins with an underscore")


def _refuse_loop(node: nodes.For, name: str) -> None:
    if not isinstance(node.iter, nodes.List | nodes.Tuple) or node.recursive:
        raise at_line(name, node.lineno, 'a loop goes over a list that is written out, as in {% for x in ["a", "b"] %}')
    deeper = [
        inner for body in node.body for inner in (body, *body.find_all(nodes.For)) if isinstance(inner, nodes.For)
    ]
    if any(list(inner.find_all(nodes.For)) for inner in deeper):
        raise at_line(name, node.lineno, f"at most {DEEPEST_LOOPS} loops may stand inside each other")


def _foreign(node: nodes.Node, vocabulary: Mapping[str, Callable[..., str]]) -> str:
    if isinstance(node, nodes.Filter):
        return f"there are no filters in a findings template ('{node.name}'); write what the chapter should say"
    what = "attributes and items" if isinstance(node, nodes.Getattr | nodes.Getitem) else f"'{type(node).__name__}'"
    return f"{what} cannot be used in a findings template; its words are {', '.join(sorted(vocabulary))}"


def _unknown_name(name: str, vocabulary: Mapping[str, Callable[..., str]]) -> str:
    from rapidfuzz import process

    nearest = process.extractOne(name, list(vocabulary), score_cutoff=60)
    hint = f"did you mean '{nearest[0]}'?" if nearest else f"the words are {', '.join(sorted(vocabulary))}"
    return f"there is no '{name}' in a findings template; {hint}"
