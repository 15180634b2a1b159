"""From the bytes of a text file to its characters."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import WrongUse
from dragoman.intake.broken_file import broken_file

_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_NEIGHBOURS = "іїєґў"
_CYRILLIC = frozenset((_RUSSIAN + _NEIGHBOURS) + (_RUSSIAN + _NEIGHBOURS).upper())
_PUNCTUATION = frozenset("«»“”„‘’‚‹›—–…№•·§©®™°±€\u00a0\u00ad")
_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 100_000
_SAVE_AS_UTF8 = "Open it in the program that wrote it, save it as text in UTF-8, and add it again."


def looks_like_recording(head: bytes) -> bool:
    """Whether the first bytes of a file (64 are enough) are those of a sound or video container.

    Signatures: RIFF/WAVE and AVI, ISO base media (ISO/IEC 14496-12, box ``ftyp``), Ogg (RFC 3533), FLAC (RFC 9639),
    Matroska/WebM (RFC 8794), MP3 (ID3v2, or an MPEG frame header), AIFF, AMR (RFC 4867), ASF.
    """
    return (
        (head[:4] in (b"RIFF", b"RF64") and head[8:12] in (b"WAVE", b"AVI "))
        or head[4:8] == b"ftyp"
        or head.startswith((b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"#!AMR", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"))
        or (head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"))
        or (head[:3] == b"ID3" and head[3:4] in (b"\x02", b"\x03", b"\x04"))
        or _mpeg_frame(head)
    )


def _mpeg_frame(head: bytes) -> bool:
    """A plausible MPEG-1/2 layer III frame header (ISO/IEC 11172-3, section 2.4.2.3); UTF-16's mark FF FE is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[2] >> 4 not in (0x0, 0xF) and head[2] >> 2 & 3 != 3


def decode_text(data: bytes, *, name: str) -> str:
    """The characters of a text file, line ends made ``\\n``, without a byte order mark.

    UTF-8 and UTF-16 with its mark are read as they are; Windows-1251 only where that makes plausible Russian,
    Ukrainian or Belarusian. Raises ``WrongUse`` with the position of the first byte that is no text, for NUL bytes and
    for other binary content. ``name`` is the file's name, for the message.
    """
    text = _decoded(data, name)
    found = text.find("\0")
    if found >= 0:
        raise _no_text(name, text.count("\n", 0, found) + 1, "there is a NUL byte, so this is no text file")
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls > max(8, len(text) // 200):
        raise _no_text(name, 1, f"it holds {controls} control characters, so this is no text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _no_text(name, 1, "it is written in UTF-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, name)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" not in body:
            cyrillic = _windows_1251(body, error.start)
            if cyrillic is not None:
                return cyrillic
        raise _undecodable(body, error, name) from None


def _utf16(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        line = data[: error.start].decode("utf-16", errors="replace").count("\n") + 1
        raise _no_text(name, line, f"the UTF-16 text breaks off or is damaged at byte {error.start + 1}") from None


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> WrongUse:
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - data.rfind(b"\n", 0, error.start)
    reason = (
        f"byte {column} of the line (value {data[error.start]:#04x}) is neither UTF-8 nor part of a Russian text in "
        "Windows-1251"
    )
    return _no_text(name, line, reason)


def _no_text(name: str, line: int, reason: str) -> WrongUse:
    return broken_file(name, reason, _SAVE_AS_UTF8, line=line)


def _windows_1251(data: bytes, place: int) -> str | None:
    """The text in Windows-1251, None unless it is plausible around ``place`` and free of strange signs everywhere.

    Almost any bytes can be read as Windows-1251, so the reading must look like a language: no letters or signs that
    Russian, Ukrainian and Belarusian do without (they betray Kazakh code pages and Western ones), mostly small letters
    (KOI8-R and ISO 8859-5 come out in capitals), and hardly a word that mixes the alphabets (as "für" would).
    """
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return None
    strange = {sign for sign in set(text) if ord(sign) > 127} - _CYRILLIC - _PUNCTUATION
    sample = text[max(0, place - _SAMPLE // 2) : place + _SAMPLE]
    return text if not strange and _reads_as_cyrillic(sample) else None


def _reads_as_cyrillic(text: str) -> bool:
    letters = small = words = mixed = latin = 0
    for match in _WORD.finditer(text):
        word = match.group()
        ascii_letters = sum(letter.isascii() for letter in word)
        latin += ascii_letters
        if ascii_letters == len(word):
            continue
        words += 1
        mixed += ascii_letters > 0
        letters += len(word) - ascii_letters
        small += sum(letter.islower() and not letter.isascii() for letter in word)
    return words > 0 and mixed * 20 <= words and small * 2 >= letters and letters * 7 >= latin * 3
