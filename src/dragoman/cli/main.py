"""The ``dragoman`` command: which commands there are, and how errors are told.

Commands are imported when they are used, so that the program answers at once.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from dragoman.cli.last_words import tell

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "Make a new, empty, encrypted study."),
    "status": ("status", "Show how far each participant's material is."),
    "protocol": ("protocol", "Load or show guide, consent form, hypotheses, variables, propositions."),
    "participant": ("participant", "Add participants and their variables."),
    "consent": ("consent", "Record, show or withdraw what participants agreed to."),
    "interview": ("interview", "Say when and how an interview was held, and what was skipped."),
    "vault": ("vault", "Names, contacts and pseudonyms, under a passphrase of their own."),
    "add": ("add", "Add recordings or a transcript of a participant."),
    "transcribe": ("transcribe", "Turn recordings into transcripts."),
    "speakers": ("speakers", "Show or set who speaks in a transcript."),
    "review": ("review", "Correct and accept a transcript."),
    "pseudonymise": ("pseudonymise", "Find and replace what identifies people."),
    "translate": ("translate", "Translate the pseudonymised text."),
    "codebook": ("codebook", "Load, show or export the codes."),
    "code": ("code", "Code quotations, one by one or from a file."),
    "position": ("position", "Set participants' positions on propositions, with evidence."),
    "lexicon": ("lexicon", "Load the actors whose mentions are counted."),
    "mentions": ("mentions", "Count who is mentioned, and throw out false hits."),
    "table": ("table", "Print positions, codings or segments as a table."),
    "findings": ("findings", "Check and render a findings chapter."),
    "destroy": ("destroy", "Destroy a recording for good; its transcript stays."),
    "verify": ("verify", "Check that the study is whole."),
    "log": ("log", "Show what was done, by whom and when."),
    "passphrase": ("passphrase", "Keep the passphrase in the system's keyring, or forget it."),
    "demo": ("demo", "Build the example study and its findings, every step of the way."),
}
"""Command to its module in this package and its line in the help."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dragoman.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed, or a hint at the one that was meant."""
        import difflib

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean `dragoman {near[0]}`?" if near else " `dragoman --help` lists all commands."
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="dragoman", message="dragoman %(version)s")
@click.option("--study", "study_path", metavar="PATH", envvar="DRAGOMAN_STUDY", help="The study to work on.")
@click.pass_context
def dragoman(ctx: click.Context, study_path: str | None) -> None:
    """A local-first workbench for expert-interview studies: from the recording to findings that lead back to it.

    The study is --study PATH, DRAGOMAN_STUDY, or the folder you stand in. The passphrase is asked for, or taken from
    the system's keyring or DRAGOMAN_PASSPHRASE. First time here? Try `dragoman demo`.
    """
    ctx.obj = study_path


def run(arguments: Sequence[str] | None = None) -> None:
    """The entry point: run a command and leave with its exit code (0 done, 1 refused by a rule, 2 wrong use)."""
    try:
        result = dragoman.main(args=arguments, prog_name="dragoman", standalone_mode=False)
    except BaseException as error:  # noqa: BLE001  (the last door: nothing leaves it as a traceback)
        sys.exit(tell(error))
    sys.exit(result if isinstance(result, int) else 0)
