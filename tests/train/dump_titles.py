#!/usr/bin/python3
"""Learn the weights of src/extract/dump_title.def.

    tests/train/dump_titles.py --octavo build/octavo --data WCXB-DEV [--folds FOLDS]

Of each article, as lynx and w3m dump it, octavo gives the candidates for its title and what speaks for each. The
weights are those with which the right candidate is likeliest, the likelihood of a candidate being e to the sum of its
weights, by the page's sum (conditional logistic regression, pulled a little towards nought). Needs Debian's
python3-numpy, lynx and w3m.
"""
import numpy as np

import tables

STEPS, RATE, MOMENTUM, PULL = 300, 0.5, 0.8, 0.1


class Page:
    def __init__(self, name, truth, rows, names):
        self.name, self.kind = name, truth["page_type"]
        self.texts = [row["text"] for row in rows]
        self.rows = np.array([row["features"] for row in rows]).reshape(len(rows), len(names))
        self.right = np.array([tables.fold_words(t) == tables.fold_words(truth["title"]) for t in self.texts], bool)

    def chosen(self, weights):
        """As octavo has it: the greatest sum, then the shortest."""
        if not self.texts:
            return None
        sums = self.rows @ weights
        return max(range(len(sums)), key=lambda i: (sums[i], -len(self.texts[i].encode()), -i))

    def is_right(self, weights):
        best = self.chosen(weights)
        return best is not None and bool(self.right[best])


def learn(pages, count):
    pages = [p for p in pages if p.right.any()]
    weights, speed = np.zeros(count), np.zeros(count)
    for _ in range(STEPS):
        slope = -PULL * weights / len(pages)
        for page in pages:
            sums = page.rows @ weights
            likely = np.exp(sums - sums.max())
            likely /= likely.sum()
            right = page.right * likely
            slope += (right / right.sum() - likely) @ page.rows / len(pages)
        speed = MOMENTUM * speed + slope
        weights = weights + RATE * speed
    return weights


def main():
    opt = tables.options(__doc__, "src/extract/dump_title.def")
    known = [t for t in tables.truths(opt.data, ["article"]) if t[2]["title"]]
    dumped = tables.dump_features(opt, "dump-titles", known)
    known, seen = [page for page, _, _ in dumped], [features for _, _, features in dumped]
    names = next(n for n, _ in seen if n)
    pages = [Page(name, truth, rows, names) for (name, _, truth), (_, rows) in zip(known, seen)]
    print(f"{len(pages)} pages with a title, {np.mean([p.right.any() for p in pages]):.4f} have it as a candidate")
    fold = tables.folds(opt, [p.name for p in pages])
    if fold is not None:
        right = np.zeros(len(pages))
        for k in sorted(set(fold)):
            weights = learn([p for p, f in zip(pages, fold) if f != k], len(names))
            right[fold == k] = [p.is_right(weights) for p, f in zip(pages, fold) if f == k]
        for kind in sorted({p.kind for p in pages}):
            print(f"by fold {kind:14} {np.mean([r for p, r in zip(pages, right) if p.kind == kind]):.4f}")
        print(f"by fold {'all':14} {right.mean():.4f}")
    weights = learn(pages, len(names))
    print(f"learned from all {np.mean([p.is_right(weights) for p in pages]):.4f}")
    tables.write(opt, "SIGN", {n: f"{w:.2f}" for n, w in zip(names, weights)})


if __name__ == "__main__":
    main()
