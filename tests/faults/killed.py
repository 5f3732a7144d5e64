"""Saves without end until it is killed: forks children that write and say on a pipe what the register acknowledged.

Run as a program: ``python -m tests.faults.killed FOLDER KILLS SEED``. After each kill the register must open and hold every
record and draft that was acknowledged; prints one line of figures, or the first thing that was lost.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from sqlalchemy import select

from db.engine import Database
from db.keys.keyring import Keyring, User
from db.models import Person
from db.store import draft, health, person
from tests import factory


def save_until_killed(folder: Path, user: User, pipe: int, start: int) -> None:
    database = Database.open(folder, user, factory.FakeClock())
    number = start
    while True:
        number += 1
        name = "Сынақ" + "".join(chr(0x430 + int(digit)) for digit in str(number))
        person_id = database.write(lambda session, n=name: person.register(session, factory.person_values(surname=n))).value
        os.write(pipe, f"person {person_id}\n".encode())
        database.write(lambda session, n=number: draft.keep(session, "person", "k", "", {"n": n}))
        os.write(pipe, f"draft {number}\n".encode())


def one_kill(folder: Path, user: User, start: int, wait: float) -> tuple[list[str], int]:
    """What was acknowledged before the kill: ids of people, number of the last draft."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        save_until_killed(folder, user, writing, start)
    os.close(writing)
    # The wait begins with the first acknowledgement, so that slow machines are killed while saving too.
    said = os.read(reading, 1 << 16)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 1 << 16):
        said += more
    os.close(reading)
    lines = said.decode().split("\n")[:-1]
    drafts = [int(line.split()[1]) for line in lines if line.startswith("draft")]
    return [line.split()[1] for line in lines if line.startswith("person")], max(drafts, default=0)


def main(folder: Path, kills: int, seed: int) -> int:
    rng = random.Random(seed)
    user = Keyring.load(folder).unlock("officer", factory.PASSWORDS["officer"])
    acknowledged: set[str] = set()
    number = 0
    for kill in range(kills):
        people, newest = one_kill(folder, user, kill * 1000, rng.random() * 0.05)
        acknowledged.update(people)
        number = max(number, newest)
        database = Database.open(folder, user, factory.FakeClock())
        there = set(database.read(lambda session: session.execute(select(Person.id)).scalars().all()))
        kept = database.read(lambda session: draft.load(session, "person", "k")) or {"n": 0}
        whole = kill % 10 != 9 or database.read(health.check).whole
        database.close()
        if acknowledged - there or kept["n"] < number or not whole:
            print(f"after kill {kill}: {len(acknowledged - there)} people lost, draft {kept['n']} of {number}, whole {whole}")
            return 1
    print(f"{kills} kills, {len(acknowledged)} acknowledged, 0 lost")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
