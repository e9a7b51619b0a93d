"""What each command says: its help, its answer for people and for machines."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import session_planner as sp
from session_planner import cli
from tests.cli.calling import CASE, ENVIRONMENT, ROOT, SCENARIOS, call
from tests.publish.test_annex import rows_of_the_annex, table

COMMANDS = sorted(cli.COMMANDS)


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programme of the 2012 case."""
    out = tmp_path_factory.mktemp("solved")
    assert call("solve", CASE, "-o", out).returncode == 0
    return out / "programme.json"


def test_the_commands_are_those_of_the_interface_so_far() -> None:
    assert COMMANDS == [
        "accounts", "bench", "check", "compare", "doctor", "explain", "export", "front", "import", "init", "joint",
        "prices", "publish", "release", "releases", "replan", "risk", "rules", "schema", "serve", "solve", "state",
        "sweep", "validate",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_begins_with_the_command(command: str) -> None:
    done = call(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Example: session-planner {command}" in " ".join(done.stdout.split())


def test_without_a_command_the_help_is_shown_and_the_version_is_told() -> None:
    assert "Commands:" in call().stderr
    assert re.fullmatch(r"session-planner \d+\.\d+\.\d+\n", call("--version").stdout)


def test_the_annex_of_2012_cell_by_cell_from_end_to_end(solved: Path) -> None:
    """No filter: the body that is there for the joint discussion alone makes no programme of several bodies."""
    annex = call("export", solved, "--to", "md", "--lang", "fr").stdout
    _head, _rule, *rows = table(annex)
    assert rows == rows_of_the_annex()


def test_a_guest_asked_for_by_name_is_shown_its_joint_sitting(solved: Path) -> None:
    rows = table(call("export", solved, "--to", "md", "--body", "wg-ic").stdout)[2:]
    assert rows == [
        ["Thursday, 18 October", "", ""],
        ["10 a.m.-1 p.m.", "", "Joint discussion of the two working groups on trafficking in cultural property"],
    ]


def test_the_terminal_shows_plain_item_numbers() -> None:
    shown = [line.split("   ")[0] for line in _terminal("untoc-wg-ta-2012.yaml").splitlines()]
    assert not any("Working Group" in cell for cell in shown[2:])
    assert re.search(r"10:00-11:00 +6 +Consideration of the", _terminal("untoc-wg-ta-2012.yaml"))


def _terminal(name: str) -> str:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as out:
        return call("solve", SCENARIOS / name, "-o", out).stdout


def test_json_of_solve_is_the_programme_that_is_written(tmp_path: Path) -> None:
    done = call("solve", CASE, "-o", tmp_path, "--json")
    assert json.loads(done.stdout) == json.loads((tmp_path / "programme.json").read_bytes())


def test_check_tells_soft_rules_by_cost_and_each_breach_where_asked(solved: Path) -> None:
    short, long = call("check", CASE, solved).stdout, call("check", CASE, solved, "--warnings").stdout
    assert short.splitlines()[0] == "agenda-order costs 10 (weight 10)"
    assert len([line for line in long.splitlines() if line.startswith("warning ")]) == 5
    assert "warning" not in short.splitlines()[0]


def test_check_as_json_has_the_shape_of_the_interface(solved: Path) -> None:
    told = json.loads(call("check", CASE, solved, "--json").stdout)
    assert {"rule", "severity", "segments", "who", "when", "message", "source"} <= set(told["conflicts"][0])
    assert told["checked"]["segments"] == 10
    assert len(told["checked"]["rules"]) == sum(rule["kind"] != "off" for rule in sp.rule_table())


def test_check_says_so_where_the_programme_was_made_from_a_variant(tmp_path: Path) -> None:
    assert call("solve", CASE, "-o", tmp_path, "--variant", "joint-on-17").returncode == 0
    done = call("check", CASE, tmp_path / "programme.json")
    assert done.returncode == 1
    assert done.stderr == "this programme was made with --variant joint-on-17, and is checked without\n"
    same = call("check", CASE, tmp_path / "programme.json", "--variant", "joint-on-17")
    assert (same.returncode, same.stderr) == (0, "")


def test_set_changes_one_thing_everywhere(tmp_path: Path) -> None:
    change = ("--set", "bodies.wg-ta.agenda.5.duration=9 h")
    assert "item" in call("validate", CASE, *change).stdout
    assert call("validate", CASE, *change).returncode == 2
    assert call("explain", CASE, *change).returncode == 1
    assert call("solve", CASE, "-o", tmp_path, *change).returncode == 1


def test_validate_says_what_it_read() -> None:
    done = call("validate", CASE)
    assert done.stdout == (
        f"{CASE}: in order\n"
        "days: 2; bodies: 2; agenda items: 9; sittings: 4; rooms: 0; joint sessions: 1; variants: 4\n"
    )


def test_validate_of_all_variants_names_the_one_that_cannot_be() -> None:
    done = call("validate", CASE, "--all-variants")
    assert done.returncode == 2
    first, last = done.stdout.splitlines()
    assert first.startswith(f"as variant second-group-late: {CASE}:")
    assert last == "mistakes: 1"
    told = json.loads(call("validate", CASE, "--all-variants", "--json").stdout)["mistakes"]
    assert [mistake["variant"] for mistake in told] == ["second-group-late"]


def test_every_mistake_at_once_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = CASE.read_text(encoding="utf-8")
    broken.write_text(text.replace("duration: 30 min", "duratoin: 30 min").replace("2012-10-18T10:00", "10 sharp"))
    told = json.loads(call("validate", broken, "--json").stdout)["mistakes"]
    assert len(told) >= 3
    assert all(mistake["line"] and mistake["column"] for mistake in told)
    assert any("did you mean `duration`?" in mistake["message"] for mistake in told)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: [*a, *a]\n" + "c: " + "[" * 5000,
        "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9)),
        "!!python/object/apply:os.system ['true']\n",
        "\x00\x01\x02",
        "title: \udcff",
        "",
    ],
)
def test_hostile_files_are_refused_in_words(tmp_path: Path, text: str) -> None:
    hostile = tmp_path / "hostile.yaml"
    hostile.write_bytes(text.encode("utf-8", "surrogateescape"))
    for command in (["validate", hostile], ["solve", hostile, "-o", tmp_path / "out"], ["explain", hostile]):
        done = call(*command)
        assert done.returncode == 2
        assert "hostile.yaml:" in done.stdout + done.stderr


def test_fifty_megabytes_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as lines:
        for _ in range(50):
            lines.write(b"- [a, {b: c}]  # of a million lines\n" * 28_000)
    script = f"import resource, sys\n{LIMITED}sys.argv[1:] = ['validate', {str(huge)!r}]\nmain()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 2
    assert "huge.yaml" in done.stdout
    assert "Traceback" not in done.stderr


LIMITED = "from session_planner.cli import main\nresource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"


def test_the_schema_is_one_and_takes_the_case() -> None:
    import session_planner
    from session_planner.scenario.text import read

    schema = json.loads(call("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == session_planner.schema()
    jsonschema.Draft202012Validator(schema).validate(read(CASE).data)


def test_rules_lists_all_of_them_in_the_language_asked_for() -> None:
    told = json.loads(call("rules", "--json").stdout)["rules"]
    assert len(told) == len(sp.rule_table())
    shown = call("rules").stdout
    assert all(rule["id"] in shown for rule in told)


def test_the_language_comes_from_the_option_then_the_environment(solved: Path) -> None:
    def first(**environment: str) -> str:
        return call("export", solved, "--to", "md", **environment).stdout.splitlines()[0]

    assert first(LANG="fr_FR.UTF-8") == "# Annexe"
    assert first(LANG="fr_FR.UTF-8", SESSION_PLANNER_LANG="en") == "# Annex"
    assert call("export", solved, "--to", "md", "--lang", "es", LANG="fr_FR.UTF-8").stdout.startswith("# Anexo\n")


def test_an_output_in_a_poor_locale_still_comes_whole(solved: Path) -> None:
    done = call("export", solved, "--to", "md", "--lang", "zh", LANG="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "附件" in done.stdout
    assert call("rules", "--lang", "fr", PYTHONIOENCODING="ascii").returncode == 0


@pytest.mark.parametrize("form", ["csv", "html", "ics", "json", "md"])
def test_export_writes_a_file_whole_or_to_standard_output(solved: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / "new" / f"programme.{form}"
    assert call("export", solved, "--to", form, "-o", target).returncode == 0
    shown = call("export", solved, "--to", form).stdout
    stamps = re.compile(r"DTSTAMP:\w+")
    assert stamps.sub("", shown.replace("\r", "")) == stamps.sub("", target.read_bytes().decode().replace("\r", ""))
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(shown)))) == 10


def test_export_asks_for_the_scenario_where_none_is_beside(solved: Path, tmp_path: Path) -> None:
    alone = tmp_path / "programme.json"
    alone.write_bytes(solved.read_bytes())
    done = call("export", alone, "--to", "md")
    assert done.returncode == 2
    assert "--scenario" in done.stderr
    assert call("export", alone, "--to", "md", "--scenario", CASE).returncode == 0


def test_no_progress_where_nobody_watches(tmp_path: Path) -> None:
    done = call("solve", SCENARIOS / "untoc-cop6-2012.yaml", "-o", tmp_path, "--time-limit", "3s")
    assert (done.returncode, done.stderr) == (0, "")


def test_make_programme_uses_options_that_there_are() -> None:
    recipe = (ROOT / "Makefile").read_text().partition("programme:")[2].partition("\n\n")[0]
    assert "solve $(SCENARIO) -o out" in recipe
    assert "--to ics" in recipe
