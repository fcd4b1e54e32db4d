"""How much memory the web processes gain over many requests to 10,000 different addresses."""

import re
import subprocess
import tempfile
from pathlib import Path

from benchmarks import contenders

ADDRESSES = 10_000
#: Every fifth address is a page of its own (a parameter that its view names); the others add
#: parameters that nobody knows to pages there are.
_LUA = """
local pages = {%s}
local number = 0
request = function()
  number = (number * 1103515245 + 12345) %% 2147483648
  local n = number %% %d
  local path
  if n %% 5 == 0 then path = "/guong/?trang=" .. n
  else path = pages[n %% #pages + 1] .. "?fbclid=" .. n end
  return wrk.format("GET", path)
end
"""


def measured_memory(home: Path, requests: int) -> float:
    """MB of growth, all web processes together; prints what it saw."""
    more = {"LANTOA_PAGE_SECONDS": "3600", "LANTOA_WEB_PROCESSES": "1"}
    with contenders.served(home, **more) as (port, master):
        listed = contenders.fetch(port, "/sitemap.xml").read().decode()
        pages = re.findall(r"<loc>https?://[^/<]+(/(?:guong|mo-hinh)/[^<]*)</loc>", listed)
        if not pages:
            pages = re.findall(r'href="(/guong/[\w-]+/)"',
                               contenders.fetch(port, "/guong/").read().decode())  # fmt: skip
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            script.write(_LUA % (",".join(f'"{page}"' for page in pages), ADDRESSES))
            script.flush()
            _ask(port, script.name, 500)
            before = _resident(master.pid)
            done = 0
            while done < requests:
                done += _ask(port, script.name, requests - done)
            after = _resident(master.pid)
    print(f"\n{done:,} lượt hỏi, {ADDRESSES:,} địa chỉ: {before:.0f} → {after:.0f} MB")
    return after - before


def _ask(port: int, script: str, wanted: int) -> int:
    """About so many requests, at most ten seconds of them; how many were answered."""
    seconds = 1 if wanted <= 5_000 else 10
    said = subprocess.run(
        ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{port}/"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]


def _resident(master: int) -> float:
    """MB of the web processes under `master`."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                status = (entry / "status").read_text()
            except OSError:
                continue
            if parent == master:
                total += int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]
    return total / 1000
