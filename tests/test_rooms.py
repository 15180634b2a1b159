"""The layout of the house: each room imports only from rooms above it, and nothing calls the doors."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dragoman

HOUSE = Path(dragoman.__file__).parent
ROOMS = [
    "errors",
    "model",
    "store",
    "engines",
    "protocol",
    "intake",
    "speech",
    "text",
    "coding",
    "analysis",
    "report",
    "notebook",
    "cli",
]


def _imports() -> Iterator[tuple[Path, str, str]]:
    for file in HOUSE.rglob("*.py"):
        room = file.relative_to(HOUSE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dragoman."):
                yield file, room, (node.module or "").split(".")[1]


def test_each_room_imports_only_from_rooms_above_it() -> None:
    found = [(file, room, other) for file, room, other in _imports() if room in ROOMS]
    assert len(found) > 500
    assert [one for one in found if one[2] in ROOMS and ROOMS.index(one[2]) > ROOMS.index(one[1])] == []
