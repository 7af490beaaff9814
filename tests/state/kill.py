#!/usr/bin/env python3
"""kill -9 of digest --only-new, at every change of the disk and at random moments: tests/state/kill.py [short|long]

After the next run each article is in exactly one finished edition (to standard output: came out at least once), no book is torn, and
nothing is left behind.
"""
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

OCTAVO = os.path.abspath(os.environ["OCTAVO"])
HERE = os.path.dirname(os.path.abspath(__file__))
OLD, NEW = range(1, 5), range(5, 10)
WORDS = "lamp quay boat mast tower bell rope fog tide keeper road inn water stone wind harbour letter number winter hill".split()


def page(folder, number, twin=False):
    rng = random.Random(number)
    text = " ".join(rng.choice(WORDS) for _ in range(120))
    name = f"{folder}/{number}{'b' if twin else ''}.html"
    with open(name, "w") as file:
        file.write(f"<!DOCTYPE html><title>Article {number} of the {rng.choice(WORDS)}</title><article><h1>Article {number} of the "
                   f"{rng.choice(WORDS)}</h1><p>{text.capitalize()}.</p><p>The token{number:02} {text}.</p></article>")


class Case:
    """A folder with a first edition made, and new articles beside what that bound."""

    def __init__(self, top, output):
        self.top, self.output = top, output
        for name in ("in", "out", "state", "tmp"):
            os.mkdir(f"{top}/{name}")
        for number in OLD:
            page(top + "/in", number)
        self.run()
        for number in NEW:
            page(top + "/in", number)
        page(top + "/in", 7, True)

    def run(self, killed_after=None, **more):
        env = {**os.environ, "TMPDIR": self.top + "/tmp", **more}
        command = [OCTAVO, "digest", "--only-new", "--state", self.top + "/state/state.db", "--name", "Morning", "--date", "2026-11-24",
                   "--cover", "none", "-j1", "-q", self.top + "/in", "-o", self.top + "/" + self.output]
        with open(self.top + "/stdout", "wb") as out:
            process = subprocess.Popen([*command[:-1], "-"] if self.output == "-" else command, env=env, stdout=out,
                                       stderr=subprocess.PIPE)
        if killed_after is not None:
            try:
                process.wait(killed_after)
            except subprocess.TimeoutExpired:
                process.kill()
        said = process.communicate()[1].decode()
        return process.returncode, said

    @staticmethod
    def articles(path):
        with zipfile.ZipFile(path) as epub:
            if epub.testzip():
                raise zipfile.BadZipFile("torn")
            text = [epub.read(n).decode() for n in epub.namelist() if re.match(r"EPUB/text/.*\.xhtml", n)]
        return sorted(int(n) for page in text for n in set(re.findall(r"[Tt]oken(\d\d)", page)))

    def books(self):
        """The articles of each book that stands, by name."""
        return {path: self.articles(path) for path in glob.glob(self.top + "/out/*.epub")}

    def got(self):
        """The articles that came out of standard output as a whole book."""
        try:
            return self.articles(self.top + "/stdout")
        except (zipfile.BadZipFile, OSError):
            return []

    def check(self):
        """What is wrong after the run that came next."""
        faults = []
        books = self.books()
        done = subprocess.run([OCTAVO, "state", "export", "--state", self.top + "/state/state.db"], capture_output=True)
        editions = json.loads(done.stdout)["editions"]
        if not all(e["done"] for e in editions):
            faults.append("an edition is pending still")
        told, everything = {}, []
        for edition in editions:
            numbers = sorted(int(re.match(r"\d+", a["input"])[0]) for a in edition["articles"] if a["bound"])
            told[edition["file"]] = numbers
            everything += numbers
            if edition["file"] and edition["file"] not in books:
                faults.append(f"{edition['file']} is not there")
        if self.output == "out/" and sorted(n for numbers in books.values() for n in numbers) != sorted([*OLD, *NEW]):
            faults.append(f"the articles are not in one edition each: {books}")
        if self.output == "out/" and books != {k: v for k, v in told.items()}:
            faults.append(f"the state tells others: {told} {books}")
        if self.output == "out/today.epub" and list(books.values()) != [list(NEW)]:
            faults.append(f"the book is not the last edition: {books}")
        if self.output == "-" and sorted(everything) != [*OLD, *NEW]:
            faults.append(f"the state tells of {told}")
        left = [n for folder in ("out", "tmp") for n in os.listdir(f"{self.top}/{folder}") if not n.endswith(".epub")]
        left += [n for n in os.listdir(self.top + "/state") if n != "state.db"]
        if left:
            faults.append(f"left behind: {left}")
        return faults


