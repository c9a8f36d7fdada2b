"""`bench`: lists the measures under tests/bench, or takes one. Each is a module with `async def run() -> dict`."""

import argparse
import importlib
import json
import os
import sys
from typing import Any

import uvloop

from odissee.app.browser import find_browser
from odissee.app.cli.arguments import ROOT
from odissee.app.supervisor import Fault

FOLDER = ROOT / "tests" / "bench"


class UnknownBench(Fault):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"La mesure « {name} » n’existe pas. Celles qui existent : {', '.join(bench_names()) or 'aucune'}."
        )


def run(arguments: argparse.Namespace) -> int:
    if arguments.name is None:
        print("\n".join(bench_names()) or "Il n’y a pas encore de mesure.")
        return 0
    if arguments.name not in bench_names():
        raise UnknownBench(arguments.name)
    sys.path.insert(0, str(ROOT))
    os.environ["ODISSEE_CHROMIUM"] = find_browser(arguments.data) or ""
    module = importlib.import_module(f"tests.bench.{arguments.name}")
    result: dict[str, Any] = uvloop.run(module.run())
    print(json.dumps(result, indent=1, ensure_ascii=False) if arguments.json else _readable(result))
    return 0 if result["within"] else 1


def bench_names() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.py") if not file.stem.startswith("_"))


def _readable(result: dict[str, Any]) -> str:
    budgets = result.get("budgets", {})
    lines = [f"{result['bench']} (N = {result['n']})"]
    for name, figure in result["figures"].items():
        lines.append(f"  {name:32} {figure}" + (f"  (budget {budgets[name]})" if name in budgets else ""))
    return "\n".join([*lines, "Dans les budgets." if result["within"] else "Hors budget."])
