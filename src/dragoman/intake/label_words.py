"""The words that speaker labels are made of, and the parts of one label."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dragoman.model.speaker import SpeakerRole

_GROUPS: dict[str, tuple[SpeakerRole, str]] = {
    "interviewer": (
        SpeakerRole.INTERVIEWER,
        "interviewer, researcher, интервьюер, интервьюерша, исследователь, исследовательница, сұхбат жүргізуші, "
        "сұхбат алушы, интервью алушы, зерттеуші, intervyuer, görüşmeci, interviewerin, intervieweur, intervieweuse, "
        "enquêteur, enquêtrice, entrevistador, entrevistadora, pewawancara",
    ),
    "moderator": (
        SpeakerRole.INTERVIEWER,
        "moderator, facilitator, host, модератор, модераторша, фасилитатор, ведущий, ведущая, жүргізуші, moderatör, "
        "moderatorin, modérateur, modératrice, moderador, moderadora",
    ),
    "question": (SpeakerRole.INTERVIEWER, "question, вопрос, сұрақ, soru, frage, pregunta"),
    "respondent": (
        SpeakerRole.RESPONDENT,
        "respondent, респондент, респондентка, жауап беруші, befragter, befragte, répondant, répondante, responden",
    ),
    "interviewee": (
        SpeakerRole.RESPONDENT,
        "interviewee, интервьюируемый, интервьюируемая, сұхбат беруші, сұхбаттасушы, görüşülen, interviewter, enquêté, "
        "enquêtée, entrevistado, entrevistada, narasumber",
    ),
    "expert": (
        SpeakerRole.RESPONDENT,
        "expert, эксперт, экспертка, сарапшы, ekspert, uzman, experte, expertin, experto, experta",
    ),
    "informant": (SpeakerRole.RESPONDENT, "informant, key informant, информант, информантка, informantin, informateur"),
    "participant": (
        SpeakerRole.RESPONDENT,
        "participant, участник, участница, қатысушы, ishtirokchi, katılımcı, teilnehmer, teilnehmerin, participante",
    ),
    "answer": (SpeakerRole.RESPONDENT, "answer, ответ, жауап, cevap, antwort, respuesta"),
}
_SHORT = {
    "interviewer": "int, intv, itv, инт, интв",
    "moderator": "mod, мод",
    "respondent": "resp, респ",
    "expert": "exp, эксп",
    "participant": "part",
}
_LETTERS = {
    "interviewer": "i, и",
    "moderator": "m, м",
    "question": "q, в",
    "respondent": "r, р",
    "expert": "e, э",
    "participant": "p",
    "answer": "a, о",
}
_VOICES = (
    "speaker, voice, guest, спикер, говорящий, голос, гость, дауыс, қонақ, konuşmacı, sprecher, sprecherin, unknown"
)
_NOT_SPEAKERS = (
    "note, notes, nb, ps, remark, comment, example, summary, date, time, place, location, venue, duration, length, "
    "language, title, topic, subject, theme, file, recording, recorded, transcript, transcription, transcribed by, "
    "participants, speakers, present, attendees, interview, project, version, source, http, https, "
    "примечание, примечания, заметка, пример, итог, дата, время, место, длительность, продолжительность, язык, "
    "название, тема, файл, запись, расшифровка, участники, присутствуют, интервью, проект, источник, "
    "ескерту, мысал, күні, уақыты, орны, ұзақтығы, тілі, тақырыбы, қатысушылар, сұхбат, "
    "first, second, third, fourth, finally, firstly, secondly, thirdly, also, so, and, but, or, well, okay, ok, yes, "
    "no, now, then, because, problem, result, reason, conclusion, remember, important, "
    "во-первых, во-вторых, в-третьих, первое, второе, третье, да, нет, итак, но, и так, то есть, например, вывод, "
    "проблема, причина, результат, главное, важно, біріншіден, екіншіден, үшіншіден, иә, жоқ"
)
_NOBODY = frozenset(
    ("unknown", "unknown speaker", "speaker unknown", "неизвестный", "неизвестный спикер", "неизвестно")
)
_TITLES = {
    "": "dr, doctor, prof, professor, mx, д-р, доктор, проф, профессор, академик",
    "m": "mr, mister, sir, herr, г-н, господин, мистер, мырза, bey, señor, sr, monsieur",
    "f": "mrs, ms, miss, madam, frau, г-жа, госпожа, мисс, миссис, ханым, hanım, señora, sra, madame, mme",
}
PARTICLES = frozenset({
    "von", "van", "de", "der", "den", "del", "della", "da", "di", "do", "dos", "du", "la", "le", "bin", "ibn",
    "bint", "al", "el", "oglu", "uly", "kyzy", "ұлы", "қызы", "улы", "кызы", "оглы", "кизи",
})  # fmt: skip
"""Small words inside names."""


def normal(text: str) -> str:
    """Compatibility forms made one, without case, diacritics, and more than one space in a row."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(letter for letter in folded if unicodedata.category(letter) != "Mn")
    return " ".join(kept.split())


