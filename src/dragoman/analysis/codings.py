"""Codings: which respondents have a code, and how often it was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis.evidence import speakers
from dragoman.analysis.material import Coded, Material
from dragoman.model.anchor import AnchorState
from dragoman.model.code import Code


@dataclass(frozen=True, slots=True)
class CodeCount:
    """Respondents with a code, among everyone interviewed.

    ``by_respondent`` holds each one's codings; a coding that covers the words of two respondents counts for both.
    ``elsewhere`` are codings on the words of interviewers or unknown voices, ``lost`` those whose words are gone:
    neither counts.
    """

    code: Code
    included: tuple[str, ...]
    by_respondent: dict[str, tuple[Coded, ...]]
    total: int
    elsewhere: tuple[Coded, ...]
    lost: tuple[Coded, ...]

    @property
    def respondents(self) -> tuple[str, ...]:
        """Who has the code, in the order of their codes."""
        return tuple(sorted(self.by_respondent))

    @property
    def codings(self) -> tuple[Coded, ...]:
        """The codings that count, each once, in the order in which they were made."""
        found = {coded.guid: coded for codings in self.by_respondent.values() for coded in codings}
        return tuple(sorted(found.values(), key=lambda coded: (coded.made_at, coded.guid)))


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code in the tree of the codebook: ``depth`` is 0 for a root."""

    depth: int
    count: CodeCount


def count_code(material: Material, name: str, *, children: bool = False) -> CodeCount:
    """Count the respondents who have a code, with ``children`` also those who have any code below it.

    Raises ``WrongUse`` for an unknown code.
    """
    code = material.code(name)
    included = tuple(below.name for _, below in _tree(material, code)) if children else (code.name,)
    return _count(material, code, included, [coded for coded in material.codings if coded.code in included])


def code_lines(material: Material) -> tuple[CodeLine, ...]:
    """Every code of the codebook with its own count, parents before their children."""
    by_code: dict[str, list[Coded]] = defaultdict(list)
    for coded in material.codings:
        by_code[coded.code].append(coded)
    return tuple(
        CodeLine(depth, _count(material, code, (code.name,), by_code[code.name])) for depth, code in _tree(material)
    )


def _tree(material: Material, root: Code | None = None) -> Iterator[tuple[int, Code]]:
    below: dict[int | None, list[Code]] = defaultdict(list)
    for code in material.codes.values():
        below[code.parent_id].append(code)
    stack = [(0, code) for code in reversed([root] if root is not None else below[None])]
    while stack:
        depth, code = stack.pop()
        yield depth, code
        stack += [(depth + 1, child) for child in reversed(below[code.id])]


def _count(material: Material, code: Code, included: tuple[str, ...], codings: list[Coded]) -> CodeCount:
    counted = {person.code for person in material.interviewed()}
    by_respondent: dict[str, list[Coded]] = defaultdict(list)
    elsewhere, lost = [], []
    for coded in codings:
        stretch = () if coded.selection.state is AnchorState.LOST else material.stretch(coded.selection)
        if not stretch:
            lost.append(coded)
            continue
        who = speakers(stretch)
        if not who:
            elsewhere.append(coded)
        for participant in who:
            if participant in counted:
                by_respondent[participant].append(coded)
    return CodeCount(
        code=code,
        included=included,
        by_respondent={who: tuple(codings) for who, codings in by_respondent.items()},
        total=len(counted),
        elsewhere=tuple(elsewhere),
        lost=tuple(lost),
    )
