"""The files of the example study fit together."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from tests.journeys.example_files import (
    EXAMPLE,
    FRAMEWORKS,
    PARTICIPANTS,
    RUSSIAN,
    answers,
    codebook,
    final_turns,
    labelled_turns,
    lines_of,
    places,
    protocol,
    pseudonymised,
    questions,
    table,
)

SCOPES = {"participate", "record", "quote", "remote-processing", "archive", "recontact"}
STANCES = ("affirms", "qualifies", "rejects", "silent")
EXPECTED_STANCES = {
    # in the order of STANCES, counted by hand from the interviews
    "middle-power-fits": (3, 3, 1, 1),
    "system-sets-range": (5, 2, 1, 0),
    "leaders-filter": (5, 1, 0, 1),
    "multi-vector-works": (5, 2, 1, 0),
    "mediation-raises-standing": (4, 1, 2, 1),
    "regional-cooperation-adds-weight": (3, 1, 1, 0),
    "recognition-legitimates-rule": (3, 1, 0, 1),
    "dependence-narrows-choice": (4, 3, 1, 0),
    "sanctions-strain-distance": (3, 2, 0, 0),
    "balance-will-hold": (2, 3, 2, 1),
}


def test_the_guide_has_eighteen_open_questions_in_seven_sections() -> None:
    sections = protocol()["guide"]["sections"]
    asked = questions()

    assert [section["id"] for section in sections] == [f"S{number}" for number in range(1, 8)]
    assert list(asked) == [f"Q{number}" for number in range(1, 19)]
    assert any(question.get("skippable") for question in asked.values())
    assert any(question.get("follow_ups") for question in asked.values())
    assert all(set(question["text"]) == {"en", "ru"} for question in asked.values())


def test_every_variable_says_what_it_discloses_and_none_that_identifies_has_values() -> None:
    marks = {variable["name"]: variable["disclosure"] for variable in protocol()["variables"]}
    columns = set(table("participants.csv")[0]) - {"participant"}

    assert set(marks.values()) == {"open", "indirect", "direct"}
    assert columns == {name for name, mark in marks.items() if mark != "direct"}
    assert [row["participant"] for row in table("participants.csv")] == PARTICIPANTS
    for variable in protocol()["variables"]:
        values = {row.get(variable["name"]) for row in table("participants.csv")} - {None}
        assert variable["type"] != "category" or values <= set(variable["values"])


def test_one_participant_may_not_be_quoted_and_another_not_be_processed_elsewhere() -> None:
    consents = {row["participant"]: set(row["scopes"].split(";")) for row in table("consents.csv")}

    assert {scope["scope"] for scope in protocol()["consent_form"]["scopes"]} == SCOPES
    assert list(consents) == PARTICIPANTS
    assert all({"participate", "record"} <= scopes <= SCOPES for scopes in consents.values())
    assert [code for code, scopes in consents.items() if "quote" not in scopes] == ["P06"]
    assert [code for code, scopes in consents.items() if "remote-processing" not in scopes] == ["P05"]


def test_only_skippable_questions_were_skipped() -> None:
    skippable = {key for key, question in questions().items() if question.get("skippable")}
    for row in table("interviews.csv"):
        skipped = set(row["skipped"].split(";"))
        assert skipped <= skippable, row["participant"]
        assert row["languages"] == ("ru" if row["participant"] in RUSSIAN else "en")


def test_positions_are_there_for_everyone_who_was_asked_and_for_nobody_else() -> None:
    skipped = {row["participant"]: set(row["skipped"].split(";")) for row in table("interviews.csv")}
    taken: dict[str, list[str]] = defaultdict(list)
    for row in table("positions.csv"):
        taken[row["proposition"]].append(row["participant"])

    for proposition in protocol()["propositions"]:
        asked = [code for code in PARTICIPANTS if not set(proposition["asked_in"]) <= skipped[code]]
        assert taken[proposition["id"]] == asked, proposition["id"]
    assert {len(codes) for codes in taken.values()} == {5, 7, 8}


def test_positions_add_up_to_what_was_counted_by_hand() -> None:
    counted = Counter((row["proposition"], row["position"]) for row in table("positions.csv"))

    found = {key: tuple(counted[key, stance] for stance in STANCES) for key in EXPECTED_STANCES}

    assert found == EXPECTED_STANCES
    assert {item["id"] for item in protocol()["propositions"]} == set(EXPECTED_STANCES)
    assert sum(counted.values()) == len(table("positions.csv")) == 70


def test_the_words_behind_every_position_are_said_once_by_that_participant() -> None:
    for row in table("positions.csv"):
        found = places(row["quote"], answers(row["participant"])) if row["quote"] else None
        assert found == (None if row["position"] == "silent" else 1), row


def test_the_words_of_every_coding_are_said_by_that_participant() -> None:
    assert 40 <= len(table("codings.csv")) <= 70
    for row in table("codings.csv"):
        found = places(row["quote"], answers(row["participant"]))
        assert found == 1 if not row["occurrence"] else 1 <= int(row["occurrence"]) <= found, row
        assert row["code"] in codebook(), row
        assert "[" not in row["quote"], row


def test_hypotheses_rest_on_propositions_that_exist() -> None:
    keys = {item["id"] for item in protocol()["propositions"]}
    hypotheses = protocol()["hypotheses"]

    assert [hypothesis["id"] for hypothesis in hypotheses] == ["H1", "H2"]
    for evidence in itertools.chain.from_iterable(hypothesis["evidence"] for hypothesis in hypotheses):
        named = [*evidence["supports"], *evidence["qualifies"], *evidence["contradicts"]]
        assert evidence["proposition"] in keys
        assert sorted(named) == ["affirms", "qualifies", "rejects"]


def test_every_code_of_the_framework_is_defined_bounded_shown_and_sourced() -> None:
    assert len(codebook()) == 27
    for name, code in codebook().items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        for field in ("label", "definition", "use_when", "use_not_when", "example"):
            assert code[field].strip(), f"{name}: {field}"
        assert re.search(r"[A-Z]\w+.* (18|19|20)\d\d", code["source"]), name


def test_the_propositions_of_the_framework_have_both_languages_and_a_source() -> None:
    content = yaml.safe_load((FRAMEWORKS / "propositions.yaml").read_text(encoding="utf-8"))
    shipped = {item["id"]: item for item in content["propositions"]}

    assert set(EXPECTED_STANCES) <= set(shipped)
    assert all(set(item["text"]) == {"en", "ru"} and item["source"] for item in shipped.values())
    assert not any("asked_in" in item for item in shipped.values())


@pytest.mark.parametrize("code", ["P04", "P05", "P06", "P07", "P08"])
def test_speakers_alternate_in_every_transcript(code: str) -> None:
    turns = final_turns(code)
    speakers = [speaker for speaker, _ in turns]

    assert speakers == ["interviewer", code] * (len(turns) // 2)
    assert turns == [(s, pseudonymised(w)) for s, w in lines_of(EXAMPLE / "transcripts" / "scripts" / f"{code}.txt")]


def test_the_interviewer_of_one_transcript_is_named_in_two_ways() -> None:
    assert {label for label, _ in labelled_turns("P06")} == {"Интервьюер", "Инт.", "Эксперт"}


@pytest.mark.parametrize("code", sorted(RUSSIAN))
def test_a_translation_has_a_line_for_every_turn_and_the_same_replacements(code: str) -> None:
    translated = lines_of(EXAMPLE / "translations" / f"{code}.en.txt")
    original = final_turns(code)
    replaced = re.compile(r"\[[^\]]+\]")

    assert [speaker for speaker, _ in translated] == [speaker for speaker, _ in original]
    for (_, words), (_, english) in zip(original, translated, strict=True):
        assert sorted(replaced.findall(words)) == sorted(replaced.findall(english))
        assert not re.search(r"[А-Яа-яЁё]", english)


def test_one_person_is_named_in_both_scripts_and_contacts_stand_in_different_interviews() -> None:
    texts = {code: " ".join(words for _, words in final_turns(code)) for code in PARTICIPANTS}

    for replacement in ("[colleague A]", "[colleague B]", "[a former deputy minister]"):
        named_in = {code for code, text in texts.items() if replacement in text}
        assert named_in & RUSSIAN
        assert named_in - RUSSIAN
    assert [code for code, text in texts.items() if "[email 1]" in text] == ["P08"]
    assert [code for code, text in texts.items() if "[phone 1]" in text] == ["P05"]


@pytest.mark.parametrize("code", ["P01", "P02", "P03"])
def test_a_corrected_transcript_has_the_words_that_were_spoken(code: str) -> None:
    spoken = lines_of(EXAMPLE / "recordings" / "scripts" / f"{code}.txt")

    assert lines_of(EXAMPLE / "corrected" / f"{code}.txt") == spoken


@pytest.mark.parametrize(("name", "channels"), [("P01-interviewer", 1), ("P01-P01", 1), ("P02", 2), ("P03", 1)])
def test_a_recording_is_small_and_lasts_two_to_three_minutes(name: str, channels: int) -> None:
    import av

    path = EXAMPLE / "recordings" / f"{name}.ogg"
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        seconds = (container.duration or 0) / 1_000_000

        assert stream.codec_context.name in ("opus", "libopus")
        assert stream.codec_context.channels == channels
    assert 120 <= seconds <= 180
    assert path.stat().st_size < 600_000


def test_the_transcripts_come_out_of_their_scripts_again(tmp_path: Path) -> None:
    copy = tmp_path / "great-power-rivalry"
    (copy / "transcripts").mkdir(parents=True)
    for name in ("interview_script.py", "make_transcripts.py"):
        (copy / name).write_bytes((EXAMPLE / name).read_bytes())
    (copy / "transcripts" / "scripts").symlink_to(EXAMPLE / "transcripts" / "scripts")

    subprocess.run([sys.executable, str(copy / "make_transcripts.py")], check=True, capture_output=True)

    made = {path.name: path.read_bytes() for path in (copy / "transcripts").glob("P0*")}
    kept = {path.name: path.read_bytes() for path in (EXAMPLE / "transcripts").glob("P0*")}
    word = "P06.docx"
    assert len(made) == 5
    assert made.keys() == kept.keys()
    assert {name: made[name] for name in made if name != word} == {name: kept[name] for name in kept if name != word}


def test_the_findings_name_only_what_exists_and_type_no_count() -> None:
    text = (EXAMPLE / "findings.md").read_text(encoding="utf-8")
    calls = re.findall(r"\{\{\s*(\w+)\((.*?)\)\s*\}\}", text, re.DOTALL)
    named = set(re.findall(r'\{\{ (?:count|share|who)\("([^"]+)"', text))
    prose = re.sub(r"\{\{.*?\}\}", "", text, flags=re.DOTALL)

    assert {name for name, _ in calls} == {
        "count", "share", "who", "quote", "mentions", "table", "figure", "hypothesis",
    }  # fmt: skip
    assert named == set(EXPECTED_STANCES)
    assert set(re.findall(r'code="([^"]+)"', text)) <= set(codebook())
    assert set(re.findall(r'hypothesis\("([^"]+)"', text)) == {"H1", "H2"}
    assert not re.search(r"\b(\d+|one|two|three|four|five|six|seven|eight) (out )?of\b", prose, re.IGNORECASE)
    assert "proved" not in prose
    assert 1_100 <= len(prose.split()) <= 1_900
    assert "invented" in prose[:600].lower()


def test_every_quote_of_the_findings_is_verbatim_and_allowed() -> None:
    text = (EXAMPLE / "findings.md").read_text(encoding="utf-8")
    quotes = re.findall(r'quote\(\s*"(P\d\d)",\s*"([^"]+)"', text)

    assert len(quotes) >= 12
    for code, words in quotes:
        translation = EXAMPLE / "translations" / f"{code}.en.txt"
        english = [said for speaker, said in lines_of(translation) if speaker == code] if code in RUSSIAN else []
        assert places(words, [*answers(code), *english]) == 1, (code, words)
        assert code != "P06"


def test_everything_says_that_it_is_invented() -> None:
    marked = ["README.md", "protocol.yaml", "vault.yaml", "findings.md", "transcripts/P04.vtt", "transcripts/P08.json"]
    for name in marked:
        beginning = (EXAMPLE / name).read_text(encoding="utf-8")[:400].lower()
        assert "invented" in beginning or "вымышлен" in beginning, name
    assert "Invented" in protocol()["study"]["notice"]


def test_the_count_by_hand_in_the_readme_is_that_of_the_positions() -> None:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z-]+) \| (\d) \|(.*)\|$", readme, re.MULTILINE)
    taken: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in table("positions.csv"):
        taken[row["proposition"], row["position"]].append(row["participant"])

    for key, _, cells in rows:
        for stance, cell in zip(STANCES, cells.split("|"), strict=True):
            assert cell.split() == taken[key, stance], (key, stance)
    assert {key: int(asked) for key, asked, _ in rows} == {key: sum(found) for key, found in EXPECTED_STANCES.items()}
