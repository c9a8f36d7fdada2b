"""When: a visit that is wished, a day before which all must be done. A date that nothing explains is shown to a person."""

import re
from collections.abc import Iterator

from odissee.tenants.orders.reading.found import Found

_MONTHS = "janvier|janv|fevrier|fevr|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec"
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_PART = r"(?: ?(?:au |en |dans la |le )?(?:matin|apres-midi|apres midi|soir|midi|matinee|journee|aprem))?"
_HOUR = r"(?:(?:,| a| vers| des| apres| avant| entre)? ?\d{1,2} ?(?:h|:)\d{0,2}(?:(?: et | a |-)\d{1,2} ?h\d{0,2})?)?"
_ONE = (
    rf"(?:(?:{_DAYS}) )?(?:le )?(?:\d{{1,2}}(?:er)?(?: (?:{_DAYS}))? (?:{_MONTHS})\b\.?(?: 20\d\d)?|\d{{1,2}}/\d{{1,2}}(?:/(?:20)?\d\d)?|\d{{1,2}}\.\d{{1,2}}\.20\d\d)"
    rf"|(?:{_DAYS})(?: (?:prochain|en huit|\d{{1,2}}(?:er)?))?|demain|apres-demain|(?:la )?semaine prochaine|(?:fin|debut|mi|courant)[- ](?:{_MONTHS})\b|semaine \d{{1,2}}\b|cette semaine"
)
_DATE = re.compile(
    rf"(?<![\w/.])(?:{_ONE}){_PART}{_HOUR}(?:(?: ?(?:ou|et|/|,) ?(?:le )?)(?:{_ONE}){_PART}{_HOUR})*(?!\w)"
)
_VISIT = r"visite\w*|rdv|rendez-vous|dispo\w*|passer|passage|interven\w+|venir|creneau\w*|a partir d[ue]|possible|visiter|libres?"
_LIMIT = r"compromis|signature|signe\w*|acte|promesse|entree|rentr\w+|entre\b|arriv\w+|demarr\w+|debut|au plus tard|d'ici|echeance|etat des lieux|avant|pour le|deadline|delai|limite|chantier|bail|bouclage|mise en (?:vente|location)"
_NOT = re.compile(
    r"(?:a ecrit|envoye|valable|valide|offre|jusqu'au|ne le|date du|facture|courrier du|mail du|mandat (?:signe )?(?:du|le)|permis (?:de construire )?(?:du|le|en|depose le)|dpe (?:du|de)|construit\w*|diag\w* du|\bdu)\s*(?:le )?$"
)
_CUES = re.compile(rf"\b(?:(?P<visit>{_VISIT})|(?P<limit>{_LIMIT}))\b|(?P<limit2>avant|d'ici)\b")


def dates(text: str, small: str) -> Iterator[Found]:
    """Wished visits (`desired_date`) and last days (`deadline`)."""
    for found in _DATE.finditer(small):
        if not found[0].strip() or _NOT.search(small[max(0, found.start() - 28) : found.start()]):
            continue
        start = _sentence_start(small, found.start())
        kind, cue = _cue(small, start, found.start(), found.end())
        value = re.sub(r"\s+", " ", text[found.start() : found.end()]).strip(" .")
        corrected = bool(
            re.search(
                r"(?:plutot|finalement|decal\w+|report\w+)[^.\n]{0,30}$",
                small[max(0, found.start() - 40) : found.start()],
            )
        )
        if re.search(
            r"(?:et non|au lieu du?|pas)\s*(?:le )?$", small[max(0, found.start() - 12) : found.start()]
        ):
            continue
        if kind == "":
            yield Found(
                "desired_date", None, *found.span(), "une date", 5, "Une date est dite, pas à quoi elle sert."
            )
        else:
            begin = min(cue, found.start())
            yield Found(
                kind,
                value,
                begin,
                found.end(),
                "la visite" if kind == "desired_date" else "la date limite",
                20 if corrected else 10,
            )


def _sentence_start(small: str, place: int) -> int:
    first = max(0, place - 300)
    ends = [m.end() for m in re.finditer(r"[.!?\n](?=\s|$)", small[first:place])]
    return first + ends[-1] if ends else first


def _cue(small: str, start: int, begin: int, end: int) -> tuple[str, int]:
    """The nearest word before the date that says what it is for, or the first after it."""
    before = list(_CUES.finditer(small, start, begin))
    if before:
        last = before[-1]
        if last["visit"] and begin - last.end() < 15 and last["visit"] == "possible" and len(before) > 1:
            last = before[-2]
        return ("desired_date" if last["visit"] else "deadline"), last.start()
    after = _CUES.search(small, end, min(len(small), end + 25))
    if after and not re.search(r"[.!\n]", small[end : after.start()]):
        return ("desired_date" if after["visit"] else "deadline"), begin
    return "", begin
