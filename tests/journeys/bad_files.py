"""Files as they should not be, each made when a test asks for it."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.example_files import EXAMPLE

FOUR_GIGABYTES = 4 << 30
_RECORDING = EXAMPLE / "recordings" / "P03.ogg"


def sound(seconds: float = 2.0, *, channels: int = 1) -> bytes:
    """A whole wav file of noise."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(2)
        written.setframerate(16_000)
        written.writeframes(random.Random(1).randbytes(int(seconds * 16_000) * 2 * channels))
    return file.getvalue()


def encoded(container: str, codec: str) -> bytes:
    """Two seconds of noise in another format."""
    import av
    import numpy as np

    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream: Any = output.add_stream(codec, rate=48_000, layout="mono")
        context = stream.codec_context
        noise = np.frombuffer(sound(6.0)[44:], np.int16)[None, : 2 * 48_000]
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(noise), format="s16", layout="mono")
        frame.sample_rate = 48_000
        resampler = av.AudioResampler(context.format, "mono", 48_000, context.frame_size)
        for part in [*resampler.resample(frame), None]:
            output.mux(stream.encode(part))
    return file.getvalue()


def _silent_film() -> bytes:
    """A picture that moves and makes no sound."""
    import av
    import numpy as np

    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream: Any = output.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for frame in [*([av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))] * 10), None]:
            output.mux(stream.encode(frame))
    return file.getvalue()


def _half(data: bytes) -> bytes:
    return data[: len(data) * 11 // 20 + 7]


def _archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def _bomb() -> bytes:
    """A Word document of less than a megabyte that unpacks to more than a hundred."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as document:
            document.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">')
            document.write(b"<w:body><w:p><w:r><w:t>")
            for _ in range(128):
                document.write(b"A" * (1 << 20))
    return file.getvalue()


def _lying_header() -> bytes:
    """A wav file whose header speaks of no channel at all."""
    data = bytearray(sound())
    data[22:24] = struct.pack("<H", 0)
    return bytes(data)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(sound()[:44])
        file.truncate(FOUR_GIGABYTES)


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, FOUR_GIGABYTES)


def _bytes(content: bytes | Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content())


RECORDINGS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "missing": ("a.wav", lambda path: None),
    "folder": ("a.wav", Path.mkdir),
    "pipe": ("a.wav", os.mkfifo),
    "link to itself": ("a.wav", _loop),
    "empty": ("a.wav", _bytes(b"")),
    "nothing but a header": ("a.wav", _bytes(lambda: sound()[:44])),
    "four gigabytes": ("a.wav", _sparse),
    "text as mp3": ("a.mp3", _bytes(b"Interviewer: Hello.\n" * 500)),
    "random bytes as mp3": ("a.mp3", _bytes(lambda: random.Random(2).randbytes(50_000))),
    "random bytes as m4a": ("a.m4a", _bytes(lambda: random.Random(3).randbytes(50_000))),
    "zeros as flac": ("a.flac", _bytes(lambda: bytes(50_000))),
    "no channels": ("a.wav", _bytes(_lying_header)),
    "picture without sound": ("a.mp4", _bytes(_silent_film)),
    "playlist as ogg": ("a.ogg", _bytes(b"#EXTM3U\n#EXTINF:10,\nhttp://example.org/a.ts\n")),
    "word document as wav": ("a.wav", _bytes(lambda: _archive("word/document.xml", b"<w/>"))),
    "truncated wav": ("a.wav", _bytes(lambda: _half(sound()))),
    "truncated ogg": ("a.ogg", _bytes(lambda: _half(_RECORDING.read_bytes()))),
    "truncated flac": ("a.flac", _bytes(lambda: _half(encoded("flac", "flac")))),
    "truncated mp4": ("a.m4a", _bytes(lambda: _half(encoded("mp4", "aac")))),
    "truncated webm": ("a.webm", _bytes(lambda: _half(encoded("webm", "libopus")))),
}
"""What is wrong, to the file's name and what makes it. All of them go to ``dragoman add`` as recordings."""

TRANSCRIPTS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "missing": ("a.vtt", lambda path: None),
    "folder": ("a.vtt", Path.mkdir),
    "pipe": ("a.txt", os.mkfifo),
    "link to itself": ("a.srt", _loop),
    "empty": ("a.vtt", _bytes(b"")),
    "white space": ("a.txt", _bytes(b" \n\t\r\n")),
    "four gigabytes": ("a.txt", _huge),
    "mp3 as vtt": ("a.vtt", _bytes(lambda: encoded("mp3", "libmp3lame"))),
    "wav as txt": ("a.txt", _bytes(sound)),
    "random bytes as srt": ("a.srt", _bytes(lambda: random.Random(4).randbytes(5_000))),
    "vtt without cues": ("a.vtt", _bytes(b"WEBVTT\n\nNOTE nothing here\n")),
    "srt with a broken time": ("a.srt", _bytes(b"1\n00:00:0x,000 --> 00:00:02,000\nHello there.\n")),
    "truncated json": ("a.json", _bytes(lambda: _half((EXAMPLE / "transcripts" / "P08.json").read_bytes()))),
    "other json": ("a.json", _bytes(lambda: json.dumps({"colour": "red"}).encode())),
    "deep json": ("a.json", _bytes(lambda: b"[" * 200_000)),
    "truncated docx": ("a.docx", _bytes(lambda: _half((EXAMPLE / "transcripts" / "P06.docx").read_bytes()))),
    "archive as docx": ("a.docx", _bytes(lambda: _archive("readme.txt", b"hello"))),
    "bomb as docx": ("a.docx", _bytes(_bomb)),
    "entities as docx": (
        "a.docx",
        _bytes(
            lambda: _archive(
                "word/document.xml",
                b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>',
            )
        ),
    ),
    "text as docx": ("a.docx", _bytes(b"P04: Hello.\n")),
    "pdf as txt": ("a.txt", _bytes(b"%PDF-1.7\n1 0 obj\n")),
    "old word document": ("a.txt", _bytes(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))),
    "utf-16 cut in a letter": ("a.txt", _bytes(lambda: "Интервьюер: Да.".encode("utf-16")[:-1])),
}
"""The same for transcripts."""

TABLES: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "folder": Path.mkdir,
    "link to itself": _loop,
    "empty": _bytes(b""),
    "random bytes": _bytes(lambda: random.Random(5).randbytes(3_000)),
    "sound": _bytes(sound),
    "utf-16": _bytes(lambda: "participant,code\n".encode("utf-16")),
    "nul bytes": _bytes(b"participant\0code\n"),
    "four gigabytes": _huge,
    "something else": _bytes(b"colour;size\nred;5\n"),
}
"""The same for the files that people write by hand."""
