import pytest

from odissee.platform.fields import (
    FieldError,
    Form,
    FormErrors,
    email_warning,
    one_of,
    parse_amount,
    parse_date,
    parse_email,
    parse_long_text,
    parse_name,
    parse_phone,
    parse_postcode,
    parse_text,
    parse_vat_number,
)

pytestmark = pytest.mark.quick


def test_sophie_types_a_contact_and_the_values_come_out() -> None:
    form = Form({"name": " Agence du  Gave ", "phone": "05.59.27.00.64", "urgent": "on"})
    name = form.read("name", parse_name, required=True)
    phone = form.read("phone", parse_phone)
    email = form.read("email", parse_email)
    form.raise_if_errors()
    assert (name, phone, email) == ("Agence du Gave", "+33559270064", None)
    assert form.checked("urgent")
    assert not form.checked("archived")


def test_every_fault_is_shown_at_once_and_nothing_typed_is_lost() -> None:
    raw = {"name": " ", "phone": "05 59", "price": "149"}
    form = Form(raw)
    form.read("name", parse_name, required=True, missing="error.name_required")
    form.read("phone", parse_phone)
    assert form.read("price", parse_amount) == 149_00
    with pytest.raises(FormErrors) as refusal:
        form.raise_if_errors()
    assert list(refusal.value.errors) == ["name", "phone"]
    assert refusal.value.errors["name"].startswith("Il manque le nom.")
    assert refusal.value.raw == raw
    assert refusal.value.summary == "2 points à corriger avant d’enregistrer."
    assert refusal.value.status == 422


def test_one_fault_is_said_in_the_singular() -> None:
    form = Form({"day": "31/02/2026"})
    form.read("day", parse_date)
    with pytest.raises(FormErrors, match="^1 point à corriger"):
        form.raise_if_errors()


def test_the_first_fault_of_a_field_stays() -> None:
    form = Form({"end": "x"})
    form.read("end", parse_date)
    form.refuse("end", FieldError("error.date_order"))
    assert form.errors["end"].startswith("Cette date n’existe pas.")


def test_a_sentence_bears_french_typography() -> None:
    assert str(FieldError("error.amount")) == "Ce montant n’est pas lisible. Exemple\u00a0: 1\u202f234,56."
    assert str(FieldError("error.siret_length", digits_count=13)).endswith(
        "celui-ci en a 13. Vérifiez la saisie."
    )


def test_an_accented_address_is_kept_and_commented() -> None:
    assert "accents" in (email_warning(parse_email("josé@exemple.fr")) or "")
    assert email_warning(parse_email("claire@exemple.fr")) is None


def test_a_typo_in_a_known_domain_is_named() -> None:
    with pytest.raises(FieldError, match="claire@gmail.com"):
        parse_email("claire@gmial.con")


def test_the_vat_number_must_carry_the_siren_of_the_company() -> None:
    assert parse_vat_number("FR44732829320", siren="732829320") == "FR44732829320"
    with pytest.raises(FieldError) as refusal:
        parse_vat_number("FR44732829320", siren="356000000")
    assert refusal.value.key == "error.vat_mismatch"


def test_four_digits_are_never_padded_without_a_directory() -> None:
    with pytest.raises(FieldError):
        parse_postcode("1220")


def test_a_long_text_keeps_its_lines_and_says_by_how_much_it_is_too_long() -> None:
    assert parse_long_text("un\r\n\r\n\r\n\r\ndeux  ") == "un\n\ndeux"
    with pytest.raises(FieldError, match="trop long de 3 caractères"):
        parse_text("a" * 203)


def test_a_choice_is_found_by_its_label_in_any_case() -> None:
    parse = one_of({"Maison": "house", "Appartement": "flat"})
    assert parse("MAISON ") == "house"
    with pytest.raises(FieldError):
        parse("péniche")
