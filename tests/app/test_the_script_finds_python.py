"""`./odissee` itself: it finds a Python that runs and is recent enough, or says so in one French sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.quick


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The script alone, with a bootstrap that only says who runs it."""
    folder = tmp_path / "odissee"
    bootstrap = folder / "platform" / "odissee" / "app" / "bootstrap.py"
    bootstrap.parent.mkdir(parents=True)
    bootstrap.write_text("import sys\nprint(sys.argv[1:], sys.version_info >= (3, 12))\n")
    (folder / "odissee").write_text((ROOT / "odissee").read_text())
    (folder / "odissee").chmod(0o755)
    return folder


def program(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def run(checkout: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """With a PATH where `python3*` are only what the test has put into `bin`."""
    tools = checkout / "bin"
    for tool in ("sh", "readlink", "dirname", "ls", "grep", "sort"):
        found = next(Path(folder, tool) for folder in ("/usr/bin", "/bin") if Path(folder, tool).exists())
        tools.mkdir(exist_ok=True)
        (tools / tool).symlink_to(found)
    clean = {"PATH": str(tools), "HOME": str(checkout / "home"), **env}
    return subprocess.run(  # noqa: S603
        [checkout / "odissee", "start"], env=clean, capture_output=True, text=True, check=False
    )


def this_python() -> Path:
    return Path(sys.executable).resolve()


def test_without_any_python_one_sentence(checkout: Path) -> None:
    done = run(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("Odissée a besoin de Python 3.12 ou plus récent, et n’en trouve pas")


def test_an_old_python_and_a_shim_that_refuses_are_passed_over_for_one_of_pyenv(checkout: Path) -> None:
    program(checkout / "bin" / "python3", "exit 1  # too old: the question answered no")
    program(checkout / "bin" / "python3.12", "echo 'pyenv: python3.12: command not found' >&2; exit 127")
    program(checkout / "pyenv" / "versions" / "3.9.18" / "bin" / "python3", "exit 1")
    program(checkout / "pyenv" / "versions" / "3.13.0" / "bin" / "python3", f'exec {this_python()} "$@"')
    done = run(checkout, PYENV_ROOT=str(checkout / "pyenv"))
    assert done.stdout.strip() == "['start'] True", done.stderr


def test_the_python_that_is_named_comes_first_and_is_not_replaced_in_silence(checkout: Path) -> None:
    program(checkout / "bin" / "python3", f'exec {this_python()} "$@"')
    assert run(checkout).stdout.strip() == "['start'] True"
    bad = program(checkout / "vieux", "exit 1")
    done = run_again(checkout, ODISSEE_PYTHON=str(bad))
    assert done.returncode == 1
    assert f"ODISSEE_PYTHON désigne {bad}" in done.stderr


def run_again(checkout: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    for tool in (checkout / "bin").iterdir():
        if tool.is_symlink():
            tool.unlink()
    return run(checkout, **env)
