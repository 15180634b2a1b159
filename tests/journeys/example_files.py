"""Readers of the example study's files, apart from the program's own, so that each can tell the other wrong."""

from __future__ import annotations

import csv
import itertools
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import dragoman

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "great-power-rivalry"
FRAMEWORKS = Path(dragoman.__file__).parent / "frameworks"
PARTICIPANTS = [f"P{number:02}" for number in range(1, 9)]
RUSSIAN = {"P05", "P06", "P08"}

Turns = list[tuple[str, str]]


@cache
def protocol() -> dict[str, Any]:
    return dict(yaml.safe_load((EXAMPLE / "protocol.yaml").read_text(encoding="utf-8")))


@cache
def codebook() -> dict[str, dict[str, Any]]:
    def walk(codes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        below = [walk(code.get("children", [])) for code in codes]
        return {code["name"]: code for code in codes} | {name: code for part in below for name, code in part.items()}

    return walk(yaml.safe_load((FRAMEWORKS / "great-power-rivalry.yaml").read_text(encoding="utf-8"))["codes"])


@cache
def table(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def questions() -> dict[str, dict[str, Any]]:
    sections = protocol()["guide"]["sections"]
    return {question["id"]: question for section in sections for question in section["questions"]}


def lines_of(path: Path) -> Turns:
    """The turns of a file of ``speaker: words`` lines."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(line.partition(": ")[0], line.partition(": ")[2]) for line in lines]


def cues_of(text: str) -> Turns:
    """What stands under the times of a WebVTT or SubRip file."""
    found = re.findall(r"-->[^\n]*\n([^\n:]+): ([^\n]+)", text)
    return [(label, words) for label, words in found]


def labelled_turns(code: str) -> Turns:
    """The turns of a transcript with the labels as they stand in it; cues of one speaker in a row joined."""
    path = next((EXAMPLE / "transcripts").glob(f"{code}.*"))
    if path.suffix == ".docx":
        from docx import Document

        cues = [(p.text.partition(": ")[0], p.text.partition(": ")[2]) for p in Document(str(path)).paragraphs]
    elif path.suffix == ".json":
        segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
        cues = [(segment["speaker"], segment["text"].strip()) for segment in segments]
    elif path.suffix == ".txt":
        cues = re.findall(r"^\[\d\d:\d\d:\d\d\] ([^:]+): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    else:
        cues = cues_of(path.read_text(encoding="utf-8"))
    joined = [(label, list(found)) for label, found in itertools.groupby(cues, key=lambda cue: cue[0])]
    return [(label, " ".join(words for _, words in found)) for label, found in joined]


def roles(turns: Turns, code: str) -> Turns:
    asking = {"Interviewer", "Интервьюер", "Инт.", "interviewer"}
    return [("interviewer" if label in asking else code, words) for label, words in turns]


@cache
def final_turns(code: str) -> Turns:
    """Who says what once the interview is corrected and names are replaced."""
    corrected = EXAMPLE / "corrected" / f"{code}.txt"
    turns = lines_of(corrected) if corrected.exists() else roles(labelled_turns(code), code)
    return [(speaker, pseudonymised(words)) for speaker, words in turns]


def pseudonymised(words: str) -> str:
    vault = yaml.safe_load((EXAMPLE / "vault.yaml").read_text(encoding="utf-8"))
    replacements = {form: entry["replacement"] for entry in vault["pseudonyms"] for form in entry["forms"]}
    for form in sorted(replacements, key=len, reverse=True):
        words = re.sub(rf"\b{_inflected(form)}\b", replacements[form], words)
    words = re.sub(r"\S+@[\w.]+\w", "[email 1]", words)
    return re.sub(r"\+\d[\d ]+\d", "[phone 1]", words)


def _inflected(form: str) -> str:
    """A pattern for a name in any Russian case: the words without a last vowel, each with up to three letters more."""
    if form.isascii():
        return re.escape(form)
    return " ".join(rf"{re.escape(word.rstrip('аеиыь'))}[а-я]{{0,3}}" for word in form.split())


def answers(code: str) -> list[str]:
    return [words for speaker, words in final_turns(code) if speaker == code]


def places(quote: str, texts: list[str]) -> int:
    return sum(text.count(quote) for text in texts)
