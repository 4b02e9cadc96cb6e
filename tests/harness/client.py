"""The client every test uses: it reads each answer, and it holds that a GET changes nothing."""

from django.conf import settings
from django.test import Client

from tests.harness.pages import faults_of
from tests.harness.writes import GET_MAY_WRITE, only_writing

SAFE = {"GET", "HEAD", "OPTIONS"}


class CheckedClient(Client):
    """Django's client, which fails on a page with inline script, unrendered braces or a GET that writes."""

    def request(self, **request):
        if request.get("REQUEST_METHOD", "GET") in SAFE:
            with only_writing(GET_MAY_WRITE):
                response = super().request(**request)
        else:
            response = super().request(**request)
        check(response)
        return response


def check(response):
    """Fail unless an answer is well-formed and carries the strict policy."""
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not kind.startswith("text/html"):
        return
    path = response.request["PATH_INFO"]
    faults = faults_of(response.content.decode()) if response.content else []
    assert not faults, f"{path}: " + "; ".join(faults)
    if not path.startswith(settings.STATIC_URL):
        assert "Content-Security-Policy" in response.headers, f"{path} has no Content-Security-Policy"
