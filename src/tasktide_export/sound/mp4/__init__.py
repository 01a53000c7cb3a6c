"""MP4 files whose tables of packets take four bytes for each packet.

FFmpeg keeps 64 bytes of every packet until the end: 60 MB for twelve hours.  So it is
given a few of the packets, writes an outline of the file with everything but the whole
tables, and this room puts the sound and its tables in.  The bytes are those that FFmpeg
would have written; the tests compare them.
"""

from tasktide_export.sound.mp4.assembly import assemble
from tasktide_export.sound.mp4.track import SoundTrack

__all__ = ["SoundTrack", "assemble"]
