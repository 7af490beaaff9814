#!/usr/bin/env python3
"""Prints a web archive of so many pages, always the same: tests/bench/volumes.py PAGES >site.warc"""
import random
import sys

WORDS = ("harbour quay ledger gull net tide bell rope mast pilot wind keel buoy lamp fog ferry crane oar slip weir eel salt anchor "
         "loft deck hull sail shoal reef cove mole pier dock barge skiff dory yawl sloop hawser bollard fender cleat tiller").split()


def page(number):
    """One page, of words that its number chooses."""
    chance = random.Random(number)
    paragraphs = []
    for _ in range(5):
        words = [chance.choice(WORDS) for _ in range(60)]
        paragraphs.append(f"<p>{' '.join(words).capitalize()}.</p>")
    day = 1 + number // 200 % 28
    return (f'<!DOCTYPE html><html lang="en"><head><title>The log, page {number}</title>'
            f'<meta property="article:published_time" content="2026-10-{day:02}">'
            f'<link rel="canonical" href="https://harbour.example/log/{number:05}"></head><body>'
            f'<nav><a href="/">Home</a> <a href="/log">Log</a></nav><article><h1>The log, page {number}</h1>'
            f'<p>Before it comes <a href="/log/{number - 1:05}">page {number - 1}</a>, after it '
            f'<a href="/log/{number + 1:05}">page {number + 1}</a>.</p>{"".join(paragraphs)}</article>'
            f'<footer><a href="/terms">Terms</a></footer></body></html>').encode()


def record(number):
    body = page(number)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    second = f"2026-11-01T06:{number // 60 % 60:02}:{number % 60:02}Z"
    head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/log/{number:05}\r\n"
            f"WARC-Date: {second}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n").encode()
    return head + http + b"\r\n\r\n"


if __name__ == "__main__":
    for each in range(1, int(sys.argv[1]) + 1):
        sys.stdout.buffer.write(record(each))
