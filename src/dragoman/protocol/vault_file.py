"""The vault file: names, contacts and pseudonyms as a researcher writes them down, to be taken into the vault.

    participants: {P01: {name: …, contact: …}}
    pseudonyms: [{kind: person, replacement: "[colleague A]", forms: [one script, the other script]}]

All forms of one entry are one entity: they get one replacement over the whole study and over all scripts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from dragoman.engines.entity import EntityKind
from dragoman.model.participant import Participant
from dragoman.protocol.faults import Faults
from dragoman.protocol.located_yaml import LocatedMap, located_map
from dragoman.protocol.text_file import read_text_file
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Person, Pseudonym, Vault


@dataclass(frozen=True, slots=True)
class VaultFile:
    """What a vault file holds. An empty ``replacement`` means: the program chooses one."""

    people: tuple[Person, ...]
    pseudonyms: tuple[Pseudonym, ...]


def read_vault_file(path: Path) -> VaultFile:
    """Read a vault file. Raises ``WrongUse`` that names every line and field that does not fit."""
    file = read_text_file(path)
    faults = Faults(file.name)
    root = located_map(file, faults).only("participants", "pseudonyms")
    people = tuple(_people(root))
    pseudonyms = tuple(_pseudonym(item, number) for number, item in enumerate(root.maps("pseudonyms"), start=1))
    _refuse_shared_forms(root, pseudonyms)
    faults.raise_any()
    return VaultFile(people, pseudonyms)


def load_vault_file(study: OpenStudy, vault: Vault, path: Path) -> VaultFile:
    """Take a vault file into the vault, all or nothing. The event says how many entries, never which names."""
    found = read_vault_file(path)
    with study.change("vault.load", subject="vault") as change:
        codes = set(change.session.scalars(select(Participant.code)))
        faults = Faults(path.name)
        for person in found.people:
            if person.code not in codes:
                faults.add(1, f"participants.{person.code}", "This participant is not in the study; add them first.")
        faults.raise_any()
        change.details |= {"people": len(found.people), "pseudonyms": len(found.pseudonyms)}
        vault.save(people=found.people, pseudonyms=found.pseudonyms)
    return found


def _people(root: LocatedMap) -> list[Person]:
    people = root.map("participants")
    if people is None:
        return []
    found = []
    for code in people.fields():
        entry = people.map(code)
        if entry is not None:
            entry.only("name", "contact")
            found.append(Person(code, entry.text("name"), entry.text("contact", default="")))
    return found


def _pseudonym(item: LocatedMap, number: int) -> Pseudonym:
    item.only("id", "kind", "replacement", "forms")
    kind = item.choice("kind", EntityKind)
    forms = item.words("forms")
    if not forms:
        item.fault("forms", "At least one form of the name belongs here.")
    replacement = item.text("replacement", default="")
    entity = item.text("id", default="") or f"{kind}-{_slug(replacement) or number}"
    return Pseudonym(entity, kind.value, replacement, forms)


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.casefold()).strip("-")


def _refuse_shared_forms(root: LocatedMap, pseudonyms: tuple[Pseudonym, ...]) -> None:
    owners = Counter(form.casefold() for entry in pseudonyms for form in set(entry.forms))
    for form, number in owners.items():
        if number > 1:
            root.fault("pseudonyms", f"'{form}' belongs to {number} entries; a form can have one replacement only.")
    ids = Counter(entry.entity for entry in pseudonyms)
    for entity, number in ids.items():
        if number > 1:
            root.fault("pseudonyms", f"{number} entries have the id '{entity}'; give each an `id` of its own.")
