"""``python -m benchmarks [NAME…]``: runs all benchmarks, or the named ones, and prints what they measured."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import benchmarks

Run = Callable[[], Iterable[Any]]


def main(wanted: list[str]) -> int:
    """Run benchmarks by name, all without one. Returns 2 for a name that no benchmark has."""
    found = dict(_found())
    unknown = [name for name in wanted if name not in found]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(found)}.", file=sys.stderr)
        return 2
    for name in wanted or found:
        print(f"## {name}", flush=True)
        started = time.monotonic()
        for line in found[name]():
            print(_shown(line), flush=True)
        print(f"({time.monotonic() - started:.0f} s)\n", flush=True)
    return 0


def _found() -> Iterable[tuple[str, Run]]:
    """Every module of this package that has a function ``run``."""
    for module in sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__)):
        if not module.startswith("_"):
            run = getattr(importlib.import_module(f"benchmarks.{module}"), "run", None)
            if run is not None:
                yield module, run


def _shown(line: object) -> str:
    """A line as it is; a row of ``what``, ``value`` and ``unit`` as a line."""
    if not isinstance(line, Mapping):
        return str(line)
    value = line.get("value")
    number = f"{value:,.3f}" if isinstance(value, float) and value < 100 else f"{value:,}" if value is not None else ""
    if isinstance(value, float) and value >= 100:
        number = f"{value:,.0f}"
    return f"{line.get('what', '')!s:<76} {number:>12} {line.get('unit', '')}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
