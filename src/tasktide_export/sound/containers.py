"""The sound files that can be packed; this module loads no library."""

from typing import Literal, TypeAlias

Container: TypeAlias = Literal["m4b", "mp3", "opus", "flac"]

MEDIA_TYPES: dict[Container, str] = {
    "m4b": "audio/mp4",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg; codecs=opus",
    "flac": "audio/flac",
}
"""RFC 4337, RFC 3003, RFC 7845, RFC 9639."""
