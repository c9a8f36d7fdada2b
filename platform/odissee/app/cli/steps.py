"""Programs run one after the other, each to its end whatever the one before said; a summary in French."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from odissee.app.cli.arguments import ROOT


@dataclass(frozen=True)
class Step:
    label: str
    command: Sequence[str]
    folder: Path = ROOT
    env: Mapping[str, str] = field(default_factory=dict)


def run_steps(steps: Sequence[Step]) -> int:
    """0 when all succeeded, 1 otherwise."""
    results = [(step, _run(step)) for step in steps]
    print()
    for step, (succeeded, seconds) in results:
        print(f"{'✓' if succeeded else '✗'} {step.label} ({seconds:.1f} s)".replace(".", ",", 1))
    failed = [step.label for step, (succeeded, _) in results if not succeeded]
    if failed:
        print(f"\nÉchec : {', '.join(failed)}.")
    return 1 if failed else 0


def _run(step: Step) -> tuple[bool, float]:
    print(f"\n— {step.label}", flush=True)
    begun = time.monotonic()
    try:
        code = subprocess.call(step.command, cwd=step.folder, env={**os.environ, **step.env})  # noqa: S603
    except OSError as error:
        print(f"Le programme {error.filename} n’a pas pu être lancé.")
        code = 127
    return code == 0, time.monotonic() - begun
