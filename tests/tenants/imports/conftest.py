from tests.tenants.contacts.conftest import office, pau, queries  # noqa: F401 - the same company with an empty book
