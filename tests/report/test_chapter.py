"""The cost of a chapter: the material is read once, however much is computed from it."""

from typing import Any

from sqlalchemy import event

from dragoman.report.chapter import compute_chapter
from dragoman.store.study import OpenStudy

CALLS = """
{{ count("no-choice", "affirms") }} {{ who("no-choice", "silent") }} {{ count(code="strategy", children=true) }}
{{ share("market-decides", "affirms") }} {{ table("positions") }} {{ table("codes") }} {{ hypothesis("H1") }}
{{ mentions("russia") }} {{ mentions("china", unit="respondents") }} {{ table("mentions") }}
"""


def queries(study: OpenStudy, text: str) -> int:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(study.engine, "before_cursor_execute", note)
    try:
        with study.read() as session:
            compute_chapter(session, text, "findings.md")
    finally:
        event.remove(study.engine, "before_cursor_execute", note)
    return len(seen)


def test_more_values_need_no_more_queries(small: OpenStudy) -> None:
    assert queries(small, CALLS * 10) == queries(small, CALLS)
