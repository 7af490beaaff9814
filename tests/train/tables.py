"""What the trainers of the small tables share: octavo's features of labelled pages, folds, and writing weights."""
import argparse, concurrent.futures, json, pathlib, re, shutil, subprocess, sys, tempfile

import numpy as np

DUMPERS = {"lynx": "lynx -dump -nolist -force_html -width=1000 -display_charset=utf-8".split(),
           "w3m": "w3m -dump -cols 1000 -T text/html -O UTF-8".split()}
COPIER = ["node", "--experimental-websocket", str(pathlib.Path(__file__).with_name("copier.mjs"))]
WORD = re.compile(r"\w+")


def options(doc, table, models=False, more=None):
    """The command line: where octavo, the labelled pages, their folds, and the table are; and `more` options."""
    ask = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--octavo", default="build/octavo", help="the program that gives the features")
    ask.add_argument("--data", required=True, help="labelled pages: a folder with html/NAME.html and truth/NAME.json")
    ask.add_argument("--folds", help="lines of NAME, tab, fold: also say how well it does on pages not learned from")
    if models:
        ask.add_argument("--models", type=pathlib.Path, required=True,
                         help="folder with the folds' models of blocks, K.bin; those made here go beside them")
        ask.add_argument("--more", help="further labelled pages, articles: learned from, never judged")
    ask.add_argument("--table", type=pathlib.Path, help=f"table to write, in place of {table}")
    for flag, how in (more or {}).items():
        ask.add_argument(flag, **how)
    opt = ask.parse_args()
    opt.table = opt.table or pathlib.Path(table)
    if not (pathlib.Path(opt.data) / "truth").is_dir():
        print(f"skipped: no labelled pages in {opt.data}")
        sys.exit(0)
    return opt


def fold_words(text):
    return " ".join(WORD.findall((text or "").lower()))


def day(value):
    found = re.search(r"\d{4}-\d{2}-\d{2}", value or "")
    return found and found[0]


def truths(root, kinds=None):
    """[(name, page, truth)] of the labelled pages in a folder, by name."""
    root = pathlib.Path(root)
    found = [(t.stem, root / "html" / f"{t.stem}.html", json.loads(t.read_text()))
             for t in sorted((root / "truth").glob("*.json"))]
    return [f for f in found if (not kinds or f[2]["page_type"] in kinds) and f[2].get("label") != "snippets"]


def features(opt, kind, files, judged=True):
    """(names of the features, rows) of each file, as octavo sees it; with --models by the models of its fold."""
    models = {}
    if judged and getattr(opt, "models", None):
        models = {path: f"{opt.models}/{fold}.bin" for path, fold in zip(files, folds(opt, [p.stem for p in files]))}

    def read(path):
        argv = [opt.octavo, "features", "--features-of", kind, str(path)]
        if path in models:
            argv += ["--model", models[path]]
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        lines = [json.loads(line) for line in done.stdout.split(b"\n") if line]
        return (lines[0]["features"], lines[1:]) if lines else (None, [])

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(read, files))


def dump_features(opt, kind, pages, browser=False):
    """(page, program, what octavo sees of its dump) for each page and text browser; with `browser` also as one copies."""
    if missing := [tool for tool in DUMPERS if not shutil.which(tool)]:
        print(f"skipped: {' and '.join(missing)} not installed")
        sys.exit(0)
    tools = list(DUMPERS)
    if browser and shutil.which("chromium") and shutil.which("node"):
        tools.append("browser")

    with tempfile.TemporaryDirectory() as folder:
        def place(tool, page):
            return pathlib.Path(folder) / f"{page.stem}-{tool}.txt"

        def dump(job):
            tool, page = job
            argv = DUMPERS[tool] + [str(page)]
            done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
            place(tool, page).write_bytes(done.stdout)

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(dump, [(tool, page) for tool in DUMPERS for _, page, _ in pages]))
        if "browser" in tools:
            names = "".join(f"{page.resolve()}\t{place('browser', page)}\n" for _, page, _ in pages)
            subprocess.run(COPIER, input=names, text=True, check=True)
        jobs = [(page, tool) for tool in tools for page in pages]
        return [(*job, seen) for job, seen in zip(jobs, features(opt, kind, [place(t, p[1]) for p, t in jobs]))]


def values(names, row):
    """A row's features as numbers: as they are, or 1 for those that are named."""
    if not row["features"] or isinstance(row["features"][0], str):
        has = set(row["features"])
        return [float(n in has) for n in names]
    return row["features"]


def folds(opt, names):
    """The fold of each page; none where no folds are given."""
    if not opt.folds:
        return None
    known = dict(line.split("\t") for line in pathlib.Path(opt.folds).read_text().splitlines())
    return np.array([known[n] for n in names])


def write(opt, macro, weights, table=None):
    """Put the weights (name: texts with commas between) into the rows of the table; the rest of it stays."""
    table = table or opt.table
    text = table.read_text()
    for name, weight in weights.items():
        columns = ", [^,)]*" * (weight.count(",") + 1)
        text, changed = re.subn(rf"(?m)^({macro}\({name}){columns}", rf"\1, {weight}", text)
        if changed != 1:
            sys.exit(f"{table} has no row {macro}({name}")
    table.write_text(text)


def rows_of(opt, macro):
    """The names of the table's rows, in order."""
    return re.findall(rf"(?m)^{macro}\((\w+),", opt.table.read_text())
