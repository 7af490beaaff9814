#!/usr/bin/python3
"""Learn the weights of src/extract/meta_like.def.

    tests/train/likeness.py --octavo build/octavo --data WCXB-DEV [--folds FOLDS]

Of each page octavo gives the signals of its being like an article, and the author and the date that it would take if
it is. The weights are those of a logistic regression for whether the page's label has a date. Below the thresholds of
src/extract/meta_like.h, which were chosen by the figures that --folds prints, no author and no date is given. Needs
Debian's python3-sklearn.
"""
import collections

import numpy as np
from sklearn.linear_model import LogisticRegression

import tables

STRENGTH = 1.0  # inverse of the pull towards nought
THRESHOLDS = (-99,) + tuple(round(-2.7 + 0.1 * i, 1) for i in range(17))


def same_author(got, want):
    """Word F1 of a half or more, as the scorer has it."""
    got, want = (collections.Counter(tables.WORD.findall((t or "").lower())) for t in (got, want))
    both = sum((got & want).values())
    return both > 0 and 2 * both / (sum(got.values()) + sum(want.values())) >= 0.5


def fit(rows, dated):
    return LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False).fit(rows, dated)


def report(pages, score):
    """What each threshold gives: right where there is one, invented where there is none."""
    print("    over   date  invented    author  invented")
    for least in THRESHOLDS:
        date, date_made, author, author_made = [], [], [], []
        for (truth, row), given in zip(pages, score >= least):
            if tables.day(truth["publish_date"]):
                date.append(given and tables.day(row["date"]) == tables.day(truth["publish_date"]))
            elif not truth["publish_date"]:
                date_made.append(given and bool(row["date"]))
            if truth["author"]:
                author.append(given and same_author(row["author"], truth["author"]))
            else:
                author_made.append(given and bool(row["author"]))
        print(f"{least:8} {np.mean(date):.4f}    {np.mean(date_made):.4f}    {np.mean(author):.4f}    {np.mean(author_made):.4f}")


def main():
    opt = tables.options(__doc__, "src/extract/meta_like.def")
    known = tables.truths(opt.data)
    seen = tables.features(opt, "likeness", [page for _, page, _ in known])
    known, seen = zip(*[(k, s) for k, s in zip(known, seen) if s[1]])
    names = seen[0][0]
    pages = [(truth, rows[0]) for (_, _, truth), (_, rows) in zip(known, seen)]
    rows = np.array([tables.values(names, row) for _, row in pages])
    dated = np.array([bool(truth["publish_date"]) for truth, _ in pages])
    print(f"{len(pages)} pages, {dated.mean():.4f} with a date")
    fold = tables.folds(opt, [name for name, _, _ in known])
    if fold is not None:
        score = np.zeros(len(pages))
        for k in sorted(set(fold)):
            score[fold == k] = fit(rows[fold != k], dated[fold != k]).decision_function(rows[fold == k])
        print("by fold")
        report(pages, score)
    model = fit(rows, dated)
    print("learned from all")
    report(pages, model.decision_function(rows))
    tables.write(opt, "LIKE", {n: f"{w:.2f}" for n, w in zip(names, model.coef_[0])})


if __name__ == "__main__":
    main()
