"""Finding mentions: words per second, against one regular expression of all the forms, and how the time grows.

The text is invented: plain sentences in three languages in which about one word in thirty is a form of the lexicon. The
peer is what one would write first: all forms in one alternation, the longest first, between word boundaries, without
regard to case. It counts a little differently (case, hyphens, phrases that are no mention), so only time is compared.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.analysis.lexicon import Lexicon, LexiconEntry, Term, parse_lexicon, shipped_lexicon
from dragoman.analysis.mention_matcher import Matcher, term_forms

LANGUAGE = "ru"
WORDS, MORE = 20_000, 10
PEER_WORDS = 2_000  # the peer is too slow for more
ROUNDS = 5
_PLAIN = (
    "we have always tried to keep good relations with everybody around us because a small market needs more than one "
    "мы всегда старались сохранять хорошие отношения со всеми соседями потому что небольшому рынку нужна не одна "
    "біз әрқашан айналамыздағы елдермен жақсы қарым-қатынаста болуға тырыстық себебі шағын нарыққа бір жол жетпейді"
)
_SYLLABLES = {"en": "Vor Zel Kam Dru Pli Nax Tob Wim Qua", "ru": "Вор Зел Кам Дру Пли Нах Тоб Вим Жа"}


def run() -> list[dict[str, object]]:
    """Rows of ``what``, ``value`` and ``unit``, times in seconds of the processor, the best of several rounds."""
    started = time.process_time()
    lexicon = parse_lexicon(shipped_lexicon(), name="actors.yaml")
    parsed = time.process_time()
    matcher = Matcher(lexicon, LANGUAGE)
    built = time.process_time()
    larger = _larger(lexicon)
    large_matcher = Matcher(larger, LANGUAGE)
    built_large = time.process_time()
    forms, more_forms = _forms(lexicon), _forms(larger)
    text, long_text, peer_text = (_text(forms, words) for words in (WORDS, WORDS * MORE, PEER_WORDS))
    peer, large_peer = _alternation(forms), _alternation(more_forms)
    ours = _seconds(lambda: sum(1 for _ in matcher.find(text)))
    ours_long = _seconds(lambda: sum(1 for _ in matcher.find(long_text)))
    ours_large = _seconds(lambda: sum(1 for _ in large_matcher.find(text)))
    theirs = _seconds(lambda: len(peer.findall(peer_text)), rounds=2)
    theirs_large = _seconds(lambda: len(large_peer.findall(peer_text)), rounds=1)
    speed, peer_speed = WORDS / ours, PEER_WORDS / theirs
    return [
        _row("reading the shipped lexicon", parsed - started, "s"),
        _row(f"compiling it ({matcher.forms} forms), pymorphy3's dictionary included", built - parsed, "s"),
        _row(f"compiling one of {MORE} times the entries ({large_matcher.forms} forms)", built_large - built, "s"),
        _row("found by the tree", speed, "words/s"),
        _row("found by one regular expression", peer_speed, "words/s"),
        _row("the tree is faster by", speed / peer_speed, "times"),
        _row(f"time of the tree for {MORE} times the text", ours_long / ours, "times"),
        _row(f"time of the tree for {MORE} times the lexicon", ours_large / ours, "times"),
        _row(f"time of the regular expression for {MORE} times the lexicon", theirs_large / theirs, "times"),
    ]


def _row(what: str, value: float, unit: str) -> dict[str, object]:
    return {"what": what, "value": round(value, 3) if value < 100 else round(value), "unit": unit}


def _seconds(work: Callable[[], int], *, rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        started = time.process_time()
        assert work() > 0
        times.append(time.process_time() - started)
    return min(times)


def _forms(lexicon: Lexicon) -> list[str]:
    """All forms of mentions, without the first parts of compounds."""
    terms = (term for entry in lexicon.entries for term in entry.terms)
    found = (form for term in terms for form, kind in term_forms(term, LANGUAGE) if kind is not None)
    return sorted({form for form in found if not form.endswith("-")})


def _alternation(forms: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _text(forms: Sequence[str], words: int) -> str:
    chance, plain = random.Random(7), _PLAIN.split()
    return " ".join(chance.choice(forms) if chance.random() < 1 / 30 else chance.choice(plain) for _ in range(words))


def _larger(lexicon: Lexicon) -> Lexicon:
    """The lexicon with invented entries beside its own: each again with names that begin with another syllable."""
    copies = [_renamed(entry, number) for number in range(MORE - 1) for entry in lexicon.entries]
    return replace(lexicon, entries=(*lexicon.entries, *copies), sha256="invented")


def _renamed(entry: LexiconEntry, number: int) -> LexiconEntry:
    return replace(entry, id=f"{entry.id}-{number}", terms=tuple(_renamed_term(term, number) for term in entry.terms))


def _renamed_term(term: Term, number: int) -> Term:
    syllable = _SYLLABLES["en" if term.text[0].isascii() else "ru"].split()[number]
    return replace(term, text=syllable + term.text.lower(), case_sensitive=False)


if __name__ == "__main__":
    for row in run():
        print(f"{row['what']:70} {row['value']:>12} {row['unit']}")
