"""One line of a file → the raw fields of a contact's form: read then as if a person had typed them."""

import re
from collections.abc import Mapping, Sequence

from odissee.platform.french import fold
from odissee.tenants.contacts import CIVILITIES, TYPES

_SHIELD = re.compile(r"^'(?=[=+\-@\t\r])")
"""The apostrophe that our exports put before what a spreadsheet would take for a formula (CASE-039)."""
_PLACE = re.compile(r"^\s*(?:F-?)?(\d{4,5})\s+(.+)$")
_SEVERAL = re.compile(r"\s*(?:/|;|,|\bou\b|\n)\s*")
_SCIENTIFIC = re.compile(r"^\d[.,]\d+E\+\d+$", re.IGNORECASE)

_CIVIL = {
    "mme": "Mme", "madame": "Mme", "mlle": "Mme", "mademoiselle": "Mme", "f": "Mme", "mrs": "Mme", "ms": "Mme",
    "m": "M.", "mr": "M.", "monsieur": "M.", "h": "M.", "m.": "M.",
    "m et mme": "Mme et M.", "mr et mme": "Mme et M.", "mme et m": "Mme et M.", "monsieur et madame": "Mme et M.",
    "m & mme": "Mme et M.", "m mme": "Mme et M.", "couple": "Mme et M.", "mme et mr": "Mme et M.",
    "me": "Maître", "maitre": "Maître", "indivision": "Indivision", "indiv": "Indivision", "consorts": "Indivision",
    "succession": "Succession", "hoirie": "Succession",
}  # fmt: skip
_TITLES = re.compile(
    r"^(m\.? et mme|mr et mme|mme et m\.?|monsieur et madame|monsieur|madame|mademoiselle|mlle|mme|m\.|mr|me|maître|maitre)\s+",
    re.IGNORECASE,
)
_KINDS = (
    ("notaire", r"\bnotaires?\b|\bnotarial|^not$|\bscp\b.*\bnot|^etude\b"),
    ("syndic", r"\bsyndic|^syn$|\bcopropriete|\bsdc\b"),
    ("collectivite", r"\bmairie\b|\bcommune de\b|\bville de\b|\bcollectivite|\bcommunaute\b|\bdepartement\b|\bophlm?\b|^col$|\bccas\b"),
    ("agence", r"\bagence|\bimmobilier|\bimmo\b|^ag$|\bagent immo|\btransaction"),
    ("bailleur", r"\bbailleur|\bsci\b|^bai$|\bhlm\b"),
    ("entreprise", r"\b(sarl|sasu?|eurl|sa|snc|selarl|scop)\b|\bentreprise|\bsociete\b|^(ent|pro|soc)$|professionnel"),
    ("particulier", r"\bparticulier|^par?t?$|^part$|\bprive\b|\bproprietaire\b"),
)  # fmt: skip


def raw_of(cells: Sequence[str], mapping: Mapping[int, str]) -> dict[str, str]:
    """The typed fields of one line; several columns of one target are put one after the other."""
    said: dict[str, str] = {}
    for place, key in sorted(mapping.items()):
        cell = _SHIELD.sub("", cells[place].strip()) if place < len(cells) else ""
        if key and cell and cell not in ("-", "—", "/", "NC", "N/A", "null", "NULL"):
            said[key] = (
                f"{said[key]} {cell}"
                if key in said and key in ("note", "address", "complement")
                else said.get(key, cell)
            )
    raw = {key: cell for key, cell in said.items() if key in _PLAIN}
    return raw | _phones(said) | _where(said) | _who(said) | _flags(said)


_PLAIN = frozenset(
    {
        "email", "address", "complement", "postcode", "city", "siret", "vat_number", "iban", "website", "rcs",
        "client_ref", "network", "discount", "note",
    }
)  # fmt: skip


