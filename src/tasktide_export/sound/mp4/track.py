"""The packets of a sound, on their way into an MP4 file."""

from array import array
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, BinaryIO

_EVERY = 1 << 20
"""Of so many packets the outline has one: FFmpeg takes steps below 2^31 samples, and a packet
of AAC has 1024."""


@dataclass(slots=True)
class SoundTrack:
    """What the tables tell of packets whose bytes lie in ``spool``.

    ``sizes`` are in bytes, a packet each.  ``lengths`` are runs of packets that last
    equally long: how many, and for how many samples.
    """

    spool: BinaryIO
    sizes: "array[int]" = field(default_factory=lambda: array("I"))
    lengths: list[tuple[int, int]] = field(default_factory=list)

    @property
    def samples(self) -> int:
        """How long all the packets last."""
        return sum(count * samples for count, samples in self.lengths)

    def thinned(
        self, packets: Generator[Any, None, None], every: int = _EVERY
    ) -> Generator[Any, None, None]:
        """Take PyAV's ``packets`` and yield those that the outline is to have.

        They are the first, one of ``every`` so many, and the last: from them FFmpeg knows
        how long the sound is.  Raises :class:`OSError` when the spool cannot grow.
        """
        held = None
        with closing(packets):
            for packet in packets:
                if held is not None:
                    outlined = len(self.sizes) % every == 0
                    self._take(held, packet.dts - held.dts)
                    if outlined:
                        yield held
                held = packet
        if held is not None:
            self._take(held, held.duration)
            yield held

    def _take(self, packet: Any, samples: int) -> None:
        self.sizes.append(packet.size)
        self.spool.write(packet)
        count, before = self.lengths.pop() if self.lengths else (0, samples)
        if before == samples:
            self.lengths.append((count + 1, samples))
        else:
            self.lengths += [(count, before), (1, samples)]
