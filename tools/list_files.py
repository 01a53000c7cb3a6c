"""Print the files in a folder with their sizes."""

import sys
from pathlib import Path


def size(path: Path) -> str:
    """Return the size of ``path`` in kilobytes of 1,000 bytes, rounded up."""
    return f"{-(-path.stat().st_size // 1000):,} kB"


def main(folder: Path) -> None:
    """Print a line for each file below ``folder``, sorted by name."""
    print(f"\n{folder.resolve()}:")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            print(f"  {size(path):>10}  {path.relative_to(folder).as_posix()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
