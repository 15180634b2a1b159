"""Computed values: what a chapter states, how it was computed, and what shows it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.analysis.evidence import Evidence
from dragoman.report.markdown import Grid


@dataclass(frozen=True, slots=True)
class Group:
    """Some of a value's evidence under a title, such as everyone who affirms."""

    title: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """One value of a chapter.

    ``query`` is the call in its full form, ``meaning`` says it in words, ``rule`` names who or what is counted and the
    denominator; ``title`` heads its entry in the appendix; ``grid`` is the value as a table where it is one;
    ``drawing`` the Vega-Lite figure. ``input_sha256`` changes whenever anything the value was computed from changes.
    """

    number: int
    line: int
    query: str
    meaning: str
    rule: str
    result: str
    groups: tuple[Group, ...]
    input_sha256: str
    title: str = ""
    grid: Grid | None = None
    drawing: Mapping[str, Any] | None = None

    @property
    def id(self) -> str:
        """The name of the value's entry in the evidence appendix."""
        return f"evidence-{self.number}"

    def linked(self, shown: str) -> str:
        """Markdown for the value in the text: ``shown`` (Markdown already) as a link to its evidence, in a span that
        the evidence leads back to.
        """
        return f"[[{shown}](#{self.id})]{{#value-{self.number} .value evidence={self.number}}}"


def input_hash(inputs: object) -> str:
    """SHA-256 over the canonical JSON (sorted keys, no spaces, UTF-8) of what a value was computed from."""
    content = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(content.encode()).hexdigest()
