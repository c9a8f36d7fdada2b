"""What is asked: operation, diagnostics, co-ownership, occupancy, urgency, reference, keys."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.found import Found

_OPERATIONS = (
    ("commercial_sale", 20, r"(?:vente|vend\w*|vendre|ceder|cession)[^.\n]{0,25}(?:murs|local (?:commercial|professionnel)|locaux|bureaux)|local (?:commercial|professionnel) a (?:vendre|ceder)"),
    ("commercial_rental", 20, r"bail (?:commercial|professionnel)|(?:location|louer|loue)[^.\n]{0,20}local (?:commercial|professionnel)|local (?:commercial|professionnel) a louer"),
    ("seasonal_rental", 20, r"location saisonniere|meuble de tourisme|gite\b|airbnb"),
    ("demolition", 22, r"demoli\w+|demolir"),
    ("works", 18, r"avant (?:travaux|renovation|rehabilitation)|\braat\b|repe?rage amiante avant (?:travaux|chantier)|avant (?:le )?(?:debut|demarrage) (?:des travaux|du chantier)"),
    ("common_parts", 20, r"dpe collectif|parties communes|\bdta\b|\bpppt\b"),
    ("sale", 12, r"a vendre|\bvends?\b|\bventes?\b|vendre|vend(?:re|ons|ent|eur)\b|mandat de vente|(?:avant |le |la |du |de )(?:compromis|promesse de vente|acte authentique)|compromis|signature chez (?:me|maitre|le notaire|notre notaire)|mise? en vente|\bvte\b"),
    ("rental", 12, r"loc(?:\.|ation)? (?:meublee?|vide|nue)|(?:diags?|diagnostics?|dpe|ddt|pack|dossier) (?:de )?loc(?:\.|atif)?(?= |,|\.|$)|a louer|a la location|en location|location(?! saisonniere| gerance)|\blouons\b|je loue|mise? en location|relocation|relouer|nouveau locataire|locataire (?:rentre|entre|arrive)|entree (?:du |de la |d'un )?(?:nouveau |nouvelle )?locataire|bail (?:d'habitation|meuble|vide)|\blouer\b"),
)  # fmt: skip
_NOT_RENTAL = re.compile(
    r"gestion\s*$|(?:actuellement|deja|fin de|agence de|service)\s*$|(?:n'est|sera|est) pas\s*$"
)
_CODES = (
    ("DPE_COLLECTIVE", r"dpe collectif"),
    ("DPE", r"\bdpe\b(?! collectif)|diag(?:nostic)? (?:de )?performance energetique|performance energetique"),
    ("AUDIT", r"audit energetique"),
    ("LEAD_WORKS", r"plomb(?=(?: et (?:d.|l.)?amiante)? avant (?:travaux|chantier))"),
    ("DEMO_ASBESTOS", r"(?:amiante|reperage)[^.,;\n]{0,20}avant demolition|amiante demolition"),
    ("RAAT", r"reperage (?:d')?amiante avant (?:travaux|chantier)|amiante avant (?:travaux|renovation)|\braat\b|diag(?:nostic)? amiante (?:avant )?travaux"),
    ("DTA", r"\bdta\b|dossier technique amiante"),
    ("DAPP", r"\bdapp\b"),
    ("ASBESTOS", r"amiante"),
    ("CREP", r"\bcrep\b|plomb"),
    ("TERMITES", r"termites?"),
    ("ERP", r"\berp\b|\bernmt\b|\bernt\b|\besris\b|etat des risques"),
    ("ENSA", r"\bensa\b|nuisances sonores|bruit aerien"),
    ("CARREZ", r"\bcarrez\b|mesurage(?! boutin)"),
    ("BOUTIN", r"\bboutin\b"),
    ("PEMD", r"\bpemd\b"),
    ("PPPT", r"\bpppt\b|plan pluriannuel"),
    ("ANC", r"(?:controle|diag\w*|diagnostic)(?: de l'| d'| )?(?:assainissement|anc)\b"),
    ("GAS", r"\bgaz\b"),
    ("ELECTRICITY", r"\belec(?:tricite|trique|t)?\b"),
)  # fmt: skip
_ALL = re.compile(
    r"tous les diag\w*|(?:l'ensemble|la totalite|la liste complete) des diag\w*|\bddt\b(?: complet)?|dossier de diagnostics? techniques?|(?:diag\w*|pack|dossier) (?:complets?|obligatoires)|les diagnostics obligatoires|diagnostics? complets?"
)
_DONE = re.compile(
    r"\s*(?:est |sont |a ete |ont ete |:)?\s*(?:deja (?:faite?s?|realise\w*|ok)|ok\b|(?:encore |toujours )?(?:valable|valide)s?|a jour|en cours de validite|fourni\w*|deja|fait\b|datant|date de|de 20\d\d|inutile|pas (?:necessaire|utile|besoin))"
)
_REFUSED = re.compile(
    r"(?:pas besoin (?:de |d'|du )|sauf |hors |sans |pas (?:de |d')|excepte |inutile (?:de |d')?(?:faire )?|deja (?:le |un |l'|fait le )|on a (?:deja )?(?:le |l'|un )|j'ai (?:deja )?(?:le |l'|un ))(?:le |la |les |l')?$"
)
_IF = re.compile(r"\s*(?:si (?:necessaire|besoin|obligatoire|requis|applicable|utile)|eventuel\w*|\?)")


def operations(small: str) -> Iterator[Found]:
    """Why the diagnostics are needed."""
    for key, weight, pattern in _OPERATIONS:
        for found in re.finditer(rf"(?<!\w)(?:{pattern})", small):
            before = small[max(0, found.start() - 22) : found.start()]
            if key == "rental" and (
                _NOT_RENTAL.search(before) or re.match(r" (?:de voiture|gerance)", small[found.end() :])
            ):
                continue
            if re.search(r"(?:pas (?:de |d'|a |en |pour (?:une )?)|ni |sans )$", before) or re.match(
                r"\w", small[found.end() : found.end() + 1]
            ):
                continue
            if key == "sale" and re.search(
                r"(?:notaire|agence|service|pole|conseil\w*|directeur|charge\w*) (?:de |des )?$", before
            ):
                continue
            yield Found("transaction", key, *found.span(), "le motif de la demande", weight)


def asked(small: str) -> Iterator[Found]:
    """Each diagnostic that is asked for: field `diagnostics`, one code a finding."""
    taken: list[tuple[int, int]] = []
    for found in _ALL.finditer(small):
        yield Found("diagnostics", "all", *found.span(), "tous les diagnostics sont demandés")
    hits: list[tuple[str, re.Match[str]]] = []
    for code, pattern in _CODES:
        for found in re.finditer(pattern, small):
            if not any(a < found.end() and found.start() < b for a, b in taken):
                taken.append(found.span())
                hits.append((code, found))
    hits.sort(key=lambda one: one[1].start())
    for number, (code, found) in enumerate(hits):
        judged = _judge(small, code, found, hits, number)
        if judged is not None:
            yield Found("diagnostics", code, *found.span(), "un diagnostic demandé", 10, judged)


def _judge(
    small: str, code: str, found: re.Match[str], hits: list[tuple[str, re.Match[str]]], number: int
) -> str | None:
    """None: no request; a sentence: to check; empty: asked for."""
    before, after = small[max(0, found.start() - 40) : found.start()], small[found.end() : found.end() + 30]
    if _REFUSED.search(before) or _DONE.match(after):
        return None
    if code in ("GAS", "ELECTRICITY", "CARREZ", "BOUTIN") and not _listed(small, found, hits, number):
        return None
    if code == "DPE" and re.match(r"\s*(?:en |classe |:|note |etiquette )*[a-g]\b(?!')", after):
        return None
    if code == "ASBESTOS" and re.search(r"(?:presence|contient|sans) (?:d'|de l')?$", before):
        return None
    return "Demandé sous condition." if _IF.match(after) else ""


_JOIN = re.compile(
    r"[\s,+/&;-]*(?:(?:et|ainsi que|puis|avec|le|la|les|l'|du|de|d'|un|une|diag\w*|etat|installation|pour|perime|\(|\)|aussi)[\s,+/&']*)*"
)
_ASKS = re.compile(
    r"(?:diag\w*\.?|diagnostics?|besoin|faire|devis|etat|controle|faut|faudrait|souhait\w*|veu[xt]|refaire|pour|mesurage|demande)\s*(?::|de |d'|du |des |l'|le |la |les |un |une |loi |installation |interieure |en |pour )*$"
)


def _listed(small: str, found: re.Match[str], hits: list[tuple[str, re.Match[str]]], number: int) -> bool:
    """« gaz » is a diagnostic in a list of diagnostics, or after « diagnostic »; alone it is an energy."""
    if re.match(
        r"\s*(?:>|<|\+ ?de|de (?:plus|moins|ville)|refait|neuve?|indiv|coll|\d{4}|de \d{4}|en \d{4}|\?)",
        small[found.end() :],
    ):
        return False
    if re.search(
        r"(?:chaudiere|chauffage|chauff\.?|tout|radiateurs?|installation|compteur|m2|m2 \(?(?:loi)?|surface|cuisine|pas de|au)\s*(?:au |loi )?$",
        small[max(0, found.start() - 60) : found.start()],
    ):
        return bool(
            re.search(
                r"(?:etat|diag\w*|controle) (?:de |des )?(?:l')?installation\s*(?:de |d')?$",
                small[max(0, found.start() - 60) : found.start()],
            )
        )
    if _ASKS.search(small[max(0, found.start() - 40) : found.start()]):
        return True
    return _in_list(small, hits, number)


_UNSURE = ("GAS", "ELECTRICITY", "CARREZ", "BOUTIN")
_AGE = re.compile(r"\s*(?:>|<|\+ ?de|(?:ont |a |de )?(?:plus|moins) de|refait|neuve?|de \d{4}|en \d{4})")


def _in_list(small: str, hits: list[tuple[str, re.Match[str]]], number: int) -> bool:
    """Whether joined to a word that can only be a diagnostic, or to a request: « gaz et élec > 15 ans » is no list."""
    first = last = number
    while first and _JOIN.fullmatch(small[hits[first - 1][1].end() : hits[first][1].start()]):
        first -= 1
    while last + 1 < len(hits) and _JOIN.fullmatch(small[hits[last][1].end() : hits[last + 1][1].start()]):
        last += 1
    if _AGE.match(small[hits[last][1].end() :]):
        return False
    begin = hits[first][1].start()
    sure = any(code not in _UNSURE for code, _ in hits[first : last + 1])
    return sure or bool(_ASKS.search(small[max(0, begin - 40) : begin]))


_SIMPLE = (
    ("co_owned", "no", 14, r"(?:hors|pas (?:de|en|d'une)|sans|non) copro\w*|copro\w* ?: ?non|pas (?:soumis\w* )?(?:a|en) (?:la |une )?copro\w*|monopropriete"),
    ("co_owned", "yes", 10, r"(?<!syndic de )(?<!syndic )(?<!reglement de )(?<!syndicat de )\bcopro(?:priete|pr|\.)?\b(?!prietaires)(?! ?\?)|\ben copropriete\b"),
    ("occupied", "no", 14, r"libre (?:de toute occupation|d'occupation|a la vente)|(?:bien|logement|maison|appartement|appt|studio) (?:est )?(?:libre|inoccupe\w*|vide)\b(?! de meubles)|inoccupe\w*|(?:non|pas) occupe\w*|\bvacant\w*"),
    ("occupied", "yes", 10, r"vente occupee|(?<!in)(?<!pas )(?<!non )occupee? par|actuellement (?:loue|occupe)\w*|vendue? (?:loue|occupe)\w*|\blouee?\b(?= \(|,| actuellement)|bien loue|locataire en place"),
    ("furnished", "no", 14, r"non[- ]meuble\w*|pas meuble\w*|location (?:vide|nue)|loue\w* (?:vide|nue?)|bail vide"),
    ("furnished", "yes", 10, r"(?<!non )(?<!non-)(?<!pas )meublee?s?\b(?! de tourisme)|location meublee"),
    ("urgency", "no", 20, r"(?:pas|rien d'|aucune|sans|non|n'est pas|pas d')\s?(?:urgen\w+)|pas presse"),
    ("urgency", "yes", 10, r"(?<!rien d')(?<!pas )(?<!sans )(?<!pas d')(?<!aucune )(?<!non )\burgen(?:t|te|ce|ts|tissime|ment)\b|au plus vite|des que possible|\basap\b|au plus tot\b|le plus (?:vite|tot|rapidement) possible|tres presse|plus rapidement possible"),
    ("price_asked", "yes", 10, r"\bdevis\b|c'est combien|combien (?:ca |cela )?cout\w*|\bcombien\b|vos? tarifs?|votre prix|quel prix|quels? tarifs?"),
)  # fmt: skip
_SAID = {
    "co_owned": "la copropriété", "occupied": "l’occupation", "furnished": "la location meublée",
    "urgency": "l’urgence", "price_asked": "un prix est demandé",
}  # fmt: skip


def simple(small: str) -> Iterator[Found]:
    """Yes or no questions; a denial outweighs the word that it denies."""
    for name, value, weight, pattern in _SIMPLE:
        for found in re.finditer(rf"(?<!\w)(?:{pattern})", small):
            yield Found(name, value, *found.span(), _SAID[name], weight)


_REFERENCE = re.compile(
    r"(?:\bref(?:erence)?\b\.?(?: (?:interne|dossier|client|mandat|du bien|bien|annonce|commande))*|\bdossier n[°o]|\bmandat n[°o]|n[°o] (?:de )?(?:dossier|mandat|commande|os|bon)|\bn/ref|\bv/ref|\bbon de commande(?: n[°o])?|\bos n[°o])\s*[:.°]?\s*(?:n[°o] ?)?([a-z0-9][a-z0-9/_.-]*\d[a-z0-9/_.-]*)"
)
_KEYS = re.compile(r"(?<![^.;\n!?])[^.;\n!?]{0,400}?\b(?:cles?|clefs?|trousseau)\b[^.;\n!?]{0,200}")
_HOLDERS = (
    ("lockbox", r"boite a cles?|boitier"), ("caretaker", r"gardien\w*|concierge|loge"), ("notary", r"etude|notaire|\bme\b|maitre"),
    ("agency", r"agence|bureau|chez nous|cabinet"), ("neighbour", r"voisin\w*"), ("occupant", r"locataire|occupant"),
    ("owner", r"proprietaire|vendeur|chez (?:m\.|mr|mme|monsieur|madame)"), ("syndic", r"syndic"), ("mairie", r"mairie"),
)  # fmt: skip


def errands(text: str, small: str) -> Iterator[Found]:
    """Reference of the client, keys and who holds them, when to call."""
    for found in _REFERENCE.finditer(small):
        yield Found(
            "reference", text[found.start(1) : found.end(1)].rstrip(".-"), *found.span(), "la référence"
        )
    for found in _KEYS.finditer(small):
        if re.search(r"cles? (?:de|en) (?:sol|main)|mot cle|porte-cle", found[0]):
            continue
        clause = _clause(found[0])
        holder = next((key for key, pattern in _HOLDERS if re.search(pattern, clause[0])), "")
        start = found.start() + clause[1]
        words = text[start : start + len(clause[0])].strip(" ,-")
        if holder or re.search(r"(?:chez|dans|sous|a la|au|aupres)\b", clause[0]):
            yield Found("keys", holder or words, start, start + len(clause[0]), "les clés", 10)
        else:
            yield Found(
                "keys",
                None,
                start,
                start + len(clause[0]),
                "les clés",
                5,
                "Les clés sont dites, pas où elles sont.",
            )
    for found in re.finditer(
        r"(?:appeler|rappeler|joindre|joignable|contacter)(?:[^.,;\n0-9]{0,20}?)(?:le (?:soir|matin|midi)|apres \d{1,2} ?h\d{0,2}|avant \d{1,2} ?h|en journee|(?:le )?week-end)",
        small,
    ):
        yield Found("call_time", text[found.start() : found.end()], *found.span(), "quand appeler")
    for found in re.finditer(
        r"renovation (?:d'une |de la |du |d'un |des |de l')?([^.,;\n]{3,40}?)(?= nous|,|\.|;|\n| \()", small
    ):
        yield Found("works", text[found.start(1) : found.end(1)], *found.span(), "les travaux")
    for found in re.finditer(
        r"rdv (?:a caler |a prendre |a fixer )?(?:avec|via) (?:le |la |l')?(loc\w*\.?|occupant\w*|proprio\w*|proprietaire|vendeur\w*|agence)",
        small,
    ):
        who = (
            "occupant"
            if found[1].startswith(("loc", "occ"))
            else "agency"
            if found[1] == "agence"
            else "owner"
        )
        yield Found("contact_for_visit", who, *found.span(), "avec qui fixer le rendez-vous")


def _clause(sentence: str) -> tuple[str, int]:
    """The part of a sentence, between commas, that speaks of the keys."""
    place = 0
    for part in re.split(r"(,)", sentence):
        if re.search(r"\b(?:cles?|clefs?|trousseau)\b", part):
            lead = re.match(r".*?(?=\b(?:les )?(?:cles?|clefs?|trousseau)\b)", part)
            cut = lead.end() if lead and len(lead[0]) > 25 else len(part) - len(part.lstrip())
            return part[cut:], place + cut
        place += len(part)
    return sentence, 0
