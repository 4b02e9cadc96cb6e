"""What each role may do, for people to read: one source for the page and for `docs/access.md`."""

from django.utils.translation import gettext as _

from accounts.permissions import GRANTS, Permission, Role

P = Permission


def sections():
    """The permissions as a reader looks for them: a title, and rows of a permission and its roles."""
    return [{"title": title, "rows": [_row(permission) for permission in group]} for title, group in _groups()]


def roles():
    """The roles, in the order of the columns."""
    return list(Role)


def _row(permission):
    held = [{"role": role, "may": permission in GRANTS[role]} for role in roles()]
    names = ", ".join(str(cell["role"].label) for cell in held if cell["may"])
    return {"permission": permission, "held": held, "names": names}


def _groups():
    return [
        (_("See"), [P.VIEW_STUDENT, P.VIEW_PLAN, P.VIEW_RECORD, P.VIEW_ACCESS, P.VIEW_COUNTS, P.PRINT_PLAN]),
        (_("Read words"), [P.READ_TO_STUDENT, P.READ_ABOUT, P.READ_STAFF, P.READ_HOME, P.READ_CIRCLE, P.FOLLOW_UP]),
        (_("Keep the record"), [P.ADD_STUDENT, P.IMPORT_STUDENTS, P.EDIT_RECORD, P.ISSUE_CARD]),
        (_("Write the plan"), [P.WRITE_PLAN, P.SHARE_PLAN, P.SCRIBE, P.RECORD_PART]),
        (
            _("Take part"),
            [P.WRITE_OWN_WORDS, P.SET_NEXT_STEP, P.CHECK_IN, P.COMMENT, P.ANSWER, P.TRANSLATE, P.ACKNOWLEDGE],
        ),
        (_("Run the place"), [P.MANAGE_STAFF, P.MANAGE_CALENDAR]),
    ]


INTRODUCTION = """# What each role may do

Generated from `accounts/permissions.py` by `manage.py write_access_doc`. Do not edit.

Nobody holds a role in the abstract. A role is what a person is *towards one student*, from a day to
a day: a posting at the student's school or district, a class, a responsibility, a guardianship with
education rights and without a no-contact order, or being the student. Two roles towards the same
child add up; a role towards one child says nothing about another. When the relation ends, so does
everything below, the same moment.

Who may not see a student gets the same answer as for a student who does not exist (404). Who sees
the student but may not do a thing is told so (403).

A student's sign-in card opens what *Student* opens, for that one student, except "{acknowledge}".
"""


def as_markdown():
    """The whole of `docs/access.md`."""
    lines = [INTRODUCTION.format(acknowledge=Permission.ACKNOWLEDGE.label)]
    columns = [str(role.label) for role in roles()]
    for section in sections():
        lines += [f"## {section['title']}", "", f"| | {' | '.join(columns)} |", f"|---|{':-:|' * len(columns)}"]
        for row in section["rows"]:
            cells = " | ".join("yes" if cell["may"] else "" for cell in row["held"])
            lines.append(f"| {row['permission'].label} | {cells} |")
        lines.append("")
    return "\n".join(lines)
