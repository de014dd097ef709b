"""A reference folder that cannot be trusted is refused, with file, line, what is wrong and what to do."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize.reference import BUNDLED, BadReference, load_from

Edit = Callable[[str], str]


def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(BUNDLED, folder)
    return folder


def swap(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text, f"the bundled data no longer has {old!r}"
        return text.replace(old, new, 1)

    return edit


def add(line: str) -> Edit:
    return lambda text: f"{text.rstrip()}\n{line}\n"


CASES: list[tuple[str, Edit, str, str]] = [
    # What is wrong with one file by itself. The last two: what the message says, what stands in the line it names.
    ("provinces.csv", swap("slug,name,kind", "slug,name,sort"), "unknown key 'sort'", "ha-noi"),
    ("provinces.csv", swap("ha-tay,Hà Tây,tinh,28", "ha-tay,Hà Tây,tinh"), "fewer cells", "ha-tay"),
    ("provinces.csv", add("x-y,X,tinh,99,VN-99,tay-nguyen,2026-01-01,,X,1"), "more cells", "x-y"),
    ("provinces.csv", swap("1997-01-01,2008-07-31,Ha Tay", "1997-13-01,2008-07-31,Ha Tay"), "valid_from", "13-01"),
    ("provinces.csv", swap("Hà Tây,tinh,28", '"Hà Tây,tinh,28'), "CSV", ""),
    ("provinces.csv", swap("ha-tay,Hà Tây,tinh", "ha-tay,Hà Tây,huyen"), "kind of province", "huyen"),
    ("provinces.csv", swap("ha-tay,Hà Tây", "Ha_Tay,Hà Tây"), "no slug", "Ha_Tay"),
    ("provinces.csv", swap("VN-15,dong-bang-song-hong", "VN-15,dong-bang"), "no region", "dong-bang,"),
    ("province_aliases.csv", swap("ha-tay,Hà Tây,name", "ha-tay,,name"), "'alias' is missing", "ha-tay,,"),
    ("province_aliases.csv", swap("ha-tay,Hà Tây,name", "ha-tai,Hà Tây,name"), "no province", "ha-tai"),
    ("province_aliases.csv", swap("ha-tay,Hà Tây,name", "ha-tay,Hà Tây,title"), "kind of alias", "title"),
    ("successions.csv", swap(",split", ",cleave"), "kind of succession", "cleave"),
    ("regions.toml", swap('division = "six"', 'divizion = "six"'), "unknown key 'divizion'", "divizion"),
    ("regions.toml", swap("count = 14", 'count = "14"'), "whole number", 'count = "14"'),
    ("regions.toml", swap("count = 14", "count = 13"), "14 members are listed", "count = 13"),
    ("regions.toml", swap('members = ["ha-giang"', 'members = ["ha-giangg"'), "no province", "ha-giangg"),
    ("regions.toml", swap('{ from = "2004-01-01"', '{ since = "2004-01-01"'), "unknown key 'since'", "since"),
    ("regions.toml", swap('2004-01-01", count = 5', '2004-01-01", count = 6'), "changes is 6", "changes"),
    ("regions.toml", swap('division = "six"', 'division = "sixth"'), "no division", "sixth"),
    ("regions.toml", swap("[[region]]", "[[region]]\n[[regions]]"), "regions", "regions"),
    ("ministries.toml", swap("[[ministry]]", "[[ministry]"), "not valid TOML", "[[ministry]"),
    ("ministries.toml", swap('names = ["Bộ Quốc phòng", "Bộ QP"]', 'names = "Bộ QP"'), "list of strings", "names ="),
    ("ministries.toml", swap('valid_from = "2007-07-31"', 'valid_from = "31/7/2007"'), "valid_from", "31/7/2007"),
    ("ministries.toml", swap('valid_from = "2007-07-31"', "valid_from = 2007-07-31T00:00:00"), "time of day", "valid_"),
    ("indices/pci.toml", swap("max = 100", "max = nan"), "a number is wanted", "max = nan"),
    ("indices/pci.toml", swap("first_edition = 2005", ""), "'first_edition' is missing", ""),
    ("indices/pci.toml", swap("first_edition = 2005", "first_edition = true"), "whole number", "first_edition"),
    ("indices/pci.toml", swap('id = "PCI"', 'id = "pci"'), "no id of an index", 'id = "pci"'),
    ("indices/pci.toml", swap("max = 100", 'max = "many"'), "max", "max"),
    ("indices/pci.toml", swap("max = 100", "max = 0"), "max is 0", "max = 0"),
    ("indices/pci.toml", swap("likely_min = 25", "likely_min = 101"), "likely_min", "likely_min = 101"),
    ("indices/pci.toml", swap('unit = "point"', 'unit = "points"'), "no unit", 'unit = "points"'),
    ("indices/pci.toml", swap('ranks = ["province"]', 'ranks = ["commune"]'), "kind of subject", "commune"),
    (
        "indices/pci.toml", swap('ranks = ["province"]', 'ranks = ["province"]\napart = ["bo-tien"]'),
        "ministry", "bo-tien",
    ),
    ("indices/pci.toml", swap("[[scale]]", "[scale]"), "no list of tables", "scale"),
    ("shared_names.txt", add("mức độ hài lòng"), "no declaration", "mức độ hài lòng"),
    # Duplicate aliases
    ("province_aliases.csv", add("ha-noi,Hà Nội,name"), "listed twice", "ha-noi,Hà Nội"),
    ("province_aliases.csv", add("ha-noi,HÀ NỘI,name"), "also as 'Hà Nội'", "HÀ NỘI"),
    ("province_aliases.csv", add("ha-tay,Hà Nội,name"), "means province ha-noi already", "ha-tay,Hà Nội"),
    ("province_aliases.csv", add("ha-tay,hanoi,host"), "the host 'hanoi'", "ha-tay,hanoi,host"),
    ("ministries.toml", swap('names = ["Bộ Công an"', 'names = ["Bộ Quốc phòng"'), "ministry bo-quoc-phong", "Bộ Quốc"),
    ("ministries.toml", swap('names = ["Bộ Công an"', 'names = ["Hà Nội"'), "province ha-noi", "Hà Nội"),
    ("regions.toml", swap('names = ["Tây Nguyên"', 'names = ["MĐNB", "Tây Nguyên"'), "region tay-nguyen", "MĐNB"),
    ("indices/pci.toml", swap('"PCI", ', '"PCI", "PAPI", '), "PAPI", "PAPI"),
    ("indices/pci.toml", swap('weak = ["năng lực', 'weak = ["PCI", "năng lực'), "in names and in weak", "PCI"),
    ("indices/pci.toml", swap('"chi phí thời gian"', '"chi phí không chính thức", "chi phí thời gian"'),
     "component PCI/chi-phi-thoi-gian", "chi phí không chính thức"),
    ("place_lookalikes.txt", add("Cao Bằng"), "province cao-bang", "Cao Bằng"),
    ("place_lookalikes.txt", add("thành phố Thái Nguyên"), "listed twice", "thành phố Thái Nguyên"),
    ("other_indices.txt", add("PCI"), "index PCI", "PCI"),
    ("shared_names.txt", add("Hà Nội = ha-noi, ha-tay"), "the name means ha-noi", "Hà Nội = "),
    ("shared_names.txt", swap("mức độ hài lòng = SIPAS", "mức độ hài lòng = PCI"), "mức độ hài lòng", ""),
    # Overlaps of validity
    ("provinces.csv", swap("dong-bang-song-hong,2008-08-01,,Hanoi", "dong-bang-song-hong,2008-07-01,,Hanoi"),
     "overlaps", "ha-noi"),
    ("provinces.csv", swap("ha-tay,Hà Tây,tinh,28,VN-15", "ha-tay,Hà Tây,tinh,01,VN-15"), "code '01'", ""),
    ("provinces.csv", swap("ha-tay,Hà Tây,tinh,28,VN-15", "ha-tay,Hà Tây,tinh,28,VN-HN"), "code 'VN-HN'", ""),
    ("provinces.csv", swap("1997-01-01,2008-07-31,Ha Tay", "2009-01-01,2008-07-31,Ha Tay"),
     "before it begins", "ha-tay"),
    ("indices/papi.toml", swap("to = 2017\nmin", "to = 2018\nmin"), "[[scale]] of PAPI overlaps", "[[scale]]"),
    ("indices/pci.toml", swap("to = 2007\ncount", "to = 2009\ncount"), "'province' of PCI overlaps", "[[ranked]]"),
    ("indices/pci.toml", swap('slug = "tinh-minh-bach"', 'slug = "tiep-can-dat-dai"'), "'tiep-can-dat-dai'", "[[comp"),
    ("indices/pci.toml", swap("to = 2008", "to = 2004"), "before it begins", "to = 2004"),
    ("indices/psi766.toml", swap('label = "Tốt"', 'label = "Khá"'), "'Khá' of PSI766 overlaps", "[[group]]"),
    ("ministries.toml", swap('valid_to = "2025-02-28"', 'valid_to = "1999-02-28"\nvalid_from = "2000-01-01"'),
     "before it begins", "1999-02-28"),
    ("regions.toml", swap('slug = "viet-bac"', 'slug = "dong-bac"'), "given twice", "dong-bac"),
    ("ministries.toml", swap('slug = "bo-cong-an"', 'slug = "bo-quoc-phong"'), "given twice", "bo-quoc-phong"),
    # Circles and dead ends of succession
    ("successions.csv", add("thai-nguyen,bac-kan,2025-07-01,merge"), "does not exist on 2025-07-01", "bac-kan"),
    ("successions.csv", add("thai-nguyen,phu-tho,2025-07-01,merge\nphu-tho,thai-nguyen,2025-07-01,merge"),
     "circle", "phu-tho,thai-nguyen"),
    ("successions.csv", add("ha-tay,ha-noi,2008-08-01,merge"), "given twice", "ha-tay"),
    ("successions.csv", swap("bac-kan,thai-nguyen", "bac-kan,thai-nguyenn"), "no province", "thai-nguyenn"),
    ("successions.csv", swap("bac-kan,thai-nguyen", "ha-tay,thai-nguyen"), "on the day before", "ha-tay,thai-nguyen"),
    ("successions.csv", swap("bac-kan,thai-nguyen,2025-07-01,merge\n", ""), "ends on 2025-06-30 without", ""),
    ("ministries.toml", swap('successors = ["bo-tai-chinh"]', 'successors = ["bo-tien-bac"]'),
     "does not exist", "bo-tien"),
    ("ministries.toml",
     swap('names = ["Bộ Tài chính"', 'successors = ["bo-ke-hoach-va-dau-tu"]\nnames = ["Bộ Tài chính"'),
     "circle", "bo-ke-hoach-va-dau-tu"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "edit", "says", "line"), CASES, ids=lambda x: x[:40] if isinstance(x, str) else ""
)
def test_bad_data_is_refused_with_file_and_line(
    tmp_path: Path, file: str, edit: Edit, says: str, line: str
) -> None:
    folder = copy(tmp_path)
    path = folder / file
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadReference) as error:
        load_from(folder)
    bad = error.value
    assert says in bad.what + bad.to_do
    assert bad.to_do
    named = regex.fullmatch(r"(.+):(\d+)", bad.where)
    assert named and Path(named[1]).is_relative_to(folder)
    lines = Path(named[1]).read_text(encoding="utf-8").splitlines()
    assert 1 <= int(named[2]) <= len(lines)
    assert line in lines[int(named[2]) - 1]


@pytest.mark.parametrize(
    "file", ["provinces.csv", "regions.toml", "below_levels.txt", "shared_names.txt", "place_lookalikes.txt"]
)
def test_a_missing_or_unreadable_file_is_named(tmp_path: Path, file: str) -> None:
    folder = copy(tmp_path)
    (folder / file).write_bytes(b"\xff\xfe\xfa broken")
    with pytest.raises(BadReference, match=rf"{file}.*cannot be read"):
        load_from(folder)
    (folder / file).unlink()
    load_from.cache_clear()
    with pytest.raises(BadReference, match=rf"{file}.*no such file"):
        load_from(folder)


def test_two_files_of_one_index_and_no_index_at_all(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    shutil.copy(folder / "indices" / "pgi.toml", folder / "indices" / "pgi-again.toml")
    with pytest.raises(BadReference, match="two files"):
        load_from(folder)
    shutil.rmtree(folder / "indices")
    with pytest.raises(BadReference, match="no index"):
        load_from(folder)


def test_the_command_says_it_to_the_user(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    folder = copy(tmp_path)
    path = folder / "indices" / "pci.toml"
    path.write_text(path.read_text("utf-8").replace('id = "PCI"', 'id = "PCI"\ncolour = "red"'), "utf-8")
    run = subprocess.run(
        [Path(sys.executable).parent / "chiso", "explain", "PCI 2023"],
        capture_output=True, text=True, check=False, env={**os.environ, "CHISO_REFERENCE": str(folder)},
    )  # fmt: skip
    assert run.returncode == 1
    assert "pci.toml:5" in run.stderr
    assert "unknown key 'colour'" in run.stderr
    assert "Traceback" not in run.stderr


FILES = sorted(
    p.relative_to(BUNDLED).as_posix() for p in BUNDLED.rglob("*") if p.suffix in (".csv", ".toml", ".txt")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(FILES),
    st.randoms(use_true_random=False),
    st.sampled_from(["cut", "twice", "swap", "noise"]),
)
def test_any_damage_is_survived_or_told(tmp_path: Path, file: str, random: Random, damage: str) -> None:
    """Whatever happens to one file, the data loads or BadReference names that folder; nothing else is raised."""
    folder = Path(tempfile.mkdtemp(dir=tmp_path)) / "data"
    shutil.copytree(BUNDLED, folder)
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    i, j = random.randrange(len(lines)), random.randrange(len(lines))
    match damage:
        case "cut":
            del lines[i]
        case "twice":
            lines.insert(j, lines[i])
        case "swap":
            lines[i], lines[j] = lines[j], lines[i]
        case "noise":
            at = random.randrange(len(lines[i]) + 1)
            lines[i] = lines[i][:at] + random.choice('",;[]{}=#\u200b0-') + lines[i][at:]
    (folder / file).write_text("\n".join(lines), encoding="utf-8")
    try:
        load_from(folder)
    except BadReference as bad:
        assert str(folder) in bad.where and bad.what and bad.to_do
