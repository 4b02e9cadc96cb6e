"""The network is closed: nothing is fetched at run time, so nothing is fetched in a test."""

import ipaddress
import socket


class NetworkClosed(AssertionError):
    """A test tried to speak to another machine."""


def is_here(host):
    """Whether a host is this machine."""
    if host in {"localhost", "", None}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def close(monkeypatch):
    """Let sockets reach this machine only."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(original):
        def wrapper(self, address):
            if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(address[0]):
                raise NetworkClosed(f"a test tried to reach {address[0]}")
            return original(self, address)

        return wrapper

    def guarded_look_up(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if not is_here(name):
            raise NetworkClosed(f"a test tried to find {name}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded(connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
