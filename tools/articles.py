"""Name the example articles, a line each: what ``make demo`` exports."""

from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SUFFIXES = frozenset({".txt", ".html", ".md"})


def example_articles() -> tuple[Path, ...]:
    """Return the articles in the folder of examples, sorted by name.

    A README there tells about the folder and is no article.
    """
    return tuple(
        path
        for path in sorted(EXAMPLES.iterdir())
        if path.suffix in SUFFIXES and path.stem.upper() != "README"
    )


if __name__ == "__main__":
    for article in example_articles():
        print(article.relative_to(Path.cwd()) if article.is_relative_to(Path.cwd()) else article)
