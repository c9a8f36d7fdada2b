"""What is inspected: kind of property, rooms, surface, years, lots, floor."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.found import Found

_KINDS = (
    ("building", r"immeuble (?:entier|de rapport|complet|d'habitation|collectif|de \d+ (?:lots?|logements?|appartements?|etages))|(?:vente|vend\w*|achat|acquisition|cession) (?:d'un |de l'|un |l'|mon |notre )?immeuble|ensemble immobilier"),
    ("commercial", r"local (?:commercial|professionnel|d'activite)|locaux|loc\.? com\w*|bureaux?(?= de| \d|,)|boutique|fonds de commerce|magasin|entrepot|commerce(?= de| \d|,)|hangar"),
    ("block", r"residence (?=[a-z\"« ]+,)"),
    ("house", r"mais+on(?:s|nette)?(?! de retraite| medicale)|mais\.|pavillon|pav\.?(?= )|villa(?! \w+, \d)|longere|ferme(?:tte)?(?= )|chalet|bastide|mas(?= de| en|,)|plain[- ]pied|echoppe"),
    ("flat", r"appart(?:ement|ements|s|t)?\b|appt?s?\b|apt\b|apprt\b|duplex|triplex|loft|studio(?:s|tte)?|chambre de bonne|logement"),
    ("land", r"terrain (?:a batir|nu|constructible)"),
)  # fmt: skip
_ROOMS = re.compile(
    r"(?<![\w.])(?:type )?[tf] ?-?(\d{1,2})(?:\s?(?:bis|ter)|\s?\+\s?\d)?(?![\w€/])|(?<![\d,.])(\d{1,2}) ?(?:p\b(?![. ]?j)|pcs?\b|pieces?(?! jointes?| d'identite)\b)|\b(deux|trois|quatre|cinq|six|sept|huit) pieces(?! jointes)"
)
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8}
_AREA = re.compile(
    r"(?<![\d,.])((?:\d{1,3}[ .]\d{3}|\d{1,5})(?:[.,]\d{1,2})?) ?(?:m2\b|m 2\b|m\^2|metres? carres?|metre carre|mc\b|m(?=\s|,|\.|$)(?! \d)(?!\s?(?:de|haut|lin)))"
)
_LAND = re.compile(
    r"(?:terrain|parcelle|jardin|jardinet|parc|prairie)(?:\s+(?:clos|arbore|de|d'environ|d'env\.?|env\.?|:|=|attenant))*\s*$"
)
_SIDE = re.compile(
    r"(?:garage|cave|terrasse|balcon|cour|combles?|grenier|sous-sol|veranda|dependances?|piscine|box|loggia|mezzanine|abri|atelier|cellier|dont|extension|sejour|salon|chambre|cuisine)\s*(?:\w+\s*){0,2}(?:de|d'environ|d'env\.?|env\.?|:|=|\()?\s*$"
)
_AFTER_SIDE = re.compile(
    r"\s*(?:de |d')?\s*(?:terrain|jardin|parcelle|garage|cave|terrasse|balcon|cour|combles|sous-sol|extension|dependances?|au sol|d'extension|grenier|veranda|utiles?)"
)
_LIVING = re.compile(
    r"(?:hab(?:itables?|\.)?|carrez|surface(?: habitable)?|shab|superficie)\s*(?:de|d'environ|:|=)?\s*$"
)
_LIVING_AFTER = re.compile(r"\s*\(?(?:de surface )?(?:hab\b|habitables?|carrez|loi carrez|shab)")
_YEAR = r"((?:1[6-9]|20)\d{2})"
_BUILT = re.compile(
    rf"(?:cons?t?r?ui(?:t|te|ts|tes)?\b|constuite?|constr\.?|construi\w*|constrution|edifi\w+|bati\w*|batie?|construction|const\.?|annee(?: de (?:la )?construction)?|achev\w+|livre\w*|date)(?: (?:est|de|du|en|datant|vers))*\s*(?::|=|\(|en|de|d'|annee|vers|avant|apres|env\.?|environ| )*\s*{_YEAR}\b"
)
_OF = re.compile(
    rf"(?:maison|immeuble|appartement|appart|appt|pavillon|villa|bien|batiment|residence|bati|copropriete|longere|ferme|logement)(?: (?:ancien|ancienne|individuelle|mitoyenne|neuve|neuf))?\s*(?:de|des annees|date de|datant de|,)?\s*{_YEAR}\b(?!\s*(?:eur|€|m2|euros))"
)
_PERMIT = re.compile(
    rf"(?:permis(?: de construire)?|\bpc\b|dpc)\s*(?:depose |delivre |date |accorde |obtenu |du \d\d?/\d\d?/|de |du |en |d'|: ?|n° ?|le \d\d?/\d\d?/|janvier |fevrier |mars |avril |mai |juin |juillet |aout |septembre |octobre |novembre |decembre )*{_YEAR}\b"
)
_BARE = re.compile(rf"(?:^|[,;\n(-])\s*{_YEAR}\s*(?=[,;\n).]|$|- )")
_EXTENSION = re.compile(
    rf"(?:agrandi\w*|extension|extension de|suréleve\w*|sureleve\w*)[^.,;\n]{{0,15}}?{_YEAR}\b"
)
_PERIOD = re.compile(
    r"(?:des |les )?annees? (?:19)?([2-9]0)\b|(?:immeuble|maison|construit\w*|bati\w*|datant|date|construction)\s+(?:de|d')?\s*(?:vers|environ|env\.?|avant|apres|circa)\s+(?:les annees )?((?:1[6-9]|20)\d{2})|((?:1[6-9]|20)\d{2}) (?:env\b\.?|environ)|(?:avant|anterieure? a|apres|posterieure? a) ((?:19|20)\d{2})|(?:debut|fin|milieu) (?:du )?\w+e? siecle|haussmann\w*|(?:xvi|xvii|xviii|xix|xx)e(?: siecle)?"
)
_OTHER_YEAR = re.compile(
    r"(?:renov\w+|refai\w+|refait\w*|change\w*|remplac\w+|neuve?|chaudiere|elec\w*|gaz|toiture|dpe|diag\w*|achet\w+|acquis\w*|depuis|installation|pac|travaux|en date|compteur|isolation|fenetres?|mise? aux? normes?|contrat|agrandi\w*|extension|sureleve\w*)[^.;\n]{0,28}$"
)


def kinds(small: str) -> Iterator[Found]:
    """What kind of property; « T3 » alone is a flat."""
    hits = [(key, m) for key, pattern in _KINDS for m in re.finditer(rf"(?<![\w'])(?:{pattern})", small)]
    hits = [
        (key, m)
        for key, m in hits
        if not re.search(
            r"(?:pas (?:d'|de |un |une )|agence de la |gestion |transaction )$",
            small[max(0, m.start() - 18) : m.start()],
        )
    ]
    for key, found in hits:
        weight = {"building": 18, "block": 3}.get(key, 8 if found[0] in ("logement", "hangar") else 10)
        if (
            key in ("house", "flat")
            and re.match(r"\s*(?:en |de )?(?:copro|individuel)", small[found.end() :])
            and key == "flat"
        ):
            weight = 10
        yield Found(
            "property_type", "building" if key == "block" else key, *found.span(), "le mot du bien", weight
        )
    for found in _ROOMS.finditer(small):
        if found[1]:
            yield Found(
                "property_type", "flat", *found.span(), "un T ou un F est pris pour un appartement", 4
            )


def rooms(small: str) -> Iterator[Found]:
    """Number of rooms; those of a whole building are nobody's."""
    if any(one.value == "building" and one.weight > 10 for one in kinds(small)):
        return
    for found in re.finditer(
        r"(?:nombre|nbre?|nb) (?:de )?pieces(?: principales)? ?[:=]? ?(\d{1,2})\b|\bpieces ?[:=] ?(\d{1,2})\b",
        small,
    ):
        yield Found("rooms", found[1] or found[2], *found.span(), "le nombre de pièces", 11)
    for found in _ROOMS.finditer(small):
        value = int(found[1] or found[2] or _NUMBERS.get(found[3] or "", 0))
        slash = re.match(r"\s?(?:/|ou)\s?[tf]?\d", small[found.end() :])
        if 0 < value < 30:
            doubt = "Deux nombres de pièces sont dits." if slash else ""
            yield Found("rooms", str(value), *found.span(), "le nombre de pièces", 10, doubt)
    for found in re.finditer(r"\bstudio(?:tte)?\b", small):
        yield Found("rooms", "1", *found.span(), "un studio a une pièce", 4)


