from piccolo.columns import UUID, Boolean, Integer, Text, Timestamptz
from piccolo.table import Table

from odissee.platform.db import TenantRow, db, utc_now
from odissee.platform.french import display_name, list_name


class Contact(TenantRow, Table, tablename="contact", db=db):
    """A person, or an organisation and whom one talks to there.

    A contact that was merged stays as a row, binned, with `merged_into`: its address leads to who replaced it.
    `phone` and `mobile` are E.164, `*_typed` what was written. `folded` and `name_key` follow the names and
    coordinates: only the acts of this feature write them.
    """

    kind = Text(default="private")
    type = Text(default="particulier")
    civility = Text()
    first_name = Text()
    last_name = Text()
    person_name = Text()
    email = Text()
    phone = Text()
    mobile = Text()
    phone_typed = Text()
    mobile_typed = Text()
    address = Text()
    complement = Text()
    postcode = Text()
    city = Text()
    insee = Text(null=True, default=None)
    siren = Text()
    siret = Text()
    vat_number = Text()
    client_ref = Text()
    parent_id = UUID(null=True, default=None)
    network_id = UUID(null=True, default=None)
    sales_rep_id = UUID(null=True, default=None)
    discount_bp = Integer(default=0)
    discount_comment = Text()
    never_lock_reports = Boolean(default=False)
    notify_on_appointment = Boolean(default=False)
    website = Text()
    rcs = Text()
    iban = Text()
    logo_file_id = UUID(null=True, default=None)
    type_value_id = UUID(null=True, default=None)
    note = Text()
    folded = Text()
    name_key = Text()
    merged_into = UUID(null=True, default=None)
    trashed_at = Timestamptz(null=True, default=None)
    restricted_at = Timestamptz(null=True, default=None)
    updated_at = Timestamptz(default=utc_now)

    @property
    def full_name(self) -> str:
        """« Mme Anne Bordenave », « Ossau Immobilier »: as one speaks to them."""
        return display_name(self.first_name, self.last_name, self.civility)

    @property
    def list_name(self) -> str:
        """« Bordenave Anne »: as one looks for them."""
        return list_name(self.first_name, self.last_name)


class AgencyNetwork(TenantRow, Table, tablename="agency_network", db=db):
    """Agencies that count together in statistics."""

    name = Text()
    national = Boolean(default=False)
    hidden_at = Timestamptz(null=True, default=None)
