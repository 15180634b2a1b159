"""Texts in which names stand among anything else, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

_NAMES = [
    "Russia",
    "US",
    "us",
    "китайский",
    "АҚШ-тың",
    "C5+1",
    "South China Sea",
    "Sino-",
    "Türkiye",
    "Белого дома",
    "ё",
]
TEXTS = st.lists(st.one_of(st.sampled_from(_NAMES), st.text(max_size=8)), max_size=12).flatmap(
    lambda parts: st.sampled_from([" ", "", "-", ", ", "\n"]).map(lambda joint: joint.join(parts))
)
LANGUAGES = st.sampled_from(["en", "ru", "kk", "de"])