def surfaces(small: str) -> Iterator[Found]:
    """Living surface, land apart; a part of the property (garage, extension) is neither."""
    for found in _AREA.finditer(small):
        before, after = (
            small[max(0, found.start() - 40) : found.start()],
            small[found.end() : found.end() + 24],
        )
        before = re.split(r"[,;\n]", before)[-1] if not _LIVING.search(before) else before
        value = found[1].replace(" ", "").replace(",", ".")
        value = value.replace(".", "") if re.fullmatch(r"\d{1,3}\.\d{3}", value) else value
        value = f"{float(value):g}"
        if not found[0].rstrip().endswith(("2", "carres", "carre", "mc")) and not _ROOMS.search(
            small[max(0, found.start() - 25) : found.start()]
        ):
            continue
        if _refused(before, small[max(0, found.start() - 14) : found.start()]):
            continue
        if re.search(r"\d\s?(?:m2 ?)?(?:ou|-|/|a|et)\s?$", before) and not re.search(
            r"\d+ ?(?:rue|av)", before
        ):
            yield Found("surface_m2", None, *found.span(), "la surface", 12, "Deux surfaces sont dites.")
            continue
        if _LAND.search(before) or re.match(r"\s*(?:de )?(?:terrain|parcelle|jardin)", after):
            yield Found("land_m2", value, *found.span(), "le terrain")
        elif _SIDE.search(before) or _AFTER_SIDE.match(after):
            continue
        elif float(value) >= 4:
            living = _LIVING.search(before) or _LIVING_AFTER.match(after)
            extra = _correction(small, found)
            start = found.start() - (len(living[0]) if living and _LIVING.search(before) else 0)
            yield Found(
                "surface_m2",
                value,
                max(start, 0),
                found.end(),
                "la surface",
                30 if extra else 14 if living else 10,
            )


