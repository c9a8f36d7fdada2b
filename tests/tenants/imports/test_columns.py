"""Ten dirty files are read, and their columns recognised."""

import pytest

from odissee.tenants.imports import UnreadableFile, guess_columns, read_sheet
from odissee.tenants.imports.delimited import decode, delimiter_of, records
from tests.tenants.imports.dirty import FILES, OLD_SOFTWARE, Dirty

pytestmark = pytest.mark.quick


def guessed(file: Dirty) -> list[str]:
    sheet = read_sheet(file.data)
    return [one.key for one in guess_columns(sheet.headings, [row.cells for row in sheet.rows])]


@pytest.mark.feature("TEN-06")
def test_nineteen_columns_in_twenty_are_guessed() -> None:
    right = wrong = 0
    missed = []
    for file in FILES:
        found = guessed(file)
        assert len(found) == len(file.columns), file.name
        for place, (mine, true) in enumerate(zip(found, file.columns, strict=True)):
            right, wrong = right + (mine == true), wrong + (mine != true)
            missed += [] if mine == true else [(file.name, place, mine, true)]
    print(f"\n{right} of {right + wrong} columns, missed: {missed}")
    assert right / (right + wrong) >= 0.95, missed


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_titles_and_empty_rows_are_not_data(file: Dirty) -> None:
    assert len(read_sheet(file.data).rows) == file.rows


def test_accents_and_marks_survive() -> None:
    assert "GESTION BÉARN" in decode(OLD_SOFTWARE)
    assert (
        decode("é".encode()) == decode("é".encode("cp1252")) == decode(b"\xef\xbb\xbf" + "é".encode()) == "é"
    )
    assert decode("é;à".encode("utf-16")) == "é;à"


@pytest.mark.parametrize(
    ("text", "sign"),
    [("a;b\n1;2", ";"), ("a,b\n1,2", ","), ("a\tb\n1\t2", "\t"), ("a|b\n1|2", "|"), ('"a,b,c";d\n"1,2";3', ";"), ("sep=|\na;b", "|")],
)  # fmt: skip
def test_the_separator_is_found(text: str, sign: str) -> None:
    assert delimiter_of(text) == sign


def test_a_mark_never_closed_is_one_broken_line_and_not_the_end_of_the_file() -> None:
    lines = ["Nom;Ville", *[f"Nom{n};Pau" for n in range(100)]]
    lines[50] = '"Nom49;Pau'
    found = list(records("\n".join(lines), ";"))
    assert len(found) == 101 and [one.line for one in found if one.problem] == [51]
    assert found[51].cells == ["Nom50", "Pau"]


def test_a_note_on_several_lines_is_one_record_and_inches_are_a_sign() -> None:
    found = list(records('Nom;Note\nUn;"deux\nlignes"\nDeux;tube 12" de long\n', ";"))
    assert [one.cells for one in found] == [
        ["Nom", "Note"],
        ["Un", "deux\nlignes"],
        ["Deux", 'tube 12" de long'],
    ]
    assert [one.line for one in found] == [1, 2, 4]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Choisissez un fichier"),
        (b"\n\n  \n", "vide"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, ".xls"),
        (b"PK\x03\x04" + b"x" * 100, "ne peut pas être lu"),
        (b"%PDF-1.7\x00\x01\x02", "ni un CSV"),
        (b"x" * 20_000_001, "20 Mo"),
        (b"Nom\n" + b"a\n" * 100_001, "100 000 lignes".replace(" ", "\u202f")),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheet(data)
    assert words.replace("\u202f", " ") in refused.value.sentence.replace("\u202f", " ").replace("\xa0", " ")
