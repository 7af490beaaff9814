#!/usr/bin/env python3
"""Writes cluttered pages of made-up text, the same each time: tests/bench/pages.py FOLDER COUNT KILOBYTES"""
import os
import random
import sys

SYLLABLES = "ka lo mi ren tas vel dor ani sul per quo bel tir mon esa ru fen gal hol ist".split()


class Writer:
    """Words, sentences and paragraphs from one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def words(self, least, most):
        pick = self.random
        return " ".join("".join(pick.choices(SYLLABLES, k=pick.randint(1, 4)))
                        for _ in range(pick.randint(least, most)))

    def sentence(self):
        return self.words(5, 22).capitalize() + self.random.choice(".....!?")

    def paragraph(self):
        text = " ".join(self.sentence() for _ in range(self.random.randint(3, 7)))
        cut = text.find(" ", 40)
        kind = self.random.choice(("<em>%s</em>", "<a href='/n/1'>%s</a>", "<strong>%s</strong>", "%s"))
        return "<p>" + kind % text[:cut] + text[cut:] + "</p>\n"

    def page(self, size):
        title = self.words(4, 8).capitalize()
        links = "".join(f"<li><a href='/{i}'>{self.words(1, 3)}</a></li>" for i in range(40))
        body, count = [], 0
        while count < size * 6 // 10:
            body.append(f"<h2>{self.words(2, 5)}</h2>\n" if len(body) % 7 == 6 else self.paragraph())
            if len(body) % 19 == 18:
                body.append("<table>" + "".join(
                    f"<tr><td>{self.words(1, 2)}</td><td>{self.random.randint(1, 999)}</td></tr>"
                    for _ in range(8)) + "</table>\n")
            count += len(body[-1])
        related = "".join(f"<div class='card'><a href='/r{i}'><h3>{self.words(3, 7)}</h3></a></div>" for i in range(12))
        script = "var data = [" + ",".join(str(self.random.randint(0, 9999)) for _ in range(size // 20)) + "];"
        return (f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} | The Gazette</title>"
                f"<meta name='author' content='Ada Penwright'><meta property='og:title' content='{title}'>"
                f"<meta property='article:published_time' content='2026-11-20T08:00:00Z'><script>{script}</script></head>"
                f"<body><header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>"
                f"<p class='byline'>By Ada Penwright</p>\n{''.join(body)}</article>"
                f"<aside><h2>Related</h2>{related}</aside></main><footer><ul>{links}</ul></footer></body></html>\n")


def write(folder, count, kilobytes):
    os.makedirs(folder, exist_ok=True)
    paths = []
    for number in range(count):
        paths.append(os.path.join(folder, f"page-{number + 1:04}.html"))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write(Writer(number).page(kilobytes * 1000))
    return paths


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
