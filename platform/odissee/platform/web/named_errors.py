"""The summary of errors names each field by the label that stands on the page: « Nom : ce champ est vide. »

The summary is drawn before the fields, and a label may come from a macro or stand in the template: so the names are
written in once the page is drawn. A line whose field has no label here keeps its sentence alone.
"""

import re

_LINE = re.compile(r'(<a href="[^"#]*#(?P<id>[^"]+)") data-named>(?P<said>.*?)</a>', re.DOTALL)
_LABEL = re.compile(r'<label (?:[^>]*\s)?for="(?P<id>[^"]+)"[^>]*>(?P<words>.*?)</label>', re.DOTALL)
_LEGEND = re.compile(
    r'<fieldset (?:[^>]*\s)?id="(?P<id>[^"]+)"[^>]*>\s*<legend[^>]*>(?P<words>.*?)</legend>', re.DOTALL
)
_BOX = re.compile(
    r'<label class="opt"><input (?:[^>]*\s)?id="(?P<id>[^"]+)"[^>]*><span[^>]*>(?P<words>.*?)</span>',
    re.DOTALL,
)
_ASIDE = re.compile(r'<small.*?</small>|<span class="field__opt">.*?</span>|<svg.*?</svg>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def with_names(html: str) -> str:
    """The page with each marked line of its summary opened by the label of its field."""
    if " data-named>" not in html:
        return html
    labels = _labels(html)
    return _LINE.sub(lambda line: f"{line[1]}>{_named(labels.get(line['id'], ''), line['said'])}</a>", html)


def _labels(html: str) -> dict[str, str]:
    return {
        found["id"]: words
        for pattern in (_BOX, _LEGEND, _LABEL)
        for found in pattern.finditer(html)
        if (words := _words(found["words"]))
    }


def _words(markup: str) -> str:
    """The label without its mention « facultatif », its caption and its icons; still escaped."""
    return re.sub(r"[ \n\t]+", " ", _TAG.sub("", _ASIDE.sub("", markup))).strip(" :\xa0\u202f")


def _named(label: str, said: str) -> str:
    return f"{label}\xa0: {_lowered(said)}" if label else said


def _lowered(sentence: str) -> str:
    """After a colon a sentence goes on in lower case, except on an acronym."""
    word = re.split(r"[\s\xa0\u202f]", sentence, maxsplit=1)[0]
    return sentence if word.isupper() and len(word) > 1 else sentence[:1].lower() + sentence[1:]
