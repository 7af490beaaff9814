"""Forests as src/extract/forest.h has them: complete trees, from a booster of xgboost's to tables in C or a file."""
import json, struct

import numpy as np
import xgboost

from train import lines, table

MAGIC = b"OCTAVO-FOREST-1\n"
NEVER = 3e38  # edge of a split that has no second child


class Forest:
    """The mean of `boosters`; tree i speaks for class i % classes."""

    def __init__(self, boosters, names, depth, classes=1):
        self.boosters, self.names, self.depth, self.classes = boosters, names, depth, classes
        dumped = [tree for booster in boosters for tree in booster.get_dump(dump_format="json")]
        splits = 2 ** depth - 1
        self.features = np.zeros((len(dumped), splits), np.uint16)
        self.edges = np.full((len(dumped), splits), NEVER, np.float32)
        leaves = np.zeros((len(dumped), splits + 1))
        for i, text in enumerate(dumped):
            self.fill(i, json.loads(text), 0, leaves[i])
        leaves /= len(boosters)
        self.scale = float(np.float32(max(np.abs(leaves).max(), 1e-9) / 32767))
        self.leaves = np.rint(leaves / self.scale).astype(np.int16)

    def fill(self, tree, node, at, leaves):
        splits = self.features.shape[1]
        if "leaf" in node:
            low, high = at, at
            while low < splits:
                low, high = 2 * low + 1, 2 * high + 2
            leaves[low - splits:high - splits + 1] = node["leaf"]
            return
        self.features[tree, at] = int(node["split"][1:])
        self.edges[tree, at] = node["split_condition"]
        children = {child["nodeid"]: child for child in node["children"]}
        self.fill(tree, children[node["yes"]], 2 * at + 1, leaves)
        self.fill(tree, children[node["no"]], 2 * at + 2, leaves)

    def sums(self, rows):
        """Of each row the sums of all classes, as xgboost has them; its base must be nought."""
        data = xgboost.DMatrix(np.asarray(rows, np.float32), nthread=1)
        found = np.mean([booster.predict(data, output_margin=True) for booster in self.boosters], 0)
        return found.reshape(len(rows), self.classes)

    def write_file(self, path):
        out = [MAGIC, struct.pack("<H", len(self.names))]
        out += [bytes([len(n)]) + n.encode() for n in self.names]
        out += [struct.pack("<HHHf", len(self.features), self.depth, self.classes, self.scale),
                self.features.astype("<u2").tobytes(), self.edges.astype("<f4").tobytes(),
                self.leaves.astype("<i2").tobytes()]
        path.write_bytes(b"".join(out))

    def write_table(self, path, prefix, count, script):
        def number(v):
            text = f"{v:.9g}"
            return (text if "." in text or "e" in text else text + ".0") + "f"

        with open(path, "w") as out:
            out.write(f"/* Made by tests/train/{script} (see docs/extraction.md), not to be edited. Learned from\n"
                      f"   WCXB-dev labels (CC BY 4.0) and labels of pages under MIT and Apache 2.0 (NOTICE.md). */\n\n"
                      f"_Static_assert({count} == {len(self.names)}, \"run tests/train/{script} anew\");\n")
            table(out, f"uint16_t {prefix}_features", self.features.ravel())
            table(out, f"float {prefix}_edges", map(number, self.edges.ravel()))
            table(out, f"int16_t {prefix}_leaves", self.leaves.ravel())
            out.write(f"\nconst struct forest {prefix}_forest_builtin = {{\n\t{len(self.features)}, {self.depth}, "
                      f"{self.classes}, {prefix}_features, {prefix}_edges, {prefix}_leaves, {self.scale:.9g}f,\n}};\n")

    def write_rows(self, path, script, count=6):
        """Made-up rows and their sums, for the test of the C side."""
        random = np.random.default_rng(1)
        rows = np.zeros((count, len(self.names)), np.float32)
        for i in range(len(self.names)):
            known = np.unique(self.edges[(self.features == i) & (self.edges < NEVER)])
            if len(known):
                rows[:, i] = random.choice(np.append(known, known[0] - 1), count)
        with open(path, "w") as out:
            out.write(f"/* Made-up rows and xgboost's sums of them, made by tests/train/{script}. */\n")
            for row, sums in zip(rows, self.sums(rows)):
                out.write("{{" + ", ".join(f"{v:.9g}" for v in sums) + "},\n {"
                          + ",\n ".join(lines(f"{v:.9g}" for v in row)) + "}},\n")
