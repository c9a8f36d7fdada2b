"""Names of people and organisations, and what the words around say they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from odissee.tenants.orders.reading.letters import plain, tidy
from odissee.tenants.orders.reading.message import Message
from odissee.tenants.orders.reading.place import KINDS, commune_named

_CAP = r"[A-ZÀ-ÖØ-Þ](?:[\w]|['’](?=\w)|-(?=\w))*\.?"
_CIV = r"(?:[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|M\.|Mr\.?|MR\.?|mr\.?|M(?=\s(?:et|ET|&|[A-ZÀ-Þ])\b)|Mrs|Mme\.?|MME\.?|mme\.?|Mlle\.?|MLLE|Me\.?(?=\s[A-ZÀ-Þ])|Ma[iî]tre(?!\s+d['’e])|MAITRE(?!\s+D)|MONSIEUR|MADAME|Dr\.?)"
_PARTICLE = r"(?:de la|de|du|des|le|la|van|von|el|ben|d['’])"
_PERSON = re.compile(
    rf"(?<![\w@.])(?P<civ>{_CIV}(?:\s(?:et|ET|ou|&)\s{_CIV})?)\s+(?P<name>(?:{_PARTICLE}\s?)?{_CAP}(?:[ \t]+(?:{_PARTICLE}\s?)?{_CAP}){{0,3}})"
)
_SMALL = re.compile(
    r"(?<![\w@.])(?P<civ>mme|mr|monsieur|madame|mlle|mademoiselle|maitre(?! d[e'o]))\.?\s+(?P<name>[a-z][a-z'-]{2,})"
)
_LEGAL = re.compile(
    rf"\b(?P<kind>S\.?C\.?I\.?|SARL|SASU?|EURL|SNC|OPH|[Ii]ndivision|INDIVISION|[Ss]uccession|SUCCESSION|[Cc]onsorts|CONSORTS|[Hh]oirs|sci)[ \t]+(?P<name>(?:(?:de la|de|du|des|les?|la|l['’])\s?)?{_CAP}(?:[ \t](?:(?:de la|de|du|des|et|&)\s)?{_CAP}){{0,3}})"
)
_AFFAIR = re.compile(
    r"(?<![\w])(?:[Mm]aison|[Aa]ppartement|[Aa]ppt|[Vv]illa|[Mm]andat|[Dd]ossier|[Aa]ffaire|[Vv]ente|[Bb]ien)[ \t]+(?P<name>[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]{2,})(?=[\s,.;:)]|$)"
)
_ORG = re.compile(
    r"\b(?P<name>(?:(?:(?:(?<=l['’])|(?<=[Nn]otre ))agence|Agence|AGENCE|Cabinet|CABINET|[ÉE]tude|Office [Nn]otarial|SCP|Groupe|R[ée]gie|Mairie|MAIRIE|Immobili[èe]re|Immo|IMMO|Syndic|Foncia|FONCIA|Century ?21|CENTURY ?21|Orpi|ORPI|Laf[ôo]r[êe]t|LAFORET|Nexity|NEXITY|Citya|CITYA|Guy Hoquet|ERA|Nestenn|Square Habitat|St[ée]phane Plaza|IAD|SAFTI|Capifrance|Efficity|Arthurimmo|L['’]Adresse|Sergic|Lamy|Immo de France|Loiselet|Oralia|Commune|Habitat|Gestion)"
    r"(?:[ \t]+(?:(?:du|de la|de l['’]|de|des|la|le|les|d['’])\s?)?[A-ZÀ-Þ&][\w'’.&-]*){0,4})|(?:[A-ZÀ-Þ][\w'’&-]*[ \t]+){1,3}(?:Immobilier|IMMOBILIER|Immo|IMMO|Transactions?|Gestion|Patrimoine|Habitat|Notaires))\b"
)
STOP = frozenset(
    ["bonjour", "bonsoir", "merci", "tel", "mob", "urgent", "vente", "location", "dpe", "t1", "t2", "t3", "t4", "t5", "t6", "f1", "f2", "f3", "f4", "f5", "maison", "appartement", "appart", "appt", "studio", "villa", "rue", "avenue", "vend", "vends", "loue", "a", "au", "pour", "et", "le", "la", "les", "visite", "rdv", "cordialement", "bien", "devis", "tous", "diagnostics", "diagnostic", "amiante", "plomb", "gaz", "elec", "erp", "termites", "cles", "clef", "prop", "proprietaire", "locataire", "agence", "madame", "monsieur", "bonne", "dans", "notre", "nous", "je", "il", "elle", "suite", "chauffage", "surface", "avant", "apres", "complet", "carrez", "meuble", "vide", "pc", "permis", "copropriete", "mandat", "dossier", "ref", "objet", "svp", "cdt", "tout", "est", "sur", "notaire", "syndic", "lot", "residence", "batiment", "bat", "etage", "code", "digicode", "souhaite", "veut", "possede", "mail", "portable", "tri", "port", "fixe", "client", "commande"]
)  # fmt: skip
_OWNER = r"prop(?:rietaires?|rios?|\.)?|vend(?:eu(?:rs?|ses?)|\.)|bailleurs?|bailleresses?|mandants?|appartenant a|(?:notre|nos|mon|ma|votre|leur) (?:cliente?s?|vendeu\w+|mandante?)|cliente?s?(?= ?:)|pour le compte de|au nom de|bien de|(?:appart\w*|appt|maison|villa|pavillon|studio|logement|local|duplex|[tf]\d|biens?|immeuble)(?: (?:de|d'|a))"
_OCCUPANT = r"locataires?(?: (?:actuel\w*|en place|sortante?))?|loc(?:ataires?)?\.?(?: (?:actuel\w*|en place|sortante?|entrante?))?|occupante?s?|occupee? par|louee? (?:a|par)|habitee? par|locatrice"
_OTHER = r"gardien\w*|concierge|voisin\w*|syndic\w*|agent|negociat\w+|assistante?|artisan|architecte|conseiller|acquereu\w*|acheteu\w*|fille|fils|mere|pere|soeur|frere|tuteur|mandataire|attention de|bonjour|cher|chere"
_LINK = r"(?:\s*(?:est|:|=|,|-|\(|c'est|sont|le|la|les|s'appelle|nomme\w*))*\s*$"
_NEXT = r"[ \t]*:?[ \t]*(?:de |du |est )?$"
BEFORE = tuple(
    (role, re.compile(rf"(?<!\w)(?:{words}){_LINK if role != 'other' else _NEXT}"))
    for role, words in (("occupant", _OCCUPANT), ("owner", _OWNER), ("other", _OTHER))
)
_AFTER = (("occupant", re.compile(r"\s*[,(:=-]?\s*(?:qui est )?(?:le |la |notre |son |sa |leur |mon |ma )?(?:locataire|loc\b|occupant)")), ("owner", re.compile(r"\s*[,(:=-]?\s*(?:qui est )?(?:le |la |notre |son |sa |les )?(?:propri|vendeu|bailleu|prop\b)")), ("other", re.compile(r"\s*[,(:=-]?\s*(?:(?:la |le |notre )?(?:gardien|concierge|voisin|syndic|acquereu|acheteu)|pour (?:le |la |un |fixer |prendre |caler |convenir d.un )*(?:rdv|rendez|visite))")))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """`role` is what the words beside say: owner, occupant, notary, other, chez, affair, or empty."""

    text: str
    start: int
    end: int
    civility: str = ""
    role: str = ""
    kind: str = "person"

    @property
    def surname(self) -> str:
        """What tells the same person twice."""
        words = [w for w in re.split(r"[\s.]+", plain(self.text)) if len(w) > 1 and w not in _CIVS]
        return words[-1] if words else plain(self.text)


_CIVS = frozenset(
    [
        "m",
        "mr",
        "mme",
        "mlle",
        "monsieur",
        "madame",
        "mademoiselle",
        "me",
        "maitre",
        "dr",
        "et",
        "ou",
        "mrs",
        "sci",
        "sarl",
        "succession",
        "indivision",
        "consorts",
    ]
)


def names_in(message: Message) -> Iterator[Name]:
    """Every name with a civility, every legal person, every affair named after somebody; headers left out."""
    text, small, begin = message.text, message.plain, message.sender_span[1]
    seen: list[tuple[int, int]] = []
    for kind, pattern in (("legal", _LEGAL), ("person", _PERSON), ("small", _SMALL), ("affair", _AFFAIR)):
        for found in pattern.finditer(small if kind == "small" else text, begin):
            name = _name(message, kind, found)
            if name and not any(a < name.end and name.start < b for a, b in seen):
                seen.append((name.start, name.end))
                yield name
    yield from _labelled(message, seen)


def _name(message: Message, kind: str, found: re.Match[str]) -> Name | None:
    text, small = message.text, message.plain
    if not small[found.start() : found.end()].strip():
        return None
    tokens = list(re.finditer(r"\S+", text[found.start("name") : found.end("name")]))
    kept = 0
    for token in tokens:
        word = plain(token[0]).strip(".'")
        if word in STOP or word in KINDS and kind != "legal" or re.fullmatch(r"[tf]?\d+", word):
            break
        kept += 1
    if not kept or kind == "small" and plain(found["name"]) in _NOBODY:
        return None
    end = found.start("name") + tokens[kept - 1].end()
    end -= (
        len(text[found.start("name") : end]) - len(text[found.start("name") : end].rstrip("."))
        if kept == len(tokens) and len(tokens[kept - 1][0]) > 2
        else 0
    )
    if kind == "affair":
        word = plain(found["name"])
        if (
            word in STOP
            or word in KINDS
            or commune_named(word)
            or message.text.isupper()
            or word in _NOT_AFFAIRS
            or text[found.start("name") - 1 : found.end("name")].strip().isdigit()
        ):
            return None
        filed = small.startswith(("dossier", "affaire"), found.start())
        return Name(tidy(found["name"]), found.start(), end, role="affair", kind="file" if filed else kind)
    civ = found.groupdict().get("civ") or ""
    whole = tidy(text[found.start() : end])
    if kind == "small":
        whole = f"{_shown(civ)} {found['name'].title()}"
    role = _role(small, found.start(), end)
    if plain(civ).strip(".") in ("me", "maitre") and role in ("", "other", "chez"):
        role = "notary"
    return Name(whole, found.start(), end, civ, role, kind)


_NOBODY = STOP | frozenset(
    [
        "bonjour",
        "merci",
        "souhaite",
        "veut",
        "vend",
        "loue",
        "qui",
        "est",
        "pour",
        "avec",
        "dans",
        "sur",
        "vous",
        "nous",
        "notre",
        "votre",
        "possede",
        "habite",
        "pourrait",
        "peut",
        "le",
        "la",
        "les",
    ]
)
_NOT_AFFAIRS = frozenset(
    [
        "individuelle",
        "mitoyenne",
        "principale",
        "immobiliere",
        "urgente",
        "neuve",
        "ancienne",
        "vide",
        "meublee",
        "location",
        "appartement",
        "maison",
        "diagnostics",
        "complete",
        "dpe",
        "ddt",
    ]
)


def _shown(civ: str) -> str:
    return {
        "mme": "Mme",
        "mr": "M.",
        "monsieur": "M.",
        "madame": "Mme",
        "mlle": "Mlle",
        "mademoiselle": "Mlle",
        "maitre": "Me",
    }[civ]


def _role(small: str, start: int, end: int) -> str:
    before = small[max(0, start - 42) : start]
    line = before.rpartition("\n")[2] if not re.search(r"[:,]\s*\n\s*$", before) else before
    line = re.split(r"[.;!?](?=\s)(?<!prop\.)(?<!loc\.)(?<!vend\.)", line)[-1]
    for role, pattern in BEFORE:
        if pattern.search(line):
            return role
    for role, after in _AFTER:
        if after.match(small[end : end + 30]):
            return role
    if re.search(r"\bchez (?:notre cliente? |nos clients )?$", line):
        return "chez"
    if re.search(r"(?:bonjour|cher|chere|bonsoir)\s*$", line):
        return "other"
    return ""


_LABEL = re.compile(
    r"(?<!\w)(?P<label>(?:nom (?:du |de la |des )?)?(?:proprietaires?|prop\.?|vendeurs?|vendeuse|bailleurs?|mandants?|locataires?|loc\.|occupante?s?|notaire|contact|clients?))\s?(?::|=|-)?\s+(?=[a-z])"
)


def _labelled(message: Message, seen: list[tuple[int, int]]) -> Iterator[Name]:
    """« Propriétaire : DUPONT Jean »: a name without civility after a label."""
    for found in _LABEL.finditer(message.plain, message.sender_span[1]):
        strong = found[0].rstrip()[-1] in ":=-" or found["label"] in ("prop.", "loc.")
        name = re.match(rf"{_CAP}(?:[ \t]+(?:{_PARTICLE}\s?)?{_CAP}){{0,2}}", message.text[found.end() :])
        if name is None or any(a <= found.end() < b for a, b in seen):
            continue
        words = []
        for word in name[0].split():
            if plain(word).strip(".") in STOP or plain(word) in KINDS:
                break
            words.append(word)
        if not words or (not strong and len(words) < 2):
            continue
        label, text = found["label"], " ".join(words)
        role = (
            "occupant"
            if re.search("loc|occup", label)
            else "notary"
            if "notaire" in label
            else "contact"
            if "contact" in label
            else "owner"
        )
        end = found.end() + len(text)
        seen.append((found.end(), end))
        yield Name(text.rstrip(".") if len(words[-1]) > 2 else text, found.end(), end, role=role)


def organisations(message: Message) -> Iterator[Name]:
    """Agencies, studies, syndics, town halls by their name."""
    for found in _ORG.finditer(message.text):
        if message.plain[found.start() : found.end()].strip() or found.start() < message.sender_span[1]:
            name = found["name"].rstrip(" .-")
            if " " in name or plain(name) in (
                "foncia",
                "orpi",
                "laforet",
                "nexity",
                "citya",
                "era",
                "nestenn",
                "iad",
                "safti",
            ):
                yield Name(tidy(name), found.start(), found.start() + len(name), kind="org")
