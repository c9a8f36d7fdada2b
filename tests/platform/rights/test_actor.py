from uuid import UUID

import pytest

from odissee.platform.rights import Actor

pytestmark = pytest.mark.quick


def person(
    *profiles: str, changed: tuple[tuple[str, str, str], ...] = (), sites: frozenset[UUID] | None = None
) -> Actor:
    return Actor(
        UUID(int=1), UUID(int=2), None, "staff", "Inès Haddad", "IH", profiles, sites=sites, grants=changed
    )


def test_ines_sees_her_own_dossiers_and_issues_no_invoice() -> None:
    ines = person("technician")
    assert ines.scope("dossier.see") == "own"
    assert not ines.may("invoice.issue")
    assert person("technician", "office").scope("dossier.see") == "all"


def test_what_the_company_changed_counts_for_staff() -> None:
    assert person("office", changed=(("office", "order.edit", "none"),)).scope("order.edit") == "none"
    assert person("technician", changed=(("technician", "order.edit", "own"),)).scope("order.edit") == "own"


@pytest.mark.parametrize("profile", ["owner", "admin"])
def test_a_changed_cell_never_locks_an_administrator_out(profile: str) -> None:
    changed = ((profile, "company.settings", "none"),)
    assert person(profile, changed=changed).scope("company.settings") == "all"


def test_a_changed_cell_never_makes_a_client_staff() -> None:
    assert not person("client", changed=(("client", "journal.see", "all"),)).may("journal.see")


def test_an_unknown_profile_or_permission_gives_nothing() -> None:
    assert person("intern").scope("dossier.see") == "none"
    assert person("owner").scope("dossier.invent") == "none"


def test_site_limits_cut_across() -> None:
    pau, bayonne = UUID(int=3), UUID(int=4)
    assert person("office", sites=frozenset({pau})).may_site(pau)
    assert not person("office", sites=frozenset({pau})).may_site(bayonne)
    assert person("office").may_site(bayonne)
