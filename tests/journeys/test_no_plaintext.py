"""Nothing of what was said, or of who said it, lies readable anywhere but in what was exported on purpose."""

from __future__ import annotations

import json
import random
import wave
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.command_line import CommandLine
from tests.journeys.example_files import EXAMPLE
from tests.journeys.example_study import copied
from tests.journeys.traces import traces

# Invented, and so rare that they can stand nowhere by chance.
NAMES = ["Zebulon Quartermayne", "Quartermayne", "Святополк Кораблёвский", "Кораблёвский", "zq-canary@example.org"]
SPOKEN = ["heliotrope sextants", "ultramarine ballast", "перламутровый астролябий", "васильковый кливер"]
SAMPLES = 48_000 * 20

VAULT = """participants:
  P04: {name: Zebulon Quartermayne, contact: zq-canary@example.org}
  P05: {name: Святополк Кораблёвский, contact: sk@example.org}
pseudonyms:
  - {kind: person, replacement: "[canary A]", forms: [Zebulon Quartermayne, Zebulon Quartermain]}
  - {kind: person, replacement: "[canary B]", forms: [Святополк Кораблёвский]}
"""
ENGLISH = """WEBVTT

00:00:01.000 --> 00:00:04.000
Interviewer: What did you see at sea?

00:00:05.000 --> 00:00:15.000
Zebulon Quartermayne: We traded heliotrope sextants with Russia for years. Write to zq-canary@example.org about it.

00:00:16.000 --> 00:00:18.000
Interviewer: And before that?

00:00:19.000 --> 00:00:29.000
Zebulon Quartermayne: Before that there was only ultramarine ballast, and my captain was Zebulon Quartermain.
"""
RUSSIAN = """1
00:00:01,000 --> 00:00:04,000
Интервьюер: Что вы видели в море?

2
00:00:05,000 --> 00:00:15,000
P05: Перламутровый астролябий купил Китай. Это решал Святополк Кораблёвский.

3
00:00:16,000 --> 00:00:20,000
Интервьюер: А раньше?

4
00:00:21,000 --> 00:00:30,000
P05: Раньше был васильковый кливер, и больше ничего.
"""
TRANSLATION = """Interviewer: What did you see at sea?
P05: China bought the mother-of-pearl astrolabe. It was [canary B] who decided.
Interviewer: And before?
P05: Before there was a cornflower jib, and nothing else.
"""
TRANSLATED = ["mother-of-pearl astrolabe", "cornflower jib"]
SECRETS = [*NAMES, *SPOKEN, *TRANSLATED]
FINDINGS = """# Findings

{{ quote("P04", "heliotrope sextants") }}, and {{ mentions("russia") }} of {{ count(code="hedging") }}.
"""


