"""Every sound file is read to its end before it is taken, and broken ones are refused with a reason."""

import hashlib
import random
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import WrongUse
from dragoman.intake.recording_file import LARGEST, probe_recording
from tests.intake.sound_files import KINDS, Kind, voice_like, write_sound, write_video
from tests.shared_data import SHARED, needs_shared

SECONDS = 6.0
BY_NAME = {kind.name: kind for kind in KINDS}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sound")
    return {kind.name: write_sound(folder, kind, voice_like(SECONDS)) for kind in KINDS}


def cut(path: Path, folder: Path, size: int) -> Path:
    target = folder / path.name
    target.write_bytes(path.read_bytes()[:size])
    return target


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_a_file_holds(files: dict[str, Path], kind: Kind) -> None:
    facts = probe_recording(files[kind.name])
    assert (facts.container, facts.codec, facts.channels) == (kind.container, kind.heard_codec, 1)
    assert facts.sample_rate == kind.rate
    assert facts.duration_ms == pytest.approx(SECONDS * 1000, abs=60)
    content = files[kind.name].read_bytes()
    assert (facts.size, facts.sha256) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_file_that_was_cut_is_refused(files: dict[str, Path], tmp_path: Path, kind: Kind, share: float) -> None:
    whole = files[kind.name]
    size = int(whole.stat().st_size * share)
    with pytest.raises(WrongUse, match=r"cut short|cannot be read|holds no sound") as refusal:
        probe_recording(cut(whole, tmp_path, size))
    assert "Nothing was stored" in str(refusal.value)


CARRYING_A_COUNT = [
    "plain.wav",
    "xing.mp3",
    "index-first.mp4",
    "plain.flac",
    "plain.webm",
    "plain.mka",
    "plain.aiff",
]


@pytest.mark.parametrize("name", CARRYING_A_COUNT)
@given(share=st.floats(0.0, 0.97))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_a_file_that_counts_its_sound_is_cut(
    files: dict[str, Path], tmp_path: Path, name: str, share: float
) -> None:
    whole = files[name]
    with pytest.raises(WrongUse):
        probe_recording(cut(whole, tmp_path, int(whole.stat().st_size * share)))


@pytest.mark.parametrize("name", ["no-xing.mp3", "raw.aac", "plain.opus", "live.webm", "xing.mp3", "plain.flac"])
def test_a_last_frame_that_lacks_bytes_is_noticed(files: dict[str, Path], tmp_path: Path, name: str) -> None:
    whole = files[name]
    for missing in (1, 7, 40):
        with pytest.raises(WrongUse, match="cut short"):
            probe_recording(cut(whole, tmp_path, whole.stat().st_size - missing))


