"""Templates speak French, and trust no word of a person."""

import re

import pytest

from tests.architecture.sources import ROOT, templates

pytestmark = pytest.mark.quick
CODE = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style|code|pre)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL
)
ENGLISH = re.compile(
    r"\b(the|and|with|your|you|please|this|that|have|are|not found|click|submit|save|delete|cancel|error|loading|"
    r"search|password|settings|welcome|new|edit|back to|sign in|log ?in|log ?out|next|previous|of the)\b", re.IGNORECASE
)  # fmt: skip
FRENCH_TOO = {"note", "code", "message"}
SAFE = re.compile(r"\|\s*safe\b")
SAFE_ALLOWED = {
    "tenants/odissee/tenants/quotes/templates/quotes/pdf/quote.html": "the tag <br> alone, put between escaped lines",
    "tenants/odissee/tenants/quotes/templates/quotes/terms.html": "made by texts.as_html, which escapes every word",
    "platform/odissee/platform/identity/templates/identity/enrol.html": "a QR code drawn by segno",
}
"""Templates that print something without escaping it, each with its reason. The list may only shrink."""


def english_in(text: str) -> list[str]:
    """English words in what a reader sees."""
    return [word for word in ENGLISH.findall(CODE.sub(" ", text)) if word.lower() not in FRENCH_TOO]


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_reader_sees_is_french(path) -> None:  # type: ignore[no-untyped-def]
    assert english_in(path.read_text(encoding="utf-8")) == []


def test_an_english_sentence_is_seen() -> None:
    assert english_in("<p>Please save the file</p>") == ["Please", "save", "the"]
    assert english_in("{% if new %}<a class='the'>Enregistrer</a>{% endif %}") == []


def test_nothing_is_printed_without_being_escaped() -> None:
    found = {
        str(path.relative_to(ROOT)) for path in templates() if SAFE.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(SAFE_ALLOWED)
    switched = [str(path) for path in templates() if "autoescape false" in path.read_text(encoding="utf-8")]
    assert switched == []


def test_every_form_that_posts_holds_its_token() -> None:
    """Forms posted to another host prove themselves by what they carry."""
    form = re.compile(r"<form\b(?=[^>]*method=[\"']?post)[^>]*>.*?</form>", re.IGNORECASE | re.DOTALL)
    without = [str(path.relative_to(ROOT)) for path in templates() for found in form.finditer(path.read_text(encoding="utf-8"))
               if "csrf" not in found[0] and "hx-" not in found[0] and "origin }}/" not in found[0]]  # fmt: skip
    assert without == []
