"""Labelled pages for training: octavo's own blocks and features, and labels made from the true text."""
import collections, concurrent.futures, hashlib, json, pathlib, re, subprocess

import numpy as np

DEVIATION = 1.5  # of a page's log-odds, all together
SHIFTS, SHIFT_WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
SHIFT_WEIGHTS = SHIFT_WEIGHTS / SHIFT_WEIGHTS.sum()
WORD = re.compile(r"\w+")
UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")


def tokens(text):
    """Words in lower case; letters of scripts without spaces one by one."""
    return WORD.findall(UNSPACED.sub(r" \1 ", text.lower()))


def grams(words):
    return collections.Counter(zip(words, words[1:], words[2:]))


def label(texts, truth):
    """1 for each block that belongs to the truth. Long blocks first; each part of the truth is used up once."""
    want = tokens(truth)
    left, lines = grams(want), collections.Counter(" ".join(tokens(line)) for line in truth.splitlines())
    phrase = " " + " ".join(want) + " "
    blocks = [tokens(text) for text in texts]
    labels = np.zeros(len(blocks), np.int8)
    long = [i for i, words in enumerate(blocks) if len(words) >= 5]
    for i in sorted(long, key=lambda i: (-len(blocks[i]), i)):
        mine = grams(blocks[i])
        found = sum(min(n, left[g]) for g, n in mine.items())
        if 2 * found >= sum(mine.values()):
            labels[i] = 1
            for g, n in mine.items():
                if left[g]:
                    left[g] -= min(n, left[g])
    anchors = np.flatnonzero(labels)
    for i, words in enumerate(blocks):
        if len(words) >= 5 or not words:
            continue
        text = " ".join(words)
        if lines[text] > 0:
            labels[i] = 1
            lines[text] -= 1
        elif f" {text} " in phrase and len(anchors):
            at = np.searchsorted(anchors, i)
            near = min(abs(int(anchors[k]) - i) for k in (at - 1, at) if 0 <= k < len(anchors))
            labels[i] = near <= 3
    return labels


def overlap(got, want):
    """Word F1 of two counters, as the scorer has it."""
    if not want or not got:
        return float(not want and not got)
    both = sum((got & want).values())
    return 2 * both / (sum(got.values()) + sum(want.values()))


def kept_words(texts, keep):
    return collections.Counter(WORD.findall("\n".join(t for t, k in zip(texts, keep) if k).lower()))


class Page:
    """A page's blocks: names, `texts`, `words`, `rows` (features), `labels`, and its `truth`."""

    def __init__(self, name, told, lines):
        self.name, self.kind, self.set = name, told["page_type"], told.get("set", "")
        self.truth = told["main_content"] or ""
        self.features = json.loads(lines[0])["features"]
        blocks = [json.loads(line) for line in lines[1:]]
        self.texts = [b["text"] for b in blocks]
        self.words = np.array([b["words"] for b in blocks], np.float64)
        self.rows = np.array([b["features"] for b in blocks], np.float32).reshape(len(blocks), len(self.features))
        self.labels = label(self.texts, self.truth)
        self.want = collections.Counter(WORD.findall(self.truth.lower()))
        self.ceiling = overlap(kept_words(self.texts, self.labels), self.want)

    def score(self, keep):
        return overlap(kept_words(self.texts, keep), self.want)


def read_page(job):
    command, page, truth = job
    told = json.loads(pathlib.Path(truth).read_text())
    argv = [part.replace("{}", page) for part in command]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=True)
    lines = done.stdout.decode().splitlines()
    return Page(pathlib.Path(page).stem, told, lines)


def read_set(command, root, jobs=2):
    """All pages of a folder with html/ and truth/; `command` prints a page's features, {} being its file."""
    root = pathlib.Path(root)
    work = [(command, str(root / "html" / f"{t.stem}.html"), str(t)) for t in sorted((root / "truth").glob("*.json"))
            if (root / "html" / f"{t.stem}.html").exists() and json.loads(t.read_text()).get("label") != "snippets"]
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(read_page, work, chunksize=16))


def decode(score, words):
    """The blocks to keep, as choose.c does: those best first that make the expected F1 the greatest, over shifts of
    all log-odds; and what it is without a shift."""
    order = np.argsort(-score, kind="stable")
    size, keep = np.cumsum(words[order]), np.zeros(len(score), bool)
    if not len(size) or not size[-1]:
        return keep, 0.0
    expected = []
    for shift in SHIFTS:
        odds = score.astype(np.float64) * np.exp(DEVIATION * shift)
        hit = np.cumsum((odds / (1 - score + odds) * words)[order])
        expected.append(2 * hit / np.maximum(size + hit[-1], 1e-9))
    best = int(np.argmax(np.dot(SHIFT_WEIGHTS, expected)))
    keep[order[:best + 1]] = True
    return keep, float(expected[len(SHIFTS) // 2][best])
