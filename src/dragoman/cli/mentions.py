"""``dragoman mentions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command

if TYPE_CHECKING:
    from dragoman.analysis.study_mentions import StudyMentions


@click.command("mentions")
@click.argument("entries", nargs=-1, metavar="[ENTRY...]")
@click.option("--lexicon", help="Which lexicon, if the study has several.")
@click.option("--list", "listed", is_flag=True, help="Every mention with its place and the words around it.")
@click.option("--reject", multiple=True, metavar="PLACE", help="No mention after all: P05:12:340, from --list.")
@click.option("--restore", multiple=True, metavar="PLACE", help="Count it again.")
@click.option("--reason", default="", help="Why it is rejected.")
@study_command
def mentions_command(
    desk: Desk,
    entries: tuple[str, ...],
    lexicon: str | None,
    listed: bool,
    reject: tuple[str, ...],
    restore: tuple[str, ...],
    reason: str,
) -> None:
    """Count who is mentioned by respondents: mentions, segments, respondents, and per 1,000 words.

    The rule that was counted by is printed with the counts. Words of interviewers never count.
    """
    from dragoman.analysis.lexicon_record import reject_mention, restore_mention
    from dragoman.analysis.material import load_material
    from dragoman.analysis.study_mentions import study_mentions

    with desk.open() as study:
        for place in reject:
            hit = reject_mention(study, place, reason=reason, lexicon=lexicon)
            desk.say(f"{place} ({hit.form}) is no mention of {hit.entry} any more.")
        for place in restore:
            restore_mention(study, place)
            desk.say(f"{place} counts again.")
        with study.read() as session:
            counts = study_mentions(session, load_material(session), lexicon=lexicon)
    wanted = _wanted(counts, entries)
    if listed:
        _list(desk, counts, wanted)
    else:
        rows = [
            (one.entry, one.label, one.mentions, one.segments, len(one.respondents), f"{one.per_1000_words:.2f}")
            for one in counts.entries.values()
            if one.entry in wanted and (one.mentions or entries)
        ]
        columns = ["entry", "name", "mentions", "segments", "respondents", "per 1,000 words"]
        desk.table(columns, rows, empty="No respondent mentions anybody in the lexicon.")
    desk.say(counts.rule)


def _wanted(counts: StudyMentions, entries: tuple[str, ...]) -> set[str]:
    unknown = [entry for entry in entries if entry not in counts.entries]
    if unknown:
        raise click.UsageError(f"The lexicon has no entry '{unknown[0]}'. It has: {', '.join(counts.entries)}.")
    return set(entries or counts.entries)


def _list(desk: Desk, counts: StudyMentions, wanted: set[str]) -> None:
    from dragoman.analysis.lexicon_record import place_of

    rows = []
    for hit in counts.hits:
        if hit.entry in wanted:
            text = hit.segment.text("pseudonymised") or ""
            before, after = text[max(0, hit.start - 40) : hit.start], text[hit.end : hit.end + 40]
            rows.append((place_of(hit), hit.entry, f"…{before}[{hit.form}]{after}…"))
    desk.table(["place", "entry", "in the words"], rows, empty="No mention.")
