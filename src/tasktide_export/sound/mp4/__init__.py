"""MP4 files whose tables cost four bytes of memory for each packet.

FFmpeg's muxer keeps some 70 bytes of every packet until the end: 60 MB for twelve hours.
So it is given a few of the packets only.  It writes the outline of the file: all but the
sound and the tables of its packets, which this room puts in.  The bytes are those that
FFmpeg would have written alone.
"""

from tasktide_export.sound.mp4.assembly import assemble
from tasktide_export.sound.mp4.track import SoundTrack

__all__ = ["SoundTrack", "assemble"]
