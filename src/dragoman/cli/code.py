"""``dragoman code``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.desk import Desk, study_command


@click.command("code")
@click.argument("participant", required=False, metavar="[P01]")
@click.option("--code", "name", help="The code, by its name in the codebook.")
@click.option("--quote", "quotation", help="The words to code, as they stand in the text.")
@click.option("--occurrence", type=click.IntRange(min=1), help="Which one, where the words are said more than once.")
@click.option("--at", "place", metavar="SEGMENT:START-END", help="Offsets in characters instead of words: 12:40-95.")
@click.option("--layer", default="pseudonymised", show_default=True, help="The layer that is coded.")
@click.option("--note", default="", help="Why.")
@click.option("--remove", is_flag=True, help="Take your code off these words again.")
@click.option("--from", "file", type=click.Path(path_type=Path, dir_okay=False), help="A CSV: participant,code,quote,…")
@study_command
def code_command(
    desk: Desk,
    participant: str | None,
    name: str | None,
    quotation: str | None,
    occurrence: int | None,
    place: str | None,
    layer: str,
    note: str,
    remove: bool,
    file: Path | None,
) -> None:
    """Put a code on a participant's words: `dragoman code P01 --code hedging --quote "both sides"`, or a CSV file."""
    from dragoman.coding import code_passage

    if file is not None:
        with desk.open() as study:
            coded = code_passage.load_codings(study, file, layer=layer)
        new = sum(one.is_new for one in coded)
        desk.show({"codings": len(coded), "new": new}, f"{len(coded)} codings, {new} of them new")
        return
    if not participant or not name or not (quotation or place):
        raise click.UsageError("Give a participant, --code and --quote (or --at), or --from FILE.csv.")
    with desk.open() as study:
        if remove:
            number = code_passage.remove_coding(study, participant, name, quotation or "", occurrence=occurrence)
            desk.show({"removed": number}, f"{number} coding(s) removed")
            return
        if place:
            segment, start, end = _place(place)
            one = code_passage.code_offsets(
                study, participant, name, segment=segment, start=start, end=end, layer=layer, note=note
            )
        else:
            one = code_passage.code_quotation(
                study, participant, name, quotation or "", occurrence=occurrence, layer=layer, note=note
            )
    segment_name = one.passage.segment.name
    already = "" if one.is_new else " (it was there already)"
    desk.show(
        {"segment": segment_name, "start": one.passage.start, "end": one.passage.end, "code": name, "new": one.is_new},
        f"{segment_name}, characters {one.passage.start}-{one.passage.end}: {name}{already}",
    )


def _place(text: str) -> tuple[int, int, int]:
    segment, _, offsets = text.partition(":")
    start, _, end = offsets.partition("-")
    try:
        return int(segment), int(start), int(end)
    except ValueError:
        raise click.UsageError(f"--at wants SEGMENT:START-END, such as 12:40-95, not '{text}'.") from None
