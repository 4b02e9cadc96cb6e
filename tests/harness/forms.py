"""What a browser would send of a form, read from the page itself."""

from lxml import html


def sent_from(answer, door, **changed):
    """The values of the form on a page that is sent to `door`, ready to be posted, with some of them changed."""
    for form in html.fromstring(answer.content.decode()).forms:
        if form.method == "POST" and (form.action or answer.request["PATH_INFO"]).partition("#")[0] == door:
            values = {}
            for name, value in form.form_values():
                values.setdefault(name, []).append(value)
            return {**values, **changed}
    raise AssertionError(f"{answer.request['PATH_INFO']} has no form for {door}")
