"""Texts for property tests: the scripts, signs and line ends that interviews hold."""

from hypothesis import strategies as st

from dragoman.model.tokens import TokenKind, tokens

LATIN = ("the", "state", "don't", "well-known", "power", "I", "a", "balance", "é", "e\u0301tat")
CYRILLIC = ("мы", "это", "баланс", "по-моему", "й", "сила", "не", "Россия")
KAZAKH = ("әлем", "қазақ", "өз", "ғылым", "үшін", "Қытай", "ің", "һәм")
SIGNS = ("👩🏽‍💻", "🇰🇿", "❤️‍🔥", "1️⃣", "—", ",", ".", "?", "«", "»", "…", "3.5", "1,000")
SPACES = (" ", " ", " ", " ", "  ", "\r\n", "\n", "\t", "\u00a0", "\u2028", " \r\n ")

CHARACTERS = "".join(sorted({c for word in (*LATIN, *CYRILLIC, *KAZAKH, *SIGNS, *SPACES) for c in word}))

any_text = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=CHARACTERS, max_size=60),
    st.lists(st.sampled_from((*LATIN, *CYRILLIC, *KAZAKH, *SIGNS, *SPACES)), max_size=40).map("".join),
)
"""Any characters at all, any of those above in any order, or whole words and signs."""

word = st.sampled_from((*LATIN, *CYRILLIC, *KAZAKH))
space = st.sampled_from(SPACES)


def touched(text: str, start: int, end: int) -> list[str]:
    """The words and signs of a text that a span covers at least in part."""
    found = [token for token in tokens(text) if token.kind is not TokenKind.SPACE]
    return [token.text for token in found if start < end and token.start < end and start < token.end]
