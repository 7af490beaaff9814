#!/usr/bin/python3
"""Train the model of dumps' lines and write its tables.

    tests/train/lines.py --octavo build/octavo --data PAGES [--more PAGES] [--folds FOLDS] [--rows ROWS]

The articles among the labelled pages, and the pages of --more at a fifth of the weight, are dumped by lynx and w3m and
as a browser copies them; octavo gives the lines and their features, pages.py the labels. Lines weigh their words, each
page the same; of the lines of little weight some are drawn. With --folds it says what each page scores by a model that
has not seen it. Needs Debian's python3-xgboost, lynx and w3m; with chromium and nodejs dumps of a browser, too.
"""
import json, pathlib, pickle, sys

import numpy as np
import xgboost

import pages as labelled, tables, train

TREES, EDGES = 150, 31
SETTINGS = dict(train.SETTINGS, max_bin=EDGES + 1, min_child_weight=10, seed=1, nthread=1)
LEAST_SHARE = 0.06  # of the lines of least weight so many are drawn
HOLE_SCORE = 0.25  # of src/extract/dump.c


def dumps_of(opt, root, kinds):
    """A labelled page for each dump, with the program that made it."""
    if not root:
        return []
    known = [t for t in tables.truths(root, kinds) if t[2].get("label") != "snippets"]
    found = []
    for (name, _, truth), tool, (names, rows) in tables.dump_features(opt, "lines", known, browser=True):
        if rows:
            lines = [json.dumps({"features": names})] + [json.dumps(row) for row in rows]
            found.append(labelled.Page(name, truth, lines))
            found[-1].tool = tool
    return found


def drawn(pages, weighted):
    """Rows, labels and weights of the lines: those of little weight are many, and some of them do."""
    weight = np.concatenate([train.weights(p) * w for p, w in zip(pages, weighted)])
    weight += np.median(weight) / 10  # signs without words
    share = np.clip(weight / np.quantile(weight, 0.8), LEAST_SHARE, 1)
    chosen = np.random.default_rng(1).random(len(weight)) < share
    rows = np.concatenate([p.rows for p in pages])[chosen]
    labels = np.concatenate([p.labels for p in pages])[chosen]
    return rows, labels, (weight / share)[chosen]


class Model:
    """Edges, complete trees with leaves as 16-bit numbers, and the booster they came from."""

    def __init__(self, pages, more):
        sure = [(p, 1.0) for p in pages if p.ceiling >= train.LEAST_CEILING]
        sure += [(p, train.MORE_WEIGHT) for p in more if p.ceiling >= train.MORE_CEILING]
        rows, labels, weight = drawn(*zip(*sure))
        self.names = pages[0].features
        self.edges = train.edges_of(rows, EDGES)
        data = xgboost.QuantileDMatrix(train.binned(rows, self.edges), label=labels,
                                       weight=weight * (len(weight) / weight.sum()), max_bin=EDGES + 1, nthread=1)
        self.booster = xgboost.train(SETTINGS, data, TREES)

    def scores(self, rows):
        return self.booster.predict(xgboost.DMatrix(train.binned(rows, self.edges))) if len(rows) else np.zeros(0)

    def write(self, path, sources):
        features = np.zeros((TREES, train.SPLITS), np.uint8)
        bins = np.full((TREES, train.SPLITS), 255, np.uint8)
        leaves = np.zeros((TREES, train.LEAVES))
        for i, text in enumerate(self.booster.get_dump(dump_format="json")):
            train.fill({"features": features[i], "bins": bins[i], "leaves": leaves[i]}, json.loads(text), 0)
        scale = float(np.float32(np.abs(leaves).max() / 32767))
        edges = [f"{v:.9g}" for v in np.concatenate(self.edges)]
        with open(path, "w") as out:
            out.write("/* The tables of the model of dumps' lines, made by tests/train/lines.py (see docs/extraction.md);\n"
                      f"   not to be edited. Trained on {sources}. */\n\n"
                      f"_Static_assert(LINE_FEATURE_COUNT == {len(self.names)}, \"train the model anew\");\n")
            train.table(out, "uint16_t edge_ends", np.cumsum([len(e) for e in self.edges]))
            train.table(out, "float edges", (v if "." in v or "e" in v else v + ".0" for v in edges), "f")
            train.table(out, "uint8_t features", features.ravel())
            train.table(out, "uint8_t bins", bins.ravel())
            train.table(out, "int16_t leaves", np.rint(leaves / scale).astype(np.int16).ravel())
            out.write(f"\nconst struct model dump_model = {{\n\t{TREES}, edge_ends, edges, features, bins, leaves, "
                      f"0, {scale:.9g}f,\n}};\n")


def best_lines(score, words):
    """The lines that octavo keeps: choose_lines of src/extract/dump.c."""
    over, expected = 0.3, (score * words).sum()
    for _ in range(8):
        keep = score > over
        size = words[keep].sum() + expected
        half = (score * words)[keep].sum() / size if size else 0
        if abs(half - over) < 0.001:
            break
        over = half
    for i in range(1, len(keep) - 1):
        keep[i] |= keep[i - 1] and keep[i + 1] and score[i] >= HOLE_SCORE
    return keep


def judge(pages, more, fold):
    found = []
    for k in sorted(set(fold)):
        model = Model([p for p, f in zip(pages, fold) if f != k], more)
        found += [(p.tool, p.score(p.labels == 1), p.score(best_lines(model.scores(p.rows), p.words)))
                  for p, f in zip(pages, fold) if f == k]
    for tool in sorted({f[0] for f in found}):
        right, mine = np.mean([f[1:] for f in found if f[0] == tool], 0)
        print(f"{tool:8} the right lines {right:.4f}, by fold {mine:.4f}", flush=True)


def main():
    opt = tables.options(__doc__, "src/extract/dump_table.def", more={
        "--more": {"help": "further labelled pages, articles"},
        "--cache": {"help": "keep the read dumps in this file, or take them from it"},
        "--rows": {"type": pathlib.Path, "help": "write the rows of the test here"}})
    if opt.cache and pathlib.Path(opt.cache).exists():
        pages, more = pickle.loads(pathlib.Path(opt.cache).read_bytes())
    else:
        pages, more = dumps_of(opt, opt.data, ["article"]), dumps_of(opt, opt.more, None)
        if opt.cache:
            pathlib.Path(opt.cache).write_bytes(pickle.dumps((pages, more), protocol=4))
    print(f"{len(pages)} dumps, {sum(len(p.texts) for p in pages)} lines; {len(more)} more", flush=True)
    fold = tables.folds(opt, [p.name for p in pages])
    if fold is not None:
        judge(pages, more, fold)
    model = Model(pages, more)
    model.write(opt.table, train.SOURCE + (train.MORE_SOURCE if more else ""))
    if opt.rows:
        train.Model.write_rows(model, opt.rows)


if __name__ == "__main__":
    sys.exit(main())
