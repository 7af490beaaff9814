#!/usr/bin/python3
"""Train the model of extraction and write its tables.

    train.py --cmd 'build/octavo features {}' --data PAGES [--more PAGES] --table src/extract/model_table.def
             --rows tests/unit/model_rows.inc
    train.py --cmd 'build/octavo features {}' --data PAGES [--more PAGES] --folds folds.tsv --models DIR

PAGES is a folder with html/NAME.html and truth/NAME.json (main_content, page_type). The first form trains on all
pages; the second trains five models, DIR/K.bin on the pages whose fold is not K, and says what each page scores
with the model that has not seen it. --more is trained on in both, at a fifth of the weight, and never judged.
With --leave-out it is: each of its sets by a model that has not seen it, and --data by one that has seen only --more;
without --folds, --models DIR keeps those of the sets, DIR/SET.bin.
Needs Debian's python3-xgboost.
"""
import argparse, collections, json, math, pathlib, pickle, struct, sys

import numpy as np
import xgboost

import pages as labelled

MEMBERS, TREES, DEPTH, EDGES = 2, 200, 6, 63  # the members' mean is the model
MORE_WEIGHT = 0.2  # of --more: they are articles and would tilt the model
LEAST_CEILING = 0.6  # pages whose labels do not reach this F1 against their own truth are not trained on
MORE_CEILING = 0.8
LEAST_SHARE = 0.06  # of the blocks of least weight so many are drawn for a member
SPLITS, LEAVES = 2 ** DEPTH - 1, 2 ** DEPTH
SETTINGS = dict(objective="binary:logistic", tree_method="hist", max_depth=DEPTH, eta=0.1, min_child_weight=5,
                colsample_bytree=0.3, subsample=0.5, reg_lambda=2, max_bin=64, base_score=0.5, nthread=1)
MAGIC = b"OCTAVO-MODEL-1\n"
SOURCE = "WCXB-dev labels (CC BY 4.0)"
MORE_SOURCE = "\n   and on labels of pages from repositories under MIT and Apache 2.0 (NOTICE.md)"


def edges_of(rows, most=EDGES):
    """Of each feature the values at which a bin begins, at most so many."""
    edges = []
    for values in rows.T:
        known = np.unique(values)
        if len(known) > most + 1:
            known = np.unique(np.quantile(values, np.linspace(0, 1, most + 2)[1:-1], method="lower"))
            known = known[known > values.min()]
        else:
            known = known[1:]
        edges.append(known.astype(np.float32))
    return edges


def binned(rows, edges):
    columns = [np.searchsorted(e, rows[:, i], side="right") for i, e in enumerate(edges)]
    return np.stack(columns, 1).astype(np.float32)


def weights(page):
    """A block weighs its share of the page's content, so that pages count alike; half at most."""
    content = page.words[page.labels == 1].sum()
    return np.minimum(page.words / max(content if content > 1 else page.words.sum() / 2, 1), 0.5)


def drawn(weight, random):
    """Blocks for a member, each as likely as it is heavy, and their weights: most blocks of a page weigh nothing."""
    share = np.clip(weight / (3 * np.median(weight)), LEAST_SHARE, 1)
    chosen = np.flatnonzero(random.random(len(weight)) < share)
    weight = weight[chosen] / share[chosen]
    return chosen, weight * (len(weight) / weight.sum())


def fill(tree, node, at):
    """Write a subtree of xgboost's into the complete one."""
    if "leaf" in node or at >= SPLITS:
        low, high = at, at
        while low < SPLITS:
            low, high = 2 * low + 1, 2 * high + 2
        tree["leaves"][low - SPLITS:high - SPLITS + 1] = node["leaf"]
        return
    tree["features"][at] = int(node["split"][1:])
    tree["bins"][at] = math.ceil(node["split_condition"])
    children = {child["nodeid"]: child for child in node["children"]}
    fill(tree, children[node["yes"]], 2 * at + 1)
    fill(tree, children[node["no"]], 2 * at + 2)


