"""What each line would do to the book: pure, nothing is written (the trial and the import run the same plan)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from odissee.platform.db import new_id
from odissee.platform.fields import Form
from odissee.platform.french import fold
from odissee.tenants.contacts import COMPARED, MADE, name_key, read_contact
from odissee.tenants.imports.delimited import Record
from odissee.tenants.imports.known import Book, Person
from odissee.tenants.imports.lines import raw_of, spoilt
from odissee.tenants.imports.reading import Sheet, letters

HOLLOW: dict[str, Any] = {"discount_bp": 0, "never_lock_reports": False, "notify_on_appointment": False}
IDENTITY = ("type", "kind", "last_name")
"""Never replaced by being merely different: the type of a line may be a guess, the name found the person."""


@dataclass(slots=True)
class Line:
    """One line of the file and its fate; `problems` are (heading, value, sentence), `before` for an update."""

    number: int
    outcome: str
    name: str = ""
    id: UUID | None = None
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    parent: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The person's choices: where columns go, whether the file prevails, whether faults are left out."""

    mapping: Mapping[int, str]
    replaces: bool = False
    lenient: bool = False


def plan(sheet: Sheet, rules: Rules, book: Book) -> Iterator[Line]:
    """Each line in turn; the book learns of the lines before, so that two lines of one person make one contact."""
    for record in sheet.rows:
        yield _line(sheet, record, rules, book)


def _line(sheet: Sheet, record: Record, rules: Rules, book: Book) -> Line:
    if record.problem:
        return Line(record.line, "refused", problems=[("", "", record.problem)])
    if len(record.cells) > len(sheet.headings) and any(
        cell.strip() for cell in record.cells[len(sheet.headings) :]
    ):
        said = f"{len(record.cells)} colonnes au lieu de {len(sheet.headings)} : un séparateur est de trop."
        return Line(record.line, "refused", problems=[("", "", said)])
    raw = raw_of(record.cells, rules.mapping)
    form, values, notes = _read(raw, lenient=rules.lenient)
    name = " ".join(part for part in (raw.get("first_name", ""), raw.get("last_name", "")) if part)
    if form.errors:
        return Line(record.line, "refused", name, problems=_problems(sheet, record, rules, form))
    notes += ["Un nombre a été raccourci par le tableur (6,4E+08)."] if spoilt(record.cells) else []
    line = Line(record.line, "created", name, notes=notes, network=raw.get("network", ""))
    line.parent = next(
        (
            record.cells[p].strip()
            for p, key in rules.mapping.items()
            if key == "parent" and p < len(record.cells)
        ),
        "",
    )
    return _settle(line, values, rules, book)


def _read(raw: dict[str, str], *, lenient: bool) -> tuple[Form, dict[str, Any], list[str]]:
    """The columns of a contact; when lenient, what cannot be read is left out and said (never the name)."""
    form, notes = Form(raw), list[str]()
    values = read_contact(form)
    if form.errors and lenient and "last_name" not in form.errors:
        for name in form.errors:
            notes.append(f"« {raw.get(name, '')} » laissé vide : {form.errors[name]}")
        form = Form({name: cell for name, cell in raw.items() if name not in form.errors})
        values = read_contact(form)
    return form, {name: value for name, value in values.items() if name in MADE}, notes


def _problems(sheet: Sheet, record: Record, rules: Rules, form: Form) -> list[tuple[str, str, str]]:
    """Each fault with the heading and the value of the file, as the person sees them."""
    found = []
    for name, sentence in form.errors.items():
        places = [place for place, key in rules.mapping.items() if key in _SOURCES.get(name, (name,))]
        place = next(
            (p for p in places if p < len(record.cells) and record.cells[p].strip()),
            places[0] if places else None,
        )
        heading = "" if place is None else sheet.headings[place] or f"Colonne {letters(place)}"
        value = record.cells[place].strip() if place is not None and place < len(record.cells) else ""
        found.append((heading, value, sentence))
    return found


_SOURCES = {
    "last_name": ("last_name", "full_name", "organisation"), "city": ("city", "place"), "phone": ("phone", "mobile"),
    "postcode": ("postcode", "place"), "mobile": ("mobile", "phone"),
}  # fmt: skip


def _settle(line: Line, values: dict[str, Any], rules: Rules, book: Book) -> Line:
    known = book.find(values)
    if known is None:
        other = book.alike(values)
        if other is not None:
            line.notes.append(f"Doublon possible de « {_shown(other)} » : même courriel ou même téléphone.")
        line.id, line.values = new_id(), values
        book.add(Person(line.id, dict(values), new=True, line=line.number))
        return line
    if known.line:
        line.notes.append(f"Même contact que la ligne {known.line}.")
    return _change(line, values, known, replaces=rules.replaces and not known.line, book=book)


def _change(line: Line, values: dict[str, Any], known: Person, *, replaces: bool, book: Book) -> Line:
    """Fill what is empty; replace what differs when the file prevails and no line before has spoken."""
    changed = {
        name: value for name, value in values.items()
        if name in COMPARED and not _hollow(name, value) and known.values.get(name) != value
        and (_hollow(name, known.values.get(name)) or (replaces and name not in IDENTITY))
    }  # fmt: skip
    changed = _together(changed, values, known.values)
    line.id, line.values = known.id, changed
    line.before = {name: known.values.get(name) for name in changed}
    line.outcome = "updated" if changed else "unchanged"
    known.line = line.number
    known.values |= changed
    book.learn(known)
    return line


def _together(changed: dict[str, Any], values: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """An address is one thing: it enters whole or not at all; a SIRET keeps its SIREN, a number what was typed."""
    place = ("address", "complement", "postcode", "city", "insee")
    if any(name in changed for name in place) and any(
        known.get(name) for name in ("address", "postcode", "city")
    ):
        differs = any(
            known.get(n) and values.get(n) and fold(str(known[n])) != fold(str(values[n]))
            for n in ("postcode", "city")
        )
        if differs and not all(name in changed for name in ("postcode", "city")):
            changed = {name: value for name, value in changed.items() if name not in place}
    for name in ("phone", "mobile"):
        if name in changed:
            changed[f"{name}_typed"] = values.get(f"{name}_typed", "")
    return changed


def _hollow(name: str, value: Any) -> bool:
    return value in (None, "") or value == HOLLOW.get(name, "")


def _shown(person: Person) -> str:
    return " ".join(
        part for part in (person.values.get("first_name"), person.values.get("last_name")) if part
    )


def book_of(rows: Sequence[Mapping[str, Any]]) -> Book:
    """The book as it is stored."""
    book = Book()
    for row in rows:
        book.add(Person(row["id"], dict(row)))
    return book


def named(book: Book, name: str) -> Person | None:
    """The one contact of this whole name, for a main account."""
    found = book.by_name.get(name_key("", name), [])
    return found[0] if len(found) == 1 else None
