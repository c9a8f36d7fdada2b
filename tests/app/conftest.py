"""Data folders that the server account can reach (pytest's own temporary folder is closed to it)."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from odissee.app.supervisor.ports import free_port


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="odissee-data-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def port() -> int:
    return free_port()
