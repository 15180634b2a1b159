from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.speaker_labels import guess_roles, labels_in_use, leading_label, merge_aliases
from dragoman.model.speaker import SpeakerRole
from dragoman.model.turn import Turn


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Anna: yes", "Anna", "yes"),
        ("Anna:yes", "Anna", "yes"),
        ("  Anna  Maria :  yes", "Anna Maria", "yes"),
        ("— Интервьюер: да", "Интервьюер", "да"),
        (">> MODERATOR: yes", "MODERATOR", "yes"),
        ("**P04:** yes", "P04", "yes"),
        ("[SPEAKER_00]: yes", "SPEAKER_00", "yes"),
        ("SPEAKER_00: yes", "SPEAKER_00", "yes"),
        ("P. 4: yes", "P. 4", "yes"),
        ("Dr. Anna von Berg: yes", "Dr. Anna von Berg", "yes"),
        ("Anna (Host): yes", "Anna (Host)", "yes"),
        ("Инт.: да", "Инт.", "да"),
        ("Д-р А.Б. Сарсенов: да", "Д-р А.Б. Сарсенов", "да"),
        ("Сұхбат жүргізуші: иә", "Сұхбат жүргізуші", "иә"),
        ("Нұрлан Әлиұлы: иә", "Нұрлан Әлиұлы", "иә"),
        ("interviewer: yes", "interviewer", "yes"),
        ("Second expert: yes", "Second expert", "yes"),
        ("O'Neil: yes", "O'Neil", "yes"),
        ("김 선생님: 네", "김 선생님", "네"),
        ("王明：是的", "王明", "是的"),
        ("Anna:", "Anna", ""),
    ],
)
def test_what_may_be_a_label(text: str, label: str, words: str) -> None:
    assert leading_label(text) == (label, words)


