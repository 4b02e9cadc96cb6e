"""Languages families speak and read, as codes with their names; what a file calls otherwise stays as written."""

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

# Those most spoken at home in Colorado schools, and every language the portal itself offers.
COMMON = ("en", "es", "vi", "ar", "ru", "zh-hans", "ko", "fr", "ne", "am", "so", "sw", "my", "de", "hi", "uk", "fa")


def language_name(code):
    """The name of a language in the language of the page; words nobody has a code for come back as they are."""
    ours = {"am": _("Amharic"), "so": _("Somali"), "my": _("Burmese"), "zh-hans": _("Chinese")}
    if code in ours:
        return ours[code]
    return get_language_info(code)["name_translated"] if "name" in LANG_INFO.get(code, {}) else code


CODES = frozenset(COMMON) | {code for code, info in LANG_INFO.items() if "name" in info}


def is_code(language):
    """Whether a record names a language by its code, so that a page can say which it is."""
    return language in CODES


def language_choices(present="", *, blank=None):
    """Choices for a form: the common languages by name, and the one a record already has."""
    codes = [*COMMON, *([present] if present and present not in COMMON else [])]
    named = sorted(((code, language_name(code)) for code in codes), key=lambda pair: pair[1])
    return [("", blank), *named] if blank is not None else named
