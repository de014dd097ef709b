"""The next page, fetched ahead: it takes nothing, is shown only while it is still so, and decides nothing unseen."""

import asyncio
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from test_desk_keeper import held
from web_help import HAI_PHONG, ORIGIN, Guest, crowd, desk, keep, key, says

from review.web.desk import Desk
from review.web.items import status
from review.web.serving import HOST, listen
from store.decisions_file import DecisionFile


class Reader(Guest):
    """A reviewer's browser with JavaScript: it fetches the next page while this one is read."""

    ahead: tuple[str, str] = ("", "")
    sent: Mapping[str, str] = MappingProxyType({})

    def fetch_ahead(self) -> str:
        """Fetch the page behind the item that is shown; return the item that it is of."""
        item, shown, address = self.address.split("/")[2].split("?")[0], self.text, self.address
        assert self.get(f"/next?after={item}", **{"x-desk-after": item}) == 200
        self.ahead = self.address, self.text
        mark = f"{self.headers['x-desk-mark']} {self.address}"
        self.text, self.address, self.sent = shown, address, {"x-desk-ahead": mark}
        return self.ahead[0].split("/")[2].split("?")[0]

    def get(self, path: str, **headers: str) -> int:
        """Open a page; what redirects keeps the headers, as in a browser."""
        answer = self.client.get(path, headers=self._own | headers, follow_redirects=False)
        if answer.status_code == 303 and headers:
            return self.get(answer.headers["location"], **headers)
        return self._went(answer)

    def decide(self, number: int = 0) -> Any:
        """Take the figure of a column, and return the bare answer."""
        action, fields = self.form("claim", number)
        headers = self._own | ORIGIN | self.sent
        answer = self.client.post(action, data=fields, headers=headers, follow_redirects=False)
        if "x-desk-next" in answer.headers:
            self.address, self.text = self.ahead
        return answer


def opened(client: Any, sessions: Any, name: str = "Lan") -> Reader:
    reader = Reader(client, sessions, name)
    reader.get("/next")
    return reader


def test_it_takes_nothing_and_is_shown_once_the_decision_is_kept(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(4))
    with desk(path) as (client, sessions, own):
        lan = opened(client, sessions)
        first = lan.address.split("/")[2]
        second = lan.fetch_ahead()
        assert second != first
        assert own.leases.of(second) is None and own.leases.of(first) is not None
        answer = lan.decide()
        assert answer.status_code == 200 and answer.headers["x-desk-next"] == f"/item/{second}"
        assert 'class="flash"' in answer.text and "<main" not in answer.text
        held_now = own.leases.of(second)
        assert held_now is not None and held_now.who == "Lan" and own.leases.of(first) is None
        third = lan.fetch_ahead()
        assert lan.decide(1).headers["x-desk-next"] == f"/item/{third}"
        made = DecisionFile.of(path).read().decisions
        assert [d.conflict for d in made] == [first, second]
        assert len({d.token for d in made}) == 2
        lan.get(f"/item/{third}")
        assert 'class="flash"' not in lan.text  # it was told already


def test_it_is_the_page_that_would_be_sent_now(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(4))
    with desk(path) as (client, sessions, own):
        lan = opened(client, sessions)
        second = lan.fetch_ahead()
        lan.decide()
        own.keeper.settled()
        before, token = lan.text, lan.form("claim")[1]["token"][0]
        lan.get(f"/item/{second}")
        assert lan.form("claim")[1]["token"][0] != token
        assert lan.text.replace(lan.form("claim")[1]["token"][0], token) == before


def moved(path: Path, own: Desk, slug: str) -> None:
    """Another process loads a page that says something else of a province."""
    own.keeper.let_go()
    keep(path, says((slug, "score", "55.55"), host="z.vn"))


def taken(path: Path, own: Desk, slug: str) -> None:
    """Another reviewer opens the item of a province."""
    with own.keeper.reading() as store:
        item = next(i for i in own.known(store).items if i.subject.endswith(slug))
    own.leases.take(item.id, "Minh")


