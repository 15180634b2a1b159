"""Layers: the readings of a segment, from what was heard to what may be shared, and every change made to them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dragoman.model.base import Record, now

VERBATIM = "verbatim"
EDITED = "edited"
PSEUDONYMISED = "pseudonymised"
_TRANSLATION = re.compile(r"translation\[([a-z]{2,3})\]")


def translation(language: str) -> str:
    """The name of the layer that holds the translation into a language (ISO 639-1), such as ``translation[en]``."""
    return f"translation[{language}]"


def translation_language(layer: str) -> str | None:
    """The language of a translation layer, None for any other layer."""
    match = _TRANSLATION.fullmatch(layer)
    return match.group(1) if match else None


def is_layer(name: str) -> bool:
    """Whether this is the name of a layer."""
    return name in (VERBATIM, EDITED, PSEUDONYMISED) or translation_language(name) is not None


class LayerText(Record):
    """The text of one segment in one layer.

    ``marks`` are time marks as ``[start, end, start_ms, end_ms]``, offsets in code points of this text (recognised and
    edited text only). ``basis_sha256`` is the SHA-256 of the text that this one was made from: when that text
    has changed since, this one is out of date. ``origin`` tells who or what wrote it.
    """

    __tablename__ = "layer_text"
    __table_args__ = (UniqueConstraint("segment_id", "layer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    layer: Mapped[str]
    text: Mapped[str]
    marks: Mapped[list[Any]] = mapped_column(default=list)
    origin: Mapped[str]
    basis_sha256: Mapped[str] = mapped_column(default="")
    accepted_by: Mapped[str | None]
    accepted_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=now)


class Revision(Record):
    """One change of one segment's text or speaker: who, when, before, after."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    layer: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    actor: Mapped[str]
    kind: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
