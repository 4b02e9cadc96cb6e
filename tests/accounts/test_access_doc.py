"""What each role may do: the page, the document and the data are one."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts import access_doc
from accounts.permissions import GRANTS, Permission, Role


def test_every_permission_stands_in_one_section():
    told = [row["permission"] for section in access_doc.sections() for row in section["rows"]]
    assert sorted(told) == sorted(Permission)


def test_rows_say_what_the_data_grants():
    for section in access_doc.sections():
        for row in section["rows"]:
            assert {cell["role"] for cell in row["held"] if cell["may"]} == {
                role for role in Role if row["permission"] in GRANTS[role]
            }


def test_document_is_in_step():
    call_command("write_access_doc", check=True)


def test_document_out_of_step_is_seen(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "access.md").write_text("# Something else")
    with pytest.raises(CommandError, match="not in step"):
        call_command("write_access_doc", check=True)


def test_page_shows_every_permission_and_role(client_of, dana):
    page = client_of(dana).get(reverse("accounts:roles")).content.decode()
    for word in [*Permission.labels, *Role.labels]:
        assert str(word).replace("'", "&#x27;") in page
