"""The ``dragoman`` command as a person or a script calls it, in a world of its own: home, caches, temporary files."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

PASSPHRASE, VAULT_PASSPHRASE = "invented example study", "invented names apart"
ENTRY = "from dragoman.cli.main import run; run()"
IN_TURN = """
import json, sys
from dragoman.cli.last_words import tell
from dragoman.cli.main import dragoman
for words in json.loads(sys.argv[1]):
    print("$ dragoman", *words, file=sys.stderr)
    try:
        code = dragoman.main(args=words, standalone_mode=False)
    except Exception as error:
        code = tell(error)
    if isinstance(code, int) and code:
        sys.exit(code)
"""
KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONPATH", "PYTHONPYCACHEPREFIX")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended."""

    words: tuple[str, ...]
    exit_code: int
    stdout: str
    stderr: str
    seconds: float

    def json(self) -> Any:
        """What it printed for machines."""
        return json.loads(self.stdout)


@dataclass
class CommandLine:
    """Runs commands on one study. ``home`` takes whatever a program leaves outside of the study.

    ``dragoman(...)`` runs a command inside this process, which is fast; ``alone(...)`` and ``started(...)`` run it in
    a process of its own. Nobody sits at the terminal.
    """

    home: Path
    study: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str | Path, expect: int | None = 0) -> Outcome:
        """Run a command in this process. Fails unless it ends with the exit code ``expect`` (None: any)."""
        from dragoman.cli.main import run

        out, err, began, code = io.StringIO(), io.StringIO(), time.monotonic(), 0
        with self._inside(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                run([str(word) for word in words])
            except SystemExit as left:
                code = int(left.code or 0)
        return self._checked(Outcome(_said(words), code, out.getvalue(), err.getvalue(), _since(began)), expect)

    def alone(self, *words: str | Path, expect: int | None = 0, entry: str = ENTRY, timeout: float = 250.0) -> Outcome:
        """Run a command in a process of its own."""
        began = time.monotonic()
        with self.started(*words, entry=entry) as process:
            try:
                stdout, stderr = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        outcome = Outcome(_said(words), process.returncode, stdout.decode(), stderr.decode(), _since(began))
        return self._checked(outcome, expect)

    def in_turn(self, *commands: Sequence[str | Path], prelude: str = "") -> Outcome:
        """Run several commands one after the other in one process of their own, until one does not end well.

        ``prelude`` is Python that runs before anything else.
        """
        given = json.dumps([_said(tuple(words)) for words in commands])
        return self.alone(given, entry=f"{prelude}\n{IN_TURN}")

    def started(self, *words: str | Path, entry: str = ENTRY) -> subprocess.Popen[bytes]:
        """Start a command in a process of its own and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, "-c", entry, *(str(word) for word in words)],
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder("elsewhere"),
        )

    def folder(self, name: str) -> Path:
        """A folder of this world, made when it is first needed."""
        path = self.home / name
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def variables(self) -> dict[str, str]:
        """The environment of a command: nothing of the machine but how to find programs."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {
            **kept,
            "HOME": str(self.folder("home")),
            "TMPDIR": str(self.folder("tmp")),
            "XDG_CACHE_HOME": str(self.folder("cache")),
            "XDG_CONFIG_HOME": str(self.folder("config")),
            "XDG_DATA_HOME": str(self.folder("data")),
            "XDG_STATE_HOME": str(self.folder("state")),
            "XDG_RUNTIME_DIR": str(self.folder("runtime")),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "PYTHONUTF8": "1",
            "DRAGOMAN_USER": "tester",
            "DRAGOMAN_PASSPHRASE": PASSPHRASE,
            "DRAGOMAN_VAULT_PASSPHRASE": VAULT_PASSPHRASE,
            "DRAGOMAN_STUDY": str(self.study),
            **self.environment,
        }

    def with_environment(self, **changed: str) -> CommandLine:
        """The same world with some environment variables changed; an empty text unsets nothing, it is passed on."""
        return CommandLine(self.home, self.study, {**self.environment, **changed})

    @contextlib.contextmanager
    def _inside(self) -> Iterator[None]:
        cleared: Mapping[str, str] = self.variables()
        with patch.dict(os.environ, cleared), patch.object(sys, "stdin", io.StringIO()):
            yield

    def _checked(self, outcome: Outcome, expect: int | None) -> Outcome:
        if expect is not None and outcome.exit_code != expect:
            raise AssertionError(
                f"dragoman {' '.join(outcome.words)} ended with {outcome.exit_code}, not {expect}:\n"
                f"{outcome.stdout}\n{outcome.stderr}"
            )
        return outcome


def _said(words: tuple[str | Path, ...]) -> tuple[str, ...]:
    return tuple(str(word) for word in words)


def _since(began: float) -> float:
    return time.monotonic() - began
