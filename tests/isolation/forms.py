"""The forms of real pages, as a browser would send them, and the fields of them that hold an id."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin
from uuid import UUID

NAMED = ("id", "ids", "sites", "site")


@dataclass
class PageForm:
    """`fields` in the order of the page; `ids`: names of fields that hold, or may hold, an id."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.select = page, ""
        self.forms: list[PageForm] = []
        self.by_id: dict[str, PageForm] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            form = PageForm(
                urljoin(self.page, of.get("action") or self.page), of.get("method", "get").lower()
            )
            self.forms.append(form)
            self.by_id[of.get("id", "")] = form
        elif tag == "select":
            self.select = of.get("name", "")
        elif tag == "option" and self.select:
            self._put(of, self.select, of.get("value", ""), "selected" in of)
        elif tag in ("input", "textarea", "button") and of.get("name"):
            checked = of.get("type") not in ("checkbox", "radio") or "checked" in of
            self._put(of, of["name"], of.get("value", ""), checked and tag != "button")

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select

    def _put(self, of: dict[str, str], name: str, value: str, sent: bool) -> None:
        form = (
            self.by_id.get(of.get("form", "")) if of.get("form") else (self.forms[-1] if self.forms else None)
        )
        if form is None:
            return
        if sent or name not in form.fields:
            form.fields[name] = value
        if _is_id(value) or name.endswith(("_id", "_ids")) or name in NAMED:
            form.ids.add(name)


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return len(value) == 36


def forms_of(path: str, html: str) -> list[PageForm]:
    """The forms of a page with an id in a field."""
    reader = _Reader(path)
    reader.feed(html)
    return [form for form in reader.forms if form.ids and form.action.startswith("/")]
