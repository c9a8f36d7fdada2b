"""Ten files as they come: each with what its columns are, so that guesses can be judged.

All of them are made here, in the manner of exports of mail programs, spreadsheets and business software; names are
those of the test cast and of nobody, telephones are numbers reserved for fiction.
"""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook


@dataclass(frozen=True)
class Dirty:
    """A file and, in the order of its columns, the field that each one is ('' = to leave out)."""

    name: str
    data: bytes
    columns: tuple[str, ...]
    rows: int


def sheet(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    page: Any = book.active
    for row in rows:
        page.append(row)
    for span in merged:
        page.merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(*lines: str) -> str:
    return "\r\n".join(lines) + "\r\n"


OLD_SOFTWARE = table(
    "NOM CLIENT;PRENOM;TEL 1;TEL 2;e-mail pro;Cat.;REM;ADRESSE 1;ADRESSE 2;CP;VILLE",
    "BORDENAVE;Anne;0559270064;06 39 98 61 77;anne.bordenave@exemple.fr;PART;;12 rue Samonzet;2e étage;64000;PAU",
    "LASSERRE;Hélène;;+33 6 39 98 80 35;;PART;;8 rue Bargoin;;64000;Pau",
    "OSSAU IMMOBILIER;;05.36.49.14.20;;contact@ossau.exemple.fr;AG;5;11 place Clemenceau;;64000;PAU",
    "GESTION BÉARN;;05 36 49 80 00;;syndic@bearn.exemple.fr;SYN;10;1 cours Bosquet;;64000;PAU",
).encode("cp1252")

WITH_MARK = (
    b"\xef\xbb\xbf"
    + table(
        "Civilité;Nom;Prénom;Téléphone fixe;Portable;Courriel;Code postal;Commune;Remarques",
        "Mme;Arrieta;Maïté;;0639987014;maite@exemple.fr;64290;Gan;Appeler le soir",
        "M.;Pommier;Jean;0536491421;0639984019;;64000;Pau;",
    ).encode()
)

MAIL_PROGRAM = table(
    "First Name,Last Name,E-mail Address,Mobile Phone,Company,City,Postal Code,Web Page,Notes",
    'Claire,Lamothe,claire@exemple.fr,"0639981240",,Pau,64000,,',
    'Bruno,Lafitte,bruno@ossau.exemple.fr,0639981241,"Ossau Immobilier, Pau",Pau,64000,https://ossau.exemple.fr,"Négociateur, ""terrain"""',
).encode()

TABBED = (
    "Raison sociale\tSIRET\tTVA Intracommunautaire\tInterlocuteur\tMail\tTél. bureau\tFax\tAdresse\tCP Ville\n"
    "Ossau Immobilier\t732 829 320 00074\tFR44732829320\tMaylis Errecart\tcontact@ossau.exemple.fr\t05 36 49 14 20\t05 36 49 14 29\t11 place Clemenceau\t64000 PAU\n"
    "Étude Cazenave\t\t\tMe Cazenave\tetude@exemple.fr\t05 36 49 40 12\t\t2 rue Gachet\t64000 Pau\n"
).encode("utf-16")

LOST_ZEROS = sheet([
    ["Nom complet", "Téléphone", "Code postal", "Ville", "Date de création", "SIRET"],
    ["BORDENAVE Anne", 639986177, 1220, "DIVONNE LES BAINS", date(2021, 3, 18), None],
    ["LASSERRE Hélène", 639988035, 3700, "BELLERIVE SUR ALLIER", date(2022, 5, 2), None],
    ["Ossau Immobilier", 536491420, 64000, "PAU", date(2019, 1, 7), 73282932000074],
])  # fmt: skip

MERGED_HEADINGS = sheet(
    [
        ["Carnet d’adresses 2026", None, None, None, None, None, None],
        [None, None, None, None, None, None, None],
        ["Client", None, "Téléphone", None, "Coordonnées", None, None],
        ["Nom", "Prénom", "fixe", "portable", "mail", "CP", "ville"],
        ["Bordenave", "Anne", "0559270064", "0639986177", "anne@exemple.fr", "64000", "Pau"],
        ["Lasserre", "Hélène", "0536491422", "0639988035", "helene@exemple.fr", "64000", "Pau"],
    ],
    ("A1:G1", "A3:B3", "C3:D3", "E3:G3"),
)

NO_HEADINGS = table(
    "Bordenave Anne;0639986177;anne@exemple.fr;64000;Pau",
    "Lasserre Hélène;0639988035;helene@exemple.fr;64000;Pau",
    "Arrieta Maïté;0639987014;maite@exemple.fr;64290;Gan",
).encode()

AGENCIES = sheet([
    [None, "Export agences", None, None, None, None, None, None],
    ["Agence", "Réseau", "Compte principal", "Responsable", "E-mail", "Tél", "Remise %", "IBAN"],
    ["Ossau Immobilier", "Pyrénées Habitat", None, "Maylis Errecart", "contact@ossau.exemple.fr", "05 36 49 14 20", 0.05, "FR7630006000011234567890189"],
    ["Ossau Gestion", "Pyrénées Habitat", "Ossau Immobilier", "Noémie Pujol", "gestion@ossau.exemple.fr", "05 36 49 14 22", None, None],
])  # fmt: skip

PIPES = table(
    "sep=|",
    "Ref client|Titre|Nom usuel|Prénom|N° de téléphone|GSM|Adresse mail|Rue|C.P.|Localité|Pays|Observations",
    "C0012|M. et Mme|Pommier|Jean|05 36 49 14 21|06 39 98 40 19|pommier@exemple.fr|3 rue Serviez|64000|Pau|France|Portail bleu",
    "C0013|Maître|Cazenave|||0639984012||2 rue Gachet|64000|Pau|France|",
).encode()

DIAGNOSTICIAN = table(
    "Type client;Société;Nom;Prénom;Portable;Email;N° SIREN;Ne jamais bloquer les rapports;Prévenir en cas de RDV;Nb dossiers;CA HT;Dernier dossier",
    "Agence;Halles Immobilier;Errecart;Maylis;0639981240;maylis@halles.exemple.fr;732 829 320;oui;oui;22;6 204,00;12/11/2026",
    "Particulier;;Bordenave;Anne;0639986177;anne@exemple.fr;;non;oui;1;456,00;03/02/2026",
).encode("cp1252")

FILES = (
    Dirty("ancien-logiciel.csv", OLD_SOFTWARE, ("last_name", "first_name", "phone", "mobile", "email", "type", "discount",
          "address", "complement", "postcode", "city"), 4),
    Dirty("avec-marque.csv", WITH_MARK, ("civility", "last_name", "first_name", "phone", "mobile", "email", "postcode",
          "city", "note"), 2),
    Dirty("messagerie.csv", MAIL_PROGRAM, ("first_name", "last_name", "email", "mobile", "organisation", "city", "postcode",
          "website", "note"), 2),
    Dirty("tabulations.txt", TABBED, ("organisation", "siret", "vat_number", "person_name", "email", "phone", "", "address",
          "place"), 2),
    Dirty("zeros-perdus.xlsx", LOST_ZEROS, ("full_name", "mobile", "postcode", "city", "", "siret"), 3),
    Dirty("titres-fusionnes.xlsx", MERGED_HEADINGS, ("last_name", "first_name", "phone", "mobile", "email", "postcode",
          "city"), 2),
    Dirty("sans-titres.csv", NO_HEADINGS, ("full_name", "mobile", "email", "postcode", "city"), 3),
    Dirty("agences.xlsx", AGENCIES, ("organisation", "network", "parent", "person_name", "email", "phone", "discount",
          "iban"), 2),
    Dirty("barres.csv", PIPES, ("client_ref", "civility", "last_name", "first_name", "phone", "mobile", "email", "address",
          "postcode", "city", "", "note"), 2),
    Dirty("diagnostiqueur.csv", DIAGNOSTICIAN, ("type", "organisation", "last_name", "first_name", "mobile", "email",
          "siret", "never_lock_reports", "notify_on_appointment", "", "", ""), 2),
)  # fmt: skip