@pytest.mark.parametrize(
    "text",
    [
        "He said: no",
        "Note: this is important",
        "Примечание: смеются",
        "and so: yes",
        "Well, Anna: yes",
        "It is so. Anna: yes",
        "What? Anna: yes",
        "10:30 in the morning",
        "At 10:30 we met",
        "https://example.org",
        "See example.org: it is there",
        "A Very Long Name Indeed: no",
        "Abcdefghijklmnopqrstuvwxyzabcdefghijklmnop: no",
        "“Anna”: no",
        "C:\\folder",
        "no colon",
        ": nothing",
        "",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert leading_label(text) is None


def in_use(*blocks: str) -> set[str]:
    return set(labels_in_use([block.split("\n") for block in blocks]))


def test_labels_of_every_block_count_even_once_and_after_a_heading() -> None:
    assert in_use("Anna: Why?", "Marat: So.") == {"Anna", "Marat"}
    assert in_use("An invented talk", "Anna: Why?", "Marat: So.") == {"Anna", "Marat"}


def test_labels_that_recur_count_where_others_go_on() -> None:
    blocks = ["Anna: Why?", "Marat: So.", "And more.", "Anna: Yes?", "Marat: No.", "Reason: none."]
    assert in_use(*blocks) == {"Anna", "Marat"}


def test_spellings_of_one_label_recur_together() -> None:
    assert in_use("P. 4: One.", "INT: Two.", "Words.", "P04: Three.", "Interviewer: Four.") == {
        "P. 4",
        "P04",
        "INT",
        "Interviewer",
    }


def test_roles_and_codes_count_once() -> None:
    assert in_use("Interviewer: Why?", "P04: So.", "And more.", "And more.") == {"Interviewer", "P04"}


def test_running_speech_has_no_labels() -> None:
    speech = [f"These are the words of line {number}." for number in range(200)]
    assert in_use(*speech, "Kazakhstan: that is what I mean.") == set()
    speech[10] = speech[90] = "Kazakhstan: that is what I mean."
    speech[20] = speech[95] = "Russia: that is what I mean."
    assert in_use(*speech) == set()
    assert in_use("I was there.", "Expert: a word for many.", "Indeed.") == set()


def test_labels_within_a_block_count_when_they_recur() -> None:
    assert in_use("Anna: Why?\nMarat: So.", "Anna: Yes?", "Words.", "Marat: No.") == {"Anna", "Marat"}


@pytest.mark.parametrize(
    "labels",
    [
        ["Interviewer", "INT", "I", "Int.", "INTERVIEWER"],
        ["Интервьюер", "Инт.", "ИНТ", "И"],
        ["Interviewer", "Интервьюер", "Сұхбат жүргізуші"],
        ["P04", "P. 4", "P4", "p 04", "Р04"],
        ["Speaker 1", "SPEAKER_01", "speaker 1"],
        ["Interviewer 2", "INT2", "I 2"],
        ["Anna Berg", "ANNA BERG", "Anna  Berg", "Anna Berg (Host)", "Dr. Anna Berg", "Prof. Dr. Anna Berg"],
        ["Müller", "Muller", "MU\u0308LLER", "Müller"],
        ["Фёдоров", "Федоров", "д-р Федоров"],
        ["Respondent", "Resp.", "R"],
        ["Question 1", "Question 2", "Question"],
        ["Вопрос 1", "Вопрос №2", "ВОПРОС 3"],
    ],
)
def test_spellings_of_one_speaker_are_merged(labels: Sequence[str]) -> None:
    standing = merge_aliases([*labels, "Somebody Else"])
    assert standing["Somebody Else"] == "Somebody Else"
    assert len({standing[label] for label in labels}) == 1
    assert set(standing.values()) <= set(standing)


@pytest.mark.parametrize(
    "labels",
    [
        ["Ivanov", "Ivanova"],
        ["Anna Berg", "Anna Bergman"],
        ["Anna", "Anna Berg"],
        ["A. Berg", "Anna Berg", "Berg"],
        ["Dr. Smith", "Dr. Jones"],
        ["Mr. Lee", "Mrs. Lee"],
        ["Lee (father)", "Lee (son)"],
        ["P04", "P05", "P40"],
        ["Speaker 1", "Speaker 11"],
        ["Interviewer 1", "Interviewer 2", "Interviewer"],
        ["I", "Interviewer", "Ivan"],
        ["INT", "Interviewer", "Interviewee"],
        ["Q", "A"],
        ["Expert", "Respondent"],
        ["A1", "A2", "B1"],
    ],
)
def test_different_speakers_are_never_merged(labels: Sequence[str]) -> None:
    assert merge_aliases(labels) == {label: label for label in labels}


NAMES = [
    "Anna Berg",
    "Marat Serikov",
    "Ли Вэй",
    "Әсел Нұрланқызы",
    "Ivan",
    "Smith",
    "Smithson",
    "Р. Ким",
    "Е. Ким",
    "Q",
    "I",
    "E",
]


@given(st.lists(st.sampled_from(NAMES)))
def test_names_that_differ_stay_apart_in_any_company(labels: list[str]) -> None:
    assert merge_aliases(labels) == {label: label for label in labels}


@given(st.lists(st.text(max_size=12)))
def test_merging_is_total_and_stable(labels: list[str]) -> None:
    standing = merge_aliases(labels)
    assert set(standing) == set(labels)
    assert all(standing[chosen] == chosen for chosen in standing.values())


def test_numbers_of_questions_are_not_numbers_of_speakers() -> None:
    standing = merge_aliases(["Q1", "A1", "Q2", "A2", "Q3", "A3"])
    assert set(standing.values()) == {"Q1", "A1"}
    assert guess_roles([Turn("Why?", "Q1"), Turn("So.", "A1")]) == {
        "Q1": SpeakerRole.INTERVIEWER,
        "A1": SpeakerRole.RESPONDENT,
    }


def test_the_spelling_that_stands() -> None:
    assert merge_aliases(["P. 4", "P. 4", "P04"])["P. 4"] == "P04"
    assert merge_aliases(["I", "I", "INT", "Interviewer"])["I"] == "Interviewer"
    assert merge_aliases(["Anna (Host)", "Anna (Host)", "Anna"])["Anna (Host)"] == "Anna"
    assert merge_aliases(["ANNA", "Anna", "Anna"])["ANNA"] == "Anna"


def roles(*turns: tuple[str | None, str], participants: Sequence[str] = ()) -> dict[str, str]:
    found = guess_roles([Turn(text, speaker) for speaker, text in turns], participants=participants)
    return {label: role.value for label, role in found.items()}


LONG = "That is a long story, and I shall tell it from the beginning to the very end."


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Interviewer", "Respondent"),
        ("INT", "P04"),
        ("Moderator", "Expert 2"),
        ("Интервьюер", "Эксперт"),
        ("Инт.", "Информант"),
        ("Сұхбат жүргізуші", "Респондент"),
        ("interviewer", "KZ12"),
        ("Q", "A"),
        ("В", "О"),
        ("И", "Р"),
        ("I", "R"),
        ("Anna (Interviewer)", "Marat (Expert)"),
    ],
)
def test_labels_that_say_it_decide_against_all_appearance(asks: str, answers: str) -> None:
    found = roles((asks, LONG), (answers, "What? Why? How?"), participants=["KZ12"])
    assert found == {asks: "interviewer", answers: "respondent"}


