"""Moves: passages that were cut out and put elsewhere, known by a word that occurs once before and once after."""

from __future__ import annotations

from collections import Counter

from dragoman.model.carrying.token_flow import NOWHERE, Links, TokenFlow

WORDS_OF_A_MOVE = 3
"""So many words in a row, one of them used nowhere else, are surely the same words wherever they turn up. Fewer are
followed within their segment, or where they are all that a segment holds, and always marked for review."""


def match_moved(links: Links) -> None:
    """Link what no other reading of the edit could, token by token outwards from words that occur once."""
    before, after = links.before, links.after
    old, new = Counter(before.key), Counter(after.key)
    place = {key: token for token, key in enumerate(after.key)}
    for token, key in enumerate(before.key):
        once = before.is_word[token] and links.to[token] == NOWHERE and old[key] == new.get(key, 0) == 1
        if once and links.origin[place[key]] == NOWHERE:
            _follow(links, token, place[key])


def _follow(links: Links, token: int, other: int) -> None:
    first, end = _reach(links, token, other, -1), _reach(links, token, other, 1) + 1
    sure = links.before.words_in(token + first, token + end) >= WORDS_OF_A_MOVE
    alone = end - first in (_size(links.before, token), _size(links.after, other))
    if sure or alone or links.before.id_of(token) == links.after.id_of(other):
        links.add_moved([(token + step, other + step) for step in range(first, end)], sure=sure)


def _reach(links: Links, token: int, other: int, way: int) -> int:
    """How far a moved passage goes from one of its words, backwards (-1) or on (1).

    A comma inside it may have been taken for another one; that counts for less than the words around it.
    """
    reach, step = 0, way
    while _together(links, token, other, step):
        if links.to[token + step] == links.origin[other + step] == NOWHERE:
            reach = step
        elif links.before.is_word[token + step]:
            break
        step += way
    return reach


def _together(links: Links, token: int, other: int, step: int) -> bool:
    b, a = token + step, other + step
    same = links.before.same_segment(token, b) and links.after.same_segment(other, a)
    return same and links.before.key[b] == links.after.key[a]


def _size(flow: TokenFlow, token: int) -> int:
    """How many tokens a token's segment has."""
    return len(flow.tokens_of(flow.segment_of[token]))
