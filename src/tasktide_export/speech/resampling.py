"""Bring sound to another rate, with FFmpeg's windowed-sinc filters."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasktide_export.speech.engine import Samples


def resample(samples: "Samples", rate: int, wanted: int) -> "Samples":
    """Return 16-bit ``samples`` at ``rate`` Hz as samples at ``wanted`` Hz.

    They start at the same time, and last as long to within a sample.
    """
    import av
    import numpy as np

    if rate == wanted or not len(samples):
        return samples
    resampler = av.AudioResampler("s16", "mono", wanted)
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis, :], format="s16", layout="mono")
    frame.sample_rate = rate
    parts = [*resampler.resample(frame), *resampler.resample(None)]
    converted: Samples = np.concatenate([part.to_ndarray()[0] for part in parts])
    return converted