def test_an_mp4_of_which_the_last_packet_is_missing_is_noticed(files: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cut short"):
        probe_recording(cut(files["index-first.mp4"], tmp_path, files["index-first.mp4"].stat().st_size - 400))


def test_an_mp4_that_was_never_finished_is_told_apart_from_other_files(files: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="as when a recorder stops before it has finished"):
        probe_recording(cut(files["index-last.m4a"], tmp_path, 20_000))


def test_how_much_is_there_of_how_much_there_should_be(files: dict[str, Path], tmp_path: Path) -> None:
    whole = files["plain.flac"]
    with pytest.raises(WrongUse, match=r"breaks off after 0:0[23] of 0:06"):
        probe_recording(cut(whole, tmp_path, whole.stat().st_size // 2))


def test_a_wav_file_of_open_size_is_taken_as_it_is(files: dict[str, Path], tmp_path: Path) -> None:
    """A recorder that writes to a pipe cannot go back to write the size."""
    content = bytearray(files["plain.wav"].read_bytes())
    size = content.index(b"data") + 4
    content[size : size + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "open.wav").write_bytes(content[:-500])
    assert probe_recording(tmp_path / "open.wav").duration_ms == pytest.approx(SECONDS * 1000, abs=60)


@pytest.mark.parametrize("name", ["xing.mp3", "no-xing.mp3"])
def test_a_tag_at_the_end_of_an_mp3_does_no_harm(files: dict[str, Path], tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(files[name].read_bytes() + b"TAG" + b"title".ljust(125, b"\0"))
    assert probe_recording(tmp_path / name).duration_ms == pytest.approx(SECONDS * 1000, abs=60)


@pytest.mark.parametrize("name", ["xing.mp3", "plain.opus", "index-first.mp4", "plain.webm"])
def test_a_small_hole_is_no_reason_to_lose_an_interview(files: dict[str, Path], tmp_path: Path, name: str) -> None:
    content = bytearray(files[name].read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200] = random.Random(1).randbytes(200)
    (tmp_path / name).write_bytes(content)
    assert probe_recording(tmp_path / name).duration_ms == pytest.approx(SECONDS * 1000, abs=200)


def test_a_file_that_is_mostly_damaged_is_refused(files: dict[str, Path], tmp_path: Path) -> None:
    content = bytearray(files["index-first.mp4"].read_bytes())
    third = len(content) // 3
    content[third:-2000] = random.Random(1).randbytes(len(content) - 2000 - third)
    (tmp_path / "broken.mp4").write_bytes(content)
    with pytest.raises(WrongUse, match=r"damaged: \d+ of \d+ pieces"):
        probe_recording(tmp_path / "broken.mp4")


@pytest.mark.parametrize("suffix", ["mp3", "wav", "m4a", "flac", "ogg", "webm", "aac"])
@pytest.mark.parametrize("content", ["text", "noise", "archive", "zeros"])
def test_what_is_no_recording_is_refused_whatever_its_name(tmp_path: Path, suffix: str, content: str) -> None:
    path = tmp_path / f"interview.{suffix}"
    if content == "archive":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", "<w:document/>" * 500)
    else:
        made = {"text": b"Interviewer: Good morning.\n" * 4000, "noise": random.Random(2).randbytes(200_000)}
        path.write_bytes(made.get(content, bytes(200_000)))
    with pytest.raises(WrongUse, match=r"interview\.\w+ (cannot be read as sound|holds no sound)"):
        probe_recording(path)


def test_a_recording_with_the_wrong_name_is_known_by_its_content(files: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "really-wav.mp3").write_bytes(files["plain.wav"].read_bytes())
    assert probe_recording(tmp_path / "really-wav.mp3").container == "wav"


def test_a_playlist_is_not_followed(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / "list.mp3").write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n{files['xing.mp3']}\n")
    with pytest.raises(WrongUse, match=r"cannot be read as sound|holds no sound"):
        probe_recording(tmp_path / "list.mp3")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "nothing.mp3").touch()
    with pytest.raises(WrongUse, match="is empty"):
        probe_recording(tmp_path / "nothing.mp3")


def test_a_file_that_holds_no_time(files: dict[str, Path], tmp_path: Path) -> None:
    content = files["plain.wav"].read_bytes()
    head = content[: content.index(b"data")] + b"data" + bytes(4)
    (tmp_path / "nothing.wav").write_bytes(head)
    with pytest.raises(WrongUse, match="holds no sound"):
        probe_recording(tmp_path / "nothing.wav")


def test_a_file_of_four_gibibytes_is_refused_at_once_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with path.open("wb") as file:
        file.truncate(LARGEST)  # sparse: it takes no space
    with pytest.raises(WrongUse, match=r"4\.0 GiB.*Save it in a smaller form, or in parts.*FLAC"):
        probe_recording(path)


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is a folder"):
        probe_recording(tmp_path)
    with pytest.raises(WrongUse, match="There is no file"):
        probe_recording(tmp_path / "gone.mp3")


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_the_sound_of_a_video_may_begin_late_and_end_early(tmp_path: Path, suffix: str) -> None:
    path = write_video(tmp_path / f"call.{suffix}", voice_like(3), seconds=6, sound_from=1.5)
    assert probe_recording(path).duration_ms == pytest.approx(4500, abs=60)


def test_a_video_without_sound(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="holds no sound that can be played"):
        probe_recording(write_video(tmp_path / "silent.mp4", None, seconds=2))


def test_stereo_is_stereo(tmp_path: Path) -> None:
    both = np.stack([voice_like(2), voice_like(2, seed=2)])
    assert probe_recording(write_sound(tmp_path, BY_NAME["plain.opus"], both)).channels == 2


def test_progress_reaches_the_end(files: dict[str, Path]) -> None:
    seen: list[tuple[int, int]] = []
    facts = probe_recording(files["plain.wav"], on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (facts.size, facts.size)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@needs_shared
@pytest.mark.parametrize(
    ("name", "container", "codec", "channels", "duration_ms"),
    [
        ("en_jfk.flac", "flac", "flac", 2, 11_000),
        ("en_ami_dev00.wav", "wav", "pcm_f32le", 1, 30_000),
        ("fleurs-en-000.ogg", "ogg", "opus", 1, 10_560),
        ("ru_golos.wav", "wav", "pcm_s16le", 1, 4_000),
    ],
)
def test_real_recordings(name: str, container: str, codec: str, channels: int, duration_ms: int) -> None:
    facts = probe_recording(SHARED / "audio" / name)
    assert (facts.container, facts.codec, facts.channels) == (container, codec, channels)
    assert facts.duration_ms == duration_ms