class Model:
    """Edges, complete trees with leaves as 16-bit numbers, and the boosters they came from."""

    def __init__(self, pages, more):
        weighted = [1.0] * len(pages) + [MORE_WEIGHT] * len(more)
        pairs = [(p, w) for p, w in zip(pages + more, weighted)
                 if p.ceiling >= (LEAST_CEILING if w == 1 else MORE_CEILING)]
        pages, weighted = zip(*pairs)
        self.names = pages[0].features
        rows = np.concatenate([p.rows for p in pages])
        self.edges = edges_of(rows)
        bins = binned(rows, self.edges)
        labels = np.concatenate([p.labels for p in pages])
        weight = np.concatenate([weights(p) * w for p, w in zip(pages, weighted)])
        self.boosters = []
        for seed in range(MEMBERS):
            chosen, own = drawn(weight, np.random.default_rng(seed))
            data = xgboost.DMatrix(bins[chosen], label=labels[chosen], weight=own, nthread=1)
            self.boosters.append(xgboost.train(dict(SETTINGS, seed=seed), data, TREES))
        self.trees = MEMBERS * TREES
        self.features = np.zeros((self.trees, SPLITS), np.uint8)
        self.bins = np.full((self.trees, SPLITS), 255, np.uint8)
        leaves = np.zeros((self.trees, LEAVES))
        texts = [text for booster in self.boosters for text in booster.get_dump(dump_format="json")]
        for i, text in enumerate(texts):
            tree = {"features": self.features[i], "bins": self.bins[i], "leaves": leaves[i]}
            fill(tree, json.loads(text), 0)
        leaves /= MEMBERS
        self.scale = float(np.float32(np.abs(leaves).max() / 32767))
        self.leaves = np.rint(leaves / self.scale).astype(np.int16)
        self.base = 0.0

    def scores(self, rows):
        """As xgboost has them, not by the tables: the test holds C's to these."""
        if not len(rows):
            return np.zeros(0)
        data = xgboost.DMatrix(binned(rows, self.edges), nthread=1)
        return 1 / (1 + np.exp(-np.mean([b.predict(data, output_margin=True) for b in self.boosters], 0)))

    def write_file(self, path):
        out = [MAGIC, struct.pack("<H", len(self.names))]
        out += [bytes([len(n)]) + n.encode() for n in self.names]
        out += [bytes([len(e)]) + e.astype("<f4").tobytes() for e in self.edges]
        out += [struct.pack("<Hff", self.trees, self.base, self.scale), self.features.tobytes(), self.bins.tobytes(),
                self.leaves.astype("<i2").tobytes()]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(out))

    def write_table(self, path, sources):
        ends = np.cumsum([len(e) for e in self.edges])
        with open(path, "w") as out:
            out.write("/* The model's tables, made by tests/train/train.py (see docs/extraction.md); not to be edited.\n"
                      f"   Trained on {sources}. */\n\n"
                      f"_Static_assert(FEATURE_COUNT == {len(self.names)}, \"train the model anew\");\n")
            table(out, "uint16_t edge_ends", ends)
            table(out, "float edges", (f"{v:.9g}" if "." in f"{v:.9g}" or "e" in f"{v:.9g}" else f"{v:.9g}.0"
                                       for v in np.concatenate(self.edges)), "f")
            table(out, "uint8_t features", self.features.ravel())
            table(out, "uint8_t bins", self.bins.ravel())
            table(out, "int16_t leaves", self.leaves.ravel())
            out.write(f"\nconst struct model model_builtin = {{\n\t{self.trees}, edge_ends, edges, features, bins, leaves, "
                      f"{self.base:.9g}, {self.scale:.9g}f,\n}};\n")

    def write_rows(self, path, count=12):
        """Made-up rows and their scores, for the test of the C side."""
        random = np.random.default_rng(1)
        rows = np.zeros((count, len(self.names)), np.float32)
        for i, edges in enumerate(self.edges):
            if len(edges):
                rows[:, i] = random.choice(np.append(edges, edges[0] - 1), count)
        with open(path, "w") as out:
            out.write("/* Made-up rows and xgboost's scores of them, made by tests/train/train.py. */\n")
            for row, score in zip(rows, self.scores(rows)):
                out.write(f"{{{score:.9g},\n {{" + ",\n ".join(lines(f"{v:.9g}" for v in row)) + "}},\n")


