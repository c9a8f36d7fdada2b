"""The account that Postgres and NATS run under: PostgreSQL refuses root, so root lends them `nobody`."""

import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

REACHABLE_HOME = Path(
    "/var/lib/odissee"
)  # when root's data folder is closed to `nobody` (a checkout in /root)


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int


def server_account() -> Account | None:
    """`nobody` when we are root, None when we are anyone else. A uid without a name makes initdb fail."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def reachable(path: Path, account: Account | None) -> bool:
    """Whether the account can walk down to `path`: each folder above must let strangers through."""
    if account is None:
        return True
    parents = [parent.stat() for parent in path.resolve().parents]
    return all(parent.st_mode & 0o001 or parent.st_uid == account.uid for parent in parents)


def private_folder(folder: Path, account: Account | None) -> Path:
    """Makes `folder` readable by the server account alone; behind a link when it could not walk down to it."""
    if not folder.exists() and not reachable(folder, account):
        REACHABLE_HOME.mkdir(parents=True, exist_ok=True, mode=0o711)
        folder.unlink(missing_ok=True)
        folder.symlink_to(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=REACHABLE_HOME))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    return folder.resolve()


def own_file(path: Path, text: str, account: Account | None) -> Path:
    """Writes a file that the server account alone may read."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)
    if account is not None:
        os.chown(path, account.uid, account.gid)
    return path


def reachable_copy(sources: list[Path], shelf: Path, account: Account | None) -> Path:
    """The folder that holds `sources` side by side: where they are, or copied to `shelf` when closed to the account."""
    if reachable(sources[0], account):
        return sources[0].parent
    kept = private_folder(shelf, account)
    for source in sources:
        if not (kept / source.name).exists():
            _copy_whole(source, kept / source.name)
    kept.chmod(0o755)  # programs are no secret
    return kept


def _copy_whole(source: Path, target: Path) -> None:
    """Copies under another name first: a copy cut short is never taken for a whole one."""
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, partial)
    else:
        shutil.copy2(source, partial)
    partial.rename(target)
