from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import WrongUse
from dragoman.intake.text_bytes import decode_text, looks_like_recording
from tests.shared_data import SHARED, needs_shared

RUSSIAN = "— Как вы это видите?\r\n«Мы» 2022 года, IT-отрасль, СНГ №1 и Ёж…\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_russian_in_the_encodings_that_people_have(encoding: str) -> None:
    assert decode_text(RUSSIAN.encode(encoding), name="a.txt") == RUSSIAN.replace("\r\n", "\n")


def test_utf_16_in_both_orders() -> None:
    for mark, order in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert decode_text(mark + "Қазақ 🙂".encode(order), name="a.txt") == "Қазақ 🙂"


def test_all_line_ends_become_one() -> None:
    assert decode_text(b"a\r\nb\rc\nd", name="a.txt") == "a\nb\nc\nd"


def test_ukrainian_and_belarusian_in_windows_1251() -> None:
    for text in ("Їжак і ґава живуть у лісі", "Доўгі шлях да мовы"):
        assert decode_text(text.encode("cp1251"), name="a.txt") == text


@pytest.mark.parametrize(
    "data",
    [
        "Größe, für, Übung, schön".encode("latin-1"),
        "déjà vu à la carte, été".encode("cp1252"),
        "Türkiye'nin dış politikası güçlü".encode("cp1254"),
        "Как вы это видите сегодня".encode("koi8-r"),
        "Как вы это видите сегодня".encode("iso8859-5"),
        "Как вы это видите сегодня".encode("cp866"),
        "Қазақстанның сыртқы саясаты".encode("kz1048"),
        "Как вы это видите сегодня".encode()[:-1],
        "Как вы это видите".encode() + b"\xff" + " сегодня".encode(),
    ],
)
def test_what_would_be_guessed_wrong_is_refused_with_its_position(data: bytes) -> None:
    with pytest.raises(WrongUse, match=r"^a\.txt, line 3: byte \d+ .*UTF-8.* Nothing was stored\. "):
        decode_text(b"one\r\ntwo\r\n" + data, name="a.txt")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"one\ntwo\0three", 2),
        ("раз\nдва\nтри".encode("utf-16")[:-1], 3),
        ("one".encode("utf-32"), 1),
        (bytes(range(1, 9)) * 20, 1),
        (b"\x00\x01\x02\x03", 1),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(WrongUse, match=rf"^a\.txt, line {line}: "):
        decode_text(data, name="a.txt")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_comes_through_utf_8_and_utf_16(text: str) -> None:
    text = text.lstrip("\ufeff")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode_text(text.encode(encoding), name="a.txt") == text


@pytest.mark.parametrize(
    "head",
    [
        b"RIFF\x24\x00\x00\x00WAVEfmt ",
        b"RIFF\x24\x00\x00\x00AVI LIST",
        b"\x00\x00\x00\x20ftypisom",
        b"OggS\x00\x02",
        b"fLaC\x00\x00",
        b"\x1aE\xdf\xa3\x01",
        b"ID3\x04\x00\x00",
        b"\xff\xfb\x90\x64",
        b"FORM\x00\x00\x00\x20AIFF",
        b"#!AMR\n",
    ],
)
def test_recordings_are_known_by_their_first_bytes(head: bytes) -> None:
    assert looks_like_recording(head)


@pytest.mark.parametrize(
    "head", [b"", b"RIFF is a word", b"ID3 tags", b"\xff\xfeA\x00", b"Words.", b"WEBVTT\n", b"PK\x03\x04"]
)
def test_other_files_are_no_recordings(head: bytes) -> None:
    assert not looks_like_recording(head)


@needs_shared
def test_real_recordings_are_known() -> None:
    recordings = [path for path in (SHARED / "audio").iterdir() if path.suffix in {".ogg", ".flac", ".wav"}]
    assert recordings
    for path in recordings:
        with path.open("rb") as stream:
            assert looks_like_recording(stream.read(64)), path.name