def _refused(before: str, near: str) -> bool:
    """« et non 128 m² », « au lieu de 128 m² »."""
    return bool(re.search(r"(?:et non|et pas|pas|non|au lieu de|plutot que|plus)\s*(?:de )?$", near)) or bool(
        re.search(r"(?:et non|au lieu de)\s*$", before)
    )


def _correction(small: str, found: re.Match[str]) -> bool:
    after, before = small[found.end() : found.end() + 20], small[max(0, found.start() - 30) : found.start()]
    return bool(
        re.match(r"\s*,?\s*(?:et (?:non|pas)|au lieu|plutot que|pas )", after)
        or re.search(r"(?:finalement|en fait|rectif\w*|corrig\w*|erreur)[^.\n]*$", before)
    )


def years(small: str) -> Iterator[Found]:
    """The year of construction and of the permit, apart from every other year that a text may hold."""
    taken: list[tuple[int, int]] = []
    for pattern, name, why in (
        (_PERMIT, "permit_year", "le permis"),
        (_EXTENSION, "extension_year", "l’extension"),
    ):
        for found in pattern.finditer(small):
            taken.append(found.span())
            yield Found(name, found[1], *found.span(), why)
    for found in _PERIOD.finditer(small):
        taken.append(found.span())
        yield Found(
            "built_period",
            small[found.start() : found.end()].strip(),
            *found.span(),
            "une période, pas une année",
        )
    for pattern, weight in ((_BUILT, 12), (_OF, 11), (_BARE, 6)):
        for found in pattern.finditer(small):
            if any(start <= found.end(1) <= end or start <= found.start(1) < end for start, end in taken):
                continue
            if (
                _OTHER_YEAR.search(small[max(0, found.start(1) - 34) : found.start(1)])
                and pattern is not _BUILT
                or re.search(
                    r"(?:vers|avant|apres|environ|env)\b\.?\s*$",
                    small[max(0, found.start(1) - 24) : found.start(1)],
                )
            ):
                continue
            start = found.start() + len(found[0]) - len(found[0].lstrip(" ,;\n(-"))
            yield Found("built_year", found[1], start, found.end(1), "l’année de construction", weight)


_FLOOR = re.compile(
    r"(?<![\w])(\d{1,2}) ?(?:er|ere|e|eme|ieme|nd|nde|ème)\s+(?:et dernier\s+)?(?:etage|etg|et\.)|\b(?:etage|etg)\s?:?\s?(\d{1,2})\b|(?<![\w+])(rdc|rez[- ]de[- ]chaussee)(?!\s?\+)|\b(premier|deuxieme|troisieme|quatrieme|cinquieme|sixieme|dernier) etage|\bau (\d{1,2})(?:e|eme|er)\b(?! etage)(?=[ ,.])"
)
_ORDER = {
    "premier": "1",
    "deuxieme": "2",
    "troisieme": "3",
    "quatrieme": "4",
    "cinquieme": "5",
    "sixieme": "6",
    "dernier": "dernier",
}


def where_inside(small: str) -> Iterator[Found]:
    """Floor, lots, digicode, door, building name."""
    for found in _FLOOR.finditer(small):
        said = found[1] or found[2] or found[5]
        yield Found("floor", said or (_ORDER[found[4]] if found[4] else "RDC"), *found.span(), "l’étage")
    for found in re.finditer(r"\b(\d{1,4}) lots\b", small):
        yield Found("lots", found[1], *found.span(), "le nombre de lots")
    for found in re.finditer(r"\blots? (?:n[°o]s? ?|principal (?:n[°o] ?)?)?(\d{1,5})\b(?! ?:)", small):
        yield Found("lot", found[1], *found.span(), "le lot")
    for found in re.finditer(
        r"(?:digicode|digi|code(?: (?:porte|immeuble|d'entree|d'acces|entree|portail|de la porte|du portail|hall))?)\s*(?:est\s*)?[:=]?\s*(?!postal|client|dossier)([a-z]?\d{2,6}[a-z]?\d{0,2}[a-z#*]{0,2})\b(?!\s?m2)",
        small,
    ):
        lead = small[max(0, found.start() - 22) : found.start()]
        if not by_code(found) and not re.search(r"(?:boite a cles?|boitier|cadenas)\W*$", lead):
            yield Found("door", found[1].upper(), *found.span(), "le code d’entrée")
    for found in re.finditer(r"\b(?:interphone|sonner (?:a|chez)|sonnette)\s*:?\s*[^,.;\n]{2,30}", small):
        yield Found("access", "", *found.span(), "l’accès")


def by_code(found: re.Match[str]) -> bool:
    """A postcode is no digicode."""
    return "digi" not in found[0] and len(found[1]) == 5 and found[1].isdigit()
