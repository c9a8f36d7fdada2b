"""Templates say exactly what they are given: hostile words stay words."""

from pathlib import Path

import pytest
from markupsafe import Markup

from odissee.platform.web.assets import Assets, FrontEndMissing, asset
from odissee.platform.web.icons import Icons, UnknownIcon, icon
from odissee.platform.web.templates_env import environment

pytestmark = pytest.mark.quick
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
SHELL = {
    "place": None, "actor": None, "operator": None, "csrf_token": HOSTILE, "csp_nonce": "n0nce", "theme": "dark",
    "toast": {"text": HOSTILE, "undo": "/annuler/" + HOSTILE, "kind": "ok"}, "demo": True, "examples": True, "path": "/", "is_htmx": False,
    "nav": [[{"label": HOSTILE, "href": HOSTILE, "icon": "users", "count": HOSTILE, "current": True}]],
}  # fmt: skip
CALLS = {
    "forms": [
        "field('n', h, h, {'n': h}, hint=h, unit=h, ok=h, placeholder=h, attrs={'data-x': h})",
        "textarea('n', h, h, {'n': h}, hint=h)", "select('n', h, [(h, h)], h, {'n': h}, empty=h)",
        "seg('n', h, [(h, h)], h)", "radios('n', h, [(h, h, h)], h)", "check('n', h, caption=h, value=h)",
        "combobox('n', h, h, h, 'i', h, {'n': h}, h)", "drop('n', h, hint=h)", "errors_summary({'n': h, '': h}, h)",
    ],
    "buttons": ["button(h, attrs={'title': h})", "link_button(h, h)", "icon_button(h, 'x')", "post_button(h, h, h, values={'a': h})", "copy_button(h, h)"],
    "status": ["pill('devis', h)", "pill_button('devis', h, h, h)", "status_items([('devis', h)], h, h)", "badge(h)", "avatar(h, h)", "who(h, h, h)", "sync(h)", "cell_sign('x', h, count=h)"],
    "table": ["sort_th(h, h, 'asc')", "row_check(h, h)", "counter(h, h, h, caption=h)", "chip(h, h, h)"],
    "blocks": ["kv([(h, h)])", "sum([(h, h)], (h, h), [(h, h)])", "figure(h, h, h)", "meter(h, 30)", "progress(h, 3)", "empty(h, h)", "notice(h, 'warn', h)", "tabs([{'label': h, 'href': h, 'current': true, 'count': h}], h)", "timeline([{'day': h}, {'icon': 'x', 'tone': '', 'text': h, 'detail': h}])", "skeleton(2, h)"],
    "overlays": ["menu_link(h, h, end=h)", "menu_button(h, h)", "dialog_link(h, h)", "confirm(h, h, h, h, h)", "toast_message(h, h, h)", "toast_oob(h, h, h)"],
    "order": ["steps([{'label': h, 'detail': h, 'href': h, 'done': true, 'current': false}], h)", "diag('D', h, why=h, duration=h, price=h)", "price('p', h, h, h, h)"],
}  # fmt: skip


@pytest.mark.parametrize(("file", "call"), [(file, call) for file, calls in CALLS.items() for call in calls])
def test_a_macro_prints_hostile_words_as_words(file: str, call: str) -> None:
    source = f"{{% import 'macros/{file}.html' as m %}}{{{{ m.{call} }}}}"
    html = environment().from_string(source).render(h=HOSTILE)
    assert "<script>" not in html
    assert "<img" not in html
    assert html.count("alert(1)") >= 1 or "meter" in call or "progress" in call


@pytest.mark.parametrize("layout", ["staff.html", "client.html", "auth.html", "error.html"])
def test_a_layout_prints_hostile_words_as_words(layout: str) -> None:
    html = environment().get_template(layout).render(**SHELL, status=404, sentence=HOSTILE)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'lang="fr" data-theme="dark"' in html
    assert html.count('nonce="n0nce"') == 2


def test_no_page_has_an_inline_handler_or_script() -> None:
    html = environment().get_template("staff.html").render(**SHELL)
    assert " onclick=" not in html
    assert html.count("<script") == 2  # the islands, and the palette's list of actions, which is data


def test_a_document_asks_the_network_for_nothing() -> None:
    source = "{% extends 'document.html' %}{% block main %}<article class='sheet'>{{ icon.inline('check') }}</article>{% endblock %}"
    html = (
        environment()
        .from_string(source)
        .render(brand="#112233", footer_left='"; } </style><script>', footer_right="F-1 · ")
    )
    assert "url(/static" not in html
    assert "url(data:font/woff2;base64," in html
    assert "<script" not in html
    assert html.count("</style>") == 2


@pytest.mark.parametrize(
    "brand", ["red;}body{display:none", "#12345", "#1234567", "url(x)", "", None, "#12345g", "#123456\n"]
)
def test_only_a_colour_becomes_css(brand: str | None) -> None:
    assert asset.colour(brand) == "#165c8f"


def test_a_colour_of_the_company_is_kept() -> None:
    assert asset.colour("#0f6b4f") == "#0f6b4f"


def test_a_missing_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FrontEndMissing, match=r"Lancez \./odissee start"):
        Assets(tmp_path)("app.css")
    with pytest.raises(FrontEndMissing, match=r"Lancez \./odissee start"):
        Icons(tmp_path)("check")
    with pytest.raises(FrontEndMissing, match="inconnu.css"):
        asset("inconnu.css")


def test_an_unknown_icon_says_where_to_add_it() -> None:
    with pytest.raises(UnknownIcon, match="lucide.txt"):
        icon("licorne")


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert icon("check", "i--s") == Markup(
        '<svg class="i i--s" aria-hidden="true"><use href="#check"/></svg>'
    )
    assert '"><' not in str(icon("check", '"><b')).replace('"><use', "")
