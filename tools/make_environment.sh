#!/bin/sh
# Makes the environment in the folder $1 with the package (editable) and its dev group.
set -eu

PYTHON="${PYTHON:-python3}"
folder="$1"

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "tasktide-export needs Python 3.11 or later; this is $("$PYTHON" --version 2>&1)." >&2
    echo "Name a newer one: make PYTHON=python3.12 ..." >&2
    exit 1
fi
[ -x "$folder/bin/python" ] || "$PYTHON" -m venv "$folder"
# The pip that comes with an older Python does not know dependency groups (pip 25.1 does).
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --editable . --group dev
