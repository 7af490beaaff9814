#!/usr/bin/python3
"""Learn which candidate is a page's title: src/extract/meta_title_table.def.

    tests/train/titles.py --octavo build/octavo --data WCXB-DEV --folds FOLDS --models DIR [--more EXTRA]

Of each page octavo gives the candidates and what is measured of each (meta_title_sign.def), with the models of the
page's fold, DIR/K.bin (train.py) and DIR/K.bin.type (kinds.py); DIR/K.bin.title becomes the ranker of the other
folds' pages. Also writes the table of the built-in one, learned from all pages, and tests/unit/title_rows.inc.
Needs Debian's python3-xgboost.
"""
import pathlib

import numpy as np
import xgboost

import tables
from forest import Forest

ROUNDS, DEPTH, SEEDS = 260, 4, 4
MORE = 0.3  # weight of a page of --more
SETTINGS = dict(objective="binary:logistic", tree_method="hist", max_depth=DEPTH, eta=0.06, min_child_weight=8,
                colsample_bytree=0.1, subsample=0.7, reg_lambda=4, base_score=0.5, nthread=1)


class Page:
    def __init__(self, name, truth, rows, names, weight=1):
        self.name, self.kind, self.weight = name, truth["page_type"], weight
        self.lengths = [len(row["text"].encode()) for row in rows]
        self.rows = np.array([row["features"] for row in rows], np.float32).reshape(len(rows), len(names))
        wanted = tables.fold_words(truth["title"])
        self.right = np.array([tables.fold_words(row["text"]) == wanted for row in rows], bool)

    def is_right(self, sums):
        """As octavo chooses: the greatest sum, then the shortest."""
        return bool(len(sums)) and bool(self.right[max(range(len(sums)), key=lambda i: (sums[i], -self.lengths[i], -i))])


def learn(pages, names):
    """The mean of several forests: a single one's luck is worth as much as a good feature."""
    rows = np.concatenate([p.rows for p in pages])
    data = xgboost.DMatrix(rows, label=np.concatenate([p.right for p in pages]), nthread=1,
                           weight=np.repeat([p.weight for p in pages], [len(p.rows) for p in pages]))
    return Forest([xgboost.train(dict(SETTINGS, seed=seed), data, ROUNDS) for seed in range(SEEDS)], names, DEPTH)


def read(opt, more=False):
    known = [t for t in tables.truths(opt.more if more else opt.data) if t[2].get("title")]
    seen = tables.features(opt, "titles", [page for _, page, _ in known], judged=not more)
    names = next(n for n, _ in seen if n)
    return names, [Page(name, truth, rows, names, MORE if more else 1)
                   for (name, _, truth), (_, rows) in zip(known, seen)]


def judge(forest, pages):
    sums = forest.sums(np.concatenate([p.rows for p in pages]))[:, 0]
    ends = np.cumsum([len(p.rows) for p in pages])
    return [p.is_right(sums[end - len(p.rows):end]) for p, end in zip(pages, ends)]


def main():
    opt = tables.options(__doc__, "src/extract/meta_title_table.def", models=True)
    names, pages = read(opt)
    more = read(opt, more=True)[1] if opt.more else []
    print(f"{len(pages)} pages with a title, {np.mean([p.right.any() for p in pages]):.4f} have it as a candidate")
    fold = tables.folds(opt, [p.name for p in pages])
    right = np.zeros(len(pages))
    for k in sorted(set(fold)):
        forest = learn([p for p, f in zip(pages, fold) if f != k] + more, names)
        forest.write_file(opt.models / f"{k}.bin.title")
        right[fold == k] = judge(forest, [p for p, f in zip(pages, fold) if f == k])
    for kind in sorted({p.kind for p in pages}):
        print(f"by fold {kind:14} {np.mean([r for p, r in zip(pages, right) if p.kind == kind]):.4f}")
    print(f"by fold {'all':14} {right.mean():.4f}")
    forest = learn(pages + more, names)
    print(f"learned from all {np.mean(judge(forest, pages)):.4f}")
    forest.write_table(opt.table, "title", "TITLE_SIGN_COUNT", "titles.py")
    forest.write_rows(pathlib.Path("tests/unit/title_rows.inc"), "titles.py")


if __name__ == "__main__":
    main()