def _words(listed: str) -> list[str]:
    return [normal(word) for word in listed.split(",") if word.strip()]


ROLE_GROUPS = {word: group for group, (_, words) in _GROUPS.items() for word in _words(words)}
"""Full word to the group of words that mean the same part."""
SHORT_FORMS = {word: group for group, words in _SHORT.items() for word in _words(words)}
"""Abbreviation of three letters and more to its group."""
LETTER_FORMS = {word: group for group, words in _LETTERS.items() for word in _words(words)}
"""Single letter to its group; a letter alone may as well be an initial."""
GROUP_ROLES = {group: role for group, (role, _) in _GROUPS.items()}
"""The part that a group of words stands for."""
NOT_SPEAKERS = frozenset(_words(_NOT_SPEAKERS))
"""What stands before a colon in headings, remarks and running speech."""
_VOICES_AND_ROLES = frozenset(_words(_VOICES)) | {
    word for word, group in ROLE_GROUPS.items() if group not in ("question", "answer")
}
_TITLE_GENDERS = {word: gender for gender, words in _TITLES.items() for word in _words(words)}
_NEUTRAL_ASIDES = frozenset(_words("host, co-host, cohost, guest, me, you, he/him, she/her, they/them, организатор, я"))
_LOOKALIKES = str.maketrans("авекмнорстух", "abekmhopctyx")
_SEPARATORS = str.maketrans(dict.fromkeys("_.,#№*()[]", " "))
_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CODE_LETTERS = frozenset({"p", "r", "e", "exp", "resp", "part"})


@dataclass(frozen=True, slots=True)
class LabelParts:
    """A label taken apart: the words without title and number, the number, what sets it apart from its namesakes."""

    word: str
    number: int | None = None
    gender: str = ""
    aside: str = ""

    @property
    def group(self) -> str | None:
        """The group of role words that it belongs to by a full word or an abbreviation."""
        return ROLE_GROUPS.get(self.word) or SHORT_FORMS.get(self.word)

    @property
    def is_code(self) -> bool:
        """Whether it is a participant code by its form: ``P04``, ``R2``."""
        return self.number is not None and self.word in _CODE_LETTERS

    @property
    def is_nobody(self) -> bool:
        """Whether it says that the speaker is not known, as Otter's "Unknown Speaker" does."""
        return self.number is None and self.word in _NOBODY

    @property
    def is_plain(self) -> bool:
        """Whether it says by its form that it names a speaker: a role, a code, ``Speaker 1``, ``Second expert``."""
        return self.group is not None or self.is_code or self.word.rpartition(" ")[2] in _VOICES_AND_ROLES


def label_parts(label: str) -> LabelParts:
    """Take a label apart: ``Dr. P. 4 (Host)`` has the word ``p`` and the number 4.

    Cyrillic letters that look like Latin ones are read as Latin in codes of up to three letters with a number.
    """
    asides = [normal(aside) for aside in _ASIDE.findall(label)]
    bare = _ASIDE.sub(" ", label) if asides else label
    if not bare.strip():
        bare, asides = label, []
    tokens = normal(bare.translate(_SEPARATORS)).split() or normal(label).split()
    genders = {_TITLE_GENDERS[token] for token in tokens if token in _TITLE_GENDERS}
    named = [token for token in tokens if token not in _TITLE_GENDERS] or tokens
    word, number = _split_number(" ".join(named))
    if number is not None and len(word) <= 3:
        latin = word.translate(_LOOKALIKES)
        word = latin if latin.isascii() else word
    aside = " ".join(sorted(aside for aside in asides if aside not in _NEUTRAL_ASIDES))
    return LabelParts(word, number, "".join(sorted(genders - {""})), aside)


def _split_number(text: str) -> tuple[str, int | None]:
    end = len(text)
    while end and text[end - 1] in "0123456789":
        end -= 1
    word, digits = text[:end].rstrip(" -"), text[end:]
    return (word, int(digits)) if word and 0 < len(digits) <= 6 else (text, None)
