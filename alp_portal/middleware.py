"""Manners that hold for every answer."""

from http import HTTPStatus

from django.utils.cache import add_never_cache_headers, patch_cache_control


class PlainTextMiddleware:
    """Null bytes, which some programs paste along, are no text: no database keeps them and no page shows them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.GET = without_null_bytes(request.GET)
        if request.method == "POST":
            request.POST = without_null_bytes(request.POST)
        return self.get_response(request)


def without_null_bytes(data):
    """What was sent, as it is, or as a copy without null bytes where there are any."""
    if not any("\x00" in value for _name, values in data.lists() for value in values):
        return data
    clean = data.copy()
    for name, values in data.lists():
        clean.setlist(name, [value.replace("\x00", "") for value in values])
    return clean


class PrivatePagesMiddleware:
    """Pages of a signed-in person are never kept by a browser or a proxy."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.principal.is_authenticated and "Cache-Control" not in response:
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        return response


class SeeOtherMiddleware:
    """What a POST answers with a redirect is a 303: the browser asks for the page with a GET."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            response.status_code = HTTPStatus.SEE_OTHER
        return response
