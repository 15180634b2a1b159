"""Near misses: what a person probably meant by a word that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as `` Did you mean 'quote'?`` (with the space before it), or nothing where no word comes near."""
    candidates = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), candidates, n=1, cutoff=0.6)
    return f" Did you mean '{candidates[found[0]]}'?" if found else ""


def listed(words: Iterable[str], *, most: int = 12) -> str:
    """Words in one line for a message, shortened where there are many; ``none`` where there are none."""
    everything = list(words)
    shown = ", ".join(everything[:most]) or "none"
    return f"{shown} and {len(everything) - most} more" if len(everything) > most else shown
