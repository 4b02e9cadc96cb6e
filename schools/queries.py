"""Questions about where and when that other rooms ask."""

from django.db.models import Count, Prefetch, Q

from accounts.models import User
from history.clock import today
from schools.calendar import SchoolCalendar
from schools.models import AdministrativeUnit, CalendarDay, Posting, School


def installation_name():
    """The administrative unit that this installation serves, or "" before it is set up."""
    return AdministrativeUnit.objects.order_by("pk").values_list("name", flat=True).first() or ""


def current_year(district, on=None):
    """The school year of a district on a day (default: today there).

    In the summer it is the year that ended last, whose plans stay in force; before the very first
    day of a new district it is the first year. None when no year was entered.
    """
    on = on or district.today()
    begun = district.years.filter(starts_on__lte=on).order_by("-starts_on").first()
    return begun or district.years.order_by("starts_on").first()


def current_window(year, on=None):
    """The reporting window of a year on a day. Between windows it is the next one; after the last, the last."""
    on = on or year.district.today()
    windows = sorted(year.windows.all(), key=lambda window: window.starts_on)
    return next((window for window in windows if window.ends_on >= on), windows[-1] if windows else None)


def postings_of(user, roles=None, on=None):
    """What a person works as on a day, with the places loaded; `roles` narrows it."""
    postings = Posting.objects.on(on or today()).filter(user=user).select_related("school__district", "district")
    return (postings.filter(role__in=roles) if roles is not None else postings).order_by("pk")


def schools_of(user, roles=None, on=None):
    """The schools a person works at on a day; a coordinator's are all schools of the district."""
    postings = postings_of(user, roles, on).values("pk")
    return School.objects.filter(Q(postings__in=postings) | Q(district__postings__in=postings)).distinct()


def staff_of(school, roles=None, on=None):
    """The people posted to a school on a day, by name."""
    postings = Posting.objects.on(on or today()).filter(school=school)
    if roles is not None:
        postings = postings.filter(role__in=roles)
    return User.objects.filter(pk__in=postings.values("user"), is_active=True).order_by("name", "pk")


def staff_rows(postings, *, on, school=None, left=False, words=""):
    """People with what they work as, by name, in one query: those who work now or soon, or who `left`."""
    if school is not None:
        postings = postings.filter(Q(school=school) | Q(district=school.district))
    if words:
        postings = postings.filter(Q(user__name__icontains=words) | Q(user__email__icontains=words))
    people = {}
    for posting in postings.select_related("user", "school", "district").order_by("user__name", "user", "pk"):
        person = people.setdefault(posting.user_id, {"user": posting.user, "present": [], "past": []})
        person["past" if posting.ends_on and posting.ends_on < on else "present"].append(posting)
    wanted = [row for row in people.values() if bool(row["present"]) != left]
    return [{"user": row["user"], "postings": row["present"] or row["past"]} for row in wanted]


def places_shown(districts, *, on):
    """Districts with their schools (each with its `staff`, a count) and the school year of a day."""
    working = Q(postings__starts_on__lte=on) & (Q(postings__ends_on=None) | Q(postings__ends_on__gte=on))
    schools = School.objects.annotate(staff=Count("postings__user", filter=working, distinct=True)).order_by("name")
    shown = []
    for district in districts.prefetch_related(Prefetch("schools", schools), "years"):
        begun = [year for year in district.years.all() if year.starts_on <= on]
        shown.append({"district": district, "schools": district.schools.all(), "year": begun[0] if begun else None})
    return shown


def calendar_shown(district):
    """The years of a district, newest first, each with its windows, its days off and its count of school days."""
    days_off = list(CalendarDay.objects.filter(district=district).order_by("day"))
    years = list(district.years.prefetch_related("windows").order_by("-starts_on"))
    calendar = SchoolCalendar(
        tuple(sorted((year.starts_on, year.ends_on) for year in years)), frozenset(one.day for one in days_off)
    )
    return [
        {
            "year": year,
            "windows": year.windows.all(),
            "days_off": [one for one in days_off if year.starts_on <= one.day <= year.ends_on],
            "school_days": sum(year.starts_on <= day <= year.ends_on for day in calendar.days),
        }
        for year in years
    ]
