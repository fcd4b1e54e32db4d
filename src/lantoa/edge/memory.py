"""The pages of one process, bounded in bytes."""

import threading
from collections import OrderedDict

from lantoa.edge.asking import Key
from lantoa.edge.pages import Page


class Memory:
    """Key → page. When it is full the oldest goes, unless it was used since its last turn.

    Reading takes no lock and moves nothing (`page.used = True` by whoever uses it), and a
    crowd of pages asked for once does not drive out those that are read.
    """

    def __init__(self, limit: int) -> None:
        """`limit` in bytes."""
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = threading.Lock()
        self.get = self._pages.get

    def __len__(self) -> int:
        return len(self._pages)

    def put(self, page: Page) -> None:
        """Keep a page in the place of the one of the same key."""
        with self._lock:
            before = self._pages.pop(page.key, None)
            self.size -= before.size if before else 0
            if page.size > self.limit // 4:
                return
            self._pages[page.key] = page
            self.size += page.size
            while self.size > self.limit:
                key, oldest = self._pages.popitem(last=False)
                if oldest.used and oldest is not page:
                    oldest.used = False
                    self._pages[key] = oldest
                else:
                    self.size -= oldest.size

    def keep_only(self, generation: int) -> None:
        """Let go of the pages of other generations."""
        with self._lock:
            for key, page in list(self._pages.items()):
                if page.generation != generation:
                    del self._pages[key]
                    self.size -= page.size
