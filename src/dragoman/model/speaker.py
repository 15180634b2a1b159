"""The part a speaker plays in an interview."""

from __future__ import annotations

from enum import StrEnum


class SpeakerRole(StrEnum):
    """Who a voice belongs to."""

    RESPONDENT = "respondent"
    INTERVIEWER = "interviewer"
    UNKNOWN = "unknown"
