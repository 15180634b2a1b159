"""The example study through the real commands; what it says is recomputed from its files by other code than its own."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.journeys.command_line import CommandLine
from tests.journeys.example_files import EXAMPLE, PARTICIPANTS, RUSSIAN, answers, final_turns, lines_of, table

STANCES = ("affirms", "qualifies", "rejects", "silent")

# Beginnings of words, as a reader would mark them with a pencil: what stands for each actor in the answers.
MARKED = {
    "russia": r"\b(Russia|Moscow|Росси|Москв)",
    "china": r"\b(China|Chinese|Beijing|Кита|китай|Пекин)",
    "turkiye": r"\b(Turkey|Türkiye|Ankara|Турци|турец|Анкар)",
    "indonesia": r"\b(Indonesia|Индонези)",
    "south-korea": r"\b(South Korea|Seoul|Южной Коре)",
    "uzbekistan": r"\b(Uzbekistan|Узбекистан)",
    "tajikistan": r"\b(Tajikistan|Таджикистан)",
    "nato": r"\b(NATO|НАТО)\b",
}
COUNTED_WITH_A_PENCIL = {"indonesia": 3, "south-korea": 4, "turkiye": 8, "uzbekistan": 4, "tajikistan": 1, "nato": 1}


@dataclass(frozen=True)
class Chapter:
    """The rendered findings."""

    html: str
    values: dict[str, Any]
    word: str

    def result(self, query: str) -> str:
        found = {value["result"] for value in self.values["values"] if value["query"] == query}
        assert len(found) == 1, (query, found)
        return str(found.pop())


@pytest.fixture(scope="module")
def chapter(built_study: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    folder = tmp_path_factory.mktemp("chapter")
    page, document = folder / "findings.html", folder / "findings.docx"
    built_study("findings", "render", EXAMPLE / "findings.md", "-o", page, "-o", document)
    values = json.loads((folder / "findings.values.json").read_text(encoding="utf-8"))
    return Chapter(page.read_text(encoding="utf-8"), values, _words_of(document))


def _words_of(document: Path) -> str:
    from docx import Document

    opened = Document(str(document))
    cells = [cell.text for grid in opened.tables for row in grid.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def _asked() -> dict[str, list[str]]:
    """Whom each proposition was put to, from the guide's questions and those that an interview skipped."""
    protocol = yaml.safe_load((EXAMPLE / "protocol.yaml").read_text(encoding="utf-8"))
    skipped = {row["participant"]: row["skipped"].split(";") for row in table("interviews.csv")}
    return {
        one["id"]: [code for code in PARTICIPANTS if any(key not in skipped[code] for key in one["asked_in"])]
        for one in protocol["propositions"]
    }


def _taken() -> dict[tuple[str, str], list[str]]:
    found = defaultdict(list)
    for row in table("positions.csv"):
        found[row["proposition"], row["position"]].append(row["participant"])
    return found


def _coded() -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("codings.csv"):
        found[row["code"]].add(row["participant"])
    return {code: sorted(people) for code, people in found.items()}


def _listed(codes: list[str]) -> str:
    if len(codes) < 2:
        return codes[0] if codes else "nobody"
    return f"{', '.join(codes[:-1])} and {codes[-1]}"


def _of(number: int, total: int) -> str:
    return f"{number} of {total}" + (" asked" if total < len(PARTICIPANTS) else "")


def test_every_count_of_the_position_table_is_that_of_the_files(built_study: CommandLine) -> None:
    rows = built_study("position", "table", "--json").json()

    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        found[row["proposition"], row["stance"]].append(row["participant"])
    asked = {
        key: [row["participant"] for row in rows if row["proposition"] == key and row["asked"]] for key in _asked()
    }

    assert len(rows) == 8 * 10
    assert asked == _asked()
    taken = _taken()
    for key, people in asked.items():
        for stance in STANCES:
            assert found[key, stance] == taken[key, stance], (key, stance)
        assert found[key, ""] == [code for code in PARTICIPANTS if code not in people], key
        assert sum(len(taken[key, stance]) for stance in STANCES) == len(people)


def test_every_position_but_silence_has_its_evidence(built_study: CommandLine) -> None:
    for row in built_study("position", "table", "--json").json():
        assert row["evidence"] == (1 if row["stance"] in ("affirms", "qualifies", "rejects") else 0), row


def test_every_coding_stands_on_the_words_of_the_file(built_study: CommandLine) -> None:
    rows = built_study("table", "codings", "--json").json()

    made = sorted((row["participants"], row["code"], row["words"]) for row in rows)
    wanted = sorted((row["participant"], row["code"], row["quote"]) for row in table("codings.csv"))

    assert made == wanted
    assert {row["state"] for row in rows} == {"intact"}


