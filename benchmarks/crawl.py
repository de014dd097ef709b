"""How fast the crawler is on loopback with its delays at zero, beside a bare Scrapy spider that saves pages.

    python benchmarks/crawl.py [--copies 60] [--rounds 5]

Both get the same pages of the same fixture portals, whose server has a process of its own; both have one
request at once for each host, both write every body to a file. The bare spider knows all addresses from the
beginning, asks for no robots.txt, follows no list, writes no ledger and syncs nothing: it is the transport alone.
Prints pages per second of each round, and the median of the rounds' ratios, for a machine that others use is
fast and slow by turns. The exit code is 1 below 0.8.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
DAY1 = 1747013400.0
LEAST = 0.8


@contextmanager
def portals(copies: int) -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, ROOT / "fixtures" / "portals" / "server.py", "--copies", str(copies), "--steady"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.kill()
        server.wait()


def timed(task: dict[str, Any]) -> float:
    """Run a task in a process of its own; return the seconds that the crawl took, without imports."""
    done = subprocess.run(
        [sys.executable, __file__, "--task"],
        input=json.dumps(task),
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return float(done.stdout.strip().splitlines()[-1])


def ours(task: dict[str, Any]) -> float:
    import crawlers.spider  # noqa: F401  # with Scrapy: neither side's imports are counted
    from crawlers.recipe_files import load_recipes
    from crawlers.run import Options, crawl

    recipes = load_recipes(ROOT / "fixtures" / "portals" / "sites")
    options = Options("chiso-benchmark (+mailto:b@b.example)", proxy=task["proxy"], floor=0.0, now=DAY1)
    start = time.perf_counter()
    crawl(recipes, recipes.values(), Path(task["folder"]), options)
    return time.perf_counter() - start


def bare(task: dict[str, Any]) -> float:
    import hashlib
    from collections import defaultdict
    from urllib.parse import urlsplit

    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    folder = Path(task["folder"])

    class Bare(Spider):
        name = "bare"

        async def start(self) -> Any:
            hosts = defaultdict(list)
            for url in task["urls"]:
                hosts[urlsplit(url).hostname].append(url)
            while any(hosts.values()):
                for urls in hosts.values():
                    if urls:
                        yield Request(urls.pop(), meta={"proxy": task["proxy"]}, dont_filter=True)

        def parse(self, response: Any, **kwargs: Any) -> None:
            (folder / hashlib.sha256(response.url.encode()).hexdigest()).write_bytes(response.body)

    process = AsyncCrawlerProcess(
        {
            "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "CONCURRENT_REQUESTS": 16, "DOWNLOAD_DELAY": 0,
        }
    )  # fmt: skip
    process.crawl(Bare)
    start = time.perf_counter()
    process.start()
    return time.perf_counter() - start


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--task", action="store_true", help="for the benchmark itself")
    options = parser.parse_args()
    if options.task:
        task = json.load(sys.stdin)
        print(ours(task) if task["what"] == "ours" else bare(task))
        return 0
    speeds: dict[str, list[float]] = {"ours": [], "bare": []}
    with portals(options.copies) as proxy:
        for number in range(options.rounds):
            folder = Path(tempfile.mkdtemp(prefix="chiso-bench-", dir=ROOT / "benchmarks"))
            try:
                (folder / "ours").mkdir()
                (folder / "bare").mkdir()
                seconds = timed({"what": "ours", "proxy": proxy, "folder": str(folder / "ours")})
                with sqlite3.connect(folder / "ours" / "ledger.sqlite") as db:
                    requests = db.execute("SELECT count(*) FROM fetch").fetchone()[0]
                    urls = [
                        row[0]
                        for row in db.execute("SELECT url FROM page WHERE kind = 'article' ORDER BY url")
                    ]
                speeds["ours"].append(requests / seconds)
                seconds = timed(
                    {"what": "bare", "proxy": proxy, "folder": str(folder / "bare"), "urls": urls}
                )
                assert len(list((folder / "bare").iterdir())) == len(urls)
                speeds["bare"].append(len(urls) / seconds)
            finally:
                shutil.rmtree(folder)
            print(
                f"round {number + 1}: ours {speeds['ours'][-1]:.0f} pages/s ({requests} requests), "
                f"bare Scrapy {speeds['bare'][-1]:.0f} pages/s ({len(urls)} pages)",
                flush=True,
            )
    ratio = median(mine / other for mine, other in zip(speeds["ours"], speeds["bare"], strict=True))
    print(f"ratio of each round's pair, median: {ratio:.2f} (at least {LEAST})")
    print(f"best rounds: ours {max(speeds['ours']):.0f}, bare {max(speeds['bare']):.0f} pages/s")
    return 0 if ratio >= LEAST else 1


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
