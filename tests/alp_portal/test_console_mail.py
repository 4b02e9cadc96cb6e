"""Mail in a terminal is read by a person."""

from io import StringIO

from django.core.mail import EmailMultiAlternatives

from alp_portal.console_mail import EmailBackend


def test_a_mail_is_shown_as_its_words_without_headers_or_html():
    mail = EmailMultiAlternatives("Your code", "Hello,\n\n471 203\n", to=["dana@example.org"])
    mail.attach_alternative("<p>471 203</p>", "text/html")
    screen = StringIO()
    EmailBackend(stream=screen).send_messages([mail])
    line = "─" * 60
    assert screen.getvalue() == f"{line}\nTo: dana@example.org\nYour code\n\nHello,\n\n471 203\n{line}\n"
