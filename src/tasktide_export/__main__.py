"""``python -m tasktide_export``: the command."""

from tasktide_export.cli.main import main

if __name__ == "__main__":
    main()
