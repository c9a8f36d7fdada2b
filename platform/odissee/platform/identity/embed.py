"""The login box on the company's own web site: which sites may hold it, and the lines to paste there."""

from urllib.parse import urlsplit

from markupsafe import escape

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Forbidden
from odissee.platform.fields import FieldError, parse_url
from odissee.platform.journal import record
from odissee.platform.tenancy import forget_places

MOST = 10


class ForeignSite(Forbidden):
    """A form that is on no site of the company."""

    title = "Ce site n’est pas autorisé à connecter vos utilisateurs. Ajoutez son adresse dans Intégration, ou connectez-vous ici."


class BadOrigin(ValueError):
    """An address that cannot hold the box; the text says why."""


def read_origins(typed: str) -> list[str]:
    """One site a line, as origins (`https://www.durand.fr`); raises `BadOrigin` naming the wrong line."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise BadOrigin(f"{MOST} sites au plus. Retirez-en {len(lines) - MOST}.")
    return list(dict.fromkeys(_origin(line) for line in lines))


def _origin(line: str) -> str:
    try:
        parts = urlsplit(parse_url(line))
    except FieldError as error:
        raise BadOrigin(f"« {line[:80]} » : {error}") from None
    if parts.scheme != "https" and not (parts.hostname or "").endswith(".localhost"):
        raise BadOrigin(
            f"« {line[:80]} » n’est pas en https : un mot de passe y serait lisible en chemin. Passez le site en https."
        )
    usual = 443 if parts.scheme == "https" else 80
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


async def origins_of(tx: TenantTransaction) -> list[str]:
    """Read from the table, not from the cache of hosts: a site just removed is out at once."""
    found: list[str] = await tx.fetchval("select embed_origins from tenant where id = $1", tx.tenant)
    return found


async def keep_origins(tx: TenantTransaction, origins: list[str]) -> None:
    before = await origins_of(tx)
    await tx.execute("update tenant set embed_origins = $2 where id = $1", tx.tenant, origins)
    record(tx, "tenant", tx.tenant, "company.login_box", before={"sites": before}, after={"sites": origins})
    tx.after_commit.append(_forget)


async def _forget() -> None:
    forget_places()


async def refuse_foreign_site(tx: TenantTransaction, origin: str | None) -> None:
    """Raises `ForeignSite` unless the form stands on a listed site; no Origin, or « null », is foreign."""
    if origin is None or origin not in await origins_of(tx):
        raise ForeignSite


SNIPPET = """<form action="{origin}/entrer" method="post" target="_top" accept-charset="utf-8">
  <p><label>Adresse électronique<br>
    <input type="email" name="email" autocomplete="username" required></label></p>
  <p><label>Mot de passe<br>
    <input type="password" name="password" autocomplete="current-password" required></label></p>
  <p><button type="submit">Se connecter</button>
    <a href="{origin}/mot-de-passe-oublie" target="_top">Mot de passe oublié ?</a></p>
</form>"""


def snippet(origin: str) -> str:
    """Plain HTML: no script, no cookie of a third party, nothing that a site's policy would stop."""
    return SNIPPET.replace("{origin}", str(escape(origin)))
