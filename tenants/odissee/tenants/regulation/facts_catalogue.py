import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .period import Period
from .phrases import french_number, raised

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class FactKind:
    """How one fact is named, asked for and said in French; `values` is the closed list of a choice."""

    name: str
    label: str
    question: str
    said: str
    values: dict[str, str]

    @property
    def alone(self) -> bool:
        """Its values say all by themselves: « maison » needs no « type de bien » before it."""
        return bool(self.values) and not self.said

    def spoken(self, value: object) -> str:
        """« Surface de 7,5 m² » from 7.5."""
        text = self._value_words(value)
        return self.said.replace("{}", text) if self.said else raised(text)

    def _value_words(self, value: object) -> str:
        if isinstance(value, Period):
            return value.words()
        if isinstance(value, bool):
            return self.values["yes" if value else "no"]
        if isinstance(value, int | float):
            return french_number(value)
        return self.values.get(str(value), str(value))


@cache
def fact_kinds() -> dict[str, FactKind]:
    """Every fact that a rule may name."""
    with (DATA / "facts.toml").open("rb") as file:
        rows = tomllib.load(file)["fact"]
    return {
        name: FactKind(
            name, row["label"], row.get("question", ""), row.get("said", ""), row.get("values", {})
        )
        for name, row in rows.items()
    }


def _presumptions() -> dict[str, int]:
    with (DATA / "facts.toml").open("rb") as file:
        return {name: int(row["value"]) for name, row in tomllib.load(file)["presumption"].items()}


PRESUMPTIONS = _presumptions()
