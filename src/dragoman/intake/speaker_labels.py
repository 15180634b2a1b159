"""Speaker labels: where a text names who speaks, which labels are one person, and who asks or answers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dragoman.intake.label_aliases import merge_aliases
from dragoman.intake.label_words import NOT_SPEAKERS, PARTICLES, ROLE_GROUPS, label_parts
from dragoman.intake.speaker_roles import guess_roles

__all__ = ["guess_roles", "labels_in_use", "leading_label", "looks_like_label", "merge_aliases"]

_LONGEST = 40
_MOST_WORDS = 4
_LONGEST_ABBREVIATION = 5
_FEWEST_BLOCKS_LABELLED = 0.05
_SIGNS = frozenset(" .-‐‑_'’`()[]&/+#№")
_LEAD = " \t\u00a0>*-—–"
_NEVER_AFTER_COLON = frozenset("0123456789/\\")


def leading_label(text: str) -> tuple[str, str] | None:
    """The label that a line may begin with and the words after its colon; None where nothing looks like one.

    This is a candidate only: ``labels_in_use`` tells whether the transcript really uses it. Looks at the first 64
    characters, so that a long line costs nothing. A lead of dashes, ``>>`` or Markdown's ``**`` is passed over.
    """
    head = text[:64]
    start = len(head) - len(head.lstrip(_LEAD))
    colons = [place for place in (head.find(":"), head.find("：")) if place >= 0]
    if not colons:
        return None
    colon = min(colons)
    if text[colon + 1 : colon + 2] in _NEVER_AFTER_COLON:
        return None
    label = head[start:colon].strip(" \t\u00a0*")
    if label.startswith("[") and label.endswith("]"):
        label = label[1:-1].strip()
    if not looks_like_label(label):
        return None
    return " ".join(label.split()), text[colon + 1 :].lstrip("*").strip()


@lru_cache(maxsize=4096)
def looks_like_label(label: str) -> bool:
    """Whether a few words can name a speaker: at most four words and 40 characters, each word with a capital or a
    digit (or all of them a known role such as "interviewer"), no punctuation of sentences, no heading such as "Note".
    """
    if not 0 < len(label) <= _LONGEST or not all(sign.isalnum() or sign in _SIGNS for sign in _composed(label)):
        return False
    outside = (label[0] + label[1:].partition("(")[0]).split()
    if not 0 < len(outside) <= _MOST_WORDS or not any(letter.isalpha() for letter in outside[0]):
        return False
    if any(not _may_end_in_point(word) for word in outside):
        return False
    parts = label_parts(label)
    if parts.word in NOT_SPEAKERS:
        return False
    return parts.word in ROLE_GROUPS or parts.is_plain or _capitalised(outside)


def _composed(label: str) -> str:
    """Without combining marks, which are neither letters nor signs."""
    if label.isascii():
        return label
    composed = unicodedata.normalize("NFC", label)
    return "".join(sign for sign in composed if not unicodedata.category(sign).startswith("M")) or ";"


def _may_end_in_point(word: str) -> bool:
    """``Dr.``, ``Инт.`` and initials such as ``А.Б.`` may; a word that ends a sentence may not."""
    return "." not in word or all(len(piece) <= _LONGEST_ABBREVIATION for piece in word.split("."))


def _capitalised(words: Sequence[str]) -> bool:
    first, *others = words
    return _starts_high(first) and all(_starts_high(word) or _is_particle(word) for word in others)


def _starts_high(word: str) -> bool:
    letter = next((sign for sign in word if sign.isalnum()), "")
    return bool(letter) and not letter.islower()


def _is_particle(word: str) -> bool:
    first = word.casefold().replace("’", "'").split("-")[0].split("'")[0]
    return word.casefold() in PARTICLES or (first in PARTICLES and first != word.casefold()) or word in {"&", "/", "#"}


def labels_in_use(blocks: Iterable[Sequence[str]]) -> frozenset[str]:
    """The labels, as spelled, that a transcript uses to say who speaks.

    A block is what stands together (a cue, a paragraph) as its lines; only the first line of a block says whether the
    block is labelled, the others may begin with a label that recurs. Where every block after a short heading has a
    label, all labels count. Otherwise a label must recur, and labels must be used through the transcript: two
    different ones, or one on half of the blocks, on one block in twenty at least. A role or a code ("Interviewer",
    "P04") that stands only once counts beside such labels, or beside another role or code.
    """
    firsts: list[str | None] = []
    found: Counter[str] = Counter()
    for block in blocks:
        labels = [_label(line) for line in block]
        firsts.append(labels[0] if labels else None)
        found.update(label for label in labels if label is not None)
    labelled = [place for place, label in enumerate(firsts) if label is not None]
    if not labelled:
        return frozenset()
    without_heading = len(firsts) - labelled[0]
    if len(labelled) == without_heading and (labelled[0] == 0 or labelled[0] < len(labelled) > 1):
        return frozenset(label for label in firsts if label is not None) | _recurring(found)
    recurring = _recurring(found)
    plain = frozenset(label for label in found if label_parts(label).is_plain)
    in_use = recurring | plain
    blocks_in_use = sum(label in in_use for label in firsts)
    different = len(set(merge_aliases(in_use).values()))
    enough = blocks_in_use >= _FEWEST_BLOCKS_LABELLED * len(firsts)
    alone = bool(recurring) and blocks_in_use * 2 >= len(firsts)
    return in_use if enough and (different >= 2 or alone) else frozenset()


def _label(line: str) -> str | None:
    found = leading_label(line)
    return found[0] if found else None


def _recurring(found: Counter[str]) -> frozenset[str]:
    """The labels that stand at least twice, spellings of one label counted together."""
    standing = merge_aliases(found.elements())
    totals: Counter[str] = Counter()
    for label, count in found.items():
        totals[standing[label]] += count
    return frozenset(label for label in found if totals[standing[label]] >= 2)
