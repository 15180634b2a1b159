"""Make the three recordings of the example study from their scripts, with voices that belong to nobody.

Run by hand whenever a script changes: ``python make_recordings.py``. It needs the speech synthesiser flite (on Debian:
``apt-get install flite``) and PyAV, which Dragoman brings. The results are in the repository, so nobody else needs it.
"""

from __future__ import annotations

import io
import re
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from interview_script import INTERVIEWER, ScriptedTurn, read_script

HERE = Path(__file__).resolve().parent
RECORDINGS = HERE / "recordings"
RATE = 16_000
LEAD_SECONDS = 0.6
PAUSE_SECONDS = 0.45
PEAK = 0.7
ASKING_VOICE = "slt"
ANSWERING_VOICES = {"P01": "rms", "P02": "awb", "P03": "kal16"}

# Names that the synthesiser would mangle, written as it should say them.
SAID_AS = {
    "Yerbol": "Yer bol",
    "Samatazin": "Samma tah zin",
    "Harkerby": "Harker bee",
    "Ellison": "Ellisson",
}

Samples = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Take:
    """What was said where: one silent-elsewhere track for each speaker, of equal length."""

    interviewer: Samples
    expert: Samples


def main() -> None:
    """Speak the scripts and write the recordings in the three ways in which interviews are recorded."""
    zoom, telephone, table = (_spoken(code) for code in ANSWERING_VOICES)
    _write("P01-interviewer.ogg", [zoom.interviewer], 16_000)
    _write("P01-P01.ogg", [zoom.expert], 16_000)
    _write("P02.ogg", [telephone.interviewer, telephone.expert], 32_000)
    _write("P03.ogg", [table.interviewer + table.expert], 20_000)


def _spoken(code: str) -> Take:
    voices = {INTERVIEWER: ASKING_VOICE, code: ANSWERING_VOICES[code]}
    asked, answered = [_silence(LEAD_SECONDS)], [_silence(LEAD_SECONDS)]
    for turn in read_script(RECORDINGS / "scripts" / f"{code}.txt"):
        sound = _voice(turn, voices[turn.speaker])
        quiet = np.zeros_like(sound)
        asked += [sound if turn.speaker == INTERVIEWER else quiet, _silence(PAUSE_SECONDS)]
        answered += [quiet if turn.speaker == INTERVIEWER else sound, _silence(PAUSE_SECONDS)]
    return Take(np.concatenate(asked), np.concatenate(answered))


def _voice(turn: ScriptedTurn, voice: str) -> Samples:
    """The turn as flite says it, at 16 kHz, loudest at ``PEAK``."""
    said = re.sub(r"\w+", lambda word: SAID_AS.get(word.group(), word.group()), turn.text)
    done = subprocess.run(["flite", "-voice", voice, "-t", said, "-o", "/dev/stdout"], capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as wav:
        if (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) != (RATE, 1, 2):
            message = f"flite's voice {voice} does not speak 16 kHz mono"
            raise ValueError(message)
        sound = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").astype(np.float32)
    return sound * np.float32(PEAK / np.abs(sound).max())


def _silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def _write(name: str, channels: Sequence[Samples], bit_rate: int) -> None:
    """Write Opus in Ogg, one channel for each track; the bit-exact flag keeps the serial number from being random."""
    import av

    path = RECORDINGS / name
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(np.stack(channels, axis=1).reshape(1, -1)),
        format="flt",
        layout="mono" if len(channels) == 1 else "stereo",
    )
    frame.sample_rate = RATE
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, layout=frame.layout.name)
        stream.bit_rate = bit_rate
        container.metadata["comment"] = "Invented example, spoken by a synthesiser: nobody said these words."
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    print(f"{path.relative_to(HERE)}: {len(channels[0]) / RATE:.1f} s, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