def attempt(seed, folder, output, killed_after=None, **env):
    """A case that is killed once, and goes on the next day."""
    top = folder + "/case"
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(seed.top, top)
    # The state tells where the first edition lies: it has to be the same place in each case.
    case = Case.__new__(Case)
    case.top, case.output = top, output
    status, said = case.run(killed_after=killed_after, **env)
    faults = []
    if status not in (-9, 0):
        faults.append(f"it ended with {status}: {said}")
    try:
        case.books()
    except (zipfile.BadZipFile, OSError) as error:
        faults.append(f"a torn book stands there: {error}")
    got = case.got()
    # The next run: on the same day, as cron tries again.
    again, said = case.run()
    if output == "-" and sorted(set(got + case.got())) != list(NEW):
        faults.append(f"of standard output came {got}, then {case.got()}")
    if again not in (0, 4) or (said and "STATE" in said):
        faults.append(f"the next run ended with {again}: {said}")
    if env.get("NO_TMPFILE"):
        for name in glob.glob(top + "/tmp/*"):
            os.remove(name)
    return status, faults + case.check()


count = 0


def tell(name, faults):
    global count
    count += 1
    print(f"{'not ok' if faults else 'ok'} {count} - {name}")
    for fault in faults[:10]:
        print("# " + fault)
    sys.stdout.flush()


def every_change(seed, folder, preload, output, step, ways, **env):
    counts = folder + "/count"
    attempt(seed, folder, output, LD_PRELOAD=preload, KILL_COUNT=counts, **env)
    calls = int(open(counts).read())
    faults, kills = [], 0
    for how in ways:
        for at in range(1, calls + 1, step):
            status, wrong = attempt(seed, folder, output, LD_PRELOAD=preload, KILL_AT=str(at), KILL_HOW=how, **env)
            kills += status == -9
            faults += [f"{how} change {at} of {calls}: {w}" for w in wrong]
    if not kills:
        faults.append("nothing was killed")
    tell(f"killed at {kills} changes of the disk ({', '.join(ways)}), writing {output}{' without O_TMPFILE' if env else ''}", faults)


def random_moments(seed, folder, times):
    rng = random.Random(8)
    start = time.monotonic()
    attempt(seed, folder, "out/")
    # Half of that is the run that is killed.
    whole = (time.monotonic() - start) / 2
    faults, kills = [], 0
    for _ in range(times):
        after = rng.uniform(0, whole)
        status, wrong = attempt(seed, folder, "out/", killed_after=after)
        kills += status == -9
        faults += [f"after {after * 1000:.1f} ms: {w}" for w in wrong]
    tell(f"killed at {times} random moments ({kills} before its end)", faults)


def main():
    is_long = sys.argv[1:] == ["long"]
    with tempfile.TemporaryDirectory() as folder:
        preload = folder + "/kill.so"
        built = subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", preload, HERE + "/kill.c", "-ldl"],
                               capture_output=True)
        if built.returncode or sys.platform != "linux":
            print("1..1\nok 1 - killed # SKIP nothing can be preloaded here: " + built.stderr.decode()[:200].replace("\n", " "))
            return
        seeds = {}
        for output in ("out/", "out/today.epub", "-"):
            # Made where the cases will be, and put aside.
            seeds[output] = Case(os.path.join(folder, "case") if not os.mkdir(folder + "/case") else "", output)
            aside = folder + "/" + output.replace("/", "_")
            shutil.move(folder + "/case", aside)
            seeds[output].top = aside
        ways = ("before", "half", "after") if is_long else ("half",)
        step = 1 if is_long else 3
        every_change(seeds["out/"], folder, preload, "out/", step, ways)
        every_change(seeds["out/today.epub"], folder, preload, "out/today.epub", step, ways)
        every_change(seeds["-"], folder, preload, "-", step if is_long else 7, ways)
        every_change(seeds["out/"], folder, preload, "out/", step if is_long else 7, ways, NO_TMPFILE="1")
        random_moments(seeds["out/"], folder, 200 if is_long else 20)
    print(f"1..{count}")


main()
