"""What the desk refuses: strangers, other hosts and sites, and whatever an article may try."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient
from web_help import BASE, HAI_PHONG, ORIGIN, Guest, desk, keep, plain_page, says

from normalize.errors import UserError
from review.web.app import local
from review.web.desk import Desk
from review.web.forms import LONGEST
from review.web.guard import BODY
from review.web.page import as_csv, link_of
from review.web.sessions import Sessions, name_of
from store.decisions_file import DecisionFile

World = tuple[TestClient, Sessions, Desk]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> \" ' ]]> {{ 7*7 }} \u202e ngược \u0000 \U0001f4a3 <!--"
PAGES = ["/queue", "/facts", "/articles", "/sources", "/provinces", "/indices", "/decisions", "/agreement", "/keys",
         "/province/hai-phong", "/index/PAR_INDEX", "/index/PAR_INDEX/2023"]  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    path = tmp_path_factory.mktemp("desk") / "s.duckdb"
    odd = says(
        ("son-la", "score", "80.11"),
        host="evil.vn",
        title=EVIL,
        url="javascript:alert(3)//x.vn/1",
        extra=EVIL,
    )
    again = says(("son-la", "score", "80.99"), host="f.vn", title="=HYPERLINK(1)", url="https://f.vn/1")
    with desk(keep(path, *HAI_PHONG, odd, again, plain_page(EVIL))) as found:
        yield found


@pytest.fixture
def lan(world: World) -> Guest:
    return Guest(world[0], world[1])


class Seen(HTMLParser):
    """Which elements and attributes a page really has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_nobody_comes_in_without_the_token(world: World) -> None:
    client = world[0]
    client.cookies.clear()
    for path in [*PAGES, "/next", "/sign-in"]:
        assert client.get(path).status_code == 403, path
    for path in ["/undo", "/item/x/rule", "/witness/x/rule", "/sign-out", "/settings", "/sign-in"]:
        assert client.post(path, data={"name": "x"}, headers=ORIGIN).status_code == 403, path
    for token in ("", "x", world[1].token[:-1], world[1].token + "x", "é"):
        assert client.get("/start", params={"token": token}).status_code == 403
    assert client.get("/queue", headers={"cookie": "chiso_desk=guessed"}).status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    answer = world[0].get("/start", params={"token": world[1].token}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    world[0].cookies.clear()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[::2]:80"]
)
def test_other_hosts_are_refused(world: World, lan: Guest, host: str) -> None:
    assert lan.get("/queue", host=host) == 421
    assert lan.get(f"/start?token={world[1].token}", host=host) == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8123", "localhost:9", "LOCALHOST", "[::1]:80"])
def test_names_of_this_machine_are_good(lan: Guest, host: str) -> None:
    assert lan.get("/queue", host=host) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"},
        {"origin": BASE, "sec-fetch-site": "cross-site"}, {"origin": BASE, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"}, {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
    ],
)  # fmt: skip
def test_forms_of_other_sites_are_refused(world: World, lan: Guest, headers: dict[str, str]) -> None:
    answer = world[0].post(
        "/undo", data={}, headers={"cookie": f"chiso_desk={lan.cookies['chiso_desk']}"} | headers
    )
    assert answer.status_code == 403
    assert not DecisionFile.of(world[2].path).read().decisions


def test_forms_that_are_too_large_or_none_are_refused(world: World, lan: Guest) -> None:
    def post(body: bytes, kind: str = "application/x-www-form-urlencoded") -> int:
        own = {"cookie": f"chiso_desk={lan.cookies['chiso_desk']}", "content-type": kind}
        return int(world[0].post("/undo", content=body, headers=own | ORIGIN).status_code)

    assert post(b"why=" + b"x" * BODY) == 413
    assert post(b"why=" + b"x" * (LONGEST + 1)) == 422
    assert post(b"why=\xff%ff") == 422
    assert post(b"{}", "application/json") == 415
    assert post(b"x", "multipart/form-data; boundary=x") == 415


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_policy_and_nothing_inline(lan: Guest, path: str) -> None:
    assert lan.get(path) == 200
    policy = lan.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and lan.headers["x-content-type-options"] == "nosniff"
    assert lan.headers["cache-control"] == "no-store"
    seen = Seen()
    seen.feed(lan.text)
    for tag, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (
            tag,
            attributes,
        )
        assert tag != "style"
        if tag == "script":
            assert (attributes["src"] or "").startswith("/static/")
        for name in ("src", "href", "action"):
            assert not re.match(r"(?i)\s*(javascript|data|vbscript):", attributes.get(name) or "")


def test_an_article_with_scripts_and_odd_characters_is_only_text(world: World, lan: Guest) -> None:
    rows = lan.json("/articles.json")
    odd = [r for r in rows if "<script>" in r["title"] or r["source"] == "x.vn"]
    assert len(odd) == 2
    item = next(i for i in lan.json("/queue.json?all=1")["items"] if i["name"] == "Sơn La")
    for path in [*(f"/article/{r['id']}" for r in odd), "/articles?q=%3Cscript%3E", f"/item/{item['id']}"]:
        assert lan.get(path) == 200
        assert "&lt;script&gt;alert(1)" in lan.text and "{{ 7*7 }}" in lan.text
        seen = Seen()
        seen.feed(lan.text)
        assert [
            a for t, a in seen.tags if t == "script" and not (a.get("src") or "").startswith("/static/")
        ] == []
        assert not [1 for t, a in seen.tags if t == "img" and a.get("src") == "x"]
        assert not [1 for _, a in seen.tags if (a.get("href") or "").startswith("javascript:")]
    assert (
        world[0]
        .get(f"/article/{odd[0]['id']}/text", headers=lan._own)
        .headers["content-type"]
        .startswith("text/plain")
    )


def test_spreadsheets_get_no_formulas(lan: Guest) -> None:
    lan.get("/articles.csv")
    assert "'=HYPERLINK(1)" in lan.text
    assert (
        as_csv([{"a": "=1+1", "b": "-4.5", "c": "@x", "d": ["+x"]}]).splitlines()[1] == "'=1+1,-4.5,'@x,'+x"
    )


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fcase.py", "/article/..%2f..%2fetc%2fpasswd",
     "/article/file:%2f%2f%2fetc%2fpasswd", "/witness/http:%2f%2fx", "/index/..%2f1"],
)  # fmt: skip
def test_no_path_or_address_of_the_clients_choosing_is_opened(lan: Guest, path: str) -> None:
    assert lan.get(path) == 404
    assert "root:" not in lan.text and "import" not in lan.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "", "x", "/a\nb", "\\\\x"]
)
def test_settings_lead_back_into_the_desk_only(lan: Guest, back: str) -> None:
    assert local(back) == "/queue"
    assert local("/item/1?figure=2") == "/item/1?figure=2"


@pytest.mark.parametrize("query", ["year=x", "status=perhaps", "start=-1", "year=99999999"])
def test_a_query_of_nonsense_gets_words(lan: Guest, query: str) -> None:
    assert lan.get(f"/queue?{query}") == 400
    assert 'class="code">400' in lan.text


def test_only_web_addresses_are_links() -> None:
    assert link_of("https://a.vn/x") == "https://a.vn/x"
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.vn",
        "http://[x",
        "",
        None,
    ):
        assert link_of(address) is None


def test_names_are_names() -> None:
    assert name_of("  Nguyễn  Thị Lan ") == "Nguyễn Thị Lan"
    for text in ("", "   ", "x" * 61, "a\u202eb", "a\x07b"):
        with pytest.raises(UserError):
            name_of(text)
