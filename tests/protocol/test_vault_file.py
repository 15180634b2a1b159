from pathlib import Path

import pytest

from dragoman.errors import WrongUse
from dragoman.protocol.vault_file import read_vault_file
from dragoman.store.vault import Person

GOOD = """
participants:
  P01: {name: Invented Name, contact: p01@example.org}
pseudonyms:
  - {kind: person, replacement: "[colleague A]", forms: [Daniel Harkerby, Дэниел Харкерби]}
  - {kind: place, forms: [Tasbulakty]}
"""


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "vault.yaml"
    file.write_text(GOOD, "utf-8")
    found = read_vault_file(file)
    assert found.people == (Person("P01", "Invented Name", "p01@example.org"),)
    first, second = found.pseudonyms
    assert (first.entity, first.replacement) == ("person-colleague-a", "[colleague A]")
    assert first.forms == ("Daniel Harkerby", "Дэниел Харкерби")
    assert (second.entity, second.replacement) == ("place-2", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("participants:\n  P01: {nam: X}\n", r"line 2, participants\.P01"),
        ("pseudonyms:\n  - {kind: persn, forms: [A]}\n", "line 2.*kind"),
        ("pseudonyms:\n  - {kind: person, forms: []}\n", "forms"),
        ("pseudonyms:\n  - {kind: person, forms: [Ann]}\n  - {kind: person, forms: [ann]}\n", "one replacement only"),
    ],
)
def test_faults_point_at_line_and_field(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "vault.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(WrongUse, match=says):
        read_vault_file(file)
