from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.intake.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We try to keep good relations with all of our neighbours.", "en"),
        ("Мы стараемся сохранять хорошие отношения со всеми соседями.", "ru"),
        ("Біз барлық көршілерімізбен жақсы қарым-қатынас сақтауға тырысамыз.", "kk"),
        ("Биз бардык коңшуларыбыз менен жакшы мамиле сактоого аракет кылабыз.", "ky"),
        ("Biz barcha qo‘shnilarimiz bilan yaxshi munosabatlarni saqlashga harakat qilamiz.", "uz"),
        ("Ми намагаємося зберігати добрі відносини з усіма сусідами.", "uk"),
        ("Tüm komşularımızla iyi ilişkiler sürdürmeye çalışıyoruz.", "tr"),
        ("Wir bemühen uns um gute Beziehungen zu allen unseren Nachbarn.", "de"),
        ("Nous essayons de garder de bonnes relations avec tous nos voisins.", "fr"),
        ("Intentamos mantener buenas relaciones con todos nuestros vecinos.", "es"),
        ("Kami berusaha menjaga hubungan baik dengan semua tetangga kami.", "id"),
        ("우리는 모든 이웃 나라와 좋은 관계를 유지하려고 노력합니다.", "ko"),
        ("我们努力与所有邻国保持良好的关系。", "zh"),
    ],
)
def test_the_languages_of_the_field(text: str, language: str) -> None:
    assert detect_language([text]) == language
    assert detect_language(text.split()) == language


@pytest.mark.parametrize("texts", [[], [""], ["Да."], ["OK", "OK"], ["12345 67890 12345 67890 12345"]])
def test_too_little_text_tells_nothing(texts: list[str]) -> None:
    assert detect_language(texts) is None


def test_one_long_text_or_many_are_looked_at_only_in_part() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "Мы стараемся сохранять хорошие отношения. " * 1_000

    assert detect_language(endless()) == "ru"
    assert taken <= 10
