"""`lint`: style, layers and types of the code, the cheapest first."""

import argparse
import sys
from pathlib import Path

from odissee.app.cli.steps import Step, run_steps

CODE = ("platform", "tenants", "billing", "routing", "bridge", "tests")


def run(arguments: argparse.Namespace) -> int:
    return run_steps(static_checks())


def static_checks() -> list[Step]:
    python = [sys.executable, "-m"]
    return [
        Step("Style du code", [*python, "ruff", "check", *CODE]),
        Step("Mise en forme du code", [*python, "ruff", "format", "--check", "--quiet", *CODE]),
        Step("Couches du code", [str(Path(sys.executable).with_name("lint-imports"))]),
        Step("Types du code", [*python, "mypy"]),
    ]
