"""Findings of a check: what is not as it should be in a chapter, on which line, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops a publication, a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """What a finding is about."""

    TEMPLATE = "template"
    TYPED_NUMBER = "typed number"
    TYPED_QUOTE = "typed quote"
    NOT_VERBATIM = "not verbatim"
    CONSENT = "consent"
    CHANGED = "changed value"
    TRANSLATION = "translation"
    ANCHOR = "anchor"
    EVIDENCE = "evidence"
    POSITION = "position"
    DISCLOSURE = "disclosure"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One finding. ``line`` counts from 1 in the template; ``message`` is whole sentences for people."""

    kind: Kind
    line: int
    message: str
    severity: Severity = Severity.WARNING
