"""Every setting of the program, read once from the environment and checked before anything starts.

Secrets come from files (`…_FILE`) or from the environment, never from the command line.
| Variable | Meaning | Default |
|---|---|---|
| DATABASE_URL | Postgres as the application's role (owns nothing, no BYPASSRLS) | embedded |
| DATABASE_OWNER_URL | Postgres as the owner of the tables: migrations, checks | embedded |
| DATABASE_RELAY_URL | Postgres as the role that reads the queue of all companies | embedded |
| NATS_URL | NATS with JetStream | embedded |
| S3_URL | `s3://bucket/prefix`, keys by the usual AWS_ variables; otherwise files lie in ODISSEE_DATA | disk |
| SMTP_URL | `smtp://user:password@host:587`; otherwise mail stays in the outbox page | outbox page |
| ODISSEE_DATA | folder of files, logs and secrets | ./var |
| ODISSEE_BASE_HOST | host under which companies get their sub-domain | localhost |
| ODISSEE_SCHEME | http on a laptop, https outside | http |
| ODISSEE_PORT | public port, written in links when it is not the scheme's own | 8000 |
| ODISSEE_PROXIES | addresses of the proxies whose X-Forwarded-For is believed, by commas | none |
| ODISSEE_SECRET(_FILE) | 32 bytes or more: cookies, CSRF, hashes of addresses | – |
| ODISSEE_CHROMIUM | headless browser that prints PDF | found on the PATH |
| ODISSEE_MODE | `demo` shows the demonstration logins and keeps mail inside, `live` does not | demo |
| ODISSEE_ADDRESS_URL | address search (BAN); empty: communes only, nothing leaves | https://data.geopf.fr/geocodage |
| OTEL_EXPORTER_OTLP_ENDPOINT | OpenTelemetry collector | off |
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path


class SettingError(Exception):
    """A setting that is missing or wrong; the text says which one and what to write there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The checked settings; `secret` is bytes, `port` the public one."""

    database_url: str
    owner_url: str
    relay_url: str
    nats_url: str
    s3_url: str
    smtp_url: str
    data: Path
    base_host: str
    scheme: str
    port: int
    secret: bytes
    chromium: str
    mode: str
    otel_endpoint: str
    proxies: frozenset[str]
    address_url: str

    @property
    def secure(self) -> bool:
        """Cookies bear `Secure` and the `__Host-` prefix only where there is TLS."""
        return self.scheme == "https"

    def origin(self, host: str) -> str:
        """Address of a host, with the port when it is not the scheme's own."""
        usual = 443 if self.secure else 80
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")


def _secret() -> bytes:
    path = os.environ.get("ODISSEE_SECRET_FILE")
    value = Path(path).read_bytes().strip() if path else os.environ.get("ODISSEE_SECRET", "").encode()
    if len(value) < 32:
        raise SettingError("ODISSEE_SECRET compte moins de 32 octets : donnez-en un plus long.")
    return value


def _one_of(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = os.environ.get(name, default)
    if value not in allowed:
        raise SettingError(f"{name} vaut « {value} » : écrivez {' ou '.join(allowed)}.")
    return value


def _port() -> int:
    raw = os.environ.get("ODISSEE_PORT", "8000")
    if not raw.isdigit() or not 0 < int(raw) < 65536:
        raise SettingError(f"ODISSEE_PORT vaut « {raw} » : écrivez un nombre de 1 à 65535.")
    return int(raw)


def _url(name: str, schemes: tuple[str, ...], default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise SettingError(f"{name} manque : lancez ./odissee start, ou donnez l’adresse du serveur.")
    if value and not value.startswith(schemes):
        raise SettingError(f"{name} commence par {' ou '.join(schemes)}, pas par « {value.split(':')[0]} ».")
    return value


@cache
def settings() -> Settings:
    """Read and check the environment; raises `SettingError` with what to mend."""
    postgres = ("postgres://", "postgresql://")
    database = _url("DATABASE_URL", postgres)
    return Settings(
        database_url=database,
        owner_url=_url("DATABASE_OWNER_URL", postgres, database),
        relay_url=_url("DATABASE_RELAY_URL", postgres, database),
        nats_url=_url("NATS_URL", ("nats://", "tls://", "ws://", "wss://")),
        s3_url=_url("S3_URL", ("s3://",), ""),
        smtp_url=_url("SMTP_URL", ("smtp://", "smtps://"), ""),
        data=Path(os.environ.get("ODISSEE_DATA", "./var")).resolve(),
        base_host=os.environ.get("ODISSEE_BASE_HOST", "localhost"),
        scheme=_one_of("ODISSEE_SCHEME", "http", ("http", "https")),
        port=_port(),
        secret=_secret(),
        chromium=os.environ.get("ODISSEE_CHROMIUM", ""),
        mode=_one_of("ODISSEE_MODE", "demo", ("demo", "live")),
        otel_endpoint=_url("OTEL_EXPORTER_OTLP_ENDPOINT", ("http://", "https://"), ""),
        proxies=frozenset(filter(None, os.environ.get("ODISSEE_PROXIES", "").replace(" ", "").split(","))),
        address_url=_url("ODISSEE_ADDRESS_URL", ("http://", "https://"), "https://data.geopf.fr/geocodage"),
    )
