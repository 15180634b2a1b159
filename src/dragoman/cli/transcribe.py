"""``dragoman transcribe``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command
from dragoman.cli.progress import progress

if TYPE_CHECKING:
    from dragoman.engines.recogniser import Recogniser
    from dragoman.speech.transcribe import Transcribed
    from dragoman.store.study import OpenStudy


@click.command("transcribe")
@click.argument("participants", nargs=-1, metavar="[P01...]")
@click.option("--model", default="base", show_default=True, help="A Whisper model: base, small … or a folder.")
@click.option("--models", type=click.Path(path_type=Path, file_okay=False), help="A folder that holds models.")
@click.option("--language", help="The language spoken, when it is not found out rightly.")
@click.option("--voices", type=click.IntRange(min=1), help="How many people speak in a mixed recording.")
@study_command
def transcribe_command(
    desk: Desk,
    participants: tuple[str, ...],
    model: str,
    models: Path | None,
    language: str | None,
    voices: int | None,
) -> None:
    """Turn recordings into transcripts, on this machine. Without names: everybody who waits for one.

    Interrupt it at any time: what was heard is kept, and the same command goes on from there.
    """
    from dragoman.engines.registry import EngineGroup, find_engine
    from dragoman.model.speaker import SpeakerRole
    from dragoman.speech.waiting import waiting_for_transcript

    with desk.open() as study:
        with study.read() as session:
            codes = [code.upper() for code in participants] or waiting_for_transcript(session)
        if not codes:
            desk.say("Nobody waits for a transcript. Add recordings with `dragoman add FILE --participant P01`.")
            return
        desk.say(f"Loading the model '{model}'")
        recogniser = find_engine(EngineGroup.RECOGNISERS, "faster-whisper").load(model, folder=models)
        done = [_transcribe(study, code, recogniser, models, language, voices) for code in codes]
    desk.table(
        ["participant", "segments", "language", "speakers"],
        [(one.participant, one.segments, one.language, _roles(one)) for one in done],
        empty="",
    )
    for notice in dict.fromkeys(notice for one in done for notice in one.notices):
        desk.say(notice)
    unsure = [one.participant for one in done if not {SpeakerRole.RESPONDENT} & set(one.roles.values())]
    if unsure:
        desk.say(f"Who speaks is not known for {', '.join(unsure)}. See `dragoman speakers {unsure[0]}`, then set it.")
    desk.say(f"These are drafts. Next: `dragoman review {codes[0]}`.")


def _transcribe(
    study: OpenStudy,
    code: str,
    recogniser: Recogniser,
    models: Path | None,
    language: str | None,
    voices: int | None,
) -> Transcribed:
    from dragoman.engines.registry import EngineGroup, find_engine
    from dragoman.speech.transcribe import transcribe

    with progress(f"{code}: listening", 1) as update:
        return transcribe(
            study,
            code,
            recogniser,
            find_diariser=lambda: find_engine(EngineGroup.DIARISERS, "sherpa-onnx").load(folder=models),
            speakers=voices,
            language=language,
            on_progress=lambda done, total: update(done / total),
        )


def _roles(one: Transcribed) -> str:
    return ", ".join(f"{label}: {role}" for label, role in one.roles.items()) or "unknown"
