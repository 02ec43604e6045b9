"""Password hashing: argon2id with t=2, 46 MiB, p=1 (OWASP ASVS 5.0, 11.4.2), so that two sign-ins do not eat the machine."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Django's hasher with the memory of ASVS instead of 100 MiB and eight lanes."""

    time_cost = 2
    memory_cost = 47104
    parallelism = 1
