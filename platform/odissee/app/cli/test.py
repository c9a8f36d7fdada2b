"""`test`: everything, the cheapest first; `test quick`, `test long`; `test PATH…` (and pytest's options). Keeps each test's result for `features`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence

from odissee.app.browser import ensure_browser
from odissee.app.cli.arguments import ROOT
from odissee.app.cli.lint import static_checks
from odissee.app.cli.steps import Step, run_steps
from odissee.app.test_results import FRONT_END, RESULTS, add_front_end

PWA = ROOT / "pwa"
PROCESSES = "2"


def run(arguments: argparse.Namespace) -> int:
    words = arguments.words
    if words[:1] == ["quick"]:
        return run_steps([_pytest("Tests rapides", ["-m", "quick", *words[1:]])])
    os.environ["ODISSEE_CHROMIUM"] = ensure_browser(arguments.data)
    if words[:1] == ["long"]:
        return run_steps([_pytest("Tests longs", ["-m", "long", *words[1:]])])
    if words:
        return run_steps([_pytest("Tests choisis", words)])
    RESULTS.unlink(missing_ok=True)
    FRONT_END.unlink(missing_ok=True)
    whole = ["-n", PROCESSES, "--dist", "loadfile", "-m", "not live and not long"]
    code = run_steps([*static_checks(), *_front_end(), _pytest("Tests", whole)])
    add_front_end()
    return code


def _pytest(label: str, options: Sequence[str]) -> Step:
    plugin = ["-p", "odissee.app.test_results"]
    return Step(label, [sys.executable, "-m", "pytest", "--quiet", *plugin, *options])


def _front_end() -> list[Step]:
    """The checks and tests that pwa/package.json declares; none where there is no front end."""
    if not (PWA / "package.json").exists():
        return []
    declared = json.loads((PWA / "package.json").read_text()).get("scripts", {})
    report = ["--", "--reporter=default", "--reporter=json", f"--outputFile={FRONT_END}"]
    checks = [Step("Style et types de l’interface", ["npm", "run", "--silent", "check"], PWA)]
    tests = [Step("Tests de l’interface", ["npm", "test", "--silent", *report], PWA)]
    return [*(checks if "check" in declared else []), *(tests if "test" in declared else [])]
