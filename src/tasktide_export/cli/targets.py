"""Where artifacts go."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tasktide_export.beside import companion_path
from tasktide_export.errors import OutputError, UsageError
from tasktide_export.exporters.registry import by_suffix


@dataclass(frozen=True, slots=True)
class Target:
    """One artifact to make: of which document, in which format, where.

    ``path`` is ``None`` for standard output.  ``beside`` are the suffixes of its companions.
    """

    source: str
    format: str
    path: Path | None
    beside: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that is written: the artifact and its companions."""
        if self.path is None:
            return ()
        return (self.path, *(companion_path(self.path, suffix) for suffix in self.beside))


def plan_targets(
    documents: Mapping[str, str],
    formats: Mapping[str, str],
    output: str | None,
    taken: Collection[str],
    beside: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Target]:
    """Return a target for each document and format.

    ``documents`` gives the stem of each one's file names, ``formats`` the suffix of
    each.  ``output`` is a file (for one artifact alone), a folder, ``-``, or ``None``
    for the current folder.  ``beside`` are the suffixes of each format's companions.
    ``taken`` are the files that the command reads, or writes besides; in a folder an
    artifact that would replace one is called ``…-edition``.

    Raises :class:`UsageError` when two artifacts would have one name, or one would
    replace a file that is taken, and :class:`OutputError` when a folder cannot be made.
    """
    count = len(documents) * len(formats)
    if output == "-":
        if count > 1:
            raise UsageError("standard output takes one artifact", hint="name a folder with -o")
        return [Target(name, one, None) for name in documents for one in formats]
    companions = beside or {}
    inputs = {_folded(Path(name)) for name in taken if name != "-"}
    if output and not _is_folder(output, count):
        _refuse_other_suffix(Path(output), next(iter(formats), ""))
        path = Path(output)
        one = [Target(n, f, path, companions.get(f, ())) for n in documents for f in formats]
        return _checked(one, inputs)
    folder = _folder(output)
    targets = [
        Target(name, one, _beside(folder / (stem + suffix), inputs), companions.get(one, ()))
        for name, stem in documents.items()
        for one, suffix in formats.items()
    ]
    return _checked(targets, inputs)


def stem_of(source: str) -> str:
    """Return the stem of the files that are made from ``source``."""
    return Path(source).stem if source != "-" else "article"


def _is_folder(output: str, count: int) -> bool:
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return True
    if count > 1 and by_suffix(Path(output).suffix):
        raise UsageError(
            f"{count} artifacts do not go into one file", where=output, hint="name a folder"
        )
    return count > 1


def _refuse_other_suffix(path: Path, name: str) -> None:
    told = by_suffix(path.suffix)
    if told and name and told != name:
        raise UsageError(f"is named like {told}, but the format is {name}", where=str(path))


def _beside(path: Path, inputs: Collection[str]) -> Path:
    return path if _folded(path) not in inputs else path.with_stem(f"{path.stem}-edition")


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


def _checked(targets: list[Target], inputs: Collection[str]) -> list[Target]:
    seen: dict[str, Target] = {}
    for target, path in ((one, path) for one in targets for path in one.paths):
        name = _folded(path)
        if name in inputs:
            raise UsageError(
                "would replace a file that this command reads or writes",
                where=str(path),
                hint="choose another -o",
            )
        if name in seen:
            raise UsageError(
                f"{seen[name].source} and {target.source} would have one name",
                where=str(path),
                hint="rename one, or export them apart",
            )
        seen[name] = target
    return targets


def _folded(path: Path) -> str:
    """Return the path as a file system that ignores case would tell it."""
    return str(path.resolve()).casefold()
