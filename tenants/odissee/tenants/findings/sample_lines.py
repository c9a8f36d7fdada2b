"""Samples as they are typed one by one, or pasted as the lines of a sheet: reference, place, material, laboratory,
result, date of the sample, date of the result. Pure."""

import csv
import re
from io import StringIO

from odissee.platform.fields import FieldError, Form, one_of, parse_date, parse_text
from odissee.platform.french import fold
from odissee.tenants.findings.samples import RESULTS, Sample

COLUMNS = ("reference", "place", "material", "laboratory", "result", "taken_on", "result_on")
HEADERS = {
    "reference": "reference", "ref": "reference", "prelevement": "reference", "numero": "reference", "n": "reference",
    "lieu": "place", "localisation": "place", "local": "place", "zone": "place", "piece": "place",
    "materiau": "material", "ouvrage": "material", "produit": "material", "laboratoire": "laboratory",
    "labo": "laboratory", "resultat": "result", "conclusion": "result", "date": "taken_on",
    "date prelevement": "taken_on", "date du prelevement": "taken_on", "preleve le": "taken_on",
    "date resultat": "result_on", "date du resultat": "result_on", "resultat le": "result_on",
}  # fmt: skip
SAID = {label: code for code, (label, _) in RESULTS.items()} | {
    "awaited": "awaited", "asbestos": "asbestos", "none": "none", "unclear": "unclear", "attendu": "awaited",
    "en cours": "awaited", "en attente": "awaited", "positif": "asbestos", "presence": "asbestos",
    "présence d’amiante": "asbestos", "amiante détecté": "asbestos", "négatif": "none", "absence": "none",
    "absence d’amiante": "none", "pas d’amiante": "none", "amiante non détecté": "none", "non détecté": "none",
}  # fmt: skip
MOST = 300
"""Lines of one paste."""


def read_sample(form: Form) -> Sample:
    """One sample from its fields; every fault stays in the form. A result needs no date, a date needs a result."""
    result = form.read("result", one_of(SAID)) or "awaited"
    taken, got = form.read("taken_on", parse_date), form.read("result_on", parse_date)
    if taken and got and got < taken:
        form.refuse("result_on", FieldError("error.date_order"))
    words = {name: form.read(name, lambda raw: parse_text(raw, maximum=160)) or "" for name in COLUMNS[1:4]}
    reference = form.read("reference", lambda raw: parse_text(raw, maximum=40), required=True)
    return Sample(reference or "", **words, result=result, taken_on=taken, result_on=got)


def read_lines(text: str) -> tuple[list[Sample], list[str]]:
    """(samples, faults): each fault names its line; with one fault nothing should be kept."""
    rows = [
        row
        for row in csv.reader(StringIO(text.strip()), delimiter=_sign(text))
        if any(cell.strip() for cell in row)
    ]
    names = _headers(rows[0]) if rows else ()
    lines = rows[1:] if names else rows
    if len(lines) > MOST:
        return [], [f"{len(lines)} lignes : collez-en {MOST} au plus."]
    found = [_line(number, row, names or COLUMNS) for number, row in enumerate(lines, 2 if names else 1)]
    samples = [sample for sample, _ in found]
    faults = [fault for _, said in found for fault in said] + _twice(samples)
    return samples, faults or ([] if samples else ["Aucune ligne à lire. Collez au moins une référence."])


def _sign(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return max("\t;,", key=first.count)


def _headers(row: list[str]) -> tuple[str, ...]:
    """The names of the columns when the first line is a heading: it begins with a known word and holds no figure."""
    words = [re.sub(r"[^a-z ]+", " ", fold(cell)).strip() for cell in row]
    known = [HEADERS.get(word, "") for word in words]
    return tuple(known) if "reference" in known and not re.search(r"\d", " ".join(row)) else ()


def _line(number: int, row: list[str], names: tuple[str, ...]) -> tuple[Sample, list[str]]:
    form = Form({name: cell for name, cell in zip(names, row, strict=False) if name})
    sample = read_sample(form)
    return sample, [f"Ligne {number} : {said}" for said in form.errors.values()]


def _twice(samples: list[Sample]) -> list[str]:
    seen: set[str] = set()
    again = [one.reference for one in samples if one.reference in seen or seen.add(one.reference)]  # type: ignore[func-returns-value]
    return [f"La référence « {reference} » est là deux fois." for reference in again if reference]
