"""The demo stays on this machine: its people share one password that everybody knows."""

import ipaddress


def is_loopback(host):
    """Whether a host name or address is this machine itself."""
    host = host.strip("[]")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def runserver_host(argv):
    """The host that a `runserver` command line asks for; loopback when it names none."""
    words = [word for word in argv[2:] if not word.startswith("-")]
    if argv[1:2] != ["runserver"] or not words or words[0].isdigit():
        return "localhost"
    return words[0].rpartition(":")[0] or words[0]


class LoopbackOnly:
    """Answers only this machine, whatever the server was told to listen on."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if is_loopback(environ.get("REMOTE_ADDR") or "localhost"):
            return self.application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"The demo answers only the machine it runs on.\n"]
