"""Whether a message asks for something: an order, a cancellation, or nothing of the kind."""

import re

from odissee.tenants.orders.reading.message import Message

_CANCEL = re.compile(
    r"(?<!cas d')(?<!frais d')(?<!condition d')(?<!conditions d')\b(?:annul(?:er|e|ee|ons|ez|ation)\b(?! (?:possible|gratuit))|ne (?:donn\w+|souhait\w+) (?:pas|plus)(?: donner)? (?:de )?suite|sans suite|n'ai plus besoin|n'avons plus besoin|plus besoin de (?:vos|votre|diag\w*|vous)|abandonn\w+ (?:la|notre) vente|vente (?:est )?(?:annulee|tombee|abandonnee)|renonc\w+)"
)
_AD = re.compile(
    r"profitez|offre (?:valable|speciale|exceptionnelle|promo\w*|limitee)|-\s?\d{2} ?%|promo\w*|newsletter|desinscri\w+|desabonn\w+|panneaux solaires|photovolta\w+|webinaire|gratuite?ment|cliquez|decouvrez|boostez|referencement|devenez|black friday|salon professionnel"
)
_OTHER = re.compile(
    r"ci-joint[^.\n]{0,20}facture|votre facture|facture (?:n[°o]|impayee)|relance|candidature|\bcv\b|lettre de motivation|absence du bureau|reponse automatique|je suis absent|accuse de (?:reception|lecture)|delivery status|undelivered|mailer-daemon|merci pour (?:votre|vos) (?:rapport|passage|visite)|bien recu"
)
_ASK = re.compile(
    r"diagnosti\w+|\bdiags?\b|\bdpe\b|\bddt\b|amiante|termites|carrez|\berp\b|\bdta\b|\braat\b|\bpemd\b|reperage|etat des risques|plomb|passer (?:chez|voir)|intervenir|\ba vendre\b|\ba louer\b|je vends|mandat de vente|rdv|expertise|m2\b|mandat"
)


def intent_of(message: Message) -> tuple[str, str]:
    """`order`, `cancellation` or `other`, and the words that say so."""
    layer = message.layers[0]
    own = message.plain[: layer.end]
    cancel = _CANCEL.search(own)
    if cancel and not re.search(
        r"(?:ne pas|n'|si (?:vous|je|nous)|pour)\s*$", own[max(0, cancel.start() - 10) : cancel.start()]
    ):
        return "cancellation", message.text[cancel.start() : cancel.end()]
    ads, asks = list(_AD.finditer(own)), list(_ASK.finditer(own))
    other = _OTHER.search(own)
    first = ads[0] if ads else other
    if first and (len(ads) >= 2 and len(asks) < 3 or not asks or other and len(asks) < 2):
        return "other", message.text[first.start() : first.end()]
    whole = message.plain
    if not _ASK.search(whole) and not re.search(r"[tf]\d\b|maison|appart|appt|studio", whole):
        return "other", ""
    return "order", ""
