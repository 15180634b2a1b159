"""Pandoc, which turns Markdown into HTML and DOCX: given text on its standard input, giving bytes on its output.

It runs in its sandbox: it reads and writes no files but the ones named here, and nothing from a network. No word
of a chapter touches the disk before the finished document does.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from dragoman.errors import WrongUse

READER = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-citations-latex_macros"
"""Pandoc's Markdown without anything that passes markup through unread."""
_LONGEST_SECONDS = 300


def pandoc(markdown: str, *, to: str, smart: bool, options: Sequence[str] = ()) -> bytes:
    """Convert Markdown. ``smart`` sets typographic quotes and dashes. Raises ``WrongUse`` where Pandoc cannot."""
    import pypandoc

    try:
        program = pypandoc.get_pandoc_path()
    except OSError:
        raise WrongUse(
            "Pandoc is missing. Install it with `pip install pypandoc_binary`. Nothing was rendered."
        ) from None
    reader = READER + ("+smart" if smart else "-smart")
    command = [program, "--sandbox", "--from", reader, "--to", to, "--wrap=none", "--columns=10000", "--output=-"]
    # Without a folder of its own Pandoc would take templates and styles from the user's home.
    command += [f"--data-dir={Path(__file__).parent}", *options]
    try:
        done = subprocess.run(
            command, input=markdown.encode(), capture_output=True, timeout=_LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise WrongUse(
            f"Pandoc did not finish within {_LONGEST_SECONDS} seconds. Nothing was rendered. Divide the chapter."
        ) from None
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise WrongUse(
            f"Pandoc could not read the chapter: {reason[-1] if reason else 'no reason given'}. Nothing was rendered."
        )
    return done.stdout
