"""Files that go beside an artifact: where they lie, and that all are written or none."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from tasktide_export.errors import UsageError
from tasktide_export.exporters.base import Companion
from tasktide_export.exporters.registry import by_suffix
from tasktide_export.output import whole_file


def companion_path(artifact: Path, suffix: str) -> Path:
    """Return where the companion with ``suffix`` of the file ``artifact`` lies.

    It has the artifact's name with another suffix; what is no known suffix is part of
    the name.
    """
    known = by_suffix(artifact.suffix) or artifact.suffix.lower() == ".zip"
    return artifact.with_name((artifact.stem if known else artifact.name) + suffix)


def refuse_without_place(target: str | Path | IO[bytes] | None, suffixes: Iterable[str]) -> None:
    """Raise :class:`UsageError` when companions are wanted and nothing can lie beside ``target``.

    Without a target there is nothing to lie beside: whoever asked gets the bytes.
    """
    wanted = ", ".join(suffixes)
    if not wanted or target is None:
        return
    if not isinstance(target, str | Path):
        where = str(getattr(target, "name", "the stream"))
    elif Path(target).exists() and not (Path(target).is_file() or Path(target).is_dir()):
        where = str(target)
    else:
        return
    raise UsageError(
        f"there is no place for {wanted} beside a stream",
        where=where,
        hint="name a file or a folder with -o, or leave the captions and chapter files out",
    )


@contextmanager
def written_beside(
    artifact: Path, companions: Iterable[Companion]
) -> Iterator[tuple[Companion, ...]]:
    """Write ``companions`` beside ``artifact``; they take their places when the block ends well.

    Raises :class:`~tasktide_export.errors.OutputError`; then none has changed.
    """
    placed = tuple(replace(one, path=companion_path(artifact, one.suffix)) for one in companions)
    with ExitStack() as files:
        for one in placed:
            assert one.path is not None  # noqa: S101 - set above
            files.enter_context(whole_file(one.path)).write(one.data)
        yield placed
