"""From a password to a key: Argon2id (RFC 9106), with costs that are stored beside the salt."""

import os
import time

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MIN_LENGTH = 8


class Cost(msgspec.Struct, frozen=True):
    """Memory in KiB, passes, lanes."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4


# OWASP's minimum for Argon2id: what an old PC may fall back to, never below.
FLOOR = Cost(memory_kib=19456, passes=2, lanes=1)
SLOWEST_SECONDS = 2.0


def new_salt() -> bytes:
    return os.urandom(16)


def stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    """32-byte key; costs below the floor are refused, so that an edited keyring cannot weaken a password."""
    if cost.memory_kib < FLOOR.memory_kib or cost.passes < FLOOR.passes or cost.memory_kib > 1 << 21 or cost.passes > 64:
        raise ValueError("cost outside its bounds")
    return Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib).derive(password.encode())


def calibrated() -> Cost:
    """The full cost, or the floor on a PC where one login would take longer than two seconds."""
    started = time.perf_counter()
    stretch("calibration", bytes(16), Cost())
    return Cost() if time.perf_counter() - started < SLOWEST_SECONDS else FLOOR
