"""``dragoman protocol``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command

if TYPE_CHECKING:
    from dragoman.model.base import Texts
    from dragoman.protocol.entries import Protocol


@click.group("protocol")
def protocol_command() -> None:
    """What is asked, of whom, under which promise: guide, consent form, hypotheses, variables, propositions."""


@protocol_command.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@study_command
def load_command(desk: Desk, file: Path) -> None:
    """Load a YAML file. Loading it twice changes nothing; a changed form or guide needs a higher version."""
    from dragoman.protocol.load_protocol import load_protocol

    with desk.open() as study:
        loaded = load_protocol(study, file)
    rows = [
        (kind, len(tally.added), len(tally.changed), len(tally.unchanged))
        for kind, tally in loaded.kinds.items()
        if tally
    ]
    desk.table(["kind", "added", "changed", "unchanged"], rows, empty=f"{file.name} holds nothing to load.")
    for notice in loaded.notices:
        desk.say(notice)


@protocol_command.command("show")
@click.option("--lang", default="en", show_default=True, help="The language to show it in.")
@study_command
def show_command(desk: Desk, lang: str) -> None:
    """Show the protocol: what is asked, in which words, and what is expected."""
    from dataclasses import asdict

    from dragoman.protocol.show_protocol import show_protocol

    with desk.open() as study, study.read() as session:
        protocol = show_protocol(session)
    desk.show(asdict(protocol) if desk.as_json else None, "\n".join(_lines(protocol, lang)))


def _lines(protocol: Protocol, lang: str) -> Iterator[str]:
    yield protocol.study.title or ""
    yield from filter(None, [protocol.study.question, protocol.study.notice])
    if protocol.guide:
        yield f"\nGuide, version {protocol.guide.version}"
        for section in protocol.guide.sections:
            yield f"\n  {section.key}  {_in(section.title, lang)}"
            for question in section.questions:
                skippable = " (may be skipped)" if question.skippable else ""
                yield f"    {question.key}  {_in(question.text, lang)}{skippable}"
                yield from (f"         - {_in(probe, lang)}" for probe in question.follow_ups)
    if protocol.propositions:
        yield "\nPropositions"
        for one in protocol.propositions:
            asked = f" (asked in {', '.join(one.asked_in)})" if one.asked_in else ""
            yield f"  {one.key}: {_in(one.text, lang)}{asked}"
    if protocol.hypotheses:
        yield "\nHypotheses"
        yield from (f"  {one.key}: {_in(one.text, lang)}" for one in protocol.hypotheses)
    if protocol.consent_form:
        yield f"\nConsent form, version {protocol.consent_form.version}"
        for scope in protocol.consent_form.scopes:
            yield f"  {scope.scope}{' (required)' if scope.required else ''}: {_in(scope.text, lang)}"
    if protocol.variables:
        yield "\nVariables"
        yield from (f"  {one.name} ({one.type}, {one.disclosure})" for one in protocol.variables)


def _in(texts: Texts, lang: str) -> str:
    return texts.get(lang) or next(iter(texts.values()), "")
