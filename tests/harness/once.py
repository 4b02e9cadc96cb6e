"""Build something large once and let many tests stand on it, each in its own rolled-back transaction."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def built_once(build, blocker):
    """Run `build` in a transaction that stays open around several tests and is rolled back at the end.

    Each test's own transaction becomes a savepoint inside. Django closes the connection after each
    test, which would lose the outer transaction, so closing waits until the end. `blocker` is
    pytest-django's `django_db_blocker`; the caller depends on `django_db_setup`.
    """
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        connection.close = lambda: None
        built = build()
    try:
        yield built
    finally:
        with blocker.unblock():
            del connection.close
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
