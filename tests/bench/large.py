"""What a large input costs: seconds, memory, instructions; for archive and mailbox."""
import os
import re
import shutil
import subprocess
import sys
import time

OCTAVO = os.path.abspath(os.environ.get("OCTAVO", os.path.join(os.environ.get("OUT", "build"), "octavo")))
MOST_MEMORY = 100
MOST_RATIO = 2.1


def measure(path, folder):
    book = os.path.join(folder, "book.epub")
    start = time.monotonic()
    child = subprocess.Popen([OCTAVO, "digest", "--date", "2026-11-24", path, "-o", book], stdin=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    memory = used.ru_maxrss / 1024
    print(f"digest: status {child.returncode}, {time.monotonic() - start:.1f} s, CPU {used.ru_utime + used.ru_stime:.1f} s, "
          f"{memory:.0f} MB at most (of {MOST_MEMORY}), book of {os.path.getsize(book) >> 20} MB")
    return child.returncode == 0 and memory <= MOST_MEMORY


def instructions(path):
    if not shutil.which("valgrind"):
        sys.exit("--count needs valgrind")
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", OCTAVO, "extract", "-j1", path],
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(re.search(rb"Collected : (\d+)", run.stderr)[1])


def ratio(runs):
    """Instructions of two runs, (name, path) each, of which the second has twice the input: 0 when it takes at most
    MOST_RATIO times."""
    counts = []
    for name, path in runs:
        counts.append(instructions(path))
        print(f"{name}: {counts[-1] / 1e6:.0f} million instructions")
    print(f"ratio {counts[1] / counts[0]:.3f} (of {MOST_RATIO})")
    return 0 if counts[1] / counts[0] <= MOST_RATIO else 1
