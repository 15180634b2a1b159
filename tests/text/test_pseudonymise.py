"""What identifies people is replaced in the whole study until a person decides, and decisions last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from dragoman.coding.code_passage import code_quotation
from dragoman.engines.entity import Entity
from dragoman.engines.locality import Locality
from dragoman.errors import Refused, WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.consent import Scope
from dragoman.model.event import Event
from dragoman.model.layer import PSEUDONYMISED
from dragoman.model.redaction import Decision
from dragoman.model.selection import Coding
from dragoman.store.cipher import WrongPassphrase
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Person, Pseudonym, Vault, open_vault
from dragoman.store.verify import verify
from dragoman.text.edit_transcript import WantedSegment, edit_transcript
from dragoman.text.pseudonymise import decide, pseudonymise
from dragoman.text.waiting_redactions import SuggestedEntity, suggested_entities
from tests.invented_study import (
    ALL_SCOPES,
    VAULT_PASSPHRASE,
    NameFinder,
    add_codes,
    add_people,
    add_turns,
    people_finder,
    readings,
    texts,
)

EN = [
    ("I", "Who decided?"),
    ("R", "Daniyar Osmanov did. I told Osmanov to wait; call me at +7 701 555 01 99."),
    ("R", "Marat Seitkali only listened."),
]
RU = [("I", "Кто решал?"), ("R", "Решал Данияр Османов. С Османовым трудно.")]
FINDER = ("Daniyar Osmanov", "Marat Seitkali", "Данияр Османов", "Османовым")


@pytest.fixture
def spoken(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01", "P02")
    add_turns(invented, "P01", EN)
    add_turns(invented, "P02", RU, language="ru")
    return invented


def _suggested(study: OpenStudy, *codes: str) -> dict[str, SuggestedEntity]:
    with study.read() as session:
        return {one.replacement: one for one in suggested_entities(session, codes or None)}


def _edit(study: OpenStudy, code: str, number: int, text: str) -> None:
    wanted = [
        WantedSegment(one.number, one.speaker, text if one.number == number else one.text("edited") or "")
        for one in readings(study, code)
    ]
    edit_transcript(study, code, wanted)


def test_names_and_contacts_are_replaced_until_somebody_decides(spoken: OpenStudy, vault: Vault) -> None:
    told: list[tuple[int, int]] = []
    done = pseudonymise(
        spoken,
        vault,
        participants=["p01"],
        recognisers=[people_finder(*FINDER)],
        on_progress=lambda n, of: told.append((n, of)),
    )
    assert (done.segments, done.suggested, done.unread_languages) == (3, 4, ())
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert texts(spoken, "P01", PSEUDONYMISED) == [
        "Who decided?",
        "[person 1] did. I told [person 1] to wait; call me at [phone 1].",
        "[person 2] only listened.",
    ]
    assert texts(spoken, "P02", PSEUDONYMISED) == [None, None]
    assert {entry.replacement: entry.forms for entry in vault.pseudonyms()}["[person 1]"] == ("Daniyar Osmanov",)
    with spoken.read() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert event.details == {"segments": 3, "suggested": 4, "entities": 3, "engines": ["by-heart 1"]}
    assert verify(spoken).faults == ()


def test_one_entity_has_one_replacement_over_both_scripts_where_the_vault_says_so(
    spoken: OpenStudy, vault: Vault
) -> None:
    forms = ("Daniyar Osmanov", "Данияр Османов")
    vault.save(
        people=[Person("P02", "Marat Seitkali", "")],
        pseudonyms=[Pseudonym("person-1", "person", "[the minister]", forms)],
    )
    pseudonymise(spoken, vault, recognisers=[])
    assert (texts(spoken, "P01", PSEUDONYMISED)[1] or "").startswith(
        "[the minister] did. I told [the minister] to wait"
    )
    assert texts(spoken, "P01", PSEUDONYMISED)[2] == "[P02] only listened."
    assert texts(spoken, "P02", PSEUDONYMISED)[1] == "Решал [the minister]. С [the minister] трудно."


def test_two_spellings_that_nobody_joined_are_told_apart_and_pointed_out(spoken: OpenStudy, vault: Vault) -> None:
    done = pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    assert done.look_alikes == (("[person 1]", "[person 3]"),)
    assert texts(spoken, "P02", PSEUDONYMISED)[1] == "Решал [person 3]. С [person 3] трудно."


def test_numbers_go_on_where_an_earlier_run_ended(spoken: OpenStudy, vault: Vault) -> None:
    pseudonymise(spoken, vault, participants=["P02"], recognisers=[people_finder("Данияр Османов", "Османовым")])
    first = texts(spoken, "P02", PSEUDONYMISED)
    pseudonymise(spoken, vault, participants=["P01"], recognisers=[people_finder("Marat Seitkali")])
    assert first[1] == "Решал [person 1]. С [person 1] трудно."
    assert texts(spoken, "P02", PSEUDONYMISED) == first
    assert "[person 1]" not in (texts(spoken, "P01", PSEUDONYMISED)[2] or "")
    assert {entry.forms for entry in vault.pseudonyms()} >= {("Marat Seitkali",)}


def test_decisions_survive_a_second_run_even_one_that_finds_nothing(spoken: OpenStudy, vault: Vault) -> None:
    finder = people_finder(*FINDER)
    pseudonymise(spoken, vault, recognisers=[finder])
    assert decide(spoken, Decision.REJECTED, entities=["[person 2]"]) == 1
    assert decide(spoken, Decision.ACCEPTED, entities=["person-1"], participants=["p01"]) == 2
    before = texts(spoken, "P01", PSEUDONYMISED)
    assert before[2] == "Marat Seitkali only listened."
    for recogniser in (finder, people_finder()):
        done = pseudonymise(spoken, vault, recognisers=[recogniser])
        assert done.suggested == 0
        assert texts(spoken, "P01", PSEUDONYMISED) == before
    assert {one.decision for one in _suggested(spoken)["[person 1]"].occurrences} == {Decision.ACCEPTED}
    assert _suggested(spoken)["[person 2]"].waiting == 0


def test_accepting_everything_decides_only_what_waits(spoken: OpenStudy, vault: Vault) -> None:
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    decide(spoken, Decision.REJECTED, entities=["[person 2]"])
    assert decide(spoken, Decision.ACCEPTED) == 5
    assert decide(spoken, Decision.ACCEPTED) == 0
    assert texts(spoken, "P01", PSEUDONYMISED)[2] == "Marat Seitkali only listened."
    decide(spoken, Decision.ACCEPTED, entities=["[person 2]"])
    assert texts(spoken, "P01", PSEUDONYMISED)[2] == "[person 2] only listened."


def test_rejecting_restores_the_words_and_codings_move_along(spoken: OpenStudy, vault: Vault) -> None:
    add_codes(spoken, "decision")
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    code_quotation(spoken, "P01", "decision", "only listened")
    code_quotation(spoken, "P01", "decision", "to wait; call me")
    code_quotation(spoken, "P01", "decision", "I told [person 1]")
    for decision, name in ((Decision.REJECTED, "Osmanov"), (Decision.ACCEPTED, "[person 1]")):
        decide(spoken, decision, entities=["[person 1]", "[person 2]"])
        with spoken.read() as session:
            codings = list(session.scalars(select(Coding).order_by(Coding.id)))
            found = [(coding.selection.text, coding.selection.state) for coding in codings]
        assert found == [
            ("only listened", AnchorState.INTACT),
            ("to wait; call me", AnchorState.INTACT),
            (f"I told {name}", AnchorState.REVIEW),
        ]
        assert verify(spoken).faults == ()


def test_occurrences_are_shown_in_their_context(spoken: OpenStudy, vault: Vault) -> None:
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    first, second = _suggested(spoken)["[person 1]"].occurrences
    assert (first.segment, first.before, first.words, first.decision) == (
        "P01 ¶2",
        "",
        "Daniyar Osmanov",
        Decision.SUGGESTED,
    )
    assert (second.before, second.words) == ("Daniyar Osmanov did. I told ", "Osmanov")
    assert second.after == " to wait; call me at +7 701 555"[:30]
    assert set(_suggested(spoken, "P02")) == {"[person 3]"}


def test_unknown_names_are_refused(spoken: OpenStudy, vault: Vault) -> None:
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    before = texts(spoken, "P01", PSEUDONYMISED)
    with pytest.raises(WrongUse, match=r"Nothing was suggested under '\[person 9\]'"):
        decide(spoken, Decision.REJECTED, entities=["[person 1]", "[person 9]"])
    with pytest.raises(WrongUse, match="no participant 'P9'"):
        decide(spoken, Decision.REJECTED, participants=["P9"])
    with pytest.raises(WrongUse, match="no participant 'P9'"):
        pseudonymise(spoken, vault, participants=["P9"], recognisers=[])
    assert texts(spoken, "P01", PSEUDONYMISED) == before


def test_the_vault_opens_with_its_own_passphrase_only(spoken: OpenStudy, vault: Vault) -> None:
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    with pytest.raises(WrongPassphrase):
        open_vault(spoken, "something else entirely")
    with open_vault(spoken, VAULT_PASSPHRASE) as again:
        assert pseudonymise(spoken, again, recognisers=[people_finder(*FINDER)]).suggested == 0


def test_no_name_stands_in_an_event_or_beside_a_replacement(spoken: OpenStudy, vault: Vault) -> None:
    """The study itself knows entities by number; only the vault and the words themselves hold the names."""
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    decide(spoken, Decision.ACCEPTED)
    with spoken.read() as session:
        told = " ".join(f"{event.subject} {event.details}" for event in session.scalars(select(Event)))
    known = "".join(f"{one.entity} {one.replacement}" for one in _suggested(spoken).values())
    for name in ("Osmanov", "Seitkali", "Османов"):
        assert name not in told + known


def test_a_remote_recogniser_reads_nothing_without_consent(spoken: OpenStudy, vault: Vault) -> None:
    remote = people_finder(*FINDER, locality=Locality.REMOTE)
    with pytest.raises(Refused, match=r"by-heart cannot read the words of P01: P01 did not allow 'remote-processing'"):
        pseudonymise(spoken, vault, recognisers=[people_finder(), remote])
    assert remote.read == []
    assert texts(spoken, "P01", PSEUDONYMISED) == [None, None, None]
    add_people(spoken, "P03", scopes=ALL_SCOPES)
    add_turns(spoken, "P03", EN)
    assert pseudonymise(spoken, vault, participants=["P03"], recognisers=[remote]).segments == 3
    assert len(remote.read) == 3


def test_everyone_in_a_group_has_to_allow_a_remote_recogniser(invented: OpenStudy, vault: Vault) -> None:
    add_people(invented, "P01", scopes=ALL_SCOPES)
    add_people(invented, "P02", scopes=[Scope.PARTICIPATE])
    add_turns(invented, "P01", [("P01", "I agree."), ("P02", "I do not.")], together_with=["P02"])
    remote = people_finder(locality=Locality.REMOTE)
    with pytest.raises(Refused, match="P02 did not allow"):
        pseudonymise(invented, vault, participants=["P01"], recognisers=[remote])
    assert remote.read == []


def test_a_language_that_no_model_reads_is_told(spoken: OpenStudy, vault: Vault) -> None:
    english = people_finder(*FINDER, languages=frozenset({"en"}))
    done = pseudonymise(spoken, vault, recognisers=[english])
    assert done.unread_languages == ("ru",)
    assert all(text in {words for _, words in EN} for text in english.read)


def test_deciding_does_not_hide_that_words_were_never_searched(spoken: OpenStudy, vault: Vault) -> None:
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER)])
    _edit(spoken, "P01", 2, f"{EN[1][1]} And Zhanna Akhmetova knew.")
    for decision in (Decision.ACCEPTED, Decision.REJECTED, Decision.ACCEPTED):
        decide(spoken, decision, entities=["[person 1]"])
        assert [one.stale(PSEUDONYMISED) for one in readings(spoken, "P01")] == [False, True, False]
    pseudonymise(spoken, vault, recognisers=[people_finder(*FINDER, "Zhanna Akhmetova")])
    assert not any(one.stale(PSEUDONYMISED) for one in readings(spoken, "P01"))
    assert (texts(spoken, "P01", PSEUDONYMISED)[1] or "").endswith("call me at [phone 1]. And [person 4] knew.")


@dataclass
class Interrupting(NameFinder):
    """A recogniser during whose work somebody else does something."""

    meanwhile: Callable[[], None] = field(default=lambda: None)

    def find(self, text: str, language: str) -> list[Entity]:
        """Find as ever, once the other has had their turn."""
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        return super().find(text, language)


def test_what_is_edited_while_a_model_reads_waits_for_the_next_search(spoken: OpenStudy, vault: Vault) -> None:
    names = people_finder(*FINDER).names

    def meanwhile() -> None:
        _edit(spoken, "P01", 2, "Well, it was Daniyar Osmanov who did.")

    done = pseudonymise(spoken, vault, participants=["P01"], recognisers=[Interrupting(names, meanwhile=meanwhile)])
    assert done.segments == 2
    assert verify(spoken).faults == ()
    assert texts(spoken, "P01", PSEUDONYMISED) == ["Who decided?", None, "[person 2] only listened."]
    pseudonymise(spoken, vault, participants=["P01"], recognisers=[people_finder(*FINDER)])
    assert texts(spoken, "P01", PSEUDONYMISED)[1] == "Well, it was [person 1] who did."
