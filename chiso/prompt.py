"""The prompt of `chiso query`: completion of what the store has, history, several lines, a pager for long answers."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import regex
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import SqlLexer
from rich.table import Table

from chiso.console import err, out
from chiso.names import nearest
from chiso.schema import Schema

LEAVE: Final = (".quit", ".exit", "quit", "exit")
HELP: Final = """\
A query ends with a semicolon; until then Enter begins another line.
Tab completes names and, within quotes, values.
  .tables          views and macros to start from, then the tables
  .columns NAME    what the columns of one are
  .quit            leave (so does Ctrl-D)"""
_KEYWORDS: Final = (
    "SELECT FROM WHERE GROUP BY ORDER BY LIMIT JOIN LEFT JOIN USING ON HAVING QUALIFY DISTINCT CASE WHEN THEN ELSE END "
    "AND OR NOT IN IS NULL LIKE ILIKE BETWEEN WITH AS UNION ALL EXCEPT COUNT SUM AVG MIN MAX MEDIAN ROUND DESC ASC "
    "NULLS LAST DESCRIBE SUMMARIZE SHOW TABLES PIVOT"
).split()
_WORD: Final = regex.compile(r"[\w.]*$")
_AFTER_FROM: Final = regex.compile(r"\b(?:from|join|describe|summarize)\s+\w*$", regex.I)
_QUOTED: Final = regex.compile(r"'[^']*$")
_VALUE: Final = regex.compile(
    r"(?P<column>\w+)\"?\s*(?:=|<>|IN\s*\()\s*(?:'[^']*'\s*,\s*)*'(?P<begun>[^']*)$", regex.I
)
_CALL: Final = regex.compile(r"\b(?P<name>\w+)\(\s*'(?P<begun>[^']*)$")


class Names(Completer):
    """Completes views, macros, columns and keywords, each with what it is; within quotes the values of a column."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield what may stand at the cursor."""
        before = document.text_before_cursor
        if before.startswith("."):
            yield from self._of_command(before)
        elif _QUOTED.search(before) and before.count("'") % 2:
            yield from self._of_value(before)
        else:
            yield from self._of_query(before, document.text)

    def _of_command(self, before: str) -> Iterator[Completion]:
        command, _, begun = before.partition(" ")
        if command == ".columns" and " " in before:
            yield from _fitting(begun, self.schema.all)
        else:
            yield from _fitting(before, {".tables": "", ".columns": "", ".help": "", ".quit": ""})

    def _of_value(self, before: str) -> Iterator[Completion]:
        if match := _VALUE.search(before):
            yield from _fitting(
                match["begun"], dict.fromkeys(self.schema.values.get(match["column"].lower(), ()), "")
            )
        elif match := _CALL.search(before):
            values = (
                self.schema.values.get("index", ()) if match["name"].lower() in self.schema.macros else ()
            )
            yield from _fitting(match["begun"], dict.fromkeys(values, ""))

    def _of_query(self, before: str, whole: str) -> Iterator[Completion]:
        found = _WORD.search(before)
        begun = found.group() if found else ""
        if _AFTER_FROM.search(before):
            yield from _fitting(begun, self.schema.all)
            return
        if not begun:
            return
        used = set(regex.findall(r"\w+", whole.lower()))
        columns: dict[str, str] = {}
        for name in (*(n for n in self.schema.columns if n in used), *self.schema.columns):
            for column, comment in self.schema.columns[name].items():
                if any(n in used for n in self.schema.columns) and name not in used:
                    continue
                columns.setdefault(column, comment)
        yield from _fitting(begun, {**columns, **self.schema.all} | dict.fromkeys(_KEYWORDS, ""))


def _fitting(begun: str, names: Mapping[str, str]) -> Iterator[Completion]:
    """The names that begin so; then those that have it within."""
    small = begun.lower()
    starting = [name for name in names if name.lower().startswith(small)]
    within = [name for name in names if small in name.lower() and name not in starting]
    for name in (*starting, *within):
        yield Completion(name, start_position=-len(begun), display_meta=names[name])


def history_file(environ: Mapping[str, str]) -> Path:
    """Where queries are remembered: in the user's state folder, as the XDG base directory specification has it."""
    home = environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(home) / "chiso" / "queries"


def _history() -> History:
    path = history_file(os.environ)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def is_whole(text: str) -> bool:
    """Whether a line needs no other: a query with its semicolon, a command, nothing at all."""
    stripped = text.strip()
    return not stripped or stripped.endswith(";") or stripped.startswith(".") or stripped.lower() in LEAVE


def session(schema: Schema, **given: Any) -> PromptSession[str]:
    """A prompt with completion, history and highlighting; `given` goes to prompt_toolkit."""
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_whole(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return PromptSession(
        "chiso> ",
        completer=Names(schema),
        complete_while_typing=True,
        history=given.pop("history", None) or _history(),
        key_bindings=keys,
        lexer=PygmentsLexer(SqlLexer),
        multiline=True,
        prompt_continuation="  ...> ",
        **given,
    )


def run(prompt: PromptSession[str], schema: Schema, answer: Callable[[str], None]) -> None:
    """Ask, answer, ask again, until the user leaves. `answer` reports what is wrong with a query by itself."""
    while True:
        try:
            line = prompt.prompt().strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line.lower().rstrip(";") in LEAVE:
            return
        if line.startswith("."):
            command(line, schema)
        elif line.strip("; \n"):
            answer(line)


def command(line: str, schema: Schema) -> None:
    """Do what a line with a dot says."""
    word, _, rest = line.partition(" ")
    name = rest.strip().rstrip(";")
    if word == ".tables":
        out.print(_listed("", schema.all.items()))
    elif word == ".columns" and name in schema.columns:
        out.print(_listed(name, schema.columns[name].items()))
    elif word == ".columns":
        near = nearest(name, schema.columns) if name else []
        offer = f" Did you mean {' or '.join(near)}?" if near else " See .tables."
        err.print(
            f"There is no {name!r}.{offer}" if name else ".columns wants a name. See .tables.", markup=False
        )
    else:
        out.print(HELP, markup=False)


def _listed(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(
        title=title or None, title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0)
    )
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, comment in rows:
        table.add_row(name, comment)
    return table