def _files_of_the_researcher(folder: Path) -> Path:
    """The researcher's own files, which are theirs to keep or destroy."""
    folder.mkdir()
    noise = random.Random(20250304)
    with wave.open(str(folder / "Quartermayne at sea.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(48_000)
        sound.writeframes(noise.randbytes(2 * SAMPLES))
    files = {
        "vault.yaml": VAULT,
        "P04.vtt": ENGLISH,
        "P05.srt": RUSSIAN,
        "P05.en.txt": TRANSLATION,
        "findings.md": FINDINGS,
        "codings.csv": "participant,code,quote\nP04,hedging,heliotrope sextants\nP05,hedging,васильковый кливер\n",
        "editor.sh": "#!/bin/sh\nexit 0\n",
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "editor.sh").chmod(0o755)
    return folder


def commands(outside: Path, exports: Path) -> list[list[str | Path]]:
    """Every command that touches names, words or sound; ``exports`` is where the ones that export do so."""
    return [
        ["vault", "load", outside / "vault.yaml"],
        ["vault", "people"],
        ["vault", "pseudonyms"],
        ["add", outside / "Quartermayne at sea.wav", "--participant", "P01"],
        ["add", outside / "P04.vtt", "--participant", "P04"],
        ["add", outside / "P05.srt", "--participant", "P05"],
        ["speakers", "P04"],
        ["speakers", "P05", "--set", "P05=respondent"],
        ["review", "P04", "--print"],
        ["review", "P04"],
        ["review", "P04", "P05", "--accept"],
        ["pseudonymise", "--accept-all"],
        ["pseudonymise", "--list"],
        ["translate", "P05", "--from", outside / "P05.en.txt", "--accept"],
        ["codebook", "load", "--shipped", "great-power-rivalry"],
        ["codebook", "show"],
        ["codebook", "export", exports / "codes.yaml"],
        ["code", "P04", "--code", "hedging", "--quote", "ultramarine ballast"],
        ["code", "--from", outside / "codings.csv"],
        ["position", "set", "P04", "system-sets-range", "affirms", "--quote", "heliotrope sextants"],
        ["position", "table"],
        ["lexicon", "load", "--shipped", "actors"],
        ["mentions", "--list"],
        ["table", "segments"],
        ["table", "codings", "--json"],
        ["findings", "check", outside / "findings.md"],
        ["findings", "render", outside / "findings.md", "-o", exports / "f.html", "-o", exports / "f.docx"],
        ["log", "--last", "1000", "--json"],
        ["status"],
        ["verify"],
        ["destroy", "recording", "P01", "--yes"],
        ["verify"],
    ]


def _sounds(outside: Path) -> list[bytes]:
    recorded = (outside / "Quartermayne at sea.wav").read_bytes()
    return [recorded[start : start + 32] for start in (44, len(recorded) // 2 & ~1, len(recorded) - 32)]


# Notes every file that Python opens for writing, also those that are gone in the end. py3langid unpacks its own model,
# which is no material, into a temporary file.
WITNESS = """
import atexit, json, os, sys
opened = set()
def own(frame):
    while frame is not None:
        if "py3langid" in frame.f_code.co_filename:
            return False
        frame = frame.f_back
    return True
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str | bytes):
        flags = arguments[2]
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) and own(sys._getframe()):
            opened.add(os.path.abspath(os.fsdecode(arguments[0])))
sys.addaudithook(note)
atexit.register(lambda: print("OPENED " + json.dumps(sorted(opened)), file=sys.stderr))
"""


@dataclass(frozen=True)
class Used:
    """A study after every command was run on it, and what the commands said on stderr."""

    dragoman: CommandLine
    outside: Path
    exports: Path
    stderr: str


@pytest.fixture(scope="module")
def used(prepared_study: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Used:
    folder = tmp_path_factory.mktemp("used")
    outside, exports = _files_of_the_researcher(folder / "outside"), folder / "exports"
    exports.mkdir()
    dragoman = copied(prepared_study, folder).with_environment(EDITOR=str(outside / "editor.sh"))
    done = dragoman.in_turn(*commands(outside, exports), prelude=WITNESS)
    return Used(dragoman, outside, exports, done.stderr)


def test_names_words_and_sound_lie_readable_nowhere(used: Used) -> None:
    searched = [used.dragoman.study, used.dragoman.home]

    assert traces(searched, SECRETS, _sounds(used.outside)) == []


def test_the_search_finds_what_lies_readable(used: Used) -> None:
    found = {trace.secret for trace in traces([used.outside], SECRETS, _sounds(used.outside))}
    exported = {trace.path.name for trace in traces([used.exports], SPOKEN)}

    assert found >= {"sound", *NAMES, *TRANSLATED, "heliotrope sextants", "васильковый кливер"}
    assert exported >= {"f.html", "f.values.json"}


def test_exports_hold_quotes_but_no_names(used: Used) -> None:
    assert traces([used.exports], NAMES) == []


def test_no_file_is_opened_for_writing_outside_of_study_and_exports(used: Used) -> None:
    assert _written(used.stderr, used.dragoman, used.exports) == set()


def _written(stderr: str, dragoman: CommandLine, exports: Path) -> set[str]:
    """Files that were opened for writing outside the study, the exports and the folder in memory."""
    line = next(line for line in stderr.splitlines() if line.startswith("OPENED "))
    allowed = [dragoman.study, exports, dragoman.folder("runtime"), Path("/dev")]
    opened = {Path(name) for name in json.loads(line.removeprefix("OPENED "))}
    compiled = {path for path in opened if "__pycache__" in path.parts or ".pyc" in path.name}
    return {str(path) for path in opened - compiled if not any(path.is_relative_to(one) for one in allowed)}


def test_the_log_keeps_no_names_and_no_words(used: Used, tmp_path: Path) -> None:
    log = used.dragoman("log", "--last", "1000", "--json")

    (tmp_path / "log.json").write_text(log.stdout, encoding="utf-8")
    assert len(log.json()) > 15
    assert traces([tmp_path], SECRETS) == []


def test_an_editor_gets_the_text_in_memory_and_nothing_stays(prepared: CommandLine, tmp_path: Path) -> None:
    seen, editor = tmp_path / "seen.txt", tmp_path / "editor.sh"
    editor.write_text(f'#!/bin/sh\necho "$1" > "{seen}"\nls -l "$1" >> "{seen}"\nexit 1\n', encoding="utf-8")
    editor.chmod(0o755)
    transcript = tmp_path / "P04.vtt"
    transcript.write_text(ENGLISH, encoding="utf-8")
    dragoman = prepared.with_environment(EDITOR=str(editor))
    dragoman("add", transcript, "--participant", "P04")

    dragoman.alone("review", "P04")

    place, listing = seen.read_text(encoding="utf-8").splitlines()
    assert Path(place).is_relative_to(dragoman.folder("runtime"))
    assert listing.startswith("-rw-------")
    assert not Path(place).exists()
    assert traces([dragoman.study, dragoman.home], SPOKEN[:2]) == []


def test_the_study_of_the_example_holds_none_of_its_words(built_study: CommandLine) -> None:
    words = [
        line.partition(": ")[2][:40] for line in (EXAMPLE / "corrected" / "P01.txt").read_text("utf-8").splitlines()
    ]
    names = ["Tellishaw", "Harkerby", "Дамир Алтыбасаров", "Turgambekov", "Samatazin", "Кемельгазин"]

    assert traces([built_study.study, built_study.home], [*filter(None, words), *names]) == []
