"""The summary on top of a form says which field each sentence is about, whatever macro drew its label."""

import pytest

from odissee.platform.web.named_errors import with_names
from odissee.platform.web.templates_env import environment

pytestmark = pytest.mark.quick

EMPTY = "Ce champ est vide. Renseignez-le pour continuer."
FIELDS = {
    'field("x", "Nom affiché", "", e)': "Nom affiché",
    'field("x", "Code & clé", "", e, optional=true, unit="€")': "Code &amp; clé",
    'textarea("x", "Note interne", "", e, optional=true)': "Note interne",
    'select("x", "Type", [("a", "A")], "", e)': "Type",
    'seg("x", "Ce bailleur est", [("a", "A")], "", e)': "Ce bailleur est",
    'radios("x", "Paiement", [("a", "A", "tout de suite")], "", e)': "Paiement",
    'check("x", "Prévenir", caption="Un courriel part.", errors=e)': "Prévenir",
    'combobox("x", "Adresse", "/a", errors=e)': "Adresse",
    'drop("x", "Déposez le logo", errors=e)': "Déposez le logo",
}


def page(fields: str, errors: dict[str, str]) -> str:
    source = '{% from "macros/forms.html" import errors_summary, field, textarea, select, seg, radios, check, combobox, drop %}'
    html = (
        environment()
        .from_string(source + "{{ errors_summary(e) }}<main>" + fields + "</main>")
        .render(e=errors)
    )
    return with_names(html)


def summary(html: str) -> str:
    return html.partition("<main>")[0].replace("\xa0", " ")


@pytest.mark.parametrize(("call", "label"), FIELDS.items())
def test_each_line_names_its_field_and_leads_to_it(call: str, label: str) -> None:
    html = page("{{ " + call + " }}", {"x": EMPTY})
    line = f'<a href="#f-x">{label} : ce champ est vide. Renseignez-le pour continuer.</a>'
    assert line in summary(html)
    assert 'id="f-x"' in html
    assert EMPTY in html.partition("<main>")[2], "beside the field the sentence stays whole"


def test_two_empty_fields_are_told_apart() -> None:
    both = '{{ field("a", "Nom", "", e) }}{{ field("b", "Ville", "", e) }}'
    said = summary(page(both, {"a": EMPTY, "b": EMPTY}))
    assert "Nom : ce champ est vide." in said and "Ville : ce champ est vide." in said


def test_an_acronym_keeps_its_capitals() -> None:
    said = summary(page('{{ field("a", "SIRET", "", e) }}', {"a": "SIRET à 14 chiffres."}))
    assert "SIRET : SIRET à 14 chiffres." in said


def test_a_sentence_about_the_whole_form_or_a_field_of_another_page_stays_as_it_is() -> None:
    said = summary(page("", {"": "Rien n’est enregistré.", "b": EMPTY}))
    assert "<li>Rien n’est enregistré.</li>" in said
    assert f">{EMPTY}</a>" in said


def test_what_was_typed_never_becomes_markup() -> None:
    html = page('{{ field("a", "<b>Nom</b>", "", e) }}', {"a": "Pas <i>lisible</i>."})
    assert "&lt;b&gt;Nom&lt;/b&gt; : pas &lt;i&gt;lisible&lt;/i&gt;." in summary(html).replace("\u202f", " ")
