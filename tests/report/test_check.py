"""What a check finds before a chapter is published."""

from pathlib import Path

import pytest

from dragoman.model.proposition import Stance
from dragoman.model.redaction import RedactedSpan
from dragoman.report.check import check
from dragoman.report.finding import CheckFinding, Kind, Severity
from dragoman.report.render import render
from dragoman.store.study import OpenStudy
from tests.report.small_study import Builder


def found(study: OpenStudy, folder: Path, text: str) -> list[CheckFinding]:
    path = folder / "findings.md"
    path.write_text(text, encoding="utf-8")
    return check(study, path)


def kinds(findings: list[CheckFinding]) -> list[tuple[Kind, int, Severity]]:
    return [(each.kind, each.line, each.severity) for each in findings]


def test_a_chapter_that_computes_everything_is_clean(small: OpenStudy, tmp_path: Path) -> None:
    text = '# A\n\n{{ count("no-choice", "affirms") }} agree: {{ quote("P01", "We never choose one side") }}.\n'
    assert found(small, tmp_path, text) == []


@pytest.mark.parametrize(
    "typed",
    [
        "5 of 8 experts agree",
        "Five of the eight experts agree",
        "two out of five respondents",
        "most of the five",
        "all five of five experts",
        "2/5 agree",
        "5 из 8 экспертов согласны",
        "трое из пяти согласны",
        "большинство из пяти",
        "two\nof five",
    ],
)
def test_counts_typed_by_hand_are_errors(small: OpenStudy, tmp_path: Path, typed: str) -> None:
    findings = found(small, tmp_path, f"# A\n\nWe see that {typed}.\n")
    assert (Kind.TYPED_NUMBER, 3, Severity.ERROR) in kinds(findings)


@pytest.mark.parametrize(
    "text",
    [
        "the 24/7 news, 3/14/2026, version 1.2 of 3.4, section 2 of the law, one of the powers, 12 of them",
        "Article 5 of 1949, a share of 8, out of 8 experts",
        "`5 of 8` in code, <!-- 5 of 8 in a comment -->, [5 of](https://x.invalid/5/8)",
        "5 of 8 powers <!-- typed: members of the pact -->",
        '{{ count("no-choice", "affirms") }} and {# 5 of 8 #} nothing else',
    ],
)
def test_other_numbers_are_left_alone(small: OpenStudy, tmp_path: Path, text: str) -> None:
    assert found(small, tmp_path, f"# A\n\n{text}\n") == []


def test_numbers_that_may_come_from_elsewhere_are_warnings(small: OpenStudy, tmp_path: Path) -> None:
    findings = found(small, tmp_path, "Three of the nine republics; 63 % of trade; named 12 times.\n")
    assert kinds(findings) == [(Kind.TYPED_NUMBER, 1, Severity.WARNING)] * 3


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "„{}“", "\n> {}\n"])
def test_words_that_nobody_said_are_errors(small: OpenStudy, tmp_path: Path, marks: str) -> None:
    findings = found(small, tmp_path, "x\n\n" + marks.format("We always choose both sides."))
    assert [(each.kind, each.severity) for each in findings] == [(Kind.NOT_VERBATIM, Severity.ERROR)]
    assert "We always choose both sides" in findings[0].message


def test_words_that_were_said_are_offered_as_a_quote(small: OpenStudy, tmp_path: Path) -> None:
    text = "They say “we never choose one side,” “we need both Russia and China” and “because [it] would cost us”.\n"
    findings = found(small, tmp_path, text)
    assert kinds(findings) == [(Kind.TYPED_QUOTE, 1, Severity.WARNING)] * 3
    messages = " ".join(each.message for each in findings)
    assert '{{ quote("P01", "we never choose one side") }}' in messages
    assert '{{ quote("P02", "we need both Russia and China", lang="en") }}' in messages
    assert '{{ quote("P01", "because […] would cost us") }}' in messages


def test_words_of_someone_who_may_not_be_quoted_are_errors_typed_or_not(small: OpenStudy, tmp_path: Path) -> None:
    text = 'He says “the ministry has already chosen”.\n\n{{ quote("P03", "Between us") }}\n'
    findings = found(small, tmp_path, text)
    assert kinds(findings) == [(Kind.CONSENT, 1, Severity.ERROR), (Kind.CONSENT, 3, Severity.ERROR)]


def test_words_from_before_pseudonymisation_are_errors(small: OpenStudy, tmp_path: Path) -> None:
    findings = found(small, tmp_path, "x “My colleague Hidden Name told me so himself” x\n")
    assert kinds(findings) == [(Kind.TYPED_QUOTE, 1, Severity.ERROR)]
    assert "before pseudonymisation" in findings[0].message


