"""Passwords of the inner servers: made at first start, one file each under `<data>/secrets`, never shown."""

import secrets
from pathlib import Path


def secret(data: Path, name: str) -> str:
    """The secret `name` of this data folder (64 hexadecimal digits), made when it does not exist yet."""
    folder = data / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / name
    if not file.exists():
        partial = folder / f".{name}.partial"
        partial.touch(mode=0o600)
        partial.write_text(secrets.token_hex(32))
        partial.rename(file)
    return file.read_text().strip()
