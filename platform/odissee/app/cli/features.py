"""`features`: each feature of the list, the tests that drive it, and whether they passed in the last run."""

import argparse
import json
from pathlib import Path
from typing import TypedDict

from odissee.app.test_results import read_results

LIST = Path(__file__).parents[1] / "features.txt"


class Feature(TypedDict):
    tests: list[str]
    passed: bool


def run(arguments: argparse.Namespace) -> int:
    titles, found = feature_titles(), features()
    if arguments.json:
        print(json.dumps(found, indent=1, ensure_ascii=False))
        return 0
    for name, feature in found.items():
        mark = "✓" if feature["passed"] else "✗" if feature["tests"] else "·"
        print(f"{mark} {name:8} {len(feature['tests']):3}  {titles[name]}")
    proved = sum(feature["passed"] for feature in found.values())
    print(f"\n{proved} fonctions sur {len(found)} sont prouvées par un test réussi.")
    return 0


def feature_titles() -> dict[str, str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {name: title for name, _, title in (line.partition("\t") for line in lines)}


def features() -> dict[str, Feature]:
    """Every id of the list. Passed: one test at least passed, none failed. A skipped test proves nothing."""
    outcomes: dict[str, dict[str, str]] = {name: {} for name in feature_titles()}
    for nodeid, test in read_results().items():
        for name in test["features"]:
            outcomes.setdefault(name, {})[nodeid] = test["outcome"]
    return {
        name: {
            "tests": sorted(tests),
            "passed": "passed" in tests.values() and "failed" not in tests.values(),
        }
        for name, tests in outcomes.items()
        if name in feature_titles()
    }