def test_words_of_the_interviewer_are_pointed_out(small: OpenStudy, tmp_path: Path) -> None:
    findings = found(small, tmp_path, "We asked: “Do you have to choose?”\n")
    assert kinds(findings) == [(Kind.TYPED_QUOTE, 1, Severity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "The proposition “The country avoids choosing.” was put to them; the form says “You may stop at any time”.",
        "a “middle power” and a “power of rank”",
        "“Nobody ever said these very words” <!-- typed: an invented contrast -->",
        "It is `“We always choose both sides”` as code",
    ],
)
def test_quotes_of_the_study_itself_and_terms_are_left_alone(small: OpenStudy, tmp_path: Path, text: str) -> None:
    assert found(small, tmp_path, text + "\n") == []


def test_quotes_from_the_literature_are_to_be_checked_there(small: OpenStudy, tmp_path: Path) -> None:
    findings = found(small, tmp_path, "It is “a class of its own among states” (Author 1984, p. 3).\n")
    assert kinds(findings) == [(Kind.NOT_VERBATIM, 1, Severity.WARNING)]


def test_calls_that_cannot_be_computed_are_all_reported(small: OpenStudy, tmp_path: Path) -> None:
    text = '{{ count("no-choise", "affirms") }}\n\n{{ quote("P01", "never said so at all") }}\n\n{{ who(code="x") }}\n'
    findings = found(small, tmp_path, text)
    assert kinds(findings) == [
        (Kind.TEMPLATE, 1, Severity.ERROR),
        (Kind.NOT_VERBATIM, 3, Severity.ERROR),
        (Kind.TEMPLATE, 5, Severity.ERROR),
    ]
    assert findings[0].message == "There is no proposition 'no-choise'; did you mean 'no-choice'?"


def test_a_template_that_cannot_be_read_is_one_finding(small: OpenStudy, tmp_path: Path) -> None:
    findings = found(small, tmp_path, "a\n{{ count( }}\n")
    assert kinds(findings) == [(Kind.TEMPLATE, 2, Severity.ERROR)]


def test_drafts_anchors_and_gaps_are_warnings(small: OpenStudy, tmp_path: Path) -> None:
    text = '{{ quote("P04", "the choice has been made") }}\n{{ count(code="balancing") }}\n'
    text += '{{ count("market-decides", "affirms") }}\n'
    findings = found(small, tmp_path, text)
    assert {each.severity for each in findings} == {Severity.WARNING}
    assert {(each.kind, each.line) for each in findings} >= {
        (Kind.TRANSLATION, 1),
        (Kind.ANCHOR, 2),
        (Kind.POSITION, 3),
    }


def test_interviews_prove_nothing(small: OpenStudy, tmp_path: Path) -> None:
    text = "It proved useful.\n\nHypothesis H1 is proven.\n\nГипотеза доказана.\n\nThey approve and improve.\n"
    assert kinds(found(small, tmp_path, text)) == [
        (Kind.WORDING, 1, Severity.WARNING),
        (Kind.WORDING, 3, Severity.ERROR),
        (Kind.WORDING, 5, Severity.ERROR),
    ]


def test_values_that_changed_since_the_last_rendering_are_told(fresh: OpenStudy, tmp_path: Path) -> None:
    template = tmp_path / "findings.md"
    template.write_text(
        '{{ count("no-choice", "affirms", of="all") }}\n\n{{ count(code="hedging") }}\n\n{{ table("codes") }}\n'
    )
    render(fresh, template, [tmp_path / "out.html"])
    assert [each for each in check(fresh, template) if each.kind is Kind.CHANGED] == []
    with fresh.change("test.more") as change:
        build = Builder.of(change.session)
        build.position("P05", "no-choice", Stance.AFFIRMS)
        build.coding("hedging", build.selection("P01", 4, "I said it before"))
    changed = [each for each in check(fresh, template) if each.kind is Kind.CHANGED]
    assert [(each.line, each.severity) for each in changed] == [(line, Severity.WARNING) for line in (1, 3, 5)]
    assert "was '2 of 5' in the rendering of" in changed[0].message
    assert "is '3 of 5' now" in changed[0].message
    assert "1 value(s) are as they were" in changed[1].message
    assert "line 3." in changed[1].message
    assert "has other numbers" in changed[2].message


def test_redactions_that_nobody_decided_are_told(fresh: OpenStudy, tmp_path: Path) -> None:
    with fresh.change("test.more") as change:
        segment = Builder.of(change.session).segments["P01", 5]
        span = RedactedSpan(segment_id=segment.id, start=13, end=24, kind="person", entity="person-1")
        span.replacement, span.origin, span.score = "[Person 1]", "model", 0.9
        change.session.add(span)
    findings = found(fresh, tmp_path, "# A\n")
    assert [(each.kind, each.severity) for each in findings] == [(Kind.DISCLOSURE, Severity.WARNING)]
    assert "1 suggested redaction(s) wait" in findings[0].message
