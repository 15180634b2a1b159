"""The example study, built from its files by the commands of its demo, with corrected transcripts for recordings."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.journeys.command_line import CommandLine
from tests.journeys.example_files import EXAMPLE, PARTICIPANTS, RUSSIAN


def prepare(dragoman: CommandLine) -> None:
    """A study with protocol, participants, consents, interviews and vault; no material yet."""
    dragoman("new", dragoman.study)
    dragoman("protocol", "load", EXAMPLE / "protocol.yaml")
    dragoman("participant", "load", EXAMPLE / "participants.csv")
    dragoman("consent", "load", EXAMPLE / "consents.csv")
    dragoman("interview", "load", EXAMPLE / "interviews.csv")
    dragoman("vault", "load", EXAMPLE / "vault.yaml")


def transcript_of(code: str) -> Path:
    """The file that holds the words of a participant as a person left them."""
    corrected = EXAMPLE / "corrected" / f"{code}.txt"
    return corrected if corrected.exists() else next((EXAMPLE / "transcripts").glob(f"{code}.*"))


def build(dragoman: CommandLine) -> None:
    """The whole study up to its positions: transcripts, replacements, translations, codes."""
    prepare(dragoman)
    for code in PARTICIPANTS:
        dragoman("add", transcript_of(code), "--participant", code)
    dragoman("pseudonymise", "--accept-all")
    for code in sorted(RUSSIAN):
        dragoman("translate", code, "--from", EXAMPLE / "translations" / f"{code}.en.txt", "--accept")
    dragoman("codebook", "load", "--shipped", "great-power-rivalry")
    dragoman("lexicon", "load", "--shipped", "actors")
    dragoman("code", "--from", EXAMPLE / "codings.csv")
    dragoman("position", "load", EXAMPLE / "positions.csv")


def copied(built: CommandLine, folder: Path) -> CommandLine:
    """A copy of a study in a world of its own, to be changed freely."""
    folder.mkdir(exist_ok=True)
    study = folder / built.study.name
    shutil.copytree(built.study, study)
    return CommandLine(folder / "world", study)
