"""What an empty value leaves behind: its bracket, its part of a list of parts, its sentence, or its line."""

import re

EMPTY = "\x00"
"""Stands where a value is empty, until the gap is closed; never leaves this package."""
BRACKET = re.compile(r"\s?\(([^()]*)\)")
PARTS = re.compile(r"\s(?:—|·)\s")
SENTENCE = re.compile(r"(?<=[\w»)€%°\x00][.!?»])[ \u202f](?=[A-ZÀ-Ý«\x00])")
BLANK_LINES = re.compile(r"\n{3,}")
ABBREVIATION = re.compile(r"(?:^|\s)(?:M|MM|art|av|bd|Dr|Me)\.$")


def close_gaps(text: str) -> str:
    """The text without what the empty values made senseless; blank lines left double become one."""
    kept = [line for line in map(_line, text.split("\n")) if EMPTY not in line]
    return BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in kept)).strip()


def _line(line: str) -> str:
    """The line mended; it still holds `EMPTY` when it must go as a whole."""
    if EMPTY not in line:
        return line
    line = BRACKET.sub(_bracket, line)
    for split, joint in ((_parts, None), (_sentences, " ")):
        pieces, between = split(line)
        kept = [piece for piece in pieces if EMPTY not in piece]
        if kept and len(pieces) > 1:
            line = (joint or between).join(kept)
    return line


def _bracket(match: re.Match[str]) -> str:
    if EMPTY not in match[0]:
        return match[0]
    kept = [part for part in match[1].split(", ") if EMPTY not in part]
    space = " " if match[0][0] in " \u00a0\u202f" else ""
    return f"{space}({', '.join(kept)})" if kept else ""


def _parts(line: str) -> tuple[list[str], str]:
    found = PARTS.search(line)
    return PARTS.split(line), found[0] if found else ""


def _sentences(line: str) -> tuple[list[str], str]:
    pieces: list[str] = []
    for piece in SENTENCE.split(line):
        if pieces and ABBREVIATION.search(pieces[-1]):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces, " "
