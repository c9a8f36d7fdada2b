"""The same words as HTML: paragraphs, lists, and links that stand alone as buttons."""

import re

from markupsafe import Markup, escape

URL = re.compile(r"https?://[^\s<>«»]+[^\s<>«».,;:!?)]")
ALONE = re.compile(r"^(?:(?P<label>.*?)[ \u00a0\u202f]?:[ \u00a0\u202f])?(?P<url>https?://\S+)$")
LONG = 52
"""Characters: a longer label stays a sentence above its button."""


def as_html(text: str, buttons: bool = False) -> Markup:
    """Paragraphs of a text; with `buttons`, a line that ends with a link shows it as one (class `btn`)."""
    blocks = [block for block in re.split(r"\n{2,}", text.strip()) if block]
    return Markup("\n").join(_block(block.split("\n"), buttons) for block in blocks)


def _block(lines: list[str], buttons: bool) -> Markup:
    if all(line.startswith("- ") for line in lines):
        return Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(linked(x[2:])) for x in lines)
        )
    pieces: list[Markup] = []
    plain: list[str] = []
    for line in [*lines, None]:
        special = line is not None and (line.startswith("- ") or (buttons and ALONE.match(line)))
        if line is not None and not special:
            plain.append(line)
            continue
        if plain:
            pieces.append(Markup("<p>{}</p>").format(Markup("<br>").join(map(linked, plain))))
            plain = []
        if line is not None:
            pieces.append(_special(line))
    return Markup("").join(pieces).replace(Markup("</ul><ul>"), Markup(""))


def _special(line: str) -> Markup:
    if line.startswith("- "):
        return Markup("<ul><li>{}</li></ul>").format(linked(line[2:]))
    match = ALONE.match(line)
    assert match is not None  # noqa: S101  # the caller has seen it
    label, url = match["label"] or "", match["url"]
    lead = Markup("<p>{} :</p>").format(label) if len(label) > LONG else Markup("")
    words = "Ouvrir la page" if not label or len(label) > LONG else label
    return lead + Markup('<p><a class="btn" href="{}">{}</a></p>').format(url, words)


def linked(line: str) -> Markup:
    """A line with its addresses clickable; everything else escaped."""
    pieces: list[Markup] = []
    end = 0
    for match in URL.finditer(line):
        pieces += [escape(line[end : match.start()]), Markup('<a href="{0}">{0}</a>').format(match[0])]
        end = match.end()
    return Markup("").join([*pieces, escape(line[end:])])
