#!/usr/bin/env python3
"""Makes web archives for tests, from ISO 28500:2017, always the same bytes: warc.py CASE >FILE. The goldens of
golden/warc are cases of it; without a CASE it writes those."""
import base64
import gzip
import os
import struct
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SITE = "https://harbour.example"
SENTENCE = "The harbour master keeps a ledger of every boat that comes in, and of the weather on the day that it did. "
TIDES = ("<p>The {0} ledger begins with the tide of the morning, which was low and late, as the keeper had said it would be.</p>"
         "<p>" + SENTENCE * 2 + "What the {0} ledger says of the wind is short, and what it says of the people is shorter.</p>"
         "<p>At noon the {0} boats came in with the flood, four of them, and the buyers stood on the quay and waited.</p>")
# The page "Brotli" below, by `node -e` and zlib.brotliCompressSync: there is no Brotli in Python.
BROTLI = (
    "G6kCABwHbuzEThQcMt9Sp+L1ij9s5+0hZzWEaLNdSirGp3mChKgMXRPlQeSaPjKoPHpmw4GMYaA2dbpjh5eHMG1TasAxjJbtOM4EDHzGYJe/K9"
    "UrsJxfT/3AilceMGD8kg3o/cDvl+Nz8o5Z8GkHHZrrP7nge7n0QP+RDFiVW9nzxGUcvs1zBotowOBkqhUnAFkGBQtG1Rywwb8Fo0eUG3vAksDI"
    "QkvDLo92DP5GNBh8AQ3Kv193ViH9qRtY1D/ShnK2iWd5KaYT2wzP1L2zsaWNBANXCh/kYPeuP5fEgZddIP9Qw+bf7uNZqJa4Z//bTlCdRTtRxT"
    "eLlgoSyE4=")


def page(name, more="", head=""):
    return (f"<!DOCTYPE html>\n<html lang=\"en\"><head><title>{name} ledger</title>{head}</head>\n<body><article><h1>{name} ledger</h1>"
            f"{TIDES.format(name.lower())}{more}</article></body></html>\n").encode()


def png(width, height, shade=b"\x40\x60\x80"):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + shade * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))


def record(kind, block, target=None, version="1.1", end="\r\n", **fields):
    head = [f"WARC/{version}", f"WARC-Type: {kind}"]
    if target:
        head.append(f"WARC-Target-URI: {target}")
    head += ["WARC-Date: 2026-11-24T08:00:00Z", "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>"]
    head += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    head.append(f"Content-Length: {len(block)}")
    return (end.join(head) + end * 2).encode() + block + (end * 2).encode()


def response(path, body, media="text/html; charset=utf-8", status="200 OK", headers=(), **fields):
    http = [f"HTTP/1.1 {status}"] + ([f"Content-Type: {media}"] if media else []) + list(headers)
    target = path if "://" in path else SITE + path
    return record("response", ("\r\n".join(http) + "\r\n\r\n").encode() + body, target,
                  Content_Type="application/http; msgtype=response", **fields)


def request(path, *headers):
    http = "\r\n".join([f"GET {path} HTTP/1.1", "Host: harbour.example", *headers]) + "\r\n\r\n"
    return record("request", http.encode(), SITE + path, Content_Type="application/http; msgtype=request")


def chunked(body, size=700):
    pieces = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%X;note=x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\nTrailer: x\r\n\r\n"


def deflate(body, bits):
    z = zlib.compressobj(9, zlib.DEFLATED, bits)
    return z.compress(body) + z.flush()


def member(data):
    return gzip.compress(data, 9, mtime=0)


def frame(data):
    """A frame of Zstandard (RFC 8878) whose blocks are stored as they are."""
    out = b"\x28\xb5\x2f\xfd\x80\x58" + struct.pack("<I", len(data))
    pieces = [data[i:i + 65536] for i in range(0, len(data), 65536)] or [b""]
    for i, piece in enumerate(pieces):
        out += struct.pack("<I", len(piece) << 3 | (i + 1 == len(pieces)))[:3] + piece
    return out


INFO = record("warcinfo", b"software: tests/golden/warc.py\r\n", Content_Type="application/warc-fields")
PICTURE = '<figure><img src="{}" alt="A boat at the quay"><figcaption>The boat.</figcaption></figure>'


def pages():
    """What is a page and what is none; pictures by address, through a redirect and a revisit."""
    digest = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    return [
        INFO,
        request("/morning"),
        response("/morning", page("Morning", PICTURE.format("boat%20one.png#x") + PICTURE.format("/moved.png") +
                                  PICTURE.format("//cdn.harbour.example/again.png") + PICTURE.format("gone.png"))),
        response("/robots.txt", b"User-agent: *\r\nDisallow: /\r\n", "text/plain"),
        response("/style.css", b"body { color: red }", "text/css"),
        response("/gone", page("Gone"), status="404 Not Found"),
        response("/old", b"", status="301 Moved Permanently", headers=["Location: /morning"]),
        response("/boat%20one.png", png(60, 40), "image/png", WARC_Payload_Digest=digest),
        response("/moved.png", b"", "text/html", "302 Found", ["Location: img/there.png"]),
        response("/img/there.png", png(50, 40), "application/octet-stream"),
        record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", "https://cdn.harbour.example/again.png", WARC_Payload_Digest=digest,
               WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        response("/morning", page("Second morning")),
        response("/part", b"<div class=menu><p>One of the parts that a script asked for.</p></div>"),
        response("/short", b"<!doctype html><title>Frame</title><body>Too little.</body>"),
        response("/lies", b'{"a": "Not a page at all, though it is called one."}'),
        response("/picture", png(4, 4), "text/html"),
        response("/evening", page("Evening"), None),
        response("/frame", page("Frame")),
        request("/frame", "Sec-Fetch-Dest: iframe"),
        response("/noon", page("Noon")),
        request("/noon", "Sec-Fetch-Dest: document"),
        request("/noon", "Sec-Fetch-Dest: empty"),
        record("resource", page("Resource"), SITE + "/resource", Content_Type="text/html"),
        record("conversion", (SENTENCE * 6).encode(), SITE + "/converted", Content_Type="text/plain"),
        record("metadata", b"hopsFromSeed: L\r\n", SITE + "/morning", Content_Type="application/warc-fields"),
        record("resource", page("View"), "urn:view:" + SITE, Content_Type="text/html"),
    ]


