"""Where a signature begins: the block at the end that names who writes and says nothing of a property."""

import re

CLOSING = re.compile(
    r"(?:bien )?(?:cordialement|cdt|cdlt|cldt|bien a vous|sinceres salutations|salutations.*|respectueusement|a bientot|bonne journee|bonne reception"
    r"|bien sincerement|(?:je vous|nous vous|veuillez).{0,40}(?:prie|agreer|salutations).*|dans l'attente.*|merci(?: d'avance| beaucoup| par avance| a vous)?|merci,? cordialement)[ ,.!]*"
)
_ABOUT = re.compile(
    r"\b(?:[tf]\d(?: ?bis)?|m2|m 2|metres carres|vente|vend|vends|vendre|location|louer|loue|chauffage|chaudiere|construit\w*|permis"
    r"|dpe|amiante|termites|erp|plomb|carrez|boutin|cles?|clefs?|digicode|interphone|pieces|proprietaires?|prop|locataires?|loc|occupante?s?|vendeurs?|bailleurs?|maison"
    r"|appartement|appart|appt|studio|villa|pavillon|immeuble|visite|rdv|copropriete|surface|annee|mandat de|urgent|urgence|traiter|devis|lot \d+|etage|bien|adresse|pouvez|besoin|bonjour|avant)\b"
)
_ORG = re.compile(
    r"\b(?:agence|cabinet|etude|office notarial|scp|sarl|sas|immo\w*|groupe|syndic|regie|notaires?|foncia|century|orpi|laforet|nexity|citya|mairie|service|gestion|maitre|me|architecte|negociat\w+|conseill\w+|assistante?|direct\w+|gestionnaire|entreprise|conduct\w+)\b"
)
_REACH = re.compile(
    r"(?:\+33|0)[ .\-]?\d(?:[ .\-]?\d{2}){4}|\S+@\S+|www\.|https?:|\b\d{5}\b|\b(?:tel|mob|port|fixe|std|fax)\w*\b|\b\d{1,4}[, ]+(?:bis |ter )?(?:rue|av|avenue|bd|boulevard|place|pl|quai|cours|chemin|allees?|impasse|route|square)\b"
)


def signature_start(text: str, small: str, start: int, end: int, author: str) -> int:
    """The place where the signature begins, `end` when there is none."""
    from odissee.tenants.orders.reading.letters import plain

    lines = _lines(small, start, end)
    names = [word for word in re.split(r"[^a-z]+", plain(author)) if len(word) > 2 and word not in _COMMON]
    closed = _closed(lines)
    if closed is not None:
        return closed
    best = end
    for place, line in reversed(lines):
        words = line.strip(" -_*|.,\t")
        if not words:
            continue
        if line.strip().startswith("--") and not words or CLOSING.fullmatch(words):
            best = min(best, place)
            break
        if _ABOUT.search(words) or len(words) > 160:
            inner = _inside(small, text, place, line, names)
            best = inner if inner < end and best == end or inner < best and inner > place else best
            break
        inner = _inside(small, text, place, line, names)
        if place < inner < end:
            best = inner
            break
        if _names(text[place : place + len(line)].strip(" >-*"), words, names):
            best = place
        elif not _REACH.search(words) and len(words) > 60:
            inner = _inside(small, text, place, line, names)
            best = min(best, inner)
            break
    return best


_COMMON = frozenset(
    [
        "agence",
        "cabinet",
        "etude",
        "maitre",
        "contact",
        "diagnostics",
        "immo",
        "service",
        "gestion",
        "office",
        "syndic",
        "notaire",
    ]
)


_SAYS = re.compile(
    r"\bm2\b|\b[tf]\d\b|\b(?:adresse|propriet\w+|locataire|cles?|digicode|surface|type|visite|rdv|construi\w*|chauffage) ?:|\b(?:ps|p\.s)\b|\bvisite\b|\bcles?\b|\blocataire\b|\bproprietaire\b"
)


def _closed(lines: list[tuple[int, str]]) -> int | None:
    """After « Cordialement » comes a signature, unless what follows speaks of the property."""
    for number in range(len(lines) - 1, -1, -1):
        words = lines[number][1].strip(" -_*|.,\t>")
        if CLOSING.fullmatch(words) or lines[number][1].strip(" >") == "--":
            after = [line for _, line in lines[number + 1 :] if line.strip()]
            silent = all(not _SAYS.search(line) and len(line) < 160 for line in after)
            return lines[number][0] if silent and len(after) <= 14 else None
    return None


def _lines(small: str, start: int, end: int) -> list[tuple[int, str]]:
    out, place = [], start
    for line in small[start:end].splitlines(keepends=True):
        out.append((place, line.rstrip("\n")))
        place += len(line)
    return out


def _names(source: str, words: str, names: list[str]) -> bool:
    """A line that bears a name: the author's, an organisation's, or one to four capitalised words."""
    if any(re.search(rf"\b{name}\b", words) for name in names) or _ORG.search(words):
        return True
    return bool(
        re.fullmatch(
            r"(?:(?:M\.|Mr\.?|Mme|Mlle|Me|Dr)\s)?(?:[A-ZÀ-Ý][\w'’.-]*[ ,/|–-]*){1,4}(?:[+\d ().:-]*)", source
        )
    )


def _inside(small: str, text: str, place: int, line: str, names: list[str]) -> int:
    """A signature that ends a line which says other things: the last mention of the author followed by means to reach them."""
    for name in names:
        begin = max((one.start() for one in re.finditer(rf"\b{name}\b", line)), default=-1)
        if begin < 0:
            continue
        before = re.search(r"([A-ZÀ-Ý][\w'’.-]*|[A-Z]\.)\s+$", text[place : place + begin])
        begin = before.start() if before else begin
        tail = line[begin:]
        if begin == 0 or not re.search(r"[.!?:;,)\n] *$|merci,? *$", line[:begin]):
            continue
        if (
            not _ABOUT.search(tail)
            or _REACH.search(tail)
            and len(tail) < 140
            and not re.search(r"m2|\b[tf]\d\b", tail)
        ):
            return place + begin
    return 10**9
