#!/usr/bin/python3
"""Learn the weights of src/extract/dump_line.def.

    tests/train/lines.py --octavo build/octavo --data WCXB-DEV [--folds FOLDS]

The articles among the labelled pages are dumped by lynx and by w3m. A line is right when it is a line of the true
text or half of its three-word runs are in it; a short one only near a long right one. Two logistic regressions: the
first over what octavo sees of each line; the second over that and the first one's scores of the lines around, which
are those of a model that has not seen the page. Lines weigh their words, each page the same. Needs Debian's
python3-sklearn, lynx and w3m.
"""
import bisect, collections

import numpy as np
from sklearn.linear_model import LogisticRegression

import tables

SHORT, LONG, NEAR = 6, 8, 8  # words, words, lines
MOST = 0.5  # of its page's words that a line weighs at most
REACH = (2, 6, 20)  # lines around whose scores the second regression sees
PARTS = 5


class Dump:
    def __init__(self, name, truth, names, rows):
        self.name = name
        self.tokens = [tables.fold_words(row["text"]).split() for row in rows]
        self.words = np.array([len(t) for t in self.tokens], float)
        self.counted = np.array([row["words"] for row in rows], float)  # as octavo counts them
        self.rows = np.array([row["features"] for row in rows], np.float32).reshape(len(rows), len(names))
        self.want = collections.Counter(tables.WORD.findall(truth.lower()))
        self.right = self.label(truth)

    def label(self, truth):
        def runs(words):
            return set(zip(words, words[1:], words[2:]))

        known, whole = runs(tables.fold_words(truth).split()), {tables.fold_words(t) for t in truth.splitlines()}
        right = np.array([bool(t) and (" ".join(t) in whole or 2 * len(runs(t) & known) >= len(runs(t)) > 0)
                          for t in self.tokens], bool)
        long = [i for i in range(len(right)) if right[i] and len(self.tokens[i]) >= LONG]
        for i in np.flatnonzero(right) if long else []:
            if len(self.tokens[i]) < SHORT:
                at = bisect.bisect(long, i)
                right[i] = min(abs(long[k] - i) for k in (at - 1, at) if 0 <= k < len(long)) <= NEAR
        return right

    def weights(self):
        return np.minimum(np.maximum(self.words, 1) / max(1, sum(self.want.values())), MOST)

    def around(self, score):
        """The first scores of the lines around each, as see_scores of src/extract/dump_feature.c has them."""
        weight, at, count = self.counted + 1, np.arange(len(score)), len(score)
        scores, words = (np.concatenate([[0], np.cumsum(v)]) for v in (score * weight, weight))
        columns = [score]
        for reach in REACH:
            first, last = np.maximum(at - reach, 0), np.minimum(at + reach + 1, count)
            columns.append((scores[at] - scores[first]) / (words[at] - words[first] + 1))
            columns.append((scores[last] - scores[at + 1]) / (words[last] - words[at + 1] + 1))
        columns.append(np.minimum(columns[3], columns[4]))
        columns.append(scores[at] / max(scores[-1], 1))
        columns.append(np.full(count, scores[-1] / max(words[-1], 1)))
        return np.array(columns, np.float32).T.reshape(count, len(columns))

    def f1(self, keep):
        have = collections.Counter(w for t, k in zip(self.tokens, keep) if k for w in t)
        both = sum((have & self.want).values())
        return 2 * both / (sum(have.values()) + sum(self.want.values())) if both else float(not self.want and not have)


def fit(rows, right, weights):
    """Weights of the features as they are; the first of them is always 1."""
    mean, spread = rows.mean(0), rows.std(0)
    spread[spread < 1e-6] = 1
    model = LogisticRegression(max_iter=50, solver="newton-cholesky")
    model.fit((rows - mean) / spread, right, sample_weight=weights)
    found = model.coef_[0] / spread
    found[0] += model.intercept_[0] - (model.coef_[0] * mean / spread).sum()
    return found


def odds(rows, weights):
    return 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))


def by_part(rows, right, weights, part):
    """Scores of each line by a model that has not seen its page."""
    score = np.zeros(len(right))
    for k in sorted(set(part)):
        seen = part != k
        score[~seen] = odds(rows[~seen], fit(rows[seen], right[seen], weights[seen]))
    return score


def best_run(dump, score, names):
    """The lines that octavo keeps: choose_run and is_noise of src/extract/dump.c."""
    over, expected, keep = 0.3, (score * dump.words).sum(), np.zeros(len(score), bool)
    for _ in range(8):
        best, sum_, start, run = 0, 0, 0, (0, 0)
        for i, gain in enumerate((score - over) * np.maximum(dump.words, 1)):
            if sum_ <= 0:
                sum_, start = 0, i
            sum_ += gain
            if sum_ > best:
                best, run = sum_, (start, i + 1)
        inside = slice(*run)
        size = dump.words[inside].sum() + expected
        half = (score * dump.words)[inside].sum() / size if size else 0
        if abs(half - over) < 0.001:
            break
        over = half
    keep[inside] = True
    noise = sum(dump.rows[:, names.index(n)] for n in ("IDLE", "MARK", "REPEATED_ITEM")) > 0
    return keep & ~(noise & (score < 0.5))


def main():
    opt = tables.options(__doc__, "src/extract/dump_line.def")
    pages = tables.truths(opt, ["article"])
    known, seen = tables.dump_features(opt, "lines", pages)
    names = next(n for n, _ in seen if n)
    dumps = [Dump(name, truth["main_content"] or "", names, rows)
             for (name, _, truth), (_, rows) in zip(known, seen)]
    rows, right = np.vstack([d.rows for d in dumps]), np.concatenate([d.right for d in dumps])
    weights = np.concatenate([d.weights() for d in dumps])
    weights /= weights.mean()
    print(f"{len(dumps)} dumps, {len(rows)} lines; the right lines score {np.mean([d.f1(d.right) for d in dumps]):.4f}")
    fold = tables.folds(opt, [d.name for d in dumps])
    if fold is None:  # for the first scores; a page's two dumps in one part
        fold = np.arange(len(dumps)) % len(pages) % PARTS
    part = np.repeat(fold, [len(d.right) for d in dumps])
    score = np.split(by_part(rows, right, weights, part), np.cumsum([len(d.right) for d in dumps])[:-1])
    both = np.hstack([rows, np.vstack([d.around(s) for d, s in zip(dumps, score)])])
    if opt.folds:
        score = np.split(by_part(both, right, weights, part), np.cumsum([len(d.right) for d in dumps])[:-1])
        print(f"by fold {np.mean([d.f1(best_run(d, s, names)) for d, s in zip(dumps, score)]):.4f}")
    first, second = fit(rows, right, weights), fit(both, right, weights)
    every = tables.rows_of(opt, "LINE")
    tables.write(opt, "LINE", {n: f"{first[i]:.4f}, {second[i]:.4f}" if i < len(names) else f"0, {second[i]:.4f}"
                               for i, n in enumerate(every)})


if __name__ == "__main__":
    main()
