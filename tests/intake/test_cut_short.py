"""Frame lengths that decide whether a file was cut."""

from pathlib import Path

import av
import pytest

from dragoman.intake.cut_short import counts_its_frames, mpeg_frame_length
from tests.intake.sound_files import Kind, voice_like, write_sound


@pytest.mark.parametrize(
    ("header", "length"),
    [
        ("fffb9064", 417),  # MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 144 · 128000 / 44100
        ("fffb9264", 418),  # the same, padded
        ("fff36064", 156),  # MPEG-2 layer III, 48 kbit/s, 22.05 kHz: 72 · 48000 / 22050
        ("fff364c4", 144),  # the same at 24 kHz
        ("ffe340c4", 208),  # MPEG-2.5 layer III, 32 kbit/s, 11.025 kHz: 72 · 32000 / 11025
        ("fffd9064", None),  # layer II
        ("fffbf064", None),  # no such rate
        ("49443304", None),  # not a frame at all
    ],
)
def test_lengths_by_the_standard(header: str, length: int | None) -> None:
    assert mpeg_frame_length(bytes.fromhex(header)) == length


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_lengths_are_those_that_an_encoder_writes(tmp_path: Path, rate: int) -> None:
    path = write_sound(tmp_path, Kind("a.mp3", "libmp3lame", "mp3", "mp3", rate), voice_like(2))
    content = path.read_bytes()
    with av.open(str(path)) as container:
        places = [(packet.pos, packet.size) for packet in container.demux() if packet.size and packet.pos is not None]
    assert len(places) > 20
    assert all(mpeg_frame_length(content[pos : pos + 4]) == size for pos, size in places)


def test_whether_an_mp3_counts_its_frames(tmp_path: Path) -> None:
    counted = write_sound(tmp_path, Kind("counted.mp3", "libmp3lame", "mp3", "mp3"), voice_like(1))
    bare = write_sound(
        tmp_path, Kind("bare.mp3", "libmp3lame", "mp3", "mp3", options={"write_xing": "0"}), voice_like(1)
    )
    assert counts_its_frames(counted)
    assert not counts_its_frames(bare)
    tagged = tmp_path / "tagged.mp3"  # a cover picture of 20,000 bytes in front
    tagged.write_bytes(b"ID3\x04\x00\x00\x00\x01\x1c\x20" + bytes(20_000) + counted.read_bytes()[45:])
    assert counts_its_frames(tagged)
