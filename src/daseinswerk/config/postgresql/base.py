"""PostgreSQL as this site uses it: one writer at a time, as on SQLite.

Every action runs in a transaction that looks at rows, decides and writes. SQLite lets one such transaction run at a time (IMMEDIATE);
here an advisory lock at its beginning does the same, so that what is true on one database is true on the other: the numbers of the
ledger have no gaps, and nobody confirms a record another person is changing. Readers never wait. The lock belongs to one database
and ends with the transaction, also when its process is killed. (The class must have this name: Django looks for it.)
"""

from django.db import DatabaseError
from django.db.backends.postgresql import base

ONE_WRITER = 0x64617365696E  # "dasein": any number nobody else uses in this database


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with the lock of the one writer."""

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            try:
                with self.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
            except DatabaseError:  # waited in vain, or the server is gone: what comes next must not run in the remains of this transaction
                self.close()
                raise
