"""A protocol file is read whole; what is wrong in it is told with line and field."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.errors import WrongUse
from dragoman.model.consent import Scope
from dragoman.model.participant import Disclosure, VariableType
from dragoman.model.proposition import Stance
from dragoman.protocol.entries import EvidenceEntry, StudyEntry
from dragoman.protocol.protocol_file import KnownKeys, read_protocol
from tests.protocol.small_protocol import PROTOCOL, line_of, write


def test_every_part_is_read(tmp_path: Path) -> None:
    protocol = read_protocol(write(tmp_path, "p.yaml", PROTOCOL))
    assert protocol.study == StudyEntry(
        title="An invented study",
        question="How do invented experts answer?",
        notice="Invented for tests.",
        languages=("en", "ru"),
        sampling={"strategy": "purposive", "criteria": ["at least five years of work"], "size": 3},
    )
    sector, years, _, _, employer = protocol.variables
    assert (sector.type, sector.values) == (VariableType.CATEGORY, ("government", "academia"))
    assert (years.type, years.label) == (VariableType.INTEGER, "")
    assert (employer.type, employer.disclosure) == (VariableType.TEXT, Disclosure.DIRECT)
    form = protocol.consent_form
    assert form is not None
    assert [(scope.scope, scope.required) for scope in form.scopes] == [
        (Scope.PARTICIPATE, True),
        (Scope.RECORD, False),
        (Scope.QUOTE, False),
    ]
    assert form.languages() == ("en", "ru")
    guide = protocol.guide
    assert guide is not None
    assert [(question.key, question.skippable) for question in guide.questions()] == [
        ("Q1", False),
        ("Q2", True),
        ("Q3", False),
    ]
    assert guide.questions()[0].follow_ups == ({"en": "Since when?"}, {"en": "Where?"})
    assert protocol.propositions[0].asked_in == ("Q2", "Q3")
    assert protocol.propositions[1].asked_in is None
    assert protocol.hypotheses[0].evidence == (
        EvidenceEntry("is-middle-power", (Stance.AFFIRMS,), (Stance.QUALIFIES,), (Stance.REJECTS,)),
        EvidenceEntry("hedges", (Stance.AFFIRMS,)),
    )


def test_any_part_may_stand_alone(tmp_path: Path) -> None:
    text = "propositions:\n  - {id: p, text: P, asked_in: [Q7]}\nhypotheses:\n  - {id: h, text: H}\n"
    protocol = read_protocol(write(tmp_path, "p.yaml", text))
    assert [entry.key for entry in protocol.propositions] == ["p"]
    assert protocol.guide is None
    assert protocol.consent_form is None
    assert protocol.study == StudyEntry()


def test_a_plain_text_is_in_the_first_language_of_the_study(tmp_path: Path) -> None:
    text = "study: {languages: [ru, en]}\npropositions:\n  - {id: p, text: Да}\n"
    assert read_protocol(write(tmp_path, "p.yaml", text)).propositions[0].text == {"ru": "Да"}
    text = "propositions:\n  - {id: p, text: Иә}\n"
    assert read_protocol(write(tmp_path, "q.yaml", text), language="kk").propositions[0].text == {"kk": "Иә"}


class Wrong(NamedTuple):
    """A change to the small protocol, and what is said of it: the field, part of the message, and the line, which is
    that of ``at`` (of the change itself where there is none) in the unchanged file.
    """

    old: str
    new: str
    field: str
    message: str
    at: str = ""


SECTOR, H1 = "variables[0]", "hypotheses[0].evidence"
QUOTE = "{en: You may quote me., ru: Можно цитировать.}"
FIRST_EVIDENCE = "- proposition: is-middle-power"

WRONG = [
    Wrong("  title: An invented study", "  titel: x", "study.titel", "Did you mean 'title'?"),
    Wrong("[en, ru]", "[english]", "study.languages", "'english' is no language code"),
    Wrong("sampling:\n", "samplin:\n", "samplin", "Did you mean 'sampling'?"),
    Wrong("type: integer", "type: number", "variables[1].type", "There is no 'number'. "),
    Wrong("name: years", "name: sector", "variables[1].name", "'sector' is there already, in line 12."),
    Wrong("name: joined", "name: Participant", "variables[2].name", "the column of the participants' codes"),
    Wrong("[government, academia]", "[one]", f"{SECTOR}.values", "A category needs its values"),
    Wrong("type: boolean", "values: [a, b]", "variables[3].values", "Only a category has values"),
    Wrong("disclosure: indirect", "label2: x", f"{SECTOR}.label2", "Did you mean 'label'?"),
    Wrong("\n    disclosure: direct", "", "variables[4].disclosure", "This field is missing.", at="name: employer"),
    Wrong("{en: Consent, ru: Согласие}", "Consent", "consent_form.title", "missing in ru"),
    Wrong("scope: record", "scope: recrod", "consent_form.scopes[1].scope", "Did you mean 'record'?"),
    Wrong("scope: quote", "scope: record", "consent_form.scopes[2].scope", "'record' is there already, in line 36."),
    Wrong(QUOTE, "{en: x}", "consent_form.scopes[2].text", "missing in ru"),
    Wrong("required: true", "required: maybe", "consent_form.scopes[0].required", "neither true nor false"),
    Wrong("title: Theory", "title:", "guide.sections[1].title", "A text belongs here."),
    Wrong("id: theory", "id: background", "guide.sections[1].id", "'background' is there already, in line 44."),
    Wrong("id: Q3", "id: Q1", "guide.sections[1].questions[1].id", "'Q1' is there already, in line 47."),
    Wrong("Is this country one?", "''", "guide.sections[1].questions[1].text", "A text belongs here."),
    Wrong("skippable: true", "optional: true", "guide.sections[1].questions[0].optional", "not known"),
    Wrong("- Where?", "- [x]", "guide.sections[0].questions[0].follow_ups[1]", "not a list"),
    Wrong("[Q2, Q3]", "[Q2, Q4]", "propositions[0].asked_in[1]", "no question in this file's guide called 'Q4'"),
    Wrong("id: hedges", "id: is-middle-power", "propositions[1].id", "'is-middle-power' is there already"),
    Wrong("[qualifies]", "[qualifys]", f"{H1}[0].qualifies[0]", "Did you mean 'qualifies'?"),
    Wrong("proposition: hedges", "proposition: hedge", f"{H1}[1].proposition", "Did you mean 'hedges'?"),
    Wrong("[rejects]", "[qualifies]", f"{H1}[0]", "two ways at once", at=FIRST_EVIDENCE),
    Wrong("[rejects]", "[silent]", f"{H1}[0]", "Silence is no evidence", at=FIRST_EVIDENCE),
]


@pytest.mark.parametrize("wrong", WRONG, ids=[f"{wrong.field} {wrong.new.strip()}" for wrong in WRONG])
def test_faults_name_line_and_field(wrong: Wrong, tmp_path: Path) -> None:
    line = line_of(PROTOCOL, wrong.at or wrong.old)
    with pytest.raises(WrongUse) as error:
        read_protocol(write(tmp_path, "p.yaml", PROTOCOL.replace(wrong.old, wrong.new)))
    told = str(error.value).splitlines()
    assert any(f"line {line}, {wrong.field}: " in one and wrong.message in one for one in told), str(error.value)


def test_a_form_that_does_not_require_taking_part_is_refused(tmp_path: Path) -> None:
    text = PROTOCOL.replace("      required: true\n", "")
    with pytest.raises(WrongUse, match=r"line 32, consent_form\.scopes: .* 'required: true'"):
        read_protocol(write(tmp_path, "p.yaml", text))


def test_references_out_of_the_file_are_checked_against_the_study(tmp_path: Path) -> None:
    text = (
        "propositions:\n  - {id: p, text: P, asked_in: [Q11, Q9]}\n"
        "hypotheses:\n  - id: h\n    text: H\n    evidence:\n"
        "      - {proposition: old, supports: [affirms]}\n      - {proposition: new, supports: [affirms]}\n"
    )
    path = write(tmp_path, "p.yaml", text)
    known = KnownKeys(frozenset({"Q11", "Q9"}), frozenset({"old", "new"}))
    assert len(read_protocol(path, known=known).hypotheses[0].evidence) == 2
    with pytest.raises(WrongUse) as error:
        read_protocol(path, known=KnownKeys(frozenset({"Q11"}), frozenset({"old"})))
    assert str(error.value).splitlines()[1:] == [
        "  line 2, propositions[0].asked_in[1]: There is no question in the study's guide called 'Q9'. Known are: Q11.",
        "  line 8, hypotheses[0].evidence[1].proposition: There is no proposition 'new'. Known are: p, old.",
    ]


def test_a_file_with_nothing_of_a_protocol_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"line 1, codes: This field is not known"):
        read_protocol(write(tmp_path, "p.yaml", "codes:\n  - x\n"))
    with pytest.raises(WrongUse, match="The file holds none of these: study, sampling"):
        read_protocol(write(tmp_path, "p.yaml", "{}\n"))
