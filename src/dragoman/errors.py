"""What goes wrong, told in one paragraph: what happened, why, and what to do next."""

from __future__ import annotations


class DragomanError(Exception):
    """A refusal that a person can act on; never shown with a traceback.

    The message is one short paragraph of whole sentences. ``exit_code`` is what the command line returns.
    """

    exit_code = 2


class WrongUse(DragomanError):
    """Bad input or a wrong call: a broken file, an unknown name, a wrong passphrase (exit code 2)."""

    exit_code = 2


class Refused(DragomanError):
    """A rule of the study forbids it: consent, confidentiality, integrity (exit code 1)."""

    exit_code = 1
