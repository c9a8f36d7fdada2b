"""Files of a company: bytes under `<tenant>/<sha256>`, a row of `stored_file` for each name given to them.

The bytes are written before the row commits and never change: a transaction that is lost leaves bytes that
no row names, nothing worse. The prefix is always that of the open transaction, so that a stranger's file does
not exist. What is read is checked against its hash.
"""

from odissee.platform.files.bucket import discard, flow, put, take
from odissee.platform.files.receive import (
    MAX_FILE,
    FileTooBig,
    Received,
    received,
    received_path,
    received_upload,
)
from odissee.platform.files.serve import attached, attachment, file_headers
from odissee.platform.files.store import (
    DamagedFile,
    StoredFile,
    discard_after_commit,
    find,
    keep,
    read,
    store,
    whole_path,
)

__all__ = [
    "MAX_FILE",
    "DamagedFile",
    "FileTooBig",
    "Received",
    "StoredFile",
    "attached",
    "attachment",
    "discard",
    "discard_after_commit",
    "file_headers",
    "find",
    "flow",
    "keep",
    "put",
    "read",
    "received",
    "received_path",
    "received_upload",
    "store",
    "take",
    "whole_path",
]
