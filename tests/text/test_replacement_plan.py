"""The plan for a whole study: what is found once is replaced everywhere; all names and sentences are invented."""

from dragoman.engines.entity import EntityKind
from dragoman.text.known_names import KnownEntity, KnownNames
from dragoman.text.redaction import Redaction, leaks, redact
from dragoman.text.replacement_plan import FOUND_ELSEWHERE, Passage, ReplacementPlan, plan_replacements
from tests.entity_engines import english_entities, russian_entities

MINISTER = KnownEntity("v1", EntityKind.PERSON, ("Аскар Тулегенов", "Askar Tulegenov"), "[a former deputy minister]")
PASSAGES = [
    Passage("I worked with Askar Tulegenov and my colleague Dinara Seitkali.", "en"),
    Passage("Тулегенов молчал. Потом Динара Сейткали уехала, и Марат Бекович тоже.", "ru"),
    Passage("Then Seitkali's driver came. Ask Tulegenov.", "en"),
    Passage("Маратпен және Сейткалимен сөйлестім.", "kk"),
    Passage("О войне с Бековичем не говорили, звоните +7 701 555 01 23.", "ru"),
]


def plan(passages: list[Passage]) -> ReplacementPlan:
    return plan_replacements(
        passages, recognisers=[english_entities(), russian_entities()], known=[MINISTER], progress=lambda: None
    )


def shown(passages: list[Passage]) -> list[str]:
    return [
        redact(passage.text, [Redaction(each.span.start, each.span.end, each.replacement) for each in assigned]).text
        for passage, assigned in zip(passages, plan(passages).assigned, strict=True)
    ]


def test_one_replacement_in_all_passages_languages_and_forms() -> None:
    assert shown(PASSAGES) == [
        "I worked with [a former deputy minister] and my colleague [person 1].",
        "[a former deputy minister] молчал. Потом [person 2] уехала, и [person 3] тоже.",
        "Then [person 1]'s driver came. Ask [a former deputy minister].",
        "[person 3] және [person 2] сөйлестім.",
        "О войне с [person 3] не говорили, звоните [phone 1].",
    ]


def test_what_the_vault_has_to_learn() -> None:
    found = plan(PASSAGES)
    assert [(entity.entity, entity.forms[0]) for entity in found.new_entities] == [
        ("person-1", "Dinara Seitkali"),
        ("person-2", "Динара Сейткали"),
        ("person-3", "Марат Бекович"),
        ("phone-1", "+7 701 555 01 23"),
    ]
    assert found.look_alikes == (("person-1", "person-2"),)


def test_nothing_known_or_found_is_left() -> None:
    found = plan(PASSAGES)
    everyone = KnownNames([MINISTER, *found.new_entities])
    assert [leaks(text, everyone) for text in shown(PASSAGES)] == [[]] * len(PASSAGES)


def test_names_that_only_models_found_count_only_with_a_capital() -> None:
    passages = [
        Passage("Yesterday I met John Spark at the station.", "en"),
        Passage("It was a spark. Spark agreed.", "en"),
    ]
    assert shown(passages)[1] == "It was a spark. [person 1] agreed."
    (again,) = plan(passages).assigned[1]
    assert again.span.origin in (FOUND_ELSEWHERE, "presidio")


def test_progress_is_told_for_each_passage() -> None:
    told: list[None] = []
    plan_replacements(PASSAGES, recognisers=[], known=[], progress=lambda: told.append(None))
    assert len(told) == len(PASSAGES)
    assert plan_replacements([], recognisers=[], known=[]).assigned == ()
