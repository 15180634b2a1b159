"""Channel voices: whether the two channels of a stereo recording carry a speaker each."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dragoman.engines.samples import SAMPLE_RATE
from dragoman.intake.sound import open_sound

_FRAME = SAMPLE_RATE // 10
_AUDIBLE_DB, _LOUDER_DB = -35.0, 6.0
_SHARE_ALONE, _SHARE_OF_EACH = 0.8, 0.05
_MOST_ALIKE = 0.7


def distinct_channels(source: Path | BinaryIO) -> bool:
    """Whether a stereo recording has one speaker per channel, as telephone and call recorders make it.

    The sound is looked at in frames of 0.1 s. Audible are those that come within 35 dB of the loudest one. The
    channels are distinct when in 80 % of the audible frames one channel is louder by 6 dB, when each of them is the
    louder one in 5 % at least, and when the two signals correlate below 0.7. One voice copied to both channels, one
    dead channel and the stereo of a room all fail. The source is read once, in pieces. Raises ``WrongUse`` for what is
    no recording.
    """
    import numpy as np

    energies, products = [], np.zeros(3)
    rest = None
    with open_sound(source) as sound:
        if sound.channels != 2:
            return False
        for block in sound.blocks():
            if len(block) != 2:
                return False
            joined = block if rest is None else np.concatenate([rest, block], axis=1)
            whole = joined.shape[1] // _FRAME * _FRAME
            frames = joined[:, :whole].reshape(2, -1, _FRAME).astype(np.float64)
            rest = joined[:, whole:]
            energies.append((frames**2).mean(axis=2))
            left, right = frames
            products += [(left * right).sum(), (left**2).sum(), (right**2).sum()]
    if not energies or not products[1:].all():
        return False
    left, right = 10 * np.log10(np.concatenate(energies, axis=1) + 1e-12)
    audible = np.maximum(left, right) > max(left.max(), right.max()) + _AUDIBLE_DB
    difference = (left - right)[audible]
    alone = np.abs(difference) > _LOUDER_DB
    lead = float((difference[alone] > 0).mean()) if alone.any() else 0.0
    alike = abs(products[0]) / float(np.sqrt(products[1] * products[2]))
    return bool(alone.mean() >= _SHARE_ALONE and _SHARE_OF_EACH <= lead <= 1 - _SHARE_OF_EACH and alike < _MOST_ALIKE)
