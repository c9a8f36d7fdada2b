"""The words that leave the company: mails, SMS, letters, blocks of documents, general terms.

The default French texts are data (`defaults/*.toml`), one entry a key; a company's own wording is a row of
`template`, versioned, never changed. A text knows variables and `if`, nothing else: a sandbox without calls,
loops or attributes. A variable that does not exist refuses to be saved; an empty value takes its line (or its
sentence, or its bracket) away. Comments `{# [source] [à vérifier] #}` carry the law behind a sentence: never
printed, shown by the editor, and summed up in `Text.to_check`.
"""

from odissee.platform.texts.catalogue import catalogue, missing_variables, variables_of
from odissee.platform.texts.company_words import company_words
from odissee.platform.texts.defaults import Audience, Text, default_text, defaults
from odissee.platform.texts.errors import TextRefused, UnknownText, UnknownVariable
from odissee.platform.texts.greeting import greeting, salutation
from odissee.platform.texts.html import as_html
from odissee.platform.texts.render import Rendered, block, example, fill, of_wording, render_text
from odissee.platform.texts.sandbox import names_in
from odissee.platform.texts.variables import VARIABLES, Variable
from odissee.platform.texts.versions import Wording, newest, save_text, set_active

__all__ = [
    "VARIABLES",
    "Audience",
    "Rendered",
    "Text",
    "TextRefused",
    "UnknownText",
    "UnknownVariable",
    "Variable",
    "Wording",
    "as_html",
    "block",
    "catalogue",
    "company_words",
    "default_text",
    "defaults",
    "example",
    "fill",
    "greeting",
    "missing_variables",
    "names_in",
    "newest",
    "of_wording",
    "render_text",
    "salutation",
    "save_text",
    "set_active",
    "variables_of",
]
