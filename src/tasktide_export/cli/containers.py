"""What the name of a sound file says about the container that is wanted."""

from pathlib import Path

from tasktide_export.errors import UsageError

_TOLD = {".m4b": "m4b", ".mp3": "mp3", ".opus": "opus", ".flac": "flac", ".lpf": "lpf"}
_ALIKE = {".m4a": ".m4b"}


def container_told(output: str) -> dict[str, str]:
    """Return the option that the suffix of ``output`` stands for, if it is one."""
    told = _TOLD.get(Path(output).suffix.lower())
    return {"container": told} if told else {}


def refuse_other_container(output: str, suffix: str) -> None:
    """Raise :class:`UsageError` when a file is named like another container than it will be.

    ``suffix`` is that of the options.  An archive can hold two things, so its name alone
    says too little.
    """
    named = Path(output).suffix.lower()
    if Path(output).is_dir() or output.endswith(("/", "\\")):
        return
    if named == ".zip" and suffix in _TOLD:
        raise UsageError(
            "a ZIP archive can hold two kinds of audio edition",
            where=output,
            hint="say -O audio.split=chapters, or -O audio.container=daisy",
        )
    known = (*_TOLD, *_ALIKE, ".zip")
    if suffix in known and named in known and suffix not in (named, _ALIKE.get(named)):
        raise UsageError(
            f"is named like {named}, but the options make {suffix}",
            where=output,
            hint="name the file after its container",
        )
