"""Samples: sound as the engines take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples per second of all sound inside Dragoman: what Whisper, Silero and pyannote were trained on."""

SAMPLES_PER_MS = SAMPLE_RATE // 1000

Samples: TypeAlias = "NDArray[np.float32]"
"""One channel of sound: float32, 16 kHz, between -1 and 1."""

Channels: TypeAlias = "NDArray[np.float32]"
"""Several channels of sound: float32, 16 kHz, shape (channels, samples)."""
