"""The command line as an operator calls it: exit codes, and one sentence for each error."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.engine import make_url

from bot.program.clock import SystemClock
from tests.support.builders import Builders
from tests.support.commands import ROOT, TOKEN, bangkom
from tests.support.engines import Engines, opened
from tests.support.webhooks import free_port
from tests.support.workbooks import STAFF, csv_file, nip, phone


def test_help_loads_nothing_of_the_program(tmp_path: Path):
    script = (
        "import sys; from bot.commands.cli import _parser; "
        "_parser().format_help(); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    program = {"telegram", "sqlalchemy", "aiohttp", "rich", "handlers", "storage", "domain"}
    assert "bot" in loaded
    assert loaded.isdisjoint(program)


def test_from_an_empty_folder_to_an_officer(tmp_path: Path):
    number = nip(1)
    assert bangkom(tmp_path, "grant", number, "hr")[0] == 1
    row = (number, "Contoh Satu", phone(1), "Lurah", "U01", "Dinas Contoh")
    csv_file(tmp_path / "pegawai.csv", [STAFF, row, ("12", *row[1:])])
    assert bangkom(tmp_path, "import", "pegawai.csv", "--yes")[0] == 0
    assert bangkom(tmp_path, "grant", number, "hr")[0] == 0
    assert bangkom(tmp_path, "revoke", number)[0] == 0
    code, _, errors = bangkom(tmp_path, "revoke", number)
    assert (code, errors.count("\n")) == (1, 1)
    _, table, _ = bangkom(tmp_path, "audit", number)
    assert table.count(number) == 3
    assert "hr_granted" in table
    assert "hr_revoked" in table
    _, only, _ = bangkom(tmp_path, "audit", "--action", "revoked")
    assert (only.count("hr_revoked"), only.count("hr_granted")) == (1, 0)
    made = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    made.pop("pegawai.csv")
    assert made == {"bangkom.db": 0o600, "pegawai-ditolak.xlsx": 0o600}


def test_an_officer_who_cannot_link_is_told_of(tmp_path: Path):
    people = {
        nip(1): ("", "no phone number on file"),
        nip(2): (phone(2), "Others have the same phone number"),
        nip(3): (phone(2), "Others have the same phone number"),
        nip(4): (phone(4), "not in service"),
    }
    titles = (*STAFF, "KEDUDUKAN HUKUM NAMA")
    rows = [
        (number, "Contoh", mobile, "Lurah", "U01", "Dinas Contoh", "Pensiun" * (number == nip(4)))
        for number, (mobile, _) in people.items()
    ]
    csv_file(tmp_path / "pegawai.csv", [titles, *rows])
    bangkom(tmp_path, "import", "pegawai.csv", "--yes")
    for number, (_, said) in people.items():
        code, told, warned = bangkom(tmp_path, "grant", number, "hr")
        assert (code, said in warned, "/start" in told) == (0, True, False)


def test_what_is_missing_is_one_sentence(tmp_path: Path):
    code, _, errors = bangkom(tmp_path, "grant", nip(1), "hr")
    assert code == 1
    assert errors.endswith("is not in the roster. Import the staff file first.\n")
    assert bangkom(tmp_path, "grant", "12", "hr") == (2, "", "A NIP has 18 digits.\n")
    code, _, errors = bangkom(tmp_path, "run")
    assert code == 1
    assert "BOT_TOKEN is missing: get one from @BotFather" in errors
    code, table, errors = bangkom(tmp_path, "check")
    assert (code, errors) == (1, "")
    assert "BOT_TOKEN is missing" in table


def test_words_of_the_settings_stay_words(tmp_path: Path):
    _, table, errors = bangkom(tmp_path, "check", ORGANISATION="[/red]Kota [bold]Contoh\x1b[2J")
    assert errors == ""
    assert "[/red]Kota [bold]Contoh\ufffd[2J" in table


def test_a_file_that_may_not_be_read_is_one_sentence(tmp_path: Path):
    (tmp_path / "a.csv").write_text("NIP BARU;NAMA;UNOR NAMA")
    (tmp_path / "a.csv").chmod(0)
    code, _, said = bangkom(tmp_path, "import", "a.csv")
    may_all = os.access(tmp_path / "a.csv", os.R_OK)  # an administrator reads everything
    assert may_all or code == 2
    assert may_all or said.startswith("a.csv may not be read: check its permissions")
    assert "Traceback" not in said


def test_a_database_that_does_not_answer(tmp_path: Path):
    nowhere = "postgresql+asyncpg://contoh:contoh@127.0.0.1:1/contoh"
    away = "127.0.0.1:1/contoh: The database does not answer (ConnectionError)."
    told = f"{away} Check DATABASE_URL and that it runs.\n"
    assert bangkom(tmp_path, "migrate", DATABASE_URL=nowhere) == (1, "", told)


async def test_an_old_schema_is_not_run_on(engines: Engines, tmp_path: Path):
    empty = make_url(await engines.postgresql()).set(database="postgres")
    url = empty.render_as_string(hide_password=False)
    code, _, errors = bangkom(tmp_path, "run", DATABASE_URL=url, BOT_TOKEN=TOKEN)
    assert code == 1
    assert errors == "The database schema is old. Run `bangkom migrate`, then start again.\n"


async def test_a_backup_is_said_with_its_size_and_never_overwrites(
    engines: Engines, tmp_path: Path
):
    url = await engines.sqlite()
    code, said, errors = bangkom(tmp_path, "backup", "cadangan.db", DATABASE_URL=url)
    assert (code, errors) == (0, "")
    assert said.startswith("cadangan.db: ")
    code, _, errors = bangkom(tmp_path, "backup", "cadangan.db", DATABASE_URL=url)
    assert code == 1
    assert "No backup was made: cadangan.db exists already" in errors


async def test_copying_shows_every_table_and_refuses_a_second_time(
    engines: Engines, tmp_path: Path
):
    source, target = await engines.sqlite(), f"sqlite+aiosqlite:///{tmp_path / 'baru.db'}"
    code, said, _ = bangkom(tmp_path, "copy-to", target, DATABASE_URL=source)
    assert code == 0
    assert "person" in said
    assert "Everything was copied." in said
    async with opened(target) as store:
        await Builders(store).person()
    code, _, errors = bangkom(tmp_path, "copy-to", target, DATABASE_URL=source)
    assert code == 1
    assert "The target is not empty (person)." in errors
    code, _, errors = bangkom(tmp_path, "copy-to", "mysql://x", DATABASE_URL=source)
    assert code == 2
    assert errors.startswith("The target must begin with")
    code, _, errors = bangkom(tmp_path, "copy-to", source, DATABASE_URL=source)
    assert (code, errors.count("\n")) == (2, 1)
    assert "The target is the very database that is copied." in errors


async def test_copying_says_which_of_the_two_is_amiss_and_why(engines: Engines, tmp_path: Path):
    source = await engines.sqlite()
    (tmp_path / "pass").write_text("127.0.0.1:1:contoh:contoh:rahasia")
    (tmp_path / "pass").chmod(0o644)
    target = f"postgresql+asyncpg://contoh@127.0.0.1:1/contoh?passfile={tmp_path / 'pass'}"
    code, _, errors = bangkom(tmp_path, "copy-to", target, DATABASE_URL=source)
    warned, told = errors.strip().split("\n")
    assert (code, "WARNING bangkom: a library warns reason=password file" in warned) == (1, True)
    away = "The database does not answer (ConnectionError)."
    advice = "Check the address you gave and that it runs."
    assert told == f"The target, 127.0.0.1:1/contoh: {away} {advice}"
    code, _, errors = bangkom(tmp_path, "copy-to", source, DATABASE_URL=target.split("?")[0])
    advice = "Check DATABASE_URL and that it runs."
    assert errors == f"The source, 127.0.0.1:1/contoh: {away} {advice}\n"


def test_a_port_that_is_none_is_refused(tmp_path: Path):
    for given in ("99999", "-1", "0"):
        code, _, errors = bangkom(tmp_path, "demo", f"--port={given}")
        assert (code, f"{given} is no port: 1 to 65535" in errors) == (2, True)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path):
    (tmp_path / "berkas").write_text("")
    code, _, errors = bangkom(tmp_path, "demo", "--keep=berkas")
    assert (code, errors.count("\n"), errors[:7]) == (1, 1, "berkas ")


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_log_is_written_as_it_was_asked_for(tmp_path: Path, form: str):
    assert bangkom(tmp_path, "migrate")[0] == 0
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": f"http://127.0.0.1:{free_port()}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LOG_FORMAT": form, **settings},
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stderr is not None
        line = process.stderr.readline()
        process.terminate()
    assert "Telegram does not answer" in line
    if form == "json":
        entry = json.loads(line)
        assert (entry["level"], entry["event"]) == ("WARNING", "Telegram does not answer")
    else:
        assert not line.startswith("{")


def test_the_commands_of_hr_speak_the_language_of_the_settings(tmp_path: Path):
    number = nip(1)
    csv_file(tmp_path / "p.csv", [STAFF, (number, "Contoh", phone(1), "Lurah", "U1", "Dinas")])
    here = {"DEFAULT_LANGUAGE": "id", "TIMEZONE": "Asia/Makassar"}
    assert "Tersimpan: baru 1" in bangkom(tmp_path, "import", "p.csv", "--yes", **here)[1]
    assert "mempunyai peran HR." in bangkom(tmp_path, "grant", number, "hr", **here)[1]
    code, _, errors = bangkom(tmp_path, "grant", "12", "hr", **here)
    assert (code, errors) == (2, "NIP terdiri atas 18 digit.\n")
    _, table, _ = bangkom(tmp_path, "audit", **here)
    # In a pipe a table is as wide as it needs: no name is cut into two lines.
    titles = table.splitlines()[1]
    assert all(each in titles for each in ("waktu (WITA)", "oleh", "tindakan", "tentang"))
    assert "baris perintah" in table
    assert "link_code_issued" in table


def test_the_log_is_narrowed_by_days_of_the_local_calendar(tmp_path: Path):
    number = nip(1)
    csv_file(tmp_path / "p.csv", [STAFF, (number, "Contoh", phone(1), "Lurah", "U1", "Dinas")])
    bangkom(tmp_path, "import", "p.csv", "--yes")
    bangkom(tmp_path, "grant", number, "hr")
    today = SystemClock().now().astimezone(ZoneInfo("Asia/Jakarta")).date()
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)

    def named(option: str, day: date) -> bool:
        return "hr_granted" in bangkom(tmp_path, "audit", option, f"{day:%d/%m/%Y}")[1]

    assert named("--since", today)
    assert named("--until", tomorrow)
    assert not named("--since", tomorrow + timedelta(days=1))
    assert not named("--until", yesterday)
    code, _, errors = bangkom(tmp_path, "audit", "--since", "1/2/27")
    assert (code, errors) == (2, "1/2/27 is not a date. Write 7/12/2026, for example.\n")
