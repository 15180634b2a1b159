"""The sidecar: every value of a chapter for machines, with what it was computed from as a hash."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dragoman.report.chapter import Chapter
from dragoman.report.value import ComputedValue


def sidecar(chapter: Chapter, outputs: Sequence[str]) -> bytes:
    """JSON (UTF-8): where the chapter came from, then its values. Results of quotes are the words quoted."""
    content = {
        "template": chapter.template,
        "template_sha256": chapter.template_sha256,
        "outputs": list(outputs),
        "language": chapter.wording.language,
        "study": chapter.study,
        "chain_head": chapter.chain_head,
        "program": f"dragoman {chapter.program_version}",
        "rendered_on": chapter.made_on,
        "values": value_records(chapter.values),
        "warnings": [
            {"kind": notice.kind.value, "line": notice.line, "message": notice.message} for notice in chapter.notices
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def value_records(values: Sequence[ComputedValue]) -> list[dict[str, Any]]:
    """Values as plain data. ``occurrence`` tells calls of the same query apart, counting from 1."""
    seen: dict[str, int] = {}
    records = []
    for value in values:
        seen[value.query] = seen.get(value.query, 0) + 1
        record: dict[str, Any] = {
            "id": value.id,
            "line": value.line,
            "query": value.query,
            "occurrence": seen[value.query],
            "meaning": value.meaning,
            "rule": value.rule,
            "result": value.result,
            "input_sha256": value.input_sha256,
        }
        if value.grid is not None:
            record["table"] = [list(value.grid.header), *(list(row) for row in value.grid.rows)]
        records.append(record)
    return records
