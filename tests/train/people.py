#!/usr/bin/python3
"""Learn the weights of src/extract/meta_author.def, meta_date.def and meta_like.def.

    tests/train/people.py --octavo build/octavo --data WCXB-DEV --folds FOLDS --models DIR [--more EXTRA]

Of each page octavo gives the candidates for the authors and those for the date, each with its signs, and the page's own
signs, which speak for there being none. The weights are those of a choice among the candidates and none (a softmax over
their sums) that makes the labels likeliest. Pages of which no candidate is right teach nothing. The least share of
src/extract/meta_like.c was chosen by the figures by fold; these also compare how sure the choice is with how often it
is right. What is said of a page's type comes from the models of its fold, DIR/K.bin.type (kinds.py). Needs Debian's python3-scipy.
"""
import collections, pathlib

import numpy as np
from scipy.optimize import minimize

import tables

PULL = 2.0  # towards nought
# What a further page counts: of dates their labels follow other conventions, and taught nothing.
MORE = {"authors": 0.5, "dates": 0.0}
# Sets of further pages whose labels have no authors and dates.
UNLABELLED = ("goose", "newspaper", "snacktory", "webmainbench")
LEAST = (0.0, 0.25, 0.28, 0.3, 0.32, 0.35, 0.4, 0.5)
GIVEN = 0.3  # the least share
SURE = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def same_author(got, want):
    """Word F1 of a half or more, as the scorer has it."""
    got, want = (collections.Counter(tables.WORD.findall((t or "").lower())) for t in (got, want))
    both = sum((got & want).values())
    return both > 0 and 2 * both / (sum(got.values()) + sum(want.values())) >= 0.5


class Page:
    """The rows of a page: none first, then its candidates."""

    def __init__(self, kind, truth, names, rows, weight):
        self.type, self.weight = truth["page_type"], weight
        self.texts = [row["text"] for row in rows]
        self.rows = np.array([tables.values(names, row) for row in rows])
        if kind == "authors":
            self.want, same = truth["author"] or "", same_author
        else:
            self.want, same = tables.day(truth["publish_date"]) or "", lambda got, want: got == want
        self.right = np.array([bool(t) and same(t, self.want) if self.want else not t for t in self.texts])

    def shares(self, weights):
        score = self.rows @ weights
        share = np.exp(score - score.max())
        return share / share.sum()


def read(opt, kind):
    """Names of the features, the labelled pages, and the further ones."""
    dev, more = tables.truths(opt.data), []
    if opt.more and MORE[kind]:
        more = [t for t in tables.truths(pathlib.Path(opt.more)) if t[2]["set"] not in UNLABELLED]
    names, pages = None, []
    for jobs, weight in ((dev, 1.0), (more, MORE[kind])):
        seen = tables.features(opt, kind, [page for _, page, _ in jobs], judged=jobs is dev)
        for (_, _, truth), (found, rows) in zip(jobs, seen):
            names = names or found
            day_unknown = kind == "dates" and truth["publish_date"] and not tables.day(truth["publish_date"])
            pages.append(Page(kind, truth, names, rows, weight) if rows and not day_unknown else None)
    return names, pages[:len(dev)], [p for p in pages[len(dev):] if p]


def fit(pages):
    pages = [p for p in pages if p and p.right.any()]
    rows = np.concatenate([p.rows for p in pages])
    right = np.concatenate([p.right for p in pages])
    lengths = [len(p.rows) for p in pages]
    start = np.cumsum([0] + lengths[:-1])
    page = np.repeat(np.arange(len(pages)), lengths)
    weight = np.array([p.weight for p in pages])

    def loss(weights):
        score = rows @ weights
        share = np.exp(score - np.maximum.reduceat(score, start)[page])
        share /= np.add.reduceat(share, start)[page]
        good = np.add.reduceat(share * right, start) + 1e-12
        slope = rows.T @ ((share - share * right / good[page]) * weight[page])
        return PULL / 2 * weights @ weights - weight @ np.log(good), slope + PULL * weights

    return minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def report(pages, shares):
    print("   least   right  invented   articles  invented")
    for least in LEAST:
        right, made = collections.defaultdict(list), collections.defaultdict(list)
        for p, share in zip(pages, shares):
            given = len(share) > 1 and 1 - share[0] >= least
            kinds = ("all", "article") if p.type == "article" else ("all",)
            for kind in kinds:
                if p.want:
                    right[kind].append(given and p.right[1 + share[1:].argmax()])
                else:
                    made[kind].append(given)
        print(f"{least:8} {np.mean(right['all']):.4f}    {np.mean(made['all']):.4f}     {np.mean(right['article']):.4f}"
              f"    {np.mean(made['article']):.4f}")


def report_sure(pages, shares):
    """Where one is given: how sure it is, and how often it is right, of the pages whose label has one and of all."""
    given = [(share[1:].max(), p.right[1 + share[1:].argmax()] and bool(p.want), bool(p.want))
             for p, share in zip(pages, shares) if len(share) > 1 and 1 - share[0] >= GIVEN]
    sure, right, labelled = np.array(given).T
    print("    sure   pages   mean    right    of all")
    for low, high in zip(SURE, SURE[1:]):
        among = (sure >= low) & (sure < high)
        if among.any():
            print(f"{low:8} {among.sum():7} {sure[among].mean():7.2f} {right[among & (labelled > 0)].mean():7.2f}"
                  f"  {right[among].mean():7.2f}")


def learn(opt, kind):
    names, dev, more = read(opt, kind)
    fold = tables.folds(opt, [name for name, _, _ in tables.truths(opt.data)])
    print(f"{kind}: {len(dev)} pages and {len(more)} further ones")
    if fold is not None:
        weights = {k: fit([p for p, f in zip(dev, fold) if f != k] + more) for k in sorted(set(fold))}
        known = [(p, p.shares(weights[f])) for p, f in zip(dev, fold) if p]
        print("by fold")
        report(*zip(*known))
        report_sure(*zip(*known))
    weights = fit(dev + more)
    known = [(p, p.shares(weights)) for p in dev if p]
    print("learned from all")
    report(*zip(*known))
    return dict(zip(names, weights))


def main():
    opt = tables.options(__doc__, "src/extract/meta_like.def", models=True)
    authors, dates = learn(opt, "authors"), learn(opt, "dates")
    for table, macro, weights in (("meta_author.def", "AUTHOR", authors), ("meta_date.def", "DATE", dates)):
        tables.write(opt, macro, {n: f"{w:.2f}" for n, w in weights.items() if not n.startswith("LIKE_")},
                     opt.table.with_name(table))
    tables.write(opt, "LIKE", {n[5:]: f"{w:.2f}, {dates[n]:.2f}" for n, w in authors.items() if n.startswith("LIKE_")})


if __name__ == "__main__":
    main()
