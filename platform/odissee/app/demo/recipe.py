"""The two demonstration companies: who they are and who works there. Two, so that a leak between them would show."""

from dataclasses import dataclass
from uuid import UUID

from odissee.app.demo.seeded import demo_id

PASSWORD = "démonstration Durand 2026"  # noqa: S105 - printed at every start


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff; `domains` are the certifications held."""

    first: str
    last: str
    profile: str
    initials: str
    domains: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


ALL = ("dpe", "asbestos", "lead", "gas", "electricity", "termites")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One company. `share` is its part of the dossiers asked for; `dept` bounds its communes when `only_dept`."""

    slug: str
    name: str
    legal_form: str
    capital: int
    siren: str
    address: str
    postcode: str
    insee: str
    landline: str
    brand: str
    share: float
    kilometres: float
    only_dept: bool
    staff: tuple[Member, ...]

    @property
    def tenant_id(self) -> UUID:
        return demo_id(f"tenant:{self.slug}")

    @property
    def siret(self) -> str:
        """The SIREN and an establishment number whose Luhn sum is right."""
        stem = f"{self.siren}0001"
        doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(stem))]
        return f"{stem}{-sum(n - 9 if n > 9 else n for n in doubled) % 10}"

    @property
    def vat_number(self) -> str:
        return f"FR{(12 + 3 * (int(self.siren) % 97)) % 97:02d}{self.siren}"

    def mail_of(self, member: Member) -> str:
        return f"{plain(member.first)}.{plain(member.last)}@{self.slug}.example"


def plain(text: str) -> str:
    """Letters of a mail address."""
    from odissee.platform.french import search_words

    return "-".join(search_words(text))


DURAND = Recipe(
    "durand", "Durand Diagnostics", "SARL", 15_000_00, "999104268", "12 rue Samonzet", "64000", "64445", "+33536490100",
    "#165c8f", 0.75, 45, False,
    (
        Member("Paul", "Durand", "owner", "PD", ALL), Member("Anne", "Vidal", "admin", "AV"),
        Member("Sophie", "Martin", "office", "SM"), Member("Claire", "Fabre", "accountant", "CF"),
        Member("Karim", "Benali", "sales", "KB"), Member("Inès", "Haddad", "technician", "IH", ALL),
        Member("Mathis", "Lacoste", "technician", "ML", ALL), Member("Hugo", "Lagarde", "lead_worker", "HL", ("dpe", "gas")),
    ),
)  # fmt: skip
MOREL = Recipe(
    "morel", "Morel Expertises", "SAS", 20_000_00, "999207343", "8 cours Berriat", "38000", "38185", "+33465710120",
    "#7a3b12", 0.25, 60, True,
    (
        Member("Luc", "Morel", "owner", "LM", ALL), Member("Élise", "Perret", "office", "EP"),
        Member("Yann", "Chabert", "technician", "YC", ALL),
    ),
)  # fmt: skip
COMPANIES = (DURAND, MOREL)
OPERATOR = ("nora.lemaire@odissee.example", "Nora Lemaire")
CLIENT = ("ventes@agence-des-halles.example", "Agence des Halles")
PROFILES = {
    "owner": "Super administrateur", "admin": "Administrateur", "office": "Administratif", "accountant": "Comptable",
    "sales": "Commercial", "technician": "Technicien", "lead_worker": "Pigiste",
}  # fmt: skip
