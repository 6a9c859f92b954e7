"""What this machine's disk and SQLite can do at best: the rows of a whole checkout, committed durably in groups.

Prints commits of checkouts per second, one by one and 32 at a time. The rows are those of an order with three lines,
its sale, the journal, the commands and the figures: 24 statements, the same sizes as ours.
"""
import os
import shutil
import sqlite3
import sys
import tempfile
import time

TEXT = "x" * 420


def rate(group, seconds, folder):
    path = f"{folder}/ceiling-{group}.sqlite"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    for table in range(8):
        database.execute(f"CREATE TABLE t{table} (store TEXT, id TEXT, n INTEGER, data TEXT, PRIMARY KEY (store, id))")
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        database.execute("BEGIN IMMEDIATE")
        for _ in range(group):
            for row in range(24):
                database.execute(f"INSERT INTO t{row % 8} VALUES (?, ?, ?, ?)", ("store", f"{done:012d}-{row}", row, TEXT))
            done += 1
        database.execute("COMMIT")
    elapsed = time.perf_counter() - began
    database.close()
    return done / elapsed


def measure(seconds=3, folder=None):
    """Checkouts a second, one by one and in groups of 32."""
    place = tempfile.mkdtemp(prefix="salesync-ceiling-", dir=folder)
    try:
        return rate(1, seconds, place), rate(32, seconds, place)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    single, grouped = measure(folder=os.environ.get("BENCH_FOLDER"))
    sys.stdout.write(f"one by one {single:.0f}/s, in groups of 32 {grouped:.0f}/s\n")
