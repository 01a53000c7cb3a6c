"""veraPDF, the validator of PDF/A and PDF/UA, as its makers publish it for Maven.

All files are judged in one Java process: starting it is most of the cost.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tools.judges.workshop import (
    JudgeBrokenError,
    Verdicts,
    call,
    install_by,
    once,
    system_parts,
)

WANTED = Path(__file__).with_name("pom.xml")
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
ALL_COMPLIANT, NOT_ALL_COMPLIANT = 0, 1


def install() -> Path:
    """Install veraPDF, Java and Maven as far as they are missing; return the jars' folder."""
    system_parts("java")
    return once("verapdf", WANTED.read_text(encoding="utf-8"), _fill) / "jars"


def _fill(folder: Path) -> None:
    system_parts("maven")
    shutil.rmtree(folder / "jars", ignore_errors=True)
    shutil.copy(WANTED, folder)
    goal = "dependency:copy-dependencies"
    install_by(["mvn", "-B", "-q", "-f", folder / "pom.xml", goal])


def judge(files: Sequence[Path], flavour: str = "ua1") -> Verdicts:
    """Return every rule of ``flavour`` ("ua1", "3a", ...) that each file fails."""
    classes = f"{install()}/*"
    options = ["-f", flavour, "--format", "json"]
    ended = call(["java", "-cp", classes, MAIN, *options, *(path.resolve() for path in files)])
    try:
        jobs = json.loads(ended.stdout)["report"]["jobs"]
    except (ValueError, KeyError) as error:
        raise JudgeBrokenError(f"veraPDF gave no report: {ended.stderr[-2000:]}") from error
    verdicts = {Path(job["itemDetails"]["name"]): tuple(_complaints(job)) for job in jobs}
    code = NOT_ALL_COMPLIANT if any(verdicts.values()) else ALL_COMPLIANT
    if len(verdicts) != len(files) or ended.returncode != code:
        said = f"exit code {ended.returncode}, {len(verdicts)} of {len(files)} files judged"
        raise JudgeBrokenError(f"veraPDF contradicts itself: {said}")
    return {path: verdicts[path.resolve()] for path in files}


def _complaints(job: Any) -> Iterator[str]:
    results = job.get("validationResult") or []
    if not results:
        yield f"could not be judged: {job.get('taskException', job)}"
    for result in results:
        failed = [
            f"{rule['clause']}-{rule['testNumber']} ({rule['failedChecks']} times):"
            f" {rule['description']}; first: {rule['checks'][0].get('errorMessage')}"
            f" at {rule['checks'][0]['context']}"
            for rule in result["details"]["ruleSummaries"]
        ]
        yield from failed
        if not failed and not result["compliant"]:
            yield result["statement"]
