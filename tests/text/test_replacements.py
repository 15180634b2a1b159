"""One replacement for each entity, whatever form and script it is met in; all names and numbers are invented."""

from dragoman.engines.entity import EntityKind
from dragoman.text.entity_suggestions import SuggestedSpan
from dragoman.text.known_names import KnownEntity
from dragoman.text.replacements import ReplacementTable

MINISTER = KnownEntity("v1", EntityKind.PERSON, ("Аскар Тулегенов", "Askar Tulegenov"), "[a former deputy minister]")


def called(table: ReplacementTable, *mentions: str, kind: EntityKind = EntityKind.PERSON) -> list[str]:
    return [
        table.assign(mention, [SuggestedSpan(0, len(mention), kind, 1.0, "test")])[0].replacement
        for mention in mentions
    ]


def test_numbers_follow_the_first_appearance() -> None:
    table = ReplacementTable()
    assert called(table, "Марат Бекович", "Dinara Seitkali", "Марата Бековича") == [
        "[person 1]",
        "[person 2]",
        "[person 1]",
    ]
    assert called(table, "Алматы", "в Алматы"[2:], kind=EntityKind.PLACE) == ["[place 1]", "[place 1]"]
    assert [entity.entity for entity in table.new_entities] == ["person-1", "person-2", "place-1"]


def test_inflected_and_partial_names_are_one_person() -> None:
    table = ReplacementTable()
    mentions = ["Тулегеновым", "Аскар Тулегенов", "ТУЛЕГЕНОВА", "Аскару", "А. Тулегенов", "Тулегенов Аскар Серикович"]
    assert called(table, *mentions) == ["[person 1]"] * len(mentions)
    (entity,) = table.new_entities
    assert entity.forms == ("Тулегенов Аскар Серикович",)


def test_two_of_one_surname_stay_two_and_the_bare_surname_is_neither() -> None:
    table = ReplacementTable()
    assert called(table, "Askar Tulegenov", "Bolat Tulegenov", "Tulegenov", "Askar", "Tulegenov") == [
        "[person 1]",
        "[person 2]",
        "[person 3]",
        "[person 1]",
        "[person 3]",
    ]


def test_husband_and_wife_are_two() -> None:
    assert called(ReplacementTable(), "Иваном Петровым", "Мария Петрова", "Петровой", "Петрову Ивану") == [
        "[person 1]",
        "[person 2]",
        "[person 2]",
        "[person 1]",
    ]


def test_both_scripts_are_one_where_the_vault_says_so() -> None:
    table = ReplacementTable([MINISTER])
    assert called(table, "Тулегеновым", "Tulegenov", "Askar Tulegenov") == ["[a former deputy minister]"] * 3
    assert table.new_entities == []


def test_both_scripts_are_two_and_a_question_where_it_does_not() -> None:
    table = ReplacementTable()
    assert called(table, "Динара Сейткали", "Dinara Seitkali", "Марат") == ["[person 1]", "[person 2]", "[person 3]"]
    assert table.look_alikes() == [("person-1", "person-2")]


def test_numbers_go_on_where_the_vault_ends() -> None:
    known = [MINISTER, KnownEntity("v2", EntityKind.PERSON, ("Марат Бекович",), "[person 7]")]
    table = ReplacementTable(known)
    assert called(table, "Айгуль", "Марату Бековичу") == ["[person 8]", "[person 7]"]


def test_a_fuller_name_of_a_known_person_is_reported() -> None:
    table = ReplacementTable([KnownEntity("v1", EntityKind.PERSON, ("Тулегенов",), "[person 1]")])
    assert called(table, "Аскаром Тулегеновым", "Болат Тулегенов") == ["[person 1]", "[person 2]"]
    (grown,) = table.grown_entities
    assert grown.forms == ("Тулегенов", "Аскар Тулегенов")


def test_a_second_run_with_what_the_first_found_changes_nothing() -> None:
    mentions = ["Askar Tulegenov", "Марии Ивановой", "Мария", "Tulegenov", "Серик Ахметов", "Ахметовым"]
    first = ReplacementTable()
    before = called(first, *mentions)
    second = ReplacementTable(first.new_entities)
    assert called(second, *mentions) == before
    assert second.new_entities == []


def test_a_surname_of_unknown_gender_keeps_both_forms() -> None:
    table = ReplacementTable()
    called(table, "Тулегенову")
    assert set(table.new_entities[0].forms) == {"Тулегенов", "Тулегенова"}
    called(table, "Тулегеновым")
    assert table.new_entities[0].forms == ("Тулегенов",)


def test_addresses_and_numbers_whatever_way_they_are_written() -> None:
    table = ReplacementTable()
    assert called(table, "+7 701 555 01 23", "8 (701) 555-01-23", "87015550124", kind=EntityKind.PHONE) == [
        "[phone 1]",
        "[phone 1]",
        "[phone 2]",
    ]
    assert called(table, "A@example.kz", "a@Example.kz", kind=EntityKind.EMAIL) == ["[email 1]"] * 2
    assert called(table, "https://www.example.com/", "example.com", kind=EntityKind.URL) == ["[web address 1]"] * 2


def test_organisations_by_their_lemmas() -> None:
    table = ReplacementTable()
    mentions = ["Институт востоковедения", "Института востоковедения", "Институтом философии"]
    expected = ["[organisation 1]", "[organisation 1]", "[organisation 2]"]
    assert called(table, *mentions, kind=EntityKind.ORGANISATION) == expected


def test_a_suggestion_that_names_its_entity_keeps_it() -> None:
    table = ReplacementTable([MINISTER])
    span = SuggestedSpan(0, 8, EntityKind.PERSON, 1.0, "test", entity="v1")
    assert table.assign("the boss", [span])[0].entity == "v1"
