"""``dragoman translate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command
from dragoman.cli.progress import progress

if TYPE_CHECKING:
    from dragoman.store.study import OpenStudy
    from dragoman.text.translate import Translated


@click.command("translate")
@click.argument("participants", nargs=-1, metavar="[P01...]")
@click.option("--to", "target", default="en", show_default=True, help="The language to translate into.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A translation of your own: a line a segment.",
)
@click.option("--model", type=click.Path(path_type=Path, file_okay=False), help="A folder with a CTranslate2 model.")
@click.option(
    "--accept", is_flag=True, help="Accept the translation: with --from, of the file; alone, of what is there."
)
@click.option("--segments", metavar="3,5-9", help="With --accept: only these segments.")
@study_command
def translate_command(
    desk: Desk,
    participants: tuple[str, ...],
    target: str,
    file: Path | None,
    model: Path | None,
    accept: bool,
    segments: str | None,
) -> None:
    """Translate the pseudonymised text: from a file, with a model, or (for recordings) with Whisper's own translation.

    A machine's translation is a draft until you accept it with --accept; findings say which is which.
    """
    with desk.open() as study:
        codes = [code.upper() for code in participants] or _untranslated(study, target)
        if accept and file is None and model is None:
            _accept(desk, study, codes, target, segments)
            return
        if file is not None and len(codes) != 1:
            raise click.UsageError("A file translates one participant: name them.")
        done = [_translate(desk, study, code, target, file, model, accept) for code in codes]
    columns = ["participant", "language", "segments", "made", "codings to review"]
    rows = [(one.participant, one.language, one.segments, one.made, one.to_review) for one in done]
    desk.table(columns, rows, empty=f"Nobody waits for a translation into '{target}'.")
    for one in done:
        if one.lost_replacements:
            desk.say(f"Look at {', '.join(one.lost_replacements)}: a replacement in brackets did not come through.")


def _translate(
    desk: Desk, study: OpenStudy, code: str, target: str, file: Path | None, model: Path | None, accept: bool
) -> Translated:
    from dragoman.text.translate import translate_from_file, translate_with

    if file is not None:
        return translate_from_file(study, code, file, target=target, accept=accept)
    if model is not None:
        from dragoman.engines.ctranslate2_translator import CTranslate2Translator

        desk.say(f"{code}: loading {model.name}")
        with progress(f"{code}: translating", 1) as update:
            return translate_with(
                study,
                code,
                CTranslate2Translator(model),
                target=target,
                on_progress=lambda done, total: update(done / total),
            )
    return _translate_speech(desk, study, code, target)


def _translate_speech(desk: Desk, study: OpenStudy, code: str, target: str) -> Translated:
    from dragoman.cli.entity_engines import actor_names, entity_engines
    from dragoman.engines.registry import EngineGroup, find_engine
    from dragoman.text.translate_speech import TARGET, translate_speech

    if target != TARGET:
        raise click.UsageError(
            "From the sound, Whisper translates into English only. Use --from FILE or --model FOLDER."
        )
    with desk.vault(study) as vault, progress(f"{code}: listening again for a translation", 1) as update:
        return translate_speech(
            study,
            vault,
            code,
            find_engine(EngineGroup.RECOGNISERS, "faster-whisper").load("base"),
            entity_recognisers=entity_engines(),
            actors=actor_names(),
            on_progress=lambda done, total: update(done / total),
        )


def _accept(desk: Desk, study: OpenStudy, codes: list[str], target: str, segments: str | None) -> None:
    from dragoman.text.translate import accept_translation

    numbers = _numbers(segments) if segments else []
    rows = [(code, accept_translation(study, code, target=target, numbers=numbers)) for code in codes]
    desk.table(["participant", "accepted"], rows, empty="Name the participants whose translation you accept.")


def _untranslated(study: OpenStudy, target: str) -> list[str]:
    from dragoman.text.untranslated import untranslated

    with study.read() as session:
        return untranslated(session, target)


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdigit() or (dash and not last.isdigit()):
            raise click.UsageError(f"--segments wants numbers such as 3,5-9, not '{text}'.")
        numbers += range(int(first), int(last or first) + 1)
    return numbers