@pytest.mark.parametrize("entry", sorted(MARKED))
def test_mentions_are_those_that_a_reader_would_mark(built_study: CommandLine, entry: str) -> None:
    said = {code: answers(code) for code in PARTICIPANTS}
    marks = {
        code: [len(re.findall(MARKED[entry], words)) for words in spoken] for code, spoken in said.items()
    }  # fmt: skip

    (row,) = built_study("mentions", entry, "--json").json()

    mentions = sum(sum(counted) for counted in marks.values())
    assert row["mentions"] == mentions == COUNTED_WITH_A_PENCIL.get(entry, mentions)
    assert row["segments"] == sum(sum(number > 0 for number in counted) for counted in marks.values())
    assert row["respondents"] == sum(any(counted) for counted in marks.values())
    words = sum(len(re.findall(r"\w+(?:[-'’]\w+)*", words)) for spoken in said.values() for words in spoken)
    assert row["per 1,000 words"] == f"{1000 * mentions / words:.2f}"


def test_interviewers_words_are_not_counted(built_study: CommandLine) -> None:
    asked = [words for code in PARTICIPANTS for speaker, words in final_turns(code) if speaker == "interviewer"]

    places = built_study("mentions", "--list", "--json").json()

    assert any(re.search(MARKED["china"], words) for words in asked)
    respondents = {(row["interview"], str(row["segment"])) for row in _segments(built_study, "respondent")}
    assert all(tuple(row["place"].split(":")[:2]) in respondents for row in places)


def _segments(dragoman: CommandLine, speaker: str) -> Iterator[dict[str, Any]]:
    for row in dragoman("table", "segments", "--json").json():
        if (row["speaker"] in PARTICIPANTS) == (speaker == "respondent"):
            yield row


def test_the_text_that_is_coded_is_that_of_the_files_without_names(built_study: CommandLine) -> None:
    rows = built_study("table", "segments", "--json").json()
    for code in PARTICIPANTS:
        found = [(row["speaker"] == code, row["text"]) for row in rows if row["interview"] == code]
        wanted = [(speaker == code, words) for speaker, words in final_turns(code)]
        assert len(found) == len(wanted)
        for (is_respondent, text), (should, words) in zip(found, wanted, strict=True):
            assert is_respondent == should
            # The reader of the files replaces the vault's names only; others were found by machines.
            pattern = re.sub(r"\\\[person\\ \d+\\\]", r"[A-Z]\\w+ [A-Z]\\w+", re.escape(text))
            assert re.fullmatch(pattern, words), (code, text, words)


@pytest.mark.parametrize("key", sorted(_asked()))
def test_the_chapter_counts_positions_as_the_files_do(chapter: Chapter, key: str) -> None:
    total, taken = len(_asked()[key]), _taken()
    for value in chapter.values["values"]:
        for stance in STANCES:
            people = taken[key, stance]
            if value["query"] == f'count("{key}", "{stance}")':
                assert value["result"] == _of(len(people), total)
            if value["query"] == f'who("{key}", "{stance}")':
                assert value["result"] == _listed(people)
            if value["query"] == f'share("{key}", "{stance}")':
                assert value["result"] == f"{100 * len(people) / total + 1e-9:.0f}\u00a0%"


def test_the_chapter_counts_codes_as_the_files_do(chapter: Chapter) -> None:
    coded, checked = _coded(), 0
    for value in chapter.values["values"]:
        call = re.fullmatch(r'(count|who)\(code="([a-z-]+)"\)', value["query"])
        if call:
            people = coded.get(call[2], [])
            assert value["result"] == (_of(len(people), 8) if call[1] == "count" else _listed(people)), call[2]
            checked += 1
    assert checked == 14


def test_the_chapter_counts_mentions_as_the_command_does(chapter: Chapter, built_study: CommandLine) -> None:
    rows = {row["entry"]: row for row in built_study("mentions", "--json").json()}
    for entry in ("russia", "china"):
        row = rows[entry]
        assert chapter.result(f'mentions("{entry}")') == str(row["mentions"])
        assert chapter.result(f'mentions("{entry}", unit="respondents")') == f"{row['respondents']} of 8"
        rate = chapter.result(f'mentions("{entry}", unit="per_1000_words")')
        assert abs(float(rate) - float(row["per 1,000 words"])) <= 0.055


def test_the_table_of_positions_holds_the_same_numbers(chapter: Chapter) -> None:
    (grid,) = [value["table"] for value in chapter.values["values"] if value["query"] == 'table("positions")']
    protocol = yaml.safe_load((EXAMPLE / "protocol.yaml").read_text(encoding="utf-8"))
    taken, asked = _taken(), _asked()
    lines = {row[0]: row for row in grid[1:]}
    assert len(lines) == 10
    for one in protocol["propositions"]:
        row = lines[one["text"]["en"]]
        for column, stance in enumerate(STANCES, start=1):
            assert re.findall(r"P\d\d", row[column]) == taken[one["id"], stance]
            assert re.match(r"\d+", row[column])[0] == str(len(taken[one["id"], stance]))  # type: ignore[index]
        assert row[-1].split()[0] == str(len(asked[one["id"]]))


