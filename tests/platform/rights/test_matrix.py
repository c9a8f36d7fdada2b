"""The matrix against a table copied from the workflow, cell by cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odissee.platform.rights.matrix import (
    DEFAULTS,
    GRANTS,
    FixedRight,
    Permission,
    Profile,
    Scope,
    check_editable,
    default_scope,
    scope_of,
)

pytestmark = pytest.mark.quick

# One letter per profile: owner, administrator, accountant, sales, technician, office, lead worker.
# A = all, o = own, . = none.
WORKFLOW = {
    "company.settings": "AA.....",
    "company.bank": "AA.....",
    "rights.edit": "A......",
    "staff.manage": "AA.....",
    "catalogue.manage": "AA.....",
    "template.manage": "AA.....",
    "dossier.see": "AAAooAo",
    "order.edit": "AA.A.Ao",
    "price.override": "AA.....",
    "dossier.status.any": "AA...A.",
    "dossier.archive": "AAA..A.",
    "bin.open": "AA.....",
    "bin.purge": "AA.....",
    "technicians.plan": "AA..oA.",
    "commercial.plan": "AA.o...",
    "contact.edit": "AAAA.A.",
    "contact.assign": "AA.....",
    "contact.merge": "AA...A.",
    "report.add": "AA..oA.",
    "report.manage": "AA...A.",
    "field_return.see": "AAA.o..",
    "invoice.see": "AAAo.A.",
    "invoice.draft": "AAA..A.",
    "invoice.issue": "AAA....",
    "payment.manage": "AAA....",
    "payment.refund": "AAA....",
    "dunning.see": "AAAA...",
    "dunning.run": "AAA....",
    "lead.see": "AA.A.Ao",
    "lead.assign": "AA...A.",
    "lead.delete": "AA.....",
    "statistics.see": "AAAoo..",
    "journal.see": "AA.....",
    "journal.billing": "AAA....",
    "data.export": "AA.....",
    "api_key.manage": "AA.....",
    "connector.pair": "AA.....",
    "purge.rules": "AA.....",
    "support.consent": "A......",
    "plan.manage": "A......",
    "account.close": "A......",
}
LETTERS = {"A": Scope.ALL, "o": Scope.OWN, ".": Scope.NONE}
STAFF = [profile for profile in Profile if profile is not Profile.CLIENT]


@pytest.mark.parametrize("permission", list(Permission))
def test_each_permission_has_the_default_rights_of_the_workflow(permission: Permission) -> None:
    expected = [LETTERS[letter] for letter in WORKFLOW[permission]]
    assert [default_scope(profile, permission) for profile in STAFF] == expected


def test_the_matrix_and_the_workflow_name_the_same_acts() -> None:
    assert set(WORKFLOW) == {str(permission) for permission in GRANTS} == {str(p) for p in Permission}
    assert DEFAULTS["order.edit"]["lead_worker"] == "own"
    assert {len(cells) for cells in DEFAULTS.values()} == {len(Profile)}


def test_a_client_sees_only_his_dossiers_and_his_invoices() -> None:
    granted = {
        p: default_scope(Profile.CLIENT, p) for p in Permission if default_scope(Profile.CLIENT, p).width
    }
    assert granted == {Permission.DOSSIER_SEE: Scope.OWN, Permission.INVOICE_SEE: Scope.OWN}


def test_sensitive_acts_ask_for_a_fresh_proof_of_identity() -> None:
    sensitive = {str(grant.permission) for grant in GRANTS.values() if grant.sensitive}
    assert sensitive == {
        *("company.bank", "rights.edit", "data.export", "payment.refund", "bin.purge"),
        *("purge.rules", "api_key.manage", "account.close"),
    }


def test_ines_technician_and_saleswoman_has_the_widest_of_both() -> None:
    ines = [Profile.TECHNICIAN, Profile.SALES]
    assert scope_of(ines, Permission.ORDER_EDIT) is Scope.ALL
    assert scope_of(ines, Permission.TECHNICIANS_PLAN) is Scope.OWN
    assert scope_of([], Permission.DOSSIER_SEE) is Scope.NONE


def test_durand_lets_its_accountant_override_prices_and_shuts_the_bin_to_its_office() -> None:
    changed = {
        (Profile.ACCOUNTANT, Permission.PRICE_OVERRIDE): Scope.ALL,
        (Profile.OFFICE, Permission.DOSSIER_ARCHIVE): Scope.NONE,
    }
    assert scope_of([Profile.ACCOUNTANT], Permission.PRICE_OVERRIDE, changed) is Scope.ALL
    assert scope_of([Profile.OFFICE], Permission.DOSSIER_ARCHIVE, changed) is Scope.NONE
    assert scope_of([Profile.OFFICE], Permission.DOSSIER_ARCHIVE) is Scope.ALL


@pytest.mark.parametrize("profile", [Profile.OWNER, Profile.ADMIN, Profile.CLIENT])
def test_nobody_can_lock_the_administrators_out_nor_widen_clients(profile: Profile) -> None:
    with pytest.raises(FixedRight, match="ne se modifient pas"):
        check_editable(profile, Permission.DOSSIER_SEE)
    changed = {(profile, Permission.DOSSIER_SEE): Scope.NONE, (profile, Permission.RIGHTS_EDIT): Scope.ALL}
    assert scope_of([profile], Permission.DOSSIER_SEE, changed) is default_scope(
        profile, Permission.DOSSIER_SEE
    )
    assert scope_of([profile], Permission.RIGHTS_EDIT, changed) is default_scope(
        profile, Permission.RIGHTS_EDIT
    )


def test_an_act_is_named_in_french_alone_and_after_a_refusal() -> None:
    assert GRANTS[Permission.INVOICE_ISSUE].label == "Émettre des factures et des avoirs"
    assert GRANTS[Permission.INVOICE_ISSUE].of_action == "d’émettre des factures et des avoirs"
    assert GRANTS[Permission.BIN_OPEN].of_action == "d’ouvrir la corbeille"
    assert GRANTS[Permission.DOSSIER_SEE].of_action == "de voir les dossiers"
    assert GRANTS[Permission.DOSSIER_SEE].group == "Dossiers"
    assert Profile.OFFICE.label == "Administratif"


@given(st.lists(st.sampled_from(Profile)), st.sampled_from(Profile), st.sampled_from(Permission))
def test_one_more_profile_never_takes_a_right_away(
    profiles: list[Profile], more: Profile, permission: Permission
) -> None:
    assert scope_of([*profiles, more], permission).width >= scope_of(profiles, permission).width
