"""Finding the features: each folder of the packages may hold `web.py` (its ROUTES) and `jobs.py` (its handlers).

A new feature folder is found by being there; nothing is listed twice.
"""

import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import odissee

PACKAGES = ("platform", "routing", "billing", "tenants", "bridge")


def folders() -> dict[str, Path]:
    """The top-level packages, in the order of the layers, with their folder."""
    roots = [Path(root) for root in odissee.__path__]
    found = {path.name: path for root in roots for path in root.iterdir() if path.is_dir()}
    return {name: found[name] for name in PACKAGES if name in found}


def migration_folders() -> dict[str, Path]:
    """Where each package keeps its numbered SQL files, and so does each of its features."""
    return {
        name: folder / "migrations" for name, folder in folders().items() if (folder / "migrations").is_dir()
    }


def modules(name: str) -> Iterator[ModuleType]:
    """Every `<feature>/<name>.py`, imported."""
    for package, folder in folders().items():
        for file in sorted(folder.rglob(f"{name}.py")):
            dotted = ".".join(file.relative_to(folder).with_suffix("").parts)
            yield importlib.import_module(f"odissee.{package}.{dotted}")


@cache
def routes() -> list[Any]:
    """All route handlers of all features."""
    return [route for module in modules("web") for route in getattr(module, "ROUTES", ())]


@cache
def load_jobs() -> int:
    """Import every `jobs.py`, which registers its handlers; returns how many modules."""
    return len(list(modules("jobs")))
