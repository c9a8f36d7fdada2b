"""`./odissee features` says what the last run proved, and nothing more."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from odissee.app import test_results as results
from odissee.app.cli import features

TESTS = """
import pytest
@pytest.mark.feature("LIST-03")
def test_sophie_finds_a_dossier_by_its_city(): pass
@pytest.mark.feature("LIST-03", "LIST-04")
def test_sophie_sees_her_messages(): assert {four} == 4
@pytest.mark.feature("LIST-05")
@pytest.mark.skip
def test_sophie_sees_her_corner(): pass
def test_without_feature(): pass
"""


@pytest.fixture
def run_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(results, "RESULTS", tmp_path / "test-results.json")
    return tmp_path


def run(folder: Path, four: int, *options: str) -> None:
    """A run of its own, by xdist as the whole suite is."""
    (folder / "test_sophie.py").write_text(TESTS.format(four=four))
    (folder / "keep.py").write_text(
        "from pathlib import Path\nfrom odissee.app import test_results as r\n"
        "r.RESULTS = Path(__file__).with_name('test-results.json')\nfrom odissee.app.test_results import *\n"
    )
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  feature: id\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "keep", *options, "test_sophie.py"]
    subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(folder), "PATH": ""}, check=False)  # noqa: S603


@pytest.mark.parametrize("options", [[], ["-n", "1"]])
def test_a_feature_passes_when_all_its_tests_pass(run_tests: Path, options: list[str]) -> None:
    run(run_tests, 4, *options)
    found = features.features()
    assert found["LIST-03"]["passed"]
    assert len(found["LIST-03"]["tests"]) == 2
    assert found["LIST-04"] == {"tests": ["test_sophie.py::test_sophie_sees_her_messages"], "passed": True}


def test_one_failure_unproves_a_feature_and_a_skipped_test_proves_nothing(run_tests: Path) -> None:
    run(run_tests, 5)
    found = features.features()
    assert not found["LIST-03"]["passed"]
    assert not found["LIST-05"]["passed"]
    assert len(found["LIST-05"]["tests"]) == 1


@pytest.mark.quick
def test_a_feature_without_a_test_is_listed_and_not_passed(run_tests: Path) -> None:
    found = features.features()
    assert found["OUR-14"] == {"tests": [], "passed": False}
    assert len(found) == len(features.feature_titles())


@pytest.mark.quick
def test_front_end_tests_name_features_in_their_titles(
    run_tests: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = run_tests / "front-end.json"
    test = {"fullName": "OUR-02 Inès loses no photo", "status": "passed"}
    report.write_text(
        json.dumps({"testResults": [{"name": "/x/pwa/src/a.test.ts", "assertionResults": [test]}]})
    )
    monkeypatch.setattr(results, "FRONT_END", report)
    results.add_front_end()
    assert features.features()["OUR-02"] == {
        "tests": ["pwa/src/a.test.ts::OUR-02 Inès loses no photo"],
        "passed": True,
    }
