#!/usr/bin/python3
"""Learn the types of pages: src/extract/type_table.def.

    tests/train/kinds.py --octavo build/octavo --data WCXB-DEV --folds FOLDS --models DIR [--more EXTRA]

Of each page octavo gives what it measures (type.def), with the block model of the page's fold, DIR/K.bin (made by
train.py); DIR/K.bin.type becomes the classifier of the other folds' pages. Also writes the table of the built-in one,
learned from all pages, and tests/unit/type_rows.inc. Needs Debian's python3-xgboost.
"""
import pathlib

import numpy as np
import xgboost

import tables
from forest import Forest

ROUNDS, DEPTH, BALANCE = 60, 4, 0.6
SILENT = 0.2  # weight of a page's copy that declares nothing, as older and saved pages do
MORE = 0.2  # weight of a page of --more
DECLARED = ("address_", "og_", "said_", "page_type_", "page_path", "page_last", "page_digits")
SETTINGS = dict(objective="multi:softprob", tree_method="hist", max_depth=DEPTH, eta=0.1, min_child_weight=2,
                colsample_bytree=0.3, subsample=0.8, reg_lambda=2, base_score=0, nthread=1, seed=1)


def silent(rows, names):
    return np.where([name.startswith(DECLARED) for name in names], 0, rows)


def learn(rows, kinds, more, names, classes):
    """A page weighs the more the rarer its type is. Those of --more are articles."""
    counts = np.bincount(kinds, minlength=len(classes))
    weight = ((counts.max() / np.maximum(counts, 1)) ** BALANCE)[kinds]
    data = xgboost.DMatrix(np.concatenate([rows, silent(rows, names), more]),
                           label=np.concatenate([kinds, kinds, np.full(len(more), classes.index("article"))]),
                           weight=np.concatenate([weight, weight * SILENT, np.full(len(more), MORE)]), nthread=1)
    booster = xgboost.train(dict(SETTINGS, num_class=len(classes)), data, ROUNDS)
    return Forest([booster], names, DEPTH, len(classes))


def report(kinds, guessed, classes):
    print(f"{'':14}" + "".join(f"{c[:7]:>8}" for c in classes) + "   found")
    for k, name in enumerate(classes):
        mine = guessed[kinds == k]
        print(f"{name:14}" + "".join(f"{(mine == g).sum():8}" for g in range(len(classes))) +
              f"{(mine == k).mean():8.3f}")
    balanced = np.mean([(guessed[kinds == k] == k).mean() for k in range(len(classes))])
    print(f"right {np.mean(kinds == guessed):.4f}, mean over the types {balanced:.4f}\n")


def main():
    opt = tables.options(__doc__, "src/extract/type_table.def", models=True)
    known = tables.truths(opt.data)
    seen = tables.features(opt, "types", [page for _, page, _ in known])
    known, seen = zip(*[(k, s) for k, s in zip(known, seen) if s[1]])
    names = seen[0][0]
    rows = np.array([s[1][0]["features"] for s in seen], np.float32)
    classes = sorted({truth["page_type"] for _, _, truth in known})
    kinds = np.array([classes.index(truth["page_type"]) for _, _, truth in known])
    more = np.zeros((0, len(names)), np.float32)
    if opt.more:
        files = [page for _, page, _ in tables.truths(opt.more)]
        more = np.array([s[1][0]["features"] for s in tables.features(opt, "types", files, judged=False) if s[1]],
                        np.float32)
    fold = tables.folds(opt, [name for name, _, _ in known])
    guessed, unsaid = np.zeros(len(kinds), int), np.zeros(len(kinds), int)
    for k in sorted(set(fold)):
        forest = learn(rows[fold != k], kinds[fold != k], more, names, classes)
        forest.write_file(opt.models / f"{k}.bin.type")
        guessed[fold == k] = forest.sums(rows[fold == k]).argmax(1)
        unsaid[fold == k] = forest.sums(silent(rows[fold == k], names)).argmax(1)
    report(kinds, guessed, classes)
    print("where nothing is declared:")
    report(kinds, unsaid, classes)
    forest = learn(rows, kinds, more, names, classes)
    forest.write_table(opt.table, "type", "TYPE_SIGN_COUNT", "kinds.py")
    forest.write_rows(pathlib.Path("tests/unit/type_rows.inc"), "kinds.py")


if __name__ == "__main__":
    main()
