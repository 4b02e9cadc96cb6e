"""The one registry through which upper rooms reach a plan.

In its `registers.py` a room registers (a) *checks* that a plan type may name, (b) *contributors*
that add their part to a plan's snapshot and (c) *texts* that may need a translation. The fourth kind,
letters, lives in `notices.letters`. Nothing else reaches upward.
"""

from dataclasses import dataclass

from django.core import checks as system_checks

from plans.plan_types import HOME, BadPlanType, line_of, plan_types


@dataclass(frozen=True)
class Finding:
    """What a check found: whether the part is there, what is missing, and where it is mended.

    `missing` is a lazy sentence for people; `place` names the spot on the plan page that mends it
    (`section:interests`, `goals`, `programming`, …); `answer` is what a person said in place of it.
    """

    met: bool
    missing: str = ""
    place: str = ""
    answer: object = None


CHECKS = {}
CONTRIBUTORS = {}
TEXTS = {}
PLACES = {}  # for each of them: where it stands among the others
WRITTEN = {}  # for each of them: the plans in which somebody wrote in one of these languages
NEEDS = {}  # what each of them reads around a plan, as names to prefetch


def register_check(name, check, *, needs=()):
    """Let plan types name `check(plan, **args) -> Finding`. A name is taken once.

    `needs` names what the check reads around the plan (`goals__strategies`): it is then there
    already, for every check at once, and the check asks the database nothing.
    """
    if CHECKS.setdefault(name, check) is not check:
        raise ValueError(f"There already is a check named {name}.")
    NEEDS[check] = tuple(needs)


def register_contributor(name, contribute, *, needs=()):
    """Let `contribute(plan) -> JSON-like` fill the key `name` of every snapshot, in this order.

    `needs` as for a check.
    """
    if CONTRIBUTORS.setdefault(name, contribute) is not contribute:
        raise ValueError(f"There already is a contributor named {name}.")
    NEEDS[contribute] = tuple(needs)


def register_texts(name, give, *, place, written=None):
    """Let `give(plans) -> {plan id: [plans.translations.Text]}` name texts of plans that people may need in
    another language, in a fixed number of queries. `place` is where they stand, as a family meets them.

    `written(languages)` is a query of the ids of plans that hold such a text by a family or a student.
    """
    if TEXTS.setdefault(name, give) is not give:
        raise ValueError(f"There already are texts named {name}.")
    PLACES[name] = place
    if written:
        WRITTEN[name] = written


@system_checks.register()
def every_plan_type_can_be_used(app_configs, **kwargs):
    """Refuse at start a plan type that is broken or names a check nobody registered."""
    try:
        types = plan_types().values()
    except BadPlanType as error:
        return [system_checks.Error(str(error), id="plans.E001")]
    problems = []
    for one in types:
        path = HOME / f"{one.code}.toml"
        for part in one.parts:
            if part.check not in CHECKS:
                line = line_of(path, f'check = "{part.check}"')
                message = f"{path.name}, line {line}: part {part.code} asks for the unknown check {part.check}."
                problems.append(system_checks.Error(message, id="plans.E002"))
    return problems
