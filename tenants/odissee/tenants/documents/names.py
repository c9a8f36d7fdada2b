"""Names of files as people read them: never a path, one writing for one name, never two alike by accident."""

import re
import unicodedata

from odissee.platform.french import fold

LONGEST = 120
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:\"|?*]+")
COPY = re.compile(r"(?:[ _-]*(?:\(\d{1,3}\)|v(?:ersion)?[ _]?\d{1,3}|copie|copy))+$", re.IGNORECASE)


def clean_name(raw: str) -> str:
    """The last part of a path in NFC, without what no screen shows; « document » when nothing is left."""
    name = re.split(r"[\\/]", unicodedata.normalize("NFC", raw))[-1]
    name = " ".join(FORBIDDEN.sub(" ", name).split()).strip().rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 8:
        stem, extension = name, ""
    stem = stem[: LONGEST - len(extension) - 1].rstrip(". ")
    return f"{stem or 'document'}.{extension.lower()}" if extension else stem or "document"


def stem_of(name: str) -> str:
    """The name without its extension nor « (1) », « v2 », « copie »: what two versions of a file share."""
    stem = name.rpartition(".")[0] or name
    return COPY.sub("", stem).strip(" _-") or stem


def same_name(one: str, other: str) -> bool:
    """Whether two names are one for a person: accents written in any way, case and copies do not count."""
    return fold(stem_of(one)) == fold(stem_of(other))
