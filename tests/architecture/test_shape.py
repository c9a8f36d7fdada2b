"""Folders, layers and doors between features hold by construction."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import odissee
from tests.architecture.sources import PACKAGES, ROOT, Source, sources

pytestmark = pytest.mark.quick

LINES = 300
REACHED = {
    "odissee.platform.web.pages": "Page, actor_in and place_in: to be re-exported by odissee.platform.web",
    "odissee.platform.web.signing": "sign and unsign, without the pages that odissee.platform.web brings along",
    "odissee.platform.web.headers": "the dress of a page posted to another host",
    "odissee.platform.web.assets": "mails and documents need the built style sheet, and no page",
    "odissee.platform.web.icons": "the list draws its icons outside a template",
    "odissee.platform.web.templates_env": "mails and documents are rendered without a request",
    "odissee.platform.identity.operators": "the web edge recognises operators before identity's pages exist",
    "odissee.platform.identity.sessions": "the web edge recognises people before identity's pages exist",
    "odissee.platform.identity.pages.cookies": "the cookie of a session, for the two other doors that open one",
    "odissee.platform.jobs.claim": "how many tries a job has, for the last word of a mail or an SMS",
    "odissee.platform.rights.matrix": "the names of profiles and scopes, without the guards of the web",
    "odissee.platform.rights.actor": "an Actor is made by the sessions, before the guards",
    "odissee.platform.db.rows": "the current actor, for a table that is no TenantRow",
    "odissee.platform.texts.sandbox": "the general terms refuse what the sandbox refuses",
    "odissee.tenants.companies.settings_menu": "the menu of settings, shown by the staff's pages",
}
"""Modules that are imported from outside their feature, each with its reason. The list may only shrink."""


def reached_inside(source: Source, modules: frozenset[str], packages: frozenset[str]) -> set[str]:
    """Modules of other features that this file names beyond their `__init__`."""
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            inside = name in modules and name not in packages and name.count(".") > 2
            if inside and not name.startswith((f"{source.feature}.", "odissee.app.")):
                found.add(name)
    return found


def _packages() -> frozenset[str]:
    return frozenset(source.name for source in sources() if source.path.name == "__init__.py")


def test_no_root_shadows_the_standard_library_or_hides_the_others() -> None:
    for package in PACKAGES:
        assert not (ROOT / package / "__init__.py").exists()
        assert not (ROOT / package / "odissee" / "__init__.py").exists()
    import platform

    assert "odissee" not in str(platform.__file__) and len(list(odissee.__path__)) == len(PACKAGES)


def test_every_folder_says_what_it_is() -> None:
    folders = {source.path.parent for source in sources()}
    silent = [str(folder.relative_to(ROOT)) for folder in folders if not _docstring(folder / "__init__.py")]
    assert silent == []


def _docstring(file: Path) -> bool:
    return file.exists() and bool(ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))))


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_features_reach_each_other_by_their_front_door() -> None:
    modules = frozenset(source.name for source in sources())
    reached: dict[str, str] = {}
    for source in sources():
        if not source.name.startswith("odissee.app"):
            reached |= dict.fromkeys(reached_inside(source, modules, _packages()), str(source))
    assert {name: file for name, file in reached.items() if name not in REACHED} == {}
    assert [name for name in REACHED if name not in reached] == [], "no longer reached: take it off the list"


def test_a_back_door_is_seen() -> None:
    modules, packages = frozenset({"odissee.tenants.quotes.send"}), frozenset({"odissee.tenants.quotes"})
    stranger = Source(
        Path("x"), "odissee.tenants.portal.web", "from odissee.tenants.quotes.send import send_quote"
    )
    assert reached_inside(stranger, modules, packages) == {"odissee.tenants.quotes.send"}
    neighbour = Source(Path("x"), "odissee.tenants.quotes.jobs", stranger.text)
    assert reached_inside(neighbour, modules, packages) == set()


def test_the_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert told.returncode == 0, told.stdout[-2000:]


def test_no_module_is_too_long_to_be_read() -> None:
    long = {str(source): source.text.count("\n") for source in sources() if source.text.count("\n") > LINES}
    assert long == {}


def test_lock_files_name_no_host() -> None:
    locks = [*ROOT.glob("*.lock"), ROOT / "pwa" / "package-lock.json"]
    named = {
        str(lock): re.findall(r"https?://[^\s\"']+", lock.read_text())[:3] for lock in locks if lock.exists()
    }
    foreign = {
        lock: found
        for lock, found in named.items()
        if [host for host in found if "opencollective" not in host and "github.com" not in host]
    }
    assert foreign == {}
