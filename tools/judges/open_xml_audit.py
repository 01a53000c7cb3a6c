"""openxml-audit, a second reader of Word's rules: what the SDK's validator lets pass.

One validator for each file: it remembers ids of an earlier file and misses them in the next.
"""

import warnings
from collections.abc import Sequence
from pathlib import Path

from tools.judges.workshop import JudgeMissingError, Verdicts


def install() -> None:
    """Make sure that the package is there; raise :class:`JudgeMissingError` otherwise."""
    try:
        import openxml_audit  # noqa: F401
    except ImportError as error:
        raise JudgeMissingError("openxml-audit is not installed (pip install it)") from error


def judge(files: Sequence[Path]) -> Verdicts:
    """Return every error that it finds in each file."""
    from openxml_audit import OpenXmlValidator

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = {path: OpenXmlValidator().validate(path) for path in files}
    return {path: tuple(str(one) for one in result.errors) for path, result in results.items()}
