"""The product's own sources: Python files as modules, templates, migrations."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import odissee

ROOT = Path(__file__).parents[2]
PACKAGES = ("platform", "tenants", "billing", "routing", "bridge")


@dataclass(frozen=True, slots=True)
class Source:
    """One module; `name` is what imports call it."""

    path: Path
    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def feature(self) -> str:
        """`odissee.tenants.quotes`: three parts, or fewer for a module that is one by itself."""
        return ".".join(self.name.split(".")[:3])

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file under the namespace."""
    found = []
    for root in (Path(part) for part in odissee.__path__):
        for path in sorted(root.rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(("odissee", *(part for part in parts if part != "__init__")))
            found.append(Source(path, name, path.read_text(encoding="utf-8")))
    return tuple(found)


@cache
def templates() -> tuple[Path, ...]:
    """Every template of every feature."""
    return tuple(
        sorted(path for part in odissee.__path__ for path in Path(part).rglob("templates/**/*.html"))
    )
