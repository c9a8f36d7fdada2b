from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.texts import VARIABLES, TextRefused, variables_of
from odissee.platform.web import Request, refused, render, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.companies import settings_nav, shown_again
from odissee.tenants.wordings.events import Event, event_of
from odissee.tenants.wordings.explain import explained
from odissee.tenants.wordings.pages import HOME, MAY, address, variant_in
from odissee.tenants.wordings.preview import dossier_for, preview_of, values_for
from odissee.tenants.wordings.publish import publish
from odissee.tenants.wordings.queries import in_force, versions
from odissee.tenants.wordings.trial import NoWayToMe, send_trial

ONE = f"{HOME}/{{key:str}}"
LONGEST = 20_000


async def _typed(request: Request) -> dict[str, str]:
    """The form as it was sent; browsers send lines that end in CR LF."""
    form = await request.form()
    return {name: str(value).replace("\r\n", "\n")[:LONGEST] for name, value in form.items()}


async def _shown(request: Request, event: Event, variant: str, form: dict[str, str]) -> dict[str, Any]:
    """The preview and all that stands around it."""
    tx, actor = tx_of(request), actor_in(request)
    dossier = await dossier_for(tx, actor, form.get("dossier", ""))
    known = await values_for(tx, actor, dossier)
    preview = preview_of(event, variant, form.get("subject", ""), form.get("body", ""), known)
    wrong = explained(preview, event.key, form.get("body", "")) if isinstance(preview, TextRefused) else ""
    return {
        "event": event, "variant": variant, "form": shown_again(form), "dossier": dossier, "known": known, "wrong": wrong,
        "preview": None if wrong else preview,
    }  # fmt: skip


async def _whole(request: Request, event: Event, variant: str, form: dict[str, str]) -> dict[str, Any]:
    found = await versions(tx_of(request), event, variant)
    return {
        "now": await in_force(tx_of(request), event, variant), "versions": found, "home": f"{HOME}/{event.key}",
        "variables": [VARIABLES[name] for name in sorted(variables_of(event.key)) if name in VARIABLES],
        **await _shown(request, event, variant, form), **settings_nav(request),
    }  # fmt: skip


@get(ONE, guards=[MAY])
async def editor(request: Request, key: FromPath[str]) -> Page:
    event, query = event_of(key), request.query_params
    variant = variant_in(event, query.get("pour", ""))
    now = await in_force(tx_of(request), event, variant)
    former = await versions(tx_of(request), event, variant) if query.get("version") else []
    words = next((row for row in former if str(row["version"]) == query.get("version")), None)
    form = {
        "subject": (words["subject"] if words else now.subject) or "", "body": words["body"] if words else now.body,
        "opened": str(now.version), "dossier": query.get("dossier", ""),
    }  # fmt: skip
    return render(request, "wordings/editor.html", errors={}, **await _whole(request, event, variant, form))


@post(ONE, guards=[MAY])
async def new_version(request: Request, key: FromPath[str]) -> Response[Any]:
    event, form = event_of(key), await _typed(request)
    variant = variant_in(event, form.get("pour", ""))
    if form.get("go") == "voir":
        return render(
            request, "wordings/editor.html", errors={}, **await _whole(request, event, variant, form)
        )
    act = _try if form.get("go") == "essai" else _publish
    try:
        return await act(request, event, variant, form)
    except OdisseeError as refusal:
        said = (
            explained(refusal, key, form.get("body", ""))
            if isinstance(refusal, TextRefused)
            else refusal.sentence
        )
        errors = {"subject" if said.startswith("L’objet") else "body": said}
        now = await in_force(tx_of(request), event, variant)
        form["opened"] = str(now.version)
        return refused(request, "wordings/editor.html", errors, **await _whole(request, event, variant, form))


async def _publish(request: Request, event: Event, variant: str, form: dict[str, str]) -> Response[None]:
    subject = form.get("subject", "").strip() if event.text.subject is not None else None
    opened = int(form.get("opened", "0")) if form.get("opened", "0").isdigit() else 0
    entry = await publish(tx_of(request), event, variant, subject, form.get("body", "").strip(), opened)
    if entry is None:
        return see_other(request, address(event, variant), toast("Rien n’a changé"))
    return see_other(request, address(event, variant), toast("Version publiée", f"/annuler/{entry.id}"))


async def _try(request: Request, event: Event, variant: str, form: dict[str, str]) -> Response[Any]:
    tx, actor = tx_of(request), actor_in(request)
    context = await _whole(request, event, variant, form)
    if event.family == "doc":
        raise NoWayToMe("Un document ne s’envoie pas seul : regardez son aperçu.")
    if context["wrong"]:
        raise TextRefused(context["wrong"])
    to = await send_trial(
        tx, actor, event, variant, form.get("subject", ""), form.get("body", ""), context["known"]
    )
    return render(request, "wordings/editor.html", errors={}, sent_to=to, **context)


@post(f"{ONE}/apercu", guards=[MAY], status_code=200)
async def preview(request: Request, key: FromPath[str]) -> Page:
    """The preview alone, while one types."""
    event, form = event_of(key), await _typed(request)
    variant = variant_in(event, form.get("pour", ""))
    return render_fragment(request, "wordings/preview.html", **await _shown(request, event, variant, form))


ROUTES = [editor, new_version, preview]
