"""A pytest plugin that keeps, for each test, its outcome and the feature ids that it drives.

Loaded by `./odissee test` (`-p odissee.app.test_results`); under xdist the workers' reports carry the ids to the one
process that writes `var/test-results.json`. A whole run replaces what was known, a partial one adds to it.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

VAR = Path(__file__).parents[3] / "var"
RESULTS = VAR / "test-results.json"
FRONT_END = VAR / "front-end-results.json"
FEATURE_ID = re.compile(r"\b[A-Z]{2,4}-\d{2,3}\b")
WORST = {"failed": 2, "passed": 1, "skipped": 0}
_seen: dict[str, dict[str, Any]] = {}


def pytest_itemcollected(item: pytest.Item) -> None:
    ids = [str(one) for mark in item.iter_markers("feature") for one in mark.args]
    item.user_properties.append(("features", ids))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Three reports a test (setup, call, teardown): the worst counts; a skipped setup has no call."""
    known = _seen.setdefault(report.nodeid, {"outcome": "skipped", "features": []})
    known["features"] = next((value for name, value in report.user_properties if name == "features"), [])
    if report.when == "call" or report.outcome != "passed":
        known["outcome"] = max(known["outcome"], report.outcome, key=WORST.__getitem__)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        _keep(_seen)


def add_front_end() -> None:
    """Adds Vitest's own report: a feature id stands in the title of the test or of what it is grouped under."""
    try:
        report = json.loads(FRONT_END.read_text())
    except (OSError, ValueError):
        return
    _keep(dict(_front_end_tests(report)))


def _front_end_tests(report: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    outcomes = {"passed": "passed", "failed": "failed"}
    for file in report.get("testResults", []):
        name = "pwa" + str(file.get("name", "")).rpartition("/pwa")[2]
        for test in file.get("assertionResults", []):
            title = str(test.get("fullName", ""))
            outcome = outcomes.get(str(test.get("status")), "skipped")
            yield f"{name}::{title}", {"outcome": outcome, "features": FEATURE_ID.findall(title)}


def read_results() -> dict[str, dict[str, Any]]:
    """Results by test; empty before the first run."""
    try:
        tests = json.loads(RESULTS.read_text())["tests"]
    except (OSError, ValueError, KeyError):
        return {}
    return {test["nodeid"]: test for test in tests}


def _keep(found: dict[str, dict[str, Any]]) -> None:
    together = read_results() | {nodeid: {"nodeid": nodeid, **test} for nodeid, test in found.items()}
    VAR.mkdir(exist_ok=True)
    tests = [together[nodeid] for nodeid in sorted(together)]
    RESULTS.write_text(json.dumps({"tests": tests}, indent=1, ensure_ascii=False) + "\n")
