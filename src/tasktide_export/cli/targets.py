"""Where artifacts go."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasktide_export.errors import OutputError, UsageError


@dataclass(frozen=True, slots=True)
class Target:
    """One artifact to make: of which document, in which format, where.

    ``path`` is ``None`` for standard output.
    """

    source: str
    format: str
    path: Path | None


def plan_targets(
    documents: Sequence[str],
    formats: Mapping[str, str],
    output: str | None,
    sources: Sequence[str],
    stems: Mapping[str, str] | None = None,
) -> list[Target]:
    """Return a target for each document and format; ``formats`` gives their suffixes.

    A file is called by the document's stem in ``stems``, else by its source.

    ``output`` is a file (for one artifact alone), a folder, ``-``, or ``None``
    for the current folder.  Raises :class:`UsageError` when two artifacts would
    have one name, or one would replace a source.
    """
    count = len(documents) * len(formats)
    if output == "-":
        if count > 1:
            raise UsageError("standard output takes one artifact", hint="name a folder with -o")
        return [Target(name, one, None) for name in documents for one in formats]
    if output and not _is_folder(output, count):
        return _checked([Target(n, f, Path(output)) for n in documents for f in formats], sources)
    folder = _folder(output)
    targets = [
        Target(name, one, folder / ((stems or {}).get(name, _stem(name)) + suffix))
        for name in documents
        for one, suffix in formats.items()
    ]
    return _checked(targets, sources)


def _is_folder(output: str, count: int) -> bool:
    return count > 1 or output.endswith(("/", os.sep)) or Path(output).is_dir()


def _folder(output: str | None) -> Path:
    folder = Path(output) if output else Path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot be created: {error.strerror or error}",
            where=str(folder),
            hint="several artifacts need a folder",
            created=False,
        ) from error
    return folder


def _stem(source: str) -> str:
    return Path(source).stem if source != "-" else "article"


def _checked(targets: list[Target], sources: Sequence[str]) -> list[Target]:
    inputs = {_folded(Path(source)) for source in sources if source != "-"}
    seen: dict[str, Target] = {}
    for target in targets:
        if target.path is None:
            continue
        name = _folded(target.path)
        if name in inputs:
            raise UsageError(
                "would replace a source", where=str(target.path), hint="choose another -o"
            )
        if name in seen:
            raise UsageError(
                f"{seen[name].source} and {target.source} would have one name",
                where=str(target.path),
                hint="rename one, or export them apart",
            )
        seen[name] = target
    return targets


def _folded(path: Path) -> str:
    """Return the path as a file system that ignores case would tell it."""
    return str(path.resolve()).casefold()
