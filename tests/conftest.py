"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

_ROOT = Path(__file__).resolve().parents[1]

# Slow machines make slow examples; a test fails for what it finds, never for the time it took.
# Derandomised, so that the same commit gives the same verdict twice; not shrunk, since that
# can take many minutes where one example takes seconds.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Looks further, and elsewhere each time; make nightly.
settings.register_profile(
    "nightly",
    settings.get_profile("house"),
    derandomize=False,
    max_examples=500,
    phases=list(Phase),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of third-party pages; skip where it is absent."""
    folder = Path(os.environ.get("TASKTIDE_SHARED", _ROOT.parent / "shared"))
    if not (folder / "articles").is_dir():
        pytest.skip(f"no shared corpus at {folder}; TASKTIDE_SHARED names another place")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """Give the folder of the project's own example articles."""
    return _ROOT / "examples"