def test_two_voices_are_told_apart_by_questions_and_words() -> None:
    talk = [("Anna", "How was it?"), ("Marat", LONG), ("Anna", "And then?"), ("Marat", LONG)]
    assert roles(*talk) == {"Anna": "interviewer", "Marat": "respondent"}
    assert roles(*[(f"SPEAKER_0{int(who == 'Anna')}", text) for who, text in talk]) == {
        "SPEAKER_01": "interviewer",
        "SPEAKER_00": "respondent",
    }


@pytest.mark.parametrize(
    "talk",
    [
        [("Anna", "How was it?"), ("Marat", LONG)],
        [("Anna", "how was it"), ("Marat", LONG), ("Anna", "and then"), ("Marat", LONG)],
        [("Anna", "Why? How?"), ("Marat", LONG + "Is it? Do you see?")],
        [("Anna", LONG + LONG + "Why? How?"), ("Marat", LONG)],
        [("Anna", "Why? How?"), ("Marat", LONG), ("Dana", LONG)],
        [("Anna", "Why? How?"), ("Marat", LONG), (None, LONG)],
        [("A", LONG), ("B", LONG)],
        [("S1", "Yes."), ("S2", LONG)],
    ],
)
def test_what_is_unclear_stays_unknown(talk: list[tuple[str | None, str]]) -> None:
    assert set(roles(*talk).values()) == {"unknown"}


def test_beside_a_known_voice() -> None:
    assert roles(("Interviewer", "Why?"), ("Marat", LONG)) == {"Interviewer": "interviewer", "Marat": "respondent"}
    assert roles(("Anna", "Yes."), ("P04", LONG)) == {"Anna": "unknown", "P04": "respondent"}
    assert roles(("Anna", "Why? How?"), ("P04", LONG)) == {"Anna": "interviewer", "P04": "respondent"}
    odd = roles(("Interviewer", LONG), ("Marat", "Why? How?"))
    assert odd == {"Interviewer": "interviewer", "Marat": "unknown"}


def test_a_code_of_the_study_is_a_respondent_however_it_is_written() -> None:
    assert roles(("kz 12", LONG), ("Anna", LONG), participants=["KZ12"])["kz 12"] == "respondent"
    assert roles(("KZ12", LONG), ("Anna", LONG))["KZ12"] == "unknown"
    assert guess_roles([Turn("words")]) == {}
    assert guess_roles([Turn("words", "P04")]) == {"P04": SpeakerRole.RESPONDENT}