def _phones(said: Mapping[str, str]) -> dict[str, str]:
    """« 05 … / 06 … » in one cell are two numbers when the other column is free."""
    phone, mobile = said.get("phone", ""), said.get("mobile", "")
    cells = [part for part in _SEVERAL.split(phone or mobile) if part]
    if (
        bool(phone) != bool(mobile)
        and len(cells) == 2
        and all(len(re.sub(r"\D", "", one)) >= 9 for one in cells)
    ):
        phone, mobile = cells
    return {name: value for name, value in (("phone", phone), ("mobile", mobile)) if value}


def _where(said: Mapping[str, str]) -> dict[str, str]:
    """« 64000 PAU » in one cell."""
    found = _PLACE.match(said.get("place", ""))
    if found is None:
        return {"city": said["place"]} if said.get("place") and "city" not in said else {}
    return {"postcode": said.get("postcode", found[1]), "city": said.get("city", found[2])}


def _who(said: Mapping[str, str]) -> dict[str, str]:
    """A person, or an organisation and whom one talks to there; the type as the file says it, or as the name tells."""
    civility, name, first = _named(said)
    organisation = said.get("organisation", "")
    told = type_said(said.get("type", "")) or type_said(organisation) or ("" if first else type_said(name))
    type_ = told or ("entreprise" if organisation or said.get("siret") else "particulier")
    if TYPES[type_].kind == "pro" or organisation:
        talked = said.get("person_name") or (
            " ".join(part for part in (first, name) if part) if organisation else ""
        )
        raw = {
            "last_name": organisation or " ".join(part for part in (first, name) if part),
            "person_name": talked,
        }
    else:
        raw = {"last_name": name, "first_name": first, "civility": civility}
    kind = "pro" if organisation or said.get("siret") or said.get("vat_number") else "private"
    return {key: value for key, value in raw.items() if value} | {
        "type": type_,
        "kind": TYPES[type_].kind_of(kind),
    }


def _named(said: Mapping[str, str]) -> tuple[str, str, str]:
    """Civility, last name, first name."""
    civility = civility_said(said.get("civility", ""))
    if said.get("last_name"):
        return civility, said["last_name"], said.get("first_name", "")
    whole = said.get("full_name", "")
    title = _TITLES.match(whole)
    if title:
        civility, whole = civility or civility_said(title[1]), whole[title.end() :]
    return (civility, *split_name(whole)) if whole else (civility, said.get("first_name", ""), "")


def split_name(whole: str) -> tuple[str, str]:
    """« BORDENAVE Anne », « Anne BORDENAVE », « Bordenave, Anne »; what cannot be told stays one last name."""
    if whole.count(",") == 1:
        last, _, first = (part.strip() for part in whole.partition(","))
        return last, first
    words = whole.split()
    loud = [word for word in words if word.isupper() and len(word) > 1]
    if loud and len(loud) < len(words):
        return " ".join(loud), " ".join(word for word in words if word not in loud)
    return whole, ""


def civility_said(cell: str) -> str:
    """One of ours for « Mr », « Madame »…; what is unknown is left out."""
    word = fold(cell).replace(".", "").strip()
    return _CIVIL.get(word, next((one for one in CIVILITIES if fold(one) == fold(cell)), ""))


def type_said(cell: str) -> str:
    """The type that a word or a name tells, '' when it tells none."""
    word = fold(cell)
    if word in TYPES:
        return word
    return next((key for key, shape in _KINDS if word and re.search(shape, word)), "")


def _flags(said: Mapping[str, str]) -> dict[str, str]:
    return {
        name: "" if fold(said[name]) in ("non", "n", "no", "faux", "false", "0") else "1"
        for name in ("never_lock_reports", "notify_on_appointment")
        if name in said
    }


def spoilt(cells: Sequence[str]) -> bool:
    """A number that a spreadsheet has shortened for good (6,39980E+08)."""
    return any(_SCIENTIFIC.match(cell.strip()) for cell in cells)
