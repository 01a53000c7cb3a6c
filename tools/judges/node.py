"""The judges that come from npm, installed together."""

import shutil
from pathlib import Path

from tools.judges.workshop import install_by, once, system_parts

WANTED = Path(__file__).with_name("package.json")


def install() -> Path:
    """Install what package.json names, and node where it is missing; return the programs' folder.

    Scripts of packages are not run: the only one would download a browser, and the
    system's Chromium is used.
    """
    system_parts("node")
    version = WANTED.read_text(encoding="utf-8")
    return once("node", version, _fill) / "node_modules" / ".bin"


def _fill(folder: Path) -> None:
    shutil.copy(WANTED, folder)
    npm = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    install_by([*npm, "--prefix", folder], PUPPETEER_SKIP_DOWNLOAD="1")
