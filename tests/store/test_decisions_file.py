"""The decision file: whole lines, one writer at a time, nothing lost by crash, full disk or garbled line."""

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from test_decisions import ruling

from store import database
from store.decisions import Decision
from store.decisions_file import Contents, DecisionFile, DecisionFileError, decisions_path, parse

ROOT = Path(database.__file__).parent.parent
HERE = str(Path(__file__).parent)

APPEND = f"""
import sys
sys.path[:0] = [{HERE!r}, {str(ROOT)!r}]
from pathlib import Path
from test_decisions import ruling
from store.decisions_file import DecisionFile
file = DecisionFile(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    file.append(lambda now: [ruling(f"{{number}}", sys.argv[2], max((d.seq for d in now.decisions), default=0) + 1)])
    print(number, flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> DecisionFile:
    return DecisionFile(tmp_path / "s.decisions.jsonl")


def put(file: DecisionFile, *decisions: Decision) -> tuple[Decision, ...]:
    return file.append(lambda _: decisions).added


def test_it_lies_beside_the_store() -> None:
    assert decisions_path(Path("data/chiso.duckdb")) == Path("data/chiso.decisions.jsonl")
    assert decisions_path(Path("data/other")) == Path("data/other.decisions.jsonl")


def test_none_yet(file: DecisionFile) -> None:
    assert file.read() == Contents()
    assert not file.path.exists()


def test_what_is_appended_is_read(file: DecisionFile) -> None:
    one, two = ruling("1"), ruling("2", seq=2)
    assert put(file, one) == (one,)
    assert put(file, one, two, two) == (two,)
    assert DecisionFile(file.path).read().decisions == (one, two)
    assert file.read().decisions == (one, two)
    assert file.path.read_text("utf-8") == f"{one.record}\n{two.record}\n"


def test_which_decisions_there_are_is_known_from_the_digest(file: DecisionFile, tmp_path: Path) -> None:
    one, two = ruling("1"), ruling("2", seq=2)
    put(file, one, two)
    other = DecisionFile(tmp_path / "other")
    put(other, two)
    assert other.read().digest != file.read().digest
    put(other, one)
    assert other.read().digest == file.read().digest == DecisionFile(file.path).read().digest


def test_another_process_is_noticed(file: DecisionFile) -> None:
    put(file, ruling("1"))
    put(DecisionFile(file.path), ruling("2", seq=2))
    assert len(file.read().decisions) == 2
    seen: list[int] = []
    file.append(lambda now: (seen.append(len(now.decisions)), [])[1])
    assert seen == [2]


def test_an_exception_leaves_it_as_it_was(file: DecisionFile) -> None:
    put(file, ruling("1"))
    before = file.path.read_bytes()

    def refuse(_: Contents) -> Iterable[Decision]:
        raise KeyError

    with pytest.raises(KeyError):
        file.append(refuse)
    assert file.path.read_bytes() == before


# what crashes leave


def test_a_torn_last_line_is_put_aside_by_the_next_decision(file: DecisionFile) -> None:
    one, two, three = ruling("1"), ruling("2", seq=2), ruling("3", seq=3)
    put(file, one)
    with file.path.open("ab") as end:
        end.write(two.record.encode()[:-20])
    contents = file.read()
    assert contents.decisions == (one,)
    assert [(b.number, b.torn) for b in contents.bad] == [(2, True)]
    assert "never told" in contents.bad[0].why
    put(file, three)
    assert file.read() == DecisionFile(file.path).read()
    assert file.read().decisions == (one, three)
    assert file.read().bad == ()
    aside = file.path.with_name(file.path.name + ".torn")
    assert aside.read_bytes() == two.record.encode()[:-20] + b"\n"


def test_a_last_line_that_lacks_only_its_end_counts(file: DecisionFile) -> None:
    one, two = ruling("1"), ruling("2", seq=2)
    file.path.write_text(one.record, "utf-8")
    assert (file.read().decisions, file.read().bad) == ((one,), ())
    put(file, two)
    assert file.path.read_text("utf-8") == f"{one.record}\n{two.record}\n"


@pytest.mark.parametrize("cut", range(0, 400, 23))
def test_cut_anywhere_it_is_whole_again_after_the_next_decision(file: DecisionFile, cut: int) -> None:
    lines = [ruling("1"), ruling("2", seq=2)]
    put(file, *lines)
    data = file.path.read_bytes()
    file.path.write_bytes(data[: len(data) - cut])
    put(file, ruling("3", seq=3))
    kept = DecisionFile(file.path).read()
    assert kept.bad == ()
    assert kept.decisions[-1] == ruling("3", seq=3)
    assert set(kept.decisions) <= {*lines, ruling("3", seq=3)}
    assert (lines[0] in kept.decisions) == (len(data) - cut > len(lines[0].record.encode()) - 1)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda line: line.replace(b'"91.87"', b'"91.88"'), "it was changed"),
        (lambda line: b"<<<<<<< HEAD", "not JSON"),
        (lambda line: b"\xff" + line, "not UTF-8"),
        (lambda line: line[:40], "not JSON"),
    ],
)
def test_a_garbled_line_is_reported_and_the_others_count(
    file: DecisionFile, spoil: object, words: str
) -> None:
    one, two, three = ruling("1"), ruling("91.87", seq=2), ruling("3", seq=3)
    put(file, one, two, three)
    lines = file.path.read_bytes().split(b"\n")
    lines[1] = spoil(lines[1])  # type: ignore[operator]
    file.path.write_bytes(b"\n".join(lines))
    contents = file.read()
    assert contents.decisions == (one, three)
    assert [(b.number, b.torn) for b in contents.bad] == [(2, False)]
    assert words in contents.bad[0].why
    put(file, ruling("4", seq=4))
    assert file.path.read_bytes().split(b"\n")[:3] == lines[:3]
    put(file, two)  # put back from elsewhere, it counts again, and the garbled line stays to be looked at
    assert set(file.read().decisions) >= {one, two, three}


def test_empty_lines_and_the_same_line_twice(file: DecisionFile) -> None:
    one = ruling("1")
    assert parse(f"\n{one.record}\n\n{one.record}\n  \n".encode()).decisions == (one,)


# more than one process


def start(file: DecisionFile, who: str, many: int) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", APPEND, str(file.path), who, str(many)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_processes_that_decide_at_once_lose_nothing_and_know_of_each_other(file: DecisionFile) -> None:
    processes = [start(file, who, 40) for who in ("lan", "minh", "hoa")]
    for process in processes:
        go(process)
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    contents = file.read()
    assert contents.bad == ()
    assert [d.seq for d in contents.decisions] == list(range(1, 121))
    for who in ("lan", "minh", "hoa"):
        assert [d.figure for d in contents.decisions if d.who == who] == [str(n) for n in range(40)]


def test_killed_at_any_moment_no_decision_that_was_confirmed_is_lost(file: DecisionFile) -> None:
    confirmed = 0
    for _ in range(6):
        process = start(file, "lan", 10_000)
        go(process)
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(3)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
        process.wait()
        confirmed += sum(line.endswith("\n") for line in told)
    contents = file.read()
    assert len(contents.decisions) >= confirmed >= 18
    put(file, ruling("1", "minh", 99_999))
    assert file.read().bad == ()


# a disk that does not take it


def test_a_full_disk_keeps_nothing_of_the_decision_and_everything_before(file: DecisionFile) -> None:
    put(file, *(ruling(str(n), seq=n) for n in range(1, 20)))
    before = file.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, hard))
    try:
        with pytest.raises(DecisionFileError, match="cannot be written") as caught:
            put(file, ruling("20", seq=20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "nothing was decided" in caught.value.to_do
    assert file.path.read_bytes() == before
    put(file, ruling("20", seq=20))
    assert len(file.read().decisions) == 20


def test_a_folder_in_its_place(file: DecisionFile) -> None:
    file.path.mkdir()
    with pytest.raises(DecisionFileError, match="cannot be written"):
        put(file, ruling("1"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(file: DecisionFile) -> None:
    put(file, ruling("1"))
    file.path.chmod(0)
    with pytest.raises(DecisionFileError, match="cannot be read"):
        file.read()
    file.path.chmod(stat.S_IRUSR)
    with pytest.raises(DecisionFileError, match="cannot be written"):
        put(file, ruling("2", seq=2))


def test_it_may_be_a_link_into_a_repository(file: DecisionFile, tmp_path: Path) -> None:
    target = tmp_path / "repository" / "decisions.jsonl"
    target.parent.mkdir()
    file.path.symlink_to(target)
    put(file, ruling("1"))
    put(file, ruling("2", seq=2))
    assert file.path.is_symlink()
    assert len(DecisionFile(target).read().decisions) == 2
