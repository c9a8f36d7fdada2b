"""The real route table, cut into what can be asked: methods, holes of the path, names in the address."""

import inspect
import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from odissee.app.features import routes

HOLE = re.compile(r"\{(\w+):(\w+)\}")
ASKED = re.compile(r"""(?:query_params|query|address)(?:\.get\(|\.getall\(|\[)["'](\w+)["']""")
STREAMS = frozenset({"/live"})
"""Answers that never end; they have a test of their own."""


@dataclass(frozen=True, slots=True)
class Way:
    """One method on one path."""

    method: str
    path: str
    handler: Any

    @property
    def holes(self) -> tuple[tuple[str, str], ...]:
        """(name, type) of each parameter of the path."""
        return tuple(HOLE.findall(self.path))

    @property
    def names(self) -> frozenset[str]:
        """What the address may ask: the handler's own parameters, and what its module reads of the query."""
        source = inspect.getsource(sys.modules[self.handler.fn.__module__])
        taken = {name for name, _ in self.holes} | {"request", "return"}
        return frozenset(
            (set(inspect.signature(self.handler.fn).parameters) - taken) | set(ASKED.findall(source))
        )

    def filled(self, values: dict[str, str]) -> str:
        return HOLE.sub(lambda hole: values[hole[1]], self.path)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def ways_of(handlers: list[Any]) -> list[Way]:
    """Every method and path of these handlers that a company's host answers."""
    ours = [h for h in handlers if h.opt.get("door", "company") in ("company", "any")]
    every = [
        Way(m, p, h)
        for h in ours
        for p in sorted(h.paths)
        for m in sorted(h.http_methods - {"HEAD", "OPTIONS"})
    ]
    return [way for way in every if way.path not in STREAMS]


@cache
def ways() -> list[Way]:
    return ways_of(routes())
