"""Style sheets, scripts and letters, sent compressed."""

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.middleware import WhiteNoiseMiddleware

#: What readers load on a phone; the editors' admin is opened on a desk.
_OURS = ("core/", "portal/", "desk/")


class PressedStatic(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """WhiteNoise that also has gzip and br forms of the house's own files.

    They are made once for each content, in `LANTOA_HOME/pressed`: nothing is collected or built
    beforehand, and a changed file is another content.
    """

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        """Take up a file; one of ours as its copy beside which the compressed forms lie."""
        if url.startswith(tuple(self.static_prefix + name for name in _OURS)):
            path, stat_cache = str(pressed(Path(path))), None
        super().add_file_to_dictionary(url, path, stat_cache=stat_cache)


def pressed(source: Path) -> Path:
    """A copy of `source` with .gz and .br files beside it, where these are smaller."""
    body = source.read_bytes()
    folder = Path(settings.LANTOA_HOME) / "pressed"
    home = folder / hashlib.sha256(body).hexdigest()[:24]
    if not home.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Whole under another name first: several processes start at once.
        draft = Path(tempfile.mkdtemp(dir=folder, prefix=".new-"))
        copy = draft / source.name
        copy.write_bytes(body)
        compressor = Compressor(quiet=True)
        if compressor.should_compress(source.name):
            compressor.compress(str(copy))
        try:
            draft.rename(home)
        except OSError:  # another process was first
            shutil.rmtree(draft, ignore_errors=True)
    return home / source.name