class _Values(HTMLParser):
    """What a reader sees at each computed value, and the targets of all links within the page."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, str] = {}
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.links.add((given["href"] or "")[1:])
        if tag == "span" and (self._open or "data-evidence" in given):
            self._open.append(given.get("data-evidence") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            number = self._open[0]
            self.shown[number] = self.shown.get(number, "") + data


def test_the_page_shows_the_values_of_the_sidecar_and_every_link_leads_somewhere(chapter: Chapter) -> None:
    page = _Values()
    page.feed(chapter.html)
    records = {value["id"].removeprefix("evidence-"): value for value in chapter.values["values"]}

    assert page.shown.keys() == records.keys()
    assert page.links <= page.ids
    for number, record in records.items():
        kind = record["query"].partition("(")[0]
        if kind in ("count", "share", "who", "mentions"):
            assert page.shown[number] == record["result"], record["query"]


def test_the_word_document_says_the_same_numbers(chapter: Chapter) -> None:
    words = re.sub(r"\s+", " ", chapter.word)
    for value in chapter.values["values"]:
        if value["query"].partition("(")[0] in ("count", "share", "who", "mentions"):
            assert re.sub(r"\s+", " ", value["result"]) in words, value["query"]


def test_every_value_names_its_query_result_and_inputs_and_the_same_inputs_give_the_same_values(
    chapter: Chapter, built_study: CommandLine, tmp_path: Path
) -> None:
    again = tmp_path / "again.html"
    built_study("findings", "render", EXAMPLE / "findings.md", "-o", again)
    repeated = json.loads(again.with_suffix(".values.json").read_text(encoding="utf-8"))["values"]

    assert repeated == chapter.values["values"]
    assert len(repeated) == len(re.findall(r"\{\{", (EXAMPLE / "findings.md").read_text(encoding="utf-8")))
    for value in repeated:
        assert re.fullmatch(r"[0-9a-f]{64}", value["input_sha256"])
        assert value["query"]
        assert value["result"]


def test_quotes_stand_in_the_chapter_as_they_were_said(chapter: Chapter) -> None:
    page = re.sub(r"\s+", " ", chapter.html.replace("&#39;", "'"))
    for value in chapter.values["values"]:
        call = re.match(r'quote\("(P\d\d)", "(.+?)"[,)]', value["query"])
        if call:
            assert sum(words.count(value["result"]) for words in [*answers(call[1]), *_english(call[1])]) == 1
            assert value["result"] in page


def test_no_words_of_a_participant_who_may_not_be_quoted_reach_the_reader(chapter: Chapter) -> None:
    everything = _plain(chapter.html + chapter.word + json.dumps(chapter.values, ensure_ascii=False))
    others = [words for code in PARTICIPANTS if code != "P06" for words in [*answers(code), *_english(code)]]
    known = _plain(" ".join([*others, (EXAMPLE / "findings.md").read_text(encoding="utf-8")]))
    checked = 0
    for words in [*answers("P06"), *_english("P06")]:
        split = _plain(words).split()
        for start in range(len(split) - 4):
            run = " ".join(split[start : start + 5])
            assert run not in everything or run in known, run
            checked += run not in known
    assert checked > 300


def _english(code: str) -> list[str]:
    if code not in RUSSIAN:
        return []
    return [words for speaker, words in lines_of(EXAMPLE / "translations" / f"{code}.en.txt") if speaker == code]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("command", ["check", "render"])
def test_a_quote_that_consent_forbids_is_refused(
    built: CommandLine, tmp_path: Path, command: str, language: str
) -> None:
    words = answers("P06")[2][:40] if language == "ru" else _english("P06")[2][:40]
    template, page = tmp_path / "findings.md", tmp_path / "findings.html"
    template.write_text(f'# F\n\nThey say {{{{ quote("P06", "{words}", lang="{language}") }}}}.\n', encoding="utf-8")

    output: list[str | Path] = ["-o", page] if command == "render" else []
    refused = built("findings", command, template, *output, expect=1)

    said = refused.stdout + refused.stderr
    assert "P06" in said
    assert "quote" in said
    assert not page.exists()
    assert not page.with_suffix(".values.json").exists()


def test_consent_that_is_withdrawn_takes_the_quotes_and_the_counts_back(built: CommandLine, tmp_path: Path) -> None:
    built("consent", "withdraw", "P01")
    template, page = tmp_path / "findings.md", tmp_path / "findings.html"
    template.write_text('# F\n\n{{ count("system-sets-range", "affirms") }}\n', encoding="utf-8")
    built("findings", "render", template, "-o", page)
    (value,) = json.loads(page.with_suffix(".values.json").read_text(encoding="utf-8"))["values"]

    assert value["result"].startswith("4 of 7")
    built("findings", "render", EXAMPLE / "findings.md", "-o", page, expect=1)


def test_the_example_findings_pass_their_check(built_study: CommandLine) -> None:
    checked = built_study("findings", "check", EXAMPLE / "findings.md", "--json")

    assert [one for one in checked.json() if one["severity"] == "error"] == []


def test_the_finished_study_is_whole(built_study: CommandLine) -> None:
    found = built_study("verify", "--json").json()

    assert found["faults"] == []
    assert re.fullmatch(r"[0-9a-f]{64}", found["chain_head"])
