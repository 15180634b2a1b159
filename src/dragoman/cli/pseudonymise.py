"""``dragoman pseudonymise``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command
from dragoman.cli.progress import progress

if TYPE_CHECKING:
    from dragoman.store.study import OpenStudy
    from dragoman.text.waiting_redactions import SuggestedEntity

KINDS = ["person", "organisation", "place", "email", "phone", "url", "id_number", "date_of_birth"]


@click.command("pseudonymise")
@click.argument("participants", nargs=-1, metavar="[P01...]")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="What to look for besides people and contacts."
)
@click.option("--list", "only_list", is_flag=True, help="Only show what was suggested, and what was decided.")
@click.option(
    "--accept", multiple=True, metavar="ENTITY", help="Accept an entity wherever it occurs: person-3 or '[person 3]'."
)
@click.option("--reject", multiple=True, metavar="ENTITY", help="Reject one: it stays readable.")
@click.option("--accept-all", is_flag=True, help="Accept everything that waits.")
@study_command
def pseudonymise_command(
    desk: Desk,
    participants: tuple[str, ...],
    kinds: tuple[str, ...],
    only_list: bool,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    accept_all: bool,
) -> None:
    """Find what identifies people, decide on it, and write the text that may be coded, translated and quoted.

    Until you decide, every suggestion is replaced. Organisations and places are looked for only with --kind. Each
    entity has one replacement in the whole study; the vault keeps which. At a terminal you are asked one by one.
    """
    codes = [code.upper() for code in participants] or None
    with desk.open() as study:
        if not (only_list or accept or reject):
            _search(desk, study, codes, kinds)
        _decide(desk, study, codes, accept, reject, accept_all)
        found = _suggested(study, codes)
        if sys.stdin.isatty() and not (only_list or accept or reject or accept_all or desk.as_json):
            _ask(study, codes, found)
            found = _suggested(study, codes)
    _show(desk, found)


def _search(desk: Desk, study: OpenStudy, codes: list[str] | None, kinds: tuple[str, ...]) -> None:
    from dragoman.cli.entity_engines import actor_names, entity_engines
    from dragoman.engines.entity import EntityKind
    from dragoman.text.entity_suggestions import DEFAULT_KINDS
    from dragoman.text.pseudonymise import pseudonymise

    with desk.vault(study) as vault, progress("Searching for names", 1) as update:
        done = pseudonymise(
            study,
            vault,
            participants=codes,
            recognisers=entity_engines(),
            kinds=DEFAULT_KINDS | {EntityKind(kind) for kind in kinds},
            actors=actor_names(),
            on_progress=lambda number, total: update(number / total),
        )
    desk.say(f"{done.segments} segments searched, {done.suggested} new suggestion(s).")
    for language in done.unread_languages:
        desk.say(f"No model finds names in '{language}': only the rules and the vault's own names were looked for.")
    for one, other in done.look_alikes:
        desk.say(f"{one} and {other} may be one person. If so, give both names to one entry of the vault file.")
    if done.selections.to_review or done.selections.lost:
        desk.say(f"{done.selections.to_review + done.selections.lost} coded passage(s) changed: look at them again.")


def _decide(
    desk: Desk,
    study: OpenStudy,
    codes: list[str] | None,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    accept_all: bool,
) -> None:
    from dragoman.model.redaction import Decision
    from dragoman.text.pseudonymise import decide

    if accept:
        desk.say(f"{decide(study, Decision.ACCEPTED, entities=accept, participants=codes)} accepted.")
    if reject:
        desk.say(f"{decide(study, Decision.REJECTED, entities=reject, participants=codes)} rejected.")
    if accept_all:
        desk.say(f"{decide(study, Decision.ACCEPTED, participants=codes)} accepted.")


def _suggested(study: OpenStudy, codes: list[str] | None) -> list[SuggestedEntity]:
    from dragoman.text.waiting_redactions import suggested_entities

    with study.read() as session:
        return suggested_entities(session, codes)


def _ask(study: OpenStudy, codes: list[str] | None, found: list[SuggestedEntity]) -> None:
    from dragoman.model.redaction import Decision
    from dragoman.text.pseudonymise import decide

    waiting = [one for one in found if one.waiting]
    for number, one in enumerate(waiting, start=1):
        click.echo(f"\n{number} of {len(waiting)}  {click.style(one.replacement, bold=True)}  {one.kind}", err=True)
        for occurrence in one.occurrences[:5]:
            words = click.style(occurrence.words, reverse=True)
            click.echo(f"  {occurrence.segment}: …{occurrence.before}{words}{occurrence.after}…", err=True)
        if len(one.occurrences) > 5:
            click.echo(f"  and {len(one.occurrences) - 5} more", err=True)
        answer = click.prompt(
            "Replace it?", type=click.Choice(["y", "n", "later", "quit"]), default="y", show_default=True, err=True
        )
        if answer == "quit":
            return
        if answer != "later":
            decision = Decision.ACCEPTED if answer == "y" else Decision.REJECTED
            decide(study, decision, entities=[one.entity], participants=codes)


def _show(desk: Desk, found: list[SuggestedEntity]) -> None:
    if desk.as_json:
        desk.show([asdict(one) for one in found])
        return
    rows = [
        (
            one.entity,
            one.kind,
            one.replacement,
            ", ".join(dict.fromkeys(each.words for each in one.occurrences)),
            len(one.occurrences),
            one.waiting,
        )
        for one in found
    ]
    columns = ["entity", "kind", "replacement", "as it stands", "occurrences", "waiting"]
    desk.table(
        columns, rows, empty="Nothing was found that identifies people. Read the text yourself before you rely on it."
    )
    if any(one.waiting for one in found):
        desk.say("Decide with --accept ENTITY, --reject ENTITY or --accept-all. Until then all of it is replaced.")
