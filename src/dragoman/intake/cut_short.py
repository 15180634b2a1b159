"""Cut short: whether the last bytes of a sound file say that more should follow.

A file that was cut inside a frame, page or block is noticed to the byte. One that was cut exactly between two of them
looks whole in formats that carry no count (mp3 without a Xing header, raw AAC, Ogg, live WebM): nobody can tell it
from a recording that was stopped there.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

_UNKNOWN_SIZES = (0, 0xFFFFFFFF)
_TAIL = 1 << 20


def cut_inside(path: Path, format_name: str, last_place: tuple[int, int] | None) -> bool:
    """Whether a file ends inside one of its parts. ``format_name`` is FFmpeg's; ``last_place`` is where the last packet
    of sound begins and how many bytes of it there are. False for formats whose bytes are not looked at here.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if format_name == "wav":
            return _riff_is_cut(file, size)
        if format_name == "ogg":
            return _ogg_is_cut(file, size)
        if "matroska" in format_name:
            return _matroska_is_cut(file, size)
        if format_name in {"mp3", "aac"} and last_place is not None:
            return _frame_is_cut(file, format_name, *last_place)
    return False


def counts_its_frames(path: Path) -> bool:
    """Whether an mp3 file begins with a Xing, Info or VBRI header, which says how much sound there is."""
    with path.open("rb") as file:
        start = 0
        head = file.read(10)
        if head[:3] == b"ID3":  # ID3v2.4, section 3.1: the length of the tag in four times seven bits
            start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        file.seek(start)
        first = file.read(4096)
    return any(mark in first for mark in (b"Xing", b"Info", b"VBRI"))


def mpeg_frame_length(header: bytes) -> int | None:
    """Bytes of an MPEG audio layer III frame (ISO/IEC 11172-3 and 13818-3, section 2.4.2.3), None for anything else."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0 or (header[1] >> 1) & 3 != 1:
        return None
    version, rate, frequency = (header[1] >> 3) & 3, header[2] >> 4, (header[2] >> 2) & 3
    if version == 1 or rate in (0, 15) or frequency == 3:
        return None
    first = version == 3
    kilobits = ((_MPEG_1 if first else _MPEG_2)[rate - 1]) * 1000
    hertz = (44_100, 48_000, 32_000)[frequency] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if first else 72) * kilobits // hertz + ((header[2] >> 1) & 1)


def _frame_is_cut(file: BinaryIO, format_name: str, start: int, size: int) -> bool:
    """Whether the last frame is shorter than its header says, or another one just begins after it."""
    file.seek(start)
    header = file.read(7)
    length = _adts_length(header) if format_name == "aac" else mpeg_frame_length(header)
    file.seek(start + size)
    return (length is not None and size < length) or file.read(1) == b"\xff"


_MPEG_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def _adts_length(header: bytes) -> int | None:
    """Bytes of an ADTS frame of AAC (ISO/IEC 13818-7, section 6.2), None for anything else."""
    if len(header) < 7 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
        return None
    return (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5


def _riff_is_cut(file: BinaryIO, size: int) -> bool:
    """RIFF (Microsoft 1991): chunks of name, size, content, padded to even length. A recorder that writes to a pipe
    leaves the size of the sound open.
    """
    start = 12
    while start + 8 <= size:
        file.seek(start)
        head = file.read(8)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            return length not in _UNKNOWN_SIZES and start + 8 + length > size
        start += 8 + length + length % 2
    return True


def _ogg_is_cut(file: BinaryIO, size: int) -> bool:
    """Ogg (RFC 3533, section 6): a page's header tells how long the page is."""
    start = max(0, size - _TAIL)
    file.seek(start)
    tail = file.read()
    last = tail.rfind(b"OggS")
    if last < 0 or len(tail) < last + 27:
        return True
    table = tail[last + 27 : last + 27 + tail[last + 26]]
    return len(table) < tail[last + 26] or last + 27 + len(table) + sum(table) > len(tail)


def _matroska_is_cut(file: BinaryIO, size: int) -> bool:
    """Matroska (RFC 9559): an EBML header, then a segment that tells its size, or is open when it was sent live. Then
    the last cluster tells, by itself or by its last block.
    """
    head = file.read(4096)
    segment = head.find(_SEGMENT)
    if segment < 0:
        return True
    length, start = _element_size(head, segment + len(_SEGMENT))
    if length is not None:
        return start + length > size
    offset = max(0, size - _TAIL)
    file.seek(offset)
    tail = file.read()
    cluster = tail.rfind(_CLUSTER)
    if cluster < 0:
        return False
    length, start = _element_size(tail, cluster + len(_CLUSTER))
    return start + length > len(tail) if length is not None else _blocks_are_cut(tail, start)


_SEGMENT, _CLUSTER = b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"


def _blocks_are_cut(tail: bytes, start: int) -> bool:
    while start < len(tail):
        length, content = _element_size(tail, start + _number_length(tail[start]))
        if length is None or content + length > len(tail):
            return True
        start = content + length
    return False


def _element_size(data: bytes, start: int) -> tuple[int | None, int]:
    """The size of an element and where its content begins. The size is None where it is open (all bits set) or where
    the data end (then the content would begin beyond them).
    """
    width = _number_length(data[start]) if start < len(data) else 1
    raw = int.from_bytes(data[start : start + width], "big")
    value = raw & ((1 << 7 * width) - 1)
    is_open = start + width > len(data) or value == (1 << 7 * width) - 1
    return None if is_open else value, start + width


def _number_length(first: int) -> int:
    """How many bytes a number of EBML takes, by its first byte (RFC 8794, section 4)."""
    return 9 - first.bit_length() if first else 8
