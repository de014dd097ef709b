"""Units of systemd and lines of crontab that update every night. Pure functions."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import regex

from normalize.errors import UserError

_HOUR = regex.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def units(store: Path, contact: str, at: str, more: Sequence[str] = ()) -> dict[str, str]:
    """Return the files of a service and its timer by name; `more` are further words of the command.

    The timer makes up for a night that the machine slept through, and starts up to half an hour late, at
    random, so that not all who crawl knock at the same minute.
    """
    hour, minute = _time(at)
    command = " ".join(_quoted(word) for word in _command(store, contact, more))
    service = f"""[Unit]
Description=chiso: crawl what is due, and reconcile
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={Path.cwd()}
ExecStart={command}
Nice=10
# 75: another update is at work. It is no failure: that one does the work.
SuccessExitStatus=75
TimeoutStartSec=12h
"""
    timer = f"""[Unit]
Description=chiso: every night

[Timer]
OnCalendar=*-*-* {hour:02}:{minute:02}:00
Persistent=true
RandomizedDelaySec=30m

[Install]
WantedBy=timers.target
"""
    return {"chiso-update.service": service, "chiso-update.timer": timer}


def cron_line(store: Path, contact: str, at: str, more: Sequence[str] = ()) -> str:
    """Return a line for crontab; cron mails what goes wrong: the summary is thrown away, alarms are not."""
    hour, minute = _time(at)
    command = shlex.join(_command(store, contact, more)).replace("%", r"\%")
    return f"{minute} {hour} * * * cd {shlex.quote(str(Path.cwd()))} && {command} > /dev/null"


def _command(store: Path, contact: str, more: Sequence[str]) -> list[str]:
    chiso = Path(sys.executable).with_name("chiso")
    return [str(chiso), "update", "--due", "--store", str(store.resolve()), "--contact", contact, *more]


def _quoted(word: str) -> str:
    """A word as systemd reads it: % and $ mean something to it."""
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{word}"' if " " in word or word != word.strip() else word


def _time(at: str) -> tuple[int, int]:
    match = _HOUR.fullmatch(at)
    if match is None:
        raise UserError(f"{at!r} is no time of day", "--at", "write HH:MM, for example 01:30")
    return int(match[1]), int(match[2])
