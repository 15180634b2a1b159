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
    back, on = 0, 1
    while _together(links, token, other, -back - 1):
        back += 1
    while _together(links, token, other, on):
        on += 1
    sure = links.before.words_in(token - back, token + on) >= WORDS_OF_A_MOVE
    alone = back + on in (_size(links.before, token), _size(links.after, other))
    if sure or alone or links.before.id_of(token) == links.after.id_of(other):
        links.add_moved([(token + step, other + step) for step in range(-back, on)], sure=sure)


def _together(links: Links, token: int, other: int, step: int) -> bool:
    b, a = token + step, other + step
    return (
        links.before.same_segment(token, b)
        and links.after.same_segment(other, a)
        and links.before.key[b] == links.after.key[a]
        and links.to[b] == links.origin[a] == NOWHERE
    )


def _size(flow: TokenFlow, token: int) -> int:
    """How many tokens a token's segment has."""
    return len(flow.tokens_of(flow.segment_of[token]))
