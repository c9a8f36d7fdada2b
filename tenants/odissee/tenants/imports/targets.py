"""Where a column of a file may go, and the words by which people call it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from odissee.platform.fields import (
    FieldError,
    parse_email,
    parse_iban,
    parse_phone,
    parse_postcode,
    parse_siren,
    parse_siret,
    parse_url,
    parse_vat_number,
)
from odissee.platform.french import fold
from odissee.tenants.geography import all_communes

IGNORED = ""


@dataclass(frozen=True, slots=True)
class Target:
    """`words` are whole headings once folded; `parts` are words that a longer heading may hold."""

    key: str
    label: str
    words: tuple[str, ...]
    parts: tuple[str, ...] = ()
    looks: Callable[[str], bool] | None = field(default=None, compare=False)
    weak: bool = False
    """Content alone tells it only where there is no heading at all."""


def _reads(parse: Callable[[str], object], shape: str) -> Callable[[str], bool]:
    pattern = re.compile(shape)

    def looks(cell: str) -> bool:
        if not pattern.search(cell):
            return False
        try:
            parse(cell)
        except FieldError:
            return False
        return True

    return looks


def _matches(shape: str) -> Callable[[str], bool]:
    pattern = re.compile(shape, re.IGNORECASE)
    return lambda cell: bool(pattern.search(fold(cell)))


@cache
def _towns() -> frozenset[str]:
    return frozenset(fold(commune.name) for commune in all_communes().values())


def _town(cell: str) -> bool:
    return re.sub(r"\bst(e?)\b", r"saint\1", fold(cell)) in _towns()


def _person(cell: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){1,4}", cell.strip())) and not _town(cell)


def _postcode(cell: str) -> bool:
    text = re.sub(r"\.0$|\s", "", cell)
    return bool(re.fullmatch(r"\d{4,5}", text)) and _reads(parse_postcode, r"\d")(text.zfill(5))


def _company(cell: str) -> bool:
    size = len(re.sub(r"\D", "", cell))
    return (size == 14 and _reads(parse_siret, r"\d")(cell)) or (
        size == 9 and _reads(parse_siren, r"\d")(cell)
    )


TARGETS = (
    Target("last_name", "Nom", (
        "nom", "nom de famille", "nom client", "nom du client", "nom contact", "nom du contact", "last name", "surname",
        "name", "noms", "nom usuel", "nom proprietaire", "nom du proprietaire",
        "family name",
    ), ("nom",)),
    Target("first_name", "Prénom", ("prenom", "prenoms", "first name", "prenom client", "given name"), ("prenom",)),
    Target("full_name", "Nom complet", (
        "nom complet", "nom prenom", "nom et prenom", "nom prenoms", "prenom nom", "client", "clients", "contact",
        "nom affiche", "display name", "identite", "proprietaire", "interlocuteurs", "nom / prenom", "denomination usuelle",
    ), (), _person, weak=True),
    Target("organisation", "Organisation", (
        "societe", "raison sociale", "organisation", "entreprise", "company", "agence", "etablissement", "enseigne",
        "nom societe", "nom de la societe", "nom agence", "nom de l agence", "denomination", "cabinet", "office", "etude",
    ), ("societe", "raison", "enseigne", "denomination", "organization", "company")),
    Target("person_name", "Interlocuteur", (
        "interlocuteur", "nom interlocuteur", "contact principal", "personne a contacter", "responsable", "a l attention de",
        "attn", "representant", "negociateur", "gerant",
    ), ("interlocuteur",)),
    Target("civility", "Civilité", ("civilite", "civ", "titre", "titre de civilite", "m mme", "m / mme", "genre", "politesse")),
    Target("type", "Type de contact", (
        "type", "type de contact", "type contact", "categorie", "cat", "categorie client", "type client", "famille", "profil",
        "qualite", "type de client", "activite", "groupe",
    ), ("categorie", "type")),
    Target("email", "Courriel", (
        "email", "e mail", "mail", "courriel", "adresse mail", "adresse email", "adresse e mail", "mel",
        "adresse electronique", "e mail pro", "email pro", "mail pro", "email 1", "e mail 1", "mail client",
        "courrier electronique", "adresse messagerie", "messagerie",
    ), ("mail", "email", "courriel"), _reads(parse_email, "@")),
    Target("mobile", "Mobile", (
        "mobile", "portable", "tel portable", "tel mobile", "telephone portable", "telephone mobile", "gsm", "tel 2",
        "telephone 2", "mobile phone", "n portable", "num portable", "port", "portable 1", "tel port", "cell",
    ), ("portable", "mobile", "gsm"), _reads(parse_phone, r"\d{2}")),
    Target("phone", "Téléphone fixe", (
        "telephone", "tel", "tel 1", "telephone 1", "telephone fixe", "tel fixe", "fixe", "phone", "n de telephone",
        "numero de telephone", "telephone bureau", "tel bureau", "tel pro", "telephone domicile", "tel domicile", "num tel",
        "tel client", "standard", "n tel",
    ), ("tel", "telephone", "fixe", "phone"), _reads(parse_phone, r"\d{2}")),
    Target("address", "Adresse", (
        "adresse", "adresse 1", "adresse1", "rue", "voie", "adresse postale", "address", "adresse client", "n et rue",
        "adresse ligne 1", "adr 1", "adr", "adresse complete", "rue et numero", "adresse voie", "libelle voie", "numero et voie", "street",
    ), ("adresse", "rue", "voie", "street", "adr"), _matches(r"^\d{1,4}\b.*\b(rue|av|avenue|bd|boulevard|chemin|route|place|impasse|allee|quai|cours)\b")),
    Target("complement", "Complément d’adresse", (
        "complement", "complement d adresse", "complement adresse", "adresse 2", "adresse2", "adresse ligne 2", "adr 2",
        "batiment", "residence", "lieu dit", "suite adresse",
    ), ("complement",)),
    Target("postcode", "Code postal", (
        "code postal", "cp", "c p", "codepostal", "postcode", "zip", "postal code", "code post", "cod postal", "zip code",
        "cp client",
    ), ("postal", "cp"), _postcode),
    Target("city", "Ville", ("ville", "commune", "localite", "city", "town", "ville client", "bureau distributeur"), ("ville", "commune", "city"), _town, weak=True),
    Target("place", "Code postal et ville", (
        "cp ville", "code postal ville", "cp / ville", "code postal et ville", "ville cp", "cp et ville", "cp commune",
        "localite cp",
    ), (), _matches(r"^\d{5}\s+[a-z]")),
    Target("siret", "SIRET ou SIREN", (
        "siret", "siren", "n siret", "numero siret", "n siren", "siret siren", "siren siret", "code siret", "num siret",
        "numero siren", "siret / siren", "identifiant siret",
    ), ("siret", "siren"), _company),
    Target("vat_number", "Numéro de TVA", (
        "tva", "n tva", "numero tva", "tva intra", "tva intracommunautaire", "n tva intracommunautaire", "numero de tva",
        "vat", "n tva intra", "vat number", "tva intracom", "id tva",
    ), ("tva",), _reads(parse_vat_number, r"^\s*[A-Za-z]{2}")),
    Target("iban", "IBAN", ("iban", "rib iban", "compte bancaire", "iban client", "rib"), ("iban",), _reads(parse_iban, r"^[A-Za-z]{2}")),
    Target("website", "Site internet", (
        "site", "site web", "site internet", "url", "web", "www", "website", "page web",
    ), (), _reads(parse_url, r"(?i)^(https?://|www\.)")),
    Target("rcs", "RCS", ("rcs", "n rcs", "rcs ville", "immatriculation"), ("rcs",)),
    Target("client_ref", "Référence", (
        "reference", "ref", "reference client", "ref client", "code client", "n client", "numero client", "code", "id client",
        "id externe", "code tiers", "compte client", "n compte", "matricule",
    ), ("reference",)),
    Target("network", "Réseau", ("reseau", "reseau agence", "franchise", "groupement", "reseau immobilier"), ("reseau",)),
    Target("parent", "Compte principal", (
        "compte principal", "siege", "maison mere", "societe mere", "compte parent", "rattachement", "groupe parent",
    )),
    Target("discount", "Remise systématique", (
        "remise", "remise %", "taux de remise", "remise systematique", "rem", "% remise", "taux remise", "remise client",
    ), ("remise",)),
    Target("never_lock_reports", "Ne jamais bloquer les rapports", (
        "ne jamais bloquer", "jamais bloque", "ne jamais bloquer les rapports", "rapports non bloques", "deblocage rapports",
    )),
    Target("notify_on_appointment", "Prévenir des rendez-vous", (
        "prevenir rdv", "prevenir en cas de rdv", "prevenir a chaque rendez vous", "avis rdv", "avis de rendez vous",
    )),
    Target("note", "Note interne", (
        "note", "notes", "commentaire", "commentaires", "remarque", "remarques", "observation", "observations", "memo",
        "infos", "note interne", "divers", "info",
    ), ("commentaire", "remarque", "observation")),
    Target(IGNORED, "Ne pas importer", (
        "fax", "telecopie", "id", "n", "numero", "date", "date de creation", "date creation", "cree le", "date naissance",
        "date de naissance", "ca", "ca ht", "chiffre d affaires", "solde", "encours", "nb dossiers", "nombre de dossiers",
        "pays", "country", "latitude", "longitude", "actif", "archive", "dernier dossier", "date dernier dossier",
        "derniere modification", "modifie le", "mode de reglement", "conditions de reglement", "compte comptable", "photo",
        "ligne", "probleme", "dossiers", "acces client", "age", "newsletter", "rgpd", "dernier contact", "client depuis",
        "date maj", "maj", "login", "mot de passe", "tel fax", "fax pro", "departement", "region",
    ), ("date", "fax", "solde")),
)  # fmt: skip

BY_KEY = {one.key: one for one in TARGETS}
CHOICES = [(one.key, one.label) for one in TARGETS]