def codings():
    """Bodies as HTTP sends them, each coding and two at once; and headers that a recorder left behind."""
    return [
        record("warcinfo", "description: Chunked, Gzip, Both, Zlib, Raw, Brotli, Zstd, Left, Caf\u00e9\r\n".encode(),
               Content_Type="application/warc-fields"),
        response("/chunked", chunked(page("Chunked")), headers=["Transfer-Encoding: chunked"]),
        response("/gzip", gzip.compress(page("Gzip"), mtime=0), headers=["Content-Encoding: gzip"]),
        response("/both", chunked(gzip.compress(page("Both"), mtime=0)),
                 headers=["transfer-encoding: Chunked", "content-encoding: x-gzip"]),
        response("/zlib", deflate(page("Zlib"), 15), headers=["Content-Encoding: deflate"]),
        response("/raw", deflate(page("Raw"), -15), headers=["Content-Encoding: deflate"]),
        response("/br", base64.b64decode(BROTLI), headers=["Content-Encoding: br"]),
        response("/zstd", frame(page("Zstd")), headers=["Content-Encoding: zstd"]),
        response("/left", page("Left"), headers=["Content-Encoding: br", "Transfer-Encoding: chunked"]),
        response("/latin", page("Caf\u00e9").decode().encode("latin-1"), "text/html; charset=\"iso-8859-1\""),
    ]


def lenient():
    """Older versions, bare line ends, brackets around addresses, folded headers, blanks between records."""
    old = record("response", b"HTTP/1.0 200 OK\nContent-Type: text/html\nX-Folded: a\n b\n\n" + page("Older"),
                 f"<{SITE}/older>", "0.18", "\n", Content_Type="application/http; msgtype=response")
    return [old, b"\r\n\r\n\r\n", response("/newer", page("Newer"), X_Folded="one\r\n  two")]


def broken():
    """A length that is wrong, and noise: the records behind them are found."""
    wrong = record("response", b"HTTP/1.1 200 OK\r\n\r\n", SITE + "/wrong").replace(b"Content-Length: 19", b"Content-Length: 99999999999")
    return [response("/first", page("First")), wrong, response("/second", page("Second")), b"noise\r\nWARC/1.0\r\nmore: noise\r\n\r\n",
            response("/third", page("Third"))]


def sizes():
    """Of several sizes a recorded browser asked for one."""
    sets = ('<p><img src="/s-300.png" srcset="/s-300.png 300w, /s-600.png 600w, /s-1200.png 1200w" alt="Of three sizes the second."></p>'
            f"<p>{SENTENCE}</p>"
            '<picture><source srcset="/t.webp" type="image/webp"><source srcset="/t-600.png 1x, /t-1200.png 2x" type="image/png">'
            f'<img src="data:," data-src="/t.png" alt="Of two densities the first."></picture><p>{SENTENCE}</p>')
    return [response("/sizes", page("Sizes", sets)), response("/s-600.png", png(60, 40), "image/png"),
            response("/t-600.png", png(61, 40), "image/png"), response("/t.webp", b"RIFF", "image/webp")]


CASES = {
    "pages.in.warc": lambda: b"".join(pages()),
    "pages-by-member.warc.gz": lambda: b"".join(member(r) for r in pages()),
    "pages-by-frame.warc.zst": lambda: b"\x5d\x2a\x4d\x18" + struct.pack("<I", 40) + b"d" * 40 + b"".join(frame(r) for r in pages()),
    "pages-in-one-member.warc.gz": lambda: member(b"".join(pages())),
    "codings.in.warc": lambda: b"".join(codings()),
    "lenient.in.warc": lambda: b"".join(lenient()),
    "broken.in.warc": lambda: b"".join(broken()),
    "broken-member.warc.gz": lambda: member(response("/first", page("First"))) + member(response("/cut", page("Cut")))[:200] +
    member(response("/third", page("Third"))),
    "sizes.in.warc": lambda: b"".join(sizes()),
    "patterns.in.warc": lambda: b"".join(pages()),
}


def main():
    if len(sys.argv) > 1:
        sys.stdout.buffer.write(CASES[sys.argv[1]]())
        return
    for name, make in CASES.items():
        if ".in." not in name:
            continue
        with open(os.path.join(HERE, "warc", name), "wb") as f:
            f.write(make())


if __name__ == "__main__":
    main()
