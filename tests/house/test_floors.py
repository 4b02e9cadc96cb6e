"""The floors of the house: a room may only look down, and says so where everybody sees it."""

import ast
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = sorted(config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT)
OUR_CODE = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 30, 120


def name_of(path):
    return str(path.relative_to(ROOT))


def test_rooms_import_only_downwards():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_named_in_the_contracts():
    contracts = (ROOT / "pyproject.toml").read_text().partition("[tool.importlinter]")[2]
    roots = contracts.partition("]")[0]
    assert sorted(ast.literal_eval("[" + roots.partition("[")[2] + "]")) == ROOMS


def functions_of(path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]


def lines_of(function):
    """The lines of a function without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return function.end_lineno - body[0].lineno + 2


def test_imports_stand_at_the_top():
    hidden = [
        f"{name_of(path)}:{inner.lineno}"
        for path in OUR_CODE
        for function in functions_of(path)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_files_are_short():
    assert [name_of(path) for path in OUR_CODE if path.read_text().count("\n") > LONGEST_FILE] == []


def test_functions_are_short():
    long = [
        f"{name_of(path)}: {function.name} has {lines_of(function)} lines"
        for path in OUR_CODE
        for function in functions_of(path)
        if lines_of(function) > LONGEST_FUNCTION
    ]
    assert long == []


def test_templates_are_short():
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert templates
    assert [name_of(path) for path in templates if path.read_text().count("\n") > LONGEST_TEMPLATE] == []


def test_nothing_goes_round_the_rules():
    shunned = ["mark_safe(", "csrf_exempt", "# noqa", "type: ignore", "SafeString("]
    found = [(name_of(path), word) for path in OUR_CODE for word in shunned if word in path.read_text()]
    assert found == []


def test_no_signals_carry_our_own_flow():
    """Signals of Django and allauth may be heard; there are none of ours, and none on saving a row."""
    shunned = ["post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed", "Signal("]
    found = [(name_of(path), word) for path in OUR_CODE for word in shunned if word in path.read_text()]
    assert found == []
