"""``dragoman demo``: the example study, built by the very commands that a researcher types."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.errors import DragomanError, WrongUse

PASSPHRASE, VAULT_PASSPHRASE = "invented example study", "invented names apart"
EXAMPLE = "great-power-rivalry"
TRANSCRIPTS = {"P04": "P04.vtt", "P05": "P05.srt", "P06": "P06.docx", "P07": "P07.txt", "P08": "P08.json"}


@click.command("demo")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Where to build it (default: demo, demo-2 …).")
@click.pass_context
def demo_command(ctx: click.Context, folder: Path | None) -> None:
    """Build the example study, every step of the way, and leave its findings as HTML and DOCX.

    Eight invented experts on how a middle power steers between great powers. Everything runs on this machine.
    """
    example = example_folder()
    place = (folder or _free_folder()).absolute()
    if place.exists() and any(place.iterdir()):
        raise WrongUse(f"{place} is not empty. Nothing was changed. Choose another place with --to.")
    place.mkdir(parents=True, exist_ok=True)
    os.environ |= {"DRAGOMAN_PASSPHRASE": PASSPHRASE, "DRAGOMAN_VAULT_PASSPHRASE": VAULT_PASSPHRASE}
    study = place / f"{EXAMPLE}.study"
    os.environ["DRAGOMAN_STUDY"] = str(study)
    began = time.monotonic()
    for title, words in _steps(example, study, place):
        _run(ctx, title, words)
    _say_where(place, study, time.monotonic() - began)


def example_folder() -> Path:
    """The files of the example study: beside the source in a checkout, inside the package once installed."""
    here = Path(__file__).resolve().parents[1]
    for candidate in (here.parents[1] / "examples" / EXAMPLE, here / "examples" / EXAMPLE):
        if (candidate / "protocol.yaml").is_file():
            return candidate
    raise WrongUse("The files of the example study are not installed. Install Dragoman again with `pip install .`.")


def _steps(example: Path, study: Path, place: Path) -> Iterator[tuple[str, list[str]]]:
    def file(name: str) -> str:
        return str(example / name)

    yield "A new study, encrypted", ["new", str(study)]
    yield "What is asked, and under which promise", ["protocol", "load", file("protocol.yaml")]
    yield "Who is asked", ["participant", "load", file("participants.csv")]
    yield "What they agreed to", ["consent", "load", file("consents.csv")]
    yield "When and how", ["interview", "load", file("interviews.csv")]
    yield "Names go into the vault", ["vault", "load", file("vault.yaml")]
    tracks = [
        f"--track=interviewer={file('recordings/P01-interviewer.ogg')}",
        f"--track=P01={file('recordings/P01-P01.ogg')}",
    ]
    yield "A recording with a track for each voice", ["add", "--participant", "P01", *tracks]
    channels = ["--channels", "interviewer,P02"]
    yield "One with a channel for each voice", ["add", file("recordings/P02.ogg"), "--participant", "P02", *channels]
    yield "One with both voices mixed", ["add", file("recordings/P03.ogg"), "--participant", "P03"]
    for code, name in TRANSCRIPTS.items():
        yield f"A transcript from {name}", ["add", file(f"transcripts/{name}"), "--participant", code]
    yield "Recordings become drafts of transcripts", ["transcribe", "--voices", "2"]
    for code in ("P01", "P02", "P03"):
        words = ["review", code, "--from", file(f"corrected/{code}.txt"), "--accept"]
        yield f"A person corrects and accepts {code}", words
    yield "A person accepts the transcripts that came finished", ["review", *TRANSCRIPTS, "--accept"]
    yield "Names and contacts are replaced", ["pseudonymise", "--accept-all"]
    for code in ("P05", "P06", "P08"):
        words = ["translate", code, "--from", file(f"translations/{code}.en.txt"), "--accept"]
        yield f"A translation of {code}, accepted", words
    yield "The codebook", ["codebook", "load", "--shipped", EXAMPLE]
    yield "The lexicon of actors", ["lexicon", "load", "--shipped", "actors"]
    yield "Text is coded", ["code", "--from", file("codings.csv")]
    yield "Positions are taken, with evidence", ["position", "load", file("positions.csv")]
    yield "Who is mentioned", ["mentions"]
    yield "The chapter is checked", ["findings", "check", file("findings.md")]
    outputs = ["-o", str(place / "findings.html"), "-o", str(place / "findings.docx")]
    yield "The chapter is rendered", ["findings", "render", file("findings.md"), *outputs]
    yield "Is everything whole?", ["verify"]
    yield "How far is the study?", ["status"]


def _run(ctx: click.Context, title: str, words: list[str]) -> None:
    shown = shlex.join(["dragoman", *(word.replace(str(Path.cwd()) + os.sep, "") for word in words)])
    click.echo(f"\n{click.style(title, bold=True)}\n  $ {shown}", err=True)
    root = ctx.find_root().command
    try:
        result = root.main(args=words, standalone_mode=False, prog_name="dragoman")
    except DragomanError as error:
        raise type(error)(f"The step '{title}' failed. {error}") from error
    if isinstance(result, int) and result:
        raise WrongUse(f"The step '{title}' ended with exit code {result}; what it said stands above.")


def _free_folder() -> Path:
    number, folder = 1, Path("demo")
    while folder.exists():
        number += 1
        folder = Path(f"demo-{number}")
    return folder


def _say_where(place: Path, study: Path, seconds: float) -> None:
    shown = study.relative_to(Path.cwd()) if study.is_relative_to(Path.cwd()) else study
    click.echo(
        f"""
The example study is built, in {seconds:.0f} seconds.

  {place / "findings.html"}
  {place / "findings.docx"}
  {study}

Three commands to try next (the passphrase of this invented study is no secret):

  export DRAGOMAN_PASSPHRASE="{PASSPHRASE}" DRAGOMAN_VAULT_PASSPHRASE="{VAULT_PASSPHRASE}"
  dragoman position table --study {shown}
  dragoman mentions russia --list --study {shown}
  dragoman log --study {shown}"""
    )