def lines(values, width=96):
    line = ""
    for value in values:
        if len(line) + len(value) + 2 > width:
            yield line
            line = ""
        line += (", " if line else "") + value
    yield line


def table(out, what, values, suffix=""):
    out.write(f"\nstatic const {what}[] = {{\n")
    for line in lines(f"{v}{suffix}" for v in values):
        out.write(f"\t{line},\n")
    out.write("};\n")


def judge(model, pages):
    """Of each page what the blocks that the model keeps score, and what it expected."""
    for page in pages:
        keep, expected = labelled.decode(model.scores(page.rows), page.words)
        yield page, page.score(keep), expected


def leave_out(pages, more, folder):
    """Each set of --more: with the model of all else, and of --data alone; --data with that of --more alone."""
    alone = Model(pages, [])
    print(f"{'':18} pages  without it  --data alone")
    for name in sorted({p.set for p in more}):
        own = [p for p in more if p.set == name and p.ceiling >= MORE_CEILING]
        without = Model(pages, [p for p in more if p.set != name])
        if folder:
            without.write_file(folder / f"{name}.bin")
        both = [np.mean([f1 for _, f1, _ in judge(model, own)]) for model in (without, alone)]
        print(f"{name:18} {len(own):5} {both[0]:11.4f} {both[1]:13.4f}", flush=True)
    print("--more alone:")
    report(judge(Model([], more), pages))


def report(results):
    kinds = collections.defaultdict(list)
    for page, f1, expected in results:
        kinds[page.kind].append((f1, expected))
        kinds["all"].append((f1, expected))
    print(f"{'':14} pages      F1  expected")
    for kind, values in sorted(kinds.items(), key=lambda k: len(k[1])):
        f1, expected = np.mean(values, 0)
        print(f"{kind:14} {len(values):5} {f1:8.4f} {expected:8.4f}")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--cmd", help="prints the features of a page, {} being its file")
    ask.add_argument("--data", help="labelled pages")
    ask.add_argument("--more", help="further labelled pages, articles")
    ask.add_argument("--cache", help="keep the read pages in this file, or take them from it")
    ask.add_argument("--table", type=pathlib.Path, help="write the tables in C here")
    ask.add_argument("--rows", type=pathlib.Path, help="write the rows of the test here")
    ask.add_argument("--folds", help="name, tab, fold, of each page")
    ask.add_argument("--models", type=pathlib.Path, help="write the folds' models here, or the sets'")
    ask.add_argument("--leave-out", action="store_true", help="say what the sets of --more score unseen")
    opt = ask.parse_args()

    if opt.cache and pathlib.Path(opt.cache).exists():
        pages, more = pickle.loads(pathlib.Path(opt.cache).read_bytes())
    else:
        command = opt.cmd.split()
        pages = labelled.read_set(command, opt.data)
        more = labelled.read_set(command, opt.more) if opt.more else []
        if opt.cache:
            pathlib.Path(opt.cache).write_bytes(pickle.dumps((pages, more), protocol=4))
    if opt.folds:
        folds = dict(line.split("\t") for line in pathlib.Path(opt.folds).read_text().splitlines())
        results = []
        for fold in sorted(set(folds.values())):
            seen = [p for p in pages if folds[p.name] != fold]
            model = Model(seen, more)
            if opt.models:
                model.write_file(opt.models / f"{fold}.bin")
            results += judge(model, [p for p in pages if folds[p.name] == fold])
        report(results)
    if opt.leave_out:
        leave_out(pages, more, opt.models if not opt.folds else None)
    if opt.table:
        model = Model(pages, more)
        model.write_table(opt.table, SOURCE + (MORE_SOURCE if more else ""))
        if opt.rows:
            model.write_rows(opt.rows)


if __name__ == "__main__":
    sys.exit(main())
