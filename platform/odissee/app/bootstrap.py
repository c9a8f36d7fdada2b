"""Run by path before any library exists: makes `.venv` and the front end, then hands over to the real commands.

Standard library only. Each step leaves a stamp made from what it was built of, so that a second start checks in
milliseconds and a change of the lock, of Python or of the sources is built again.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PWA = ROOT / "pwa"
PACKAGE_ROOTS = ("platform", "tenants", "billing", "routing", "bridge")
NODE_NEEDED = 20
WITH_FRONT_END = {"start", "test"}
BUILT_FOLDERS = {"node_modules", "dist", "coverage", "test-results"}


class Cannot(Exception):
    """A French sentence for the terminal; the program ends with 1."""


def main(words: list[str]) -> int:
    """Returns only when it failed: the real command takes this process over."""
    command = words[0] if words else ""
    try:
        with (ROOT / "requirements.lock").open() as lock:
            fcntl.flock(
                lock, fcntl.LOCK_EX
            )  # two commands at once: the second waits for the first one's install
            ensure_libraries()
            if command in WITH_FRONT_END:
                ensure_front_end()
    except Cannot as sentence:
        print(sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrompu. Relancez la commande pour terminer l’installation.", file=sys.stderr)
        return 130
    return os.execv(PYTHON, [str(PYTHON), "-m", "odissee.app.cli", *words])  # noqa: S606 (replaces this process on purpose)


def ensure_libraries() -> None:
    wanted = {"lock": digest([ROOT / "requirements.lock"]), "python": sys.version.split()[0]}
    if stamp("libraries") == wanted and PYTHON.exists():
        return
    if stamp("libraries").get("python") != wanted["python"] or not PYTHON.exists():
        make_environment()
    install_libraries()
    link_packages()
    write_stamp("libraries", wanted)


def make_environment() -> None:
    """`sys.executable` may be the very interpreter of the environment that is made again."""
    interpreter = getattr(sys, "_base_executable", sys.executable)
    shutil.rmtree(VENV, ignore_errors=True)
    made = run_quietly([interpreter, "-m", "venv", str(VENV)], "Préparation de Python")
    if not made:
        raise Cannot(
            "L’environnement Python n’a pas pu être créé. Sous Debian ou Ubuntu, installez le paquet "
            f"python3.{sys.version_info.minor}-venv, puis relancez. Détails : {log_file()}"
        )


def install_libraries() -> None:
    """Uv takes seconds where pip takes minutes; pip does it when uv cannot (mirror, platform)."""
    label, lock = "Installation des bibliothèques", str(ROOT / "requirements.lock")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
    uv = [
        str(PYTHON),
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--python",
        str(PYTHON),
        "-r",
    ]
    quick = run_quietly([*pip, str(ROOT / "bootstrap.lock")], "Préparation de l’installation")
    if quick and run_quietly([*uv, lock], label):
        return
    if not run_quietly([*pip, lock], label):
        raise Cannot(
            "L’installation des bibliothèques a échoué. Vérifiez l’accès à Internet (ou au miroir indiqué dans "
            f"pip.conf), puis relancez la même commande. Détails : {log_file()}"
        )


def link_packages() -> None:
    """The five folders make one namespace `odissee`: a path file says where they are."""
    folder = sysconfig.get_path("purelib", vars={"base": str(VENV), "platbase": str(VENV)})
    lines = [str(ROOT / name) for name in PACKAGE_ROOTS]
    Path(folder, "_odissee.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")


def ensure_front_end() -> None:
    """`npm ci` only when its lock changed: it begins by deleting every library."""
    if not (PWA / "package.json").exists():
        return
    wanted = {"lock": digest([PWA / "package-lock.json"]), "sources": digest(front_end_sources())}
    if stamp("front-end") == wanted:
        return
    check_node()
    if stamp("front-end").get("lock") != wanted["lock"] or not (PWA / "node_modules").exists():
        run_npm(["ci"], "Installation des outils de l’interface")
    run_npm(["run", "build"], "Construction de l’interface")
    write_stamp("front-end", wanted)


def run_npm(words: list[str], label: str) -> None:
    if not run_quietly(["npm", *words], label, PWA):
        raise Cannot(f"{label} : échec. Relancez la même commande ; si l’échec revient, lisez {log_file()}")


def front_end_sources() -> list[Path]:
    files = (path for path in PWA.rglob("*") if path.is_file())
    return sorted(path for path in files if not BUILT_FOLDERS & set(path.relative_to(PWA).parts))


def check_node() -> None:
    version = node_version()
    if shutil.which("npm") and version and int(version.split(".")[0]) >= NODE_NEEDED:
        return
    found = f"la version {version} est trop ancienne" if version else "il est introuvable"
    raise Cannot(
        f"Odissée a besoin de Node.js {NODE_NEEDED} ou plus récent, avec npm : {found}. Installez-le, puis relancez."
    )


def node_version() -> str:
    """« 20.20.2 », empty without Node."""
    node = shutil.which("node")
    if node is None:
        return ""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    return answer.stdout.strip().lstrip("v")


def run_quietly(command: list[str], label: str, folder: Path = ROOT) -> bool:
    """Runs with its output in a log file and the time on the terminal; whether it succeeded."""
    begun, live = time.monotonic(), sys.stderr.isatty()
    with log_file().open("ab") as log:
        try:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=install_environment())  # noqa: S603
        except OSError:
            return False
        if not live:
            print(f"{label}…", file=sys.stderr, flush=True)
        while process.poll() is None:
            if live:
                print(f"\r{label}… {time.monotonic() - begun:.0f} s ", end="", file=sys.stderr, flush=True)
            time.sleep(0.2)
    if live:
        print(file=sys.stderr)
    return process.returncode == 0


def install_environment() -> dict[str, str]:
    """Uv reads neither pip's variables nor its mirror: it is told under its own names."""
    same = {
        "PIP_INDEX_URL": "UV_DEFAULT_INDEX",
        "PIP_EXTRA_INDEX_URL": "UV_INDEX",
        "PIP_CERT": "SSL_CERT_FILE",
    }
    told = {uv: os.environ[pip] for pip, uv in same.items() if pip in os.environ}
    usual = {"UV_LINK_MODE": "copy", "UV_SYSTEM_CERTS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return {**usual, **told, **os.environ}


def log_file() -> Path:
    folder = ROOT / "var" / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "install.log"


def digest(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return whole.hexdigest()


def stamp(name: str) -> dict[str, Any]:
    try:
        found = json.loads((VENV / f"stamp-{name}.json").read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamp(name: str, value: dict[str, str]) -> None:
    (VENV / f"stamp-{name}.json").write_text(json.dumps(value))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