@pytest.mark.parametrize("meanwhile", [moved, taken])
def test_it_is_not_shown_where_it_is_no_longer_so(
    tmp_path: Path, meanwhile: Callable[[Path, Desk, str], None]
) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(4))
    with desk(path) as (client, sessions, own):
        lan = opened(client, sessions)
        second = lan.fetch_ahead()
        with own.keeper.reading() as store:
            slug = next(i for i in own.known(store).items if i.id == second).subject.partition("/")[2]
        meanwhile(path, own, slug)
        answer = lan.decide()
        assert answer.status_code == 303 and "x-desk-next" not in answer.headers
        assert len(DecisionFile.of(path).read().decisions) == 1


def test_what_moved_after_it_was_shown_is_refused(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(4))
    with desk(path) as (client, sessions, own):
        lan = opened(client, sessions)
        second = lan.fetch_ahead()
        assert "x-desk-next" in lan.decide().headers
        assert own.keeper.settled()
        with own.keeper.reading() as store:
            slug = next(i for i in own.known(store).items if i.id == second).subject.partition("/")[2]
        moved(path, own, slug)
        assert lan.decide().status_code == 409
        assert len(DecisionFile.of(path).read().decisions) == 1


def test_a_decision_from_memory_needs_no_store(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(4))
    with desk(path) as (client, sessions, own):
        lan = opened(client, sessions)
        lan.fetch_ahead()
        own.keeper.let_go()
        with held(path):
            assert "x-desk-next" in lan.decide().headers
            assert lan.get("/queue") == 503
        assert own.keeper.settled()
    assert len(DecisionFile.of(path).read().decisions) == 1


def test_how_items_stand_is_the_same_after_each_decision_as_if_all_were_asked_anew(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(6))
    with desk(path, share=0.5) as (client, sessions, own):
        guests = [Guest(client, sessions, name) for name in ("Lan", "Minh")]

        def check() -> None:
            for guest in guests:
                name, today = str(guest.name), own.clock().date()
                with own.keeper.reading() as store:
                    found, seen = own.statuses(store, name), own.known(store)
                wanted = [(i, status(i, seen, own.figures(), name, 0.5, today)) for i in seen.items]
                assert found == wanted

        for number in (0, 1, 0):
            for guest in guests:
                guest.get("/next")
                assert guest.rule("claim", number) == 200
                check()
        assert guests[0].send("/undo") == 200
        check()
        assert own.keeper.settled()
        check()


def test_answers_are_sent_at_once() -> None:
    async def at_once() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def met(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            own = writer.get_extra_info("socket")
            found.set_result(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with listen(0) as listening:
            async with await asyncio.start_server(met, sock=listening):
                _, writer = await asyncio.open_connection(HOST, listening.getsockname()[1])
                result = await found
                writer.close()
                return result

    assert asyncio.run(at_once())


def test_it_does_not_take_the_words_that_are_for_the_page_that_is_shown(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(3))
    with desk(path) as (client, sessions, _):
        lan = opened(client, sessions)
        answer = lan.decide()
        assert answer.status_code == 303
        lan.fetch_ahead()
        assert 'class="flash"' not in lan.ahead[1]
        lan.get(answer.headers["location"])
        assert 'class="flash"' in lan.text


def test_the_page_says_what_its_evidence_is(tmp_path: Path) -> None:
    path = keep(tmp_path / "s.duckdb", *HAI_PHONG)
    with desk(path) as (client, sessions, own):
        lan = opened(client, sessions)
        before = lan.headers["x-desk-mark"]
        lan.get(lan.address)
        assert lan.headers["x-desk-mark"] == before
        moved(path, own, key().subject.partition("/")[2])
        lan.get(lan.address)
        assert lan.headers["x-desk-mark"] != before
