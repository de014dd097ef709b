"""Recipes: those that come with chiso are sound, and a wrong one is refused by file and key."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawlers.keys import article_key, normal
from crawlers.recipe_files import FAMILIES, SITES, load_recipe, load_recipes
from crawlers.toml_table import RecipeError
from normalize.reference import load

GOOD = """id = "x"
name = "X"
family = "vnpt"
verified = false
[site]
host = "x.gov.vn"
[[listing]]
url = "https://x.gov.vn/tin-tuc"
"""


def recipe_error(tmp_path: Path, text: str) -> str:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RecipeError) as error:
        load_recipe(path)
    assert error.value.where.startswith((str(path), str(FAMILIES)))
    assert error.value.to_do
    return error.value.what


def test_the_recipes_that_come_with_chiso_are_sound() -> None:
    recipes = load_recipes()
    assert len(recipes) >= 12
    assert len({recipe.family for recipe in recipes.values()}) == 6
    reference = load()
    for recipe in recipes.values():
        assert not recipe.verified  # nobody has seen them fit yet
        if recipe.subject:
            assert reference.title(recipe.subject), recipe.id
        if recipe.successor:
            assert recipe.valid_to is not None
        assert recipe.floor >= 1.0


def test_every_recipe_has_a_file_that_says_only_what_differs() -> None:
    for path in SITES.glob("*.toml"):
        assert path.read_text("utf-8").count("\n") < 45, path


def test_a_merged_site_names_its_heir() -> None:
    old = next(recipe for recipe in load_recipes().values() if recipe.successor)
    assert old.valid_to == date(2025, 6, 30)
    assert not old.retired(date(2025, 6, 30))
    assert old.retired(date(2025, 7, 1))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "x"', 'id = "y"', "is not the name of its file"),
        ('id = "x"', 'id = "X"', "small letters"),
        ('family = "vnpt"', 'family = "joomla"', "there is no family"),
        ("verified = false", 'verified = "no"', "verified"),
        ("verified = false\n", "", "verified: is missing"),
        ('host = "x.gov.vn"', 'host = "https://x.gov.vn"', "site.host"),
        ('host = "x.gov.vn"', 'host = "["', "site.host"),
        ('host = "x.gov.vn"', 'host = "x.gov.vn:8080"', "site.host"),
        ('host = "x.gov.vn"', 'host = "x.gov.vn"\naliases = ["]"]', "site.aliases"),
        ('host = "x.gov.vn"', 'host = "x.gov.vn"\nport = 3', "site.port: no such key"),
        ('host = "x.gov.vn"', 'host = "x.gov.vn"\ntls = "none"', "site.tls"),
        ('host = "x.gov.vn"', 'host = "x.gov.vn"\nvalid_to = "2025"', "site.valid_to"),
        ('host = "x.gov.vn"', 'host = "x.gov.vn"\nvalid_to = 2025-06-30T12:00:00', "site.valid_to"),
        ("https://x.gov.vn/tin-tuc", "tin-tuc", "listing[1].url"),
        ("https://x.gov.vn/tin-tuc", "https://[x.gov.vn/tin-tuc", "listing[1].url"),
        ("https://x.gov.vn/tin-tuc", "https://y.gov.vn/tin-tuc", "is not on x.gov.vn"),
        ("/tin-tuc", "/tin-tuc?q={keyword}", "listing[1].keywords"),
        ("[[listing]]\nurl", "[[listing]]\nlink = 'a[['\nurl", "listing[1].link"),
        ("[[listing]]\nurl", "[[listing]]\nmore = 'x'\nurl", "listing[1].more"),
        ("[[listing]]\nurl", "[crawl]\nevery = 'daily'\n[[listing]]\nurl", "crawl.every"),
        ("[[listing]]\nurl", "[crawl]\nquiet_hours = 'night'\n[[listing]]\nurl", "crawl.quiet_hours"),
        ("[[listing]]\nurl", "[crawl]\nquiet_hours = '07:00Z-08:00'\n[[listing]]\nurl", "crawl.quiet_hours"),
        ("[[listing]]\nurl", "[crawl]\nfloor = -1\n[[listing]]\nurl", "crawl.floor"),
        ("[[listing]]\nurl", "[article]\npattern = '('\n[[listing]]\nurl", "article.pattern"),
        ("[[listing]]\nurl", "[article]\npattern = 'x'\n[[listing]]\nurl", "article.pattern"),
        ("[[listing]]\nurl", "[[layout]]\nbody = 'p[['\n[[listing]]\nurl", "layout[1].body"),
        ("[[listing]]\nurl", "[expect]\ndate = 2\n[[listing]]\nurl", "expect.date"),
        ("[[listing]]\nurl", "[[list]]\nurl", "list"),
        ('id = "x"', "id = ", "no TOML"),
    ],
)
def test_a_wrong_recipe_is_refused_by_its_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert said in recipe_error(tmp_path, GOOD.replace(old, new))


def test_two_sites_cannot_have_one_host(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(GOOD, "utf-8")
    (tmp_path / "y.toml").write_text(GOOD.replace('id = "x"', 'id = "y"'), "utf-8")
    with pytest.raises(RecipeError, match=r"x\.gov\.vn is also that of x\.toml"):
        load_recipes(tmp_path)


def test_a_heir_has_to_exist(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(
        GOOD.replace('host = "x.gov.vn"', 'host = "x.gov.vn"\nsuccessor = "z"'), "utf-8"
    )
    with pytest.raises(RecipeError, match="no site 'z'"):
        load_recipes(tmp_path)


def test_keywords_make_a_listing_each(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(
        GOOD.replace('/tin-tuc"', '/tim?q={keyword}"\nkeywords = ["PAR INDEX", "SIPAS"]'), "utf-8"
    )
    assert [x.url for x in load_recipe(path).listings] == [
        "https://x.gov.vn/tim?q=PAR+INDEX",
        "https://x.gov.vn/tim?q=SIPAS",
    ]


def test_a_page_is_read_by_the_layout_of_its_day(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(
        GOOD + '[[layout]]\nbody = [".new"]\n[[layout]]\nuntil = 2024-12-31\nbody = [".old"]\n', "utf-8"
    )
    recipe = load_recipe(path)
    assert [x.body for x in recipe.layouts_on(date(2024, 6, 1))] == [(".old",), (".new",)]
    assert [x.body for x in recipe.layouts_on(date(2025, 1, 1))] == [(".new",)]


def test_quiet_hours_are_those_of_vietnam(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD + '[crawl]\nquiet_hours = "22:00-06:00"\n', "utf-8")
    recipe = load_recipe(path)
    assert recipe.is_quiet(datetime(2025, 5, 12, 15, 30, tzinfo=UTC).replace(tzinfo=None))  # 22:30
    assert not recipe.is_quiet(datetime(2025, 5, 12, 1, 30, tzinfo=UTC).replace(tzinfo=None))  # 08:30


def test_one_article_has_one_key_whatever_its_address() -> None:
    recipe = load_recipes()["son-la"]
    addresses = (
        "https://sonla.gov.vn/tin-kinh-te/son-la-len-hang-12-923263",
        "http://www.sonla.gov.vn/cai-cach/mot-ten-khac-923263?utm_source=zalo",
        "https://sonla.gov.vn/4/469/61708/923263/cai-cach/son-la-len-hang-12",
        "https://sonla.gov.vn/vi-VN/1/923263/1/tintuc/x.aspx",
    )
    assert {article_key(recipe, address) for address in addresses} == {"son-la#923263"}
    assert article_key(recipe, "https://sonla.gov.vn/gioi-thieu") is None
    assert article_key(recipe, "https://elsewhere.vn/tin-kinh-te/son-la-923263") is None


def test_addresses_are_compared_without_what_does_not_matter() -> None:
    same = {
        normal(url)
        for url in ("https://www.a.vn/x/?b=2&a=1&utm_source=z#top", "http://a.vn/x?a=1&b=2&fbclid=q")
    }
    assert same == {"a.vn/x?a=1&b=2"}
