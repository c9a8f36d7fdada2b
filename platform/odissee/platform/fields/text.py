import re
import unicodedata

from odissee.platform.fields.errors import FieldError

_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)
_FOREIGN_FIGURES = re.compile(r"(?![0-9])\d")
_BLANKS = re.compile(r"[^\S\n]+")


def clean(raw: str) -> str:
    """NFC, without invisible signs, figures of any script as 0–9, each run of blanks one space; line ends are kept."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    text = _FOREIGN_FIGURES.sub(lambda figure: str(unicodedata.decimal(figure[0])), _INVISIBLE.sub("", text))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def parse_text(raw: str, *, maximum: int = 200) -> str:
    """One line; pasted line ends become spaces."""
    return _bounded(" ".join(clean(raw).split()), maximum)


def parse_long_text(raw: str, *, maximum: int = 10_000) -> str:
    """Several lines, at most one empty line in a row."""
    return _bounded(re.sub(r"\n{3,}", "\n\n", clean(raw)), maximum)


def _bounded(text: str, maximum: int) -> str:
    if len(text) > maximum:
        raise FieldError("error.text_long", excess_count=len(text) - maximum)
    return text
