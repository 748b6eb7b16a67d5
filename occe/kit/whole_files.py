"""The store of files in a folder: a file is there whole, or it is not there.

Django's own writes under the final name: a full disk or a process that was killed would leave half a file there, and
since the name is the digest of the content, whoever sends the same photo again would be given that half.
"""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import FileSystemStorage

UNFINISHED = ".part"


class WholeFileStorage(FileSystemStorage):
    """Written under a name of its own, seen onto the disk, then renamed."""

    def _save(self, name: str, content: File) -> str:
        part = f"{name}.{uuid4().hex[:8]}{UNFINISHED}"
        try:
            super()._save(part, content)
            with open(self.path(part), "rb") as written:
                os.fsync(written.fileno())
            os.replace(self.path(part), self.path(name))
        except BaseException:
            Path(self.path(part)).unlink(missing_ok=True)
            raise
        return name
