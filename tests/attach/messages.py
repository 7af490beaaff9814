"""300 messages of all shapes, the same each time: for tests/attach/run.

make(folder) gives a list of Message. What is signed is signed by openssl, where that is there.
"""
import base64
import os
import quopri
import random
import shutil
import subprocess

COUNT = 300

TEXTS = {
    "en": ("The keeper of the lamp", "The lamp at the end of the quay is lit before the boats come home. The keeper counts the "
           "masts twice, writes the number down, and goes home by the upper road.", "us-ascii"),
    "de": ("Die Brücke im Nebel", "Am Morgen liegt der Nebel über dem Fluß, und die Brücke hört in der Mitte auf. Wer hinüber "
           "will, zählt die Schritte und glaubt, daß das andere Ufer noch da ist.", "iso-8859-1"),
    "ru": ("Старый маяк", "Маяк стоит на краю мыса, и ночью его видно за двадцать миль. Смотритель записывает в книгу каждое "
           "судно, которое проходит мимо.", "koi8-r"),
    "ja": ("港の灯", "夜の港は静かで、埠頭の端にある喫茶店は、最後の船が戻るまで一つの灯をともしておく。誰も急がない。", "iso-2022-jp"),
    "zh": ("河上的桥", "清晨的雾笼罩着河面，桥在中间消失了。要过河的人数着自己的脚步，相信对岸仍然在那里。", "gb18030"),
    "fr": ("Le café du port", "Le café du port ferme à minuit, sauf les soirs de tempête, où l’on garde une lampe allumée pour ceux "
           "qui rentrent tard.", "utf-8"),
}
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAHgAAAB4CAAAAAAcD2kOAAAATUlEQVR42u3NAQkAAAwDoOVc/yCLcThawPRIxGKxWCwWi8VisVgsFovFYrFY"
                       "LBaLxWKxWCwWi8VisVgsFovFYrFYLBaLxWKxWCwWf4sHbObHngqR1J4AAAAASUVORK5CYII=")


class Message:
    def __init__(self, name, text, *traits):
        self.name, self.bytes, self.traits = name, text, set(traits)


def encoded(text, charset, how):
    """A body and its transfer encoding."""
    raw = text.encode(charset)
    if how == "base64":
        return base64.encodebytes(raw), "base64"
    if how == "qp":
        return quopri.encodestring(raw), "quoted-printable"
    return raw, "8bit" if any(b > 127 for b in raw) else "7bit"


def entity(text, kind, charset, how, more=b""):
    body, encoding = encoded(text, charset, how)
    return (f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n".encode() + more + b"\n" + body)


def joined(kind, boundary, parts, preamble=b"", epilogue=b"", more=b""):
    out = b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"' + more + b"\n\n" + preamble
    for part in parts:
        out += b"--" + boundary + b"\n" + part + b"\n"
    return out + b"--" + boundary + b"--" + epilogue


def page(title, text, more=""):
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>\n<p>{text}</p>\n<p>{text}</p>{more}\n</body></html>\n"


def word(text):
    if text.isascii():
        return text.encode()
    raw = text.encode()
    return b"=?utf-8?B?" + base64.b64encode(raw) + b"?="


def head(rng, title, mime=True):
    fields = [b"From: =?utf-8?q?The_Harbour_Letters?= <letters@harbour.example>", b"To: Ann Lee <ann@reader.example>,\n\tbo@reader.example",
              b"Subject: " + word(title), b"Date: Tue, 03 Mar 2020 10:22:33 +0100",
              b"Message-ID: <%d@harbour.example>" % rng.randrange(10**9), b"List-Id: The Harbour Letters\n <letters.harbour.example>",
              b"X-Odd:   kept  as it is\t", b"Cc: list@reader.example"]
    if mime:
        fields.insert(rng.randrange(len(fields) + 1), b"MIME-Version: 1.0")
    return b"\n".join(fields) + b"\n"


def sign(body, home):
    """A multipart/signed of an entity, as openssl makes it; a made-up one without openssl."""
    if home:
        done = subprocess.run(["openssl", "smime", "-sign", "-signer", home + "/cert", "-inkey", home + "/key", "-md", "sha256"],
                              input=body, capture_output=True)
        if done.returncode == 0:
            text = done.stdout.replace(b"\r\n", b"\n")
            return text[text.index(b"Content-Type:"):]
    return joined(b"signed", b"sig-1", [body, b"Content-Type: application/pkcs7-signature; name=smime.p7s\n"
                                        b"Content-Transfer-Encoding: base64\n\nMIIB\n"],
                  more=b"; protocol=\"application/pkcs7-signature\"; micalg=sha-256")


def signer(folder):
    if not shutil.which("openssl"):
        return None
    done = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Ann", "-keyout", folder + "/key",
                           "-out", folder + "/cert", "-days", "30"], capture_output=True)
    return folder if done.returncode == 0 else None


PDF = b"Content-Type: application/pdf; name=map.pdf\nContent-Disposition: attachment; filename=map.pdf\n" \
      b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"%PDF-1.4\n" + bytes(range(256)))
PICTURE = b"Content-Type: image/png\nContent-ID: <lamp@harbour>\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(PNG)


def shapes(title, text, charset, how, rng, home):
    """(name, fields and body, traits) of each shape of a message that is sound."""
    plain = entity(text + "\n\n" + text + "\n", "text/plain", charset, how)
    html = entity(page(title, text), "text/html", "utf-8" if charset == "us-ascii" else charset, how)
    shown = entity(page(title, text, '<p><img src="cid:lamp@harbour" alt="A lamp"></p>'), "text/html", "utf-8", how)
    both = joined(b"alternative", b"a-1", [plain, html])
    flowed = entity(text.replace(". ", ". \n") + "\n", "text/plain; format=flowed; delsp=yes", charset, how)
    related = joined(b"related", b"r-1", [shown, PICTURE], more=b'; type="text/html"')
    inner = head(rng, title) + html
    yield "plain", plain, ()
    yield "flowed", flowed, ()
    yield "html", html, ()
    yield "language", html.replace(b"\n\n", b"\nContent-Language: de\nContent-ID: <top@x>\n\n", 1), ()
    yield "alternative", both, ()
    yield "related", related, ("picture",)
    yield "related-in-alternative", joined(b"alternative", b"==x y'()+_,-./:=?", [plain, related]), ("picture",)
    yield "mixed", joined(b"mixed", b"m-1", [both, PDF]), ("append",)
    yield "mixed-preamble", joined(b"mixed", b"m-1", [html, PDF], b"To be read by none.\n--m-\n", b"\nAnd an epilogue.\n--m-1x\n"), \
        ("append",)
    yield "mixed-nested", joined(b"mixed", b"m", [joined(b"mixed", b"m-1", [both, PDF]), entity("The list's footer.\n", "text/plain",
                                                                                            "us-ascii", "7bit")]), ("append",)
    yield "forwarded", joined(b"mixed", b"m-1", [plain, b"Content-Type: message/rfc822\n\n" + inner]), ("append",)
    yield "digest", joined(b"digest", b"d-1", [b"\n" + inner, b"\n" + inner.replace(b"<p>", b"<p>Once more: ")]), ()
    yield "report", joined(b"report", b"p-1", [plain, b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; a.example\n\n"
                                              b"Action: delayed\n"], more=b"; report-type=delivery-status"), ()
    yield "signed", sign(both, home), ("signed",)
    yield "signed-in-mixed", joined(b"mixed", b"m-2", [sign(html, home), entity("Footer.\n", "text/plain", "us-ascii", "7bit")]), \
        ("append", "signed")
    yield "pgp", joined(b"signed", b"g-1", [plain, b"Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----\n\nx\n"
                                           b"-----END PGP SIGNATURE-----\n"], more=b"; protocol=\"application/pgp-signature\""), ()
    yield "encrypted", joined(b"encrypted", b"e-1", [b"Content-Type: application/pgp-encrypted\n\nVersion: 1\n",
                                                    b"Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n"]), \
        ("bookless",)
    yield "opaque", b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n" \
        b"Content-Transfer-Encoding: base64\n\nMIIB\n", ("bookless",)
    yield "calendar", joined(b"alternative", b"c-1", [html, b"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n"]), ()
    yield "own-boundary", entity(text + "\n=_octavo_\n--=_octavo_0\n", "text/plain", charset, how), ()
    yield "dots", entity(f"From the quay\n.\n..\n{text}\nFrom here on\n", "text/plain", charset, how), ()


def broken(title, text, rng):
    """Whole messages that no standard allows."""
    top, page8 = head(rng, title), page(title, text).encode()
    mixed = joined(b"mixed", b"m-1", [b"Content-Type: text/html; charset=utf-8\n\n" + page8, PDF])
    yield "no-mime", head(rng, title, False) + b"\n" + (text + "\n" + text).encode()
    yield "no-mime-bytes", head(rng, title, False) + b"\n" + text.encode("utf-8") + b"\n"
    yield "bare-subject", b"Subject: " + title.encode() + b"\nFrom: a@b.example\n\n" + text.encode() + b"\n"
    yield "header-alone", head(rng, title, False)
    yield "header-alone-open", head(rng, title, False).rstrip()
    yield "typed-alone-open", top + b"Content-Type: text/plain"
    yield "no-header", (text + "\n\n" + text + "\n").encode()
    yield "blank-first", b"\n" + (text + "\n\n" + text + "\n").encode()
    yield "no-blank-line", top + b"Content-Type: text/html; charset=utf-8\n" + page8
    yield "blank-with-spaces", top + b"Content-Type: text/html; charset=utf-8\n   \n" + page8
    yield "no-end", top + mixed[:mixed.rindex(b"--m-1--")]
    yield "no-end-no-line", top + mixed[:mixed.rindex(b"\n--m-1--")]
    yield "end-no-line", top + mixed
    yield "no-boundary", top + mixed.replace(b'; boundary="m-1"', b"")
    yield "wrong-boundary", top + mixed.replace(b'boundary="m-1"', b'boundary="other"')
    yield "empty-boundary", top + mixed.replace(b'boundary="m-1"', b'boundary=""')
    yield "two-types", top + b"Content-Type: text/plain\n" + mixed
    yield "mixed-in-base64", top + b"Content-Transfer-Encoding: base64\n" + mixed
    yield "spaced-name", top + b"Content-Type : text/html; charset=utf-8\n\n" + page8
    yield "odd-case", top + b"CONTENT-TYPE: TEXT/HTML; CHARSET=UTF-8\ncontent-transfer-ENCODING: 8BIT\n\n" + page8
    yield "torn-base64", top + b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + \
        base64.encodebytes(page8)[:-30]
    yield "unknown-encoding", top + b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: x-odd\n\n" + page8
    yield "nul", top + b"Content-Type: text/html; charset=utf-8\n\n" + page8.replace(b"<p>", b"<p>\0", 1)
    yield "binary", top + b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: binary\n\n" + page8
    yield "byte-order-mark", b"\xef\xbb\xbf" + top + b"Content-Type: text/html; charset=utf-8\n\n" + page8
    yield "lengths", top + b"Content-Length: 12\nLines: 1\nContent-Type: text/html; charset=utf-8\n\n" + page8
    yield "long-line", top + b"Content-Type: text/html; charset=utf-8\n\n" + page8.replace(b"\n", b" ") * 3
    nested = b"Content-Type: text/html; charset=utf-8\n\n" + page8
    for depth in range(70):
        nested = joined(b"mixed", b"d%d" % depth, [nested])
    yield "deep", top + nested
    yield "inner-unclosed", top + joined(b"mixed", b"m-1", [joined(b"alternative", b"a-1", [nested[-1:], b"Content-Type: text/html; "
                                                                                           b"charset=utf-8\n\n" + page8])[:-8], PDF])
    yield "huge", top + b"Content-Type: text/html; charset=utf-8\n\n<h1>Huge</h1>" + b"".join(
        b"<p>%d. %s</p>\n" % (i, text.encode()) for i in range(3000))


def make(folder):
    rng = random.Random(8)
    home = signer(folder)
    out = []
    for lang, (title, text, charset) in TEXTS.items():
        for how in ("7bit", "qp", "base64"):
            if how == "7bit" and charset == "utf-8":
                how = "8bit"
            for name, body, traits in shapes(title, text, charset, how, rng, home):
                if how == "base64" and rng.random() < 0.45 and "signed" not in traits:
                    continue
                out.append(Message(f"{name}-{lang}-{how}", head(rng, title) + body, "sound", *traits))
    for lang in ("en", "ja"):
        title, text, _ = TEXTS[lang]
        out += [Message(f"{name}-{lang}", message, "broken") for name, message in broken(title, text, rng)]
    rng.shuffle(out)
    # The odd ones are kept, all of them; of the sound ones as many as make up the count.
    odd = [m for m in out if "broken" in m.traits]
    out = odd + [m for m in out if "broken" not in m.traits][:COUNT - len(odd)]
    for i, message in enumerate(out):
        # Some programs hand on CR LF; what is binary or torn would no longer be what it is meant to be.
        if i % 3 == 0 and not message.name.startswith(("binary", "nul", "signed")):
            message.bytes = message.bytes.replace(b"\n", b"\r\n")
            message.traits.add("crlf")
        if "signed" in message.traits:
            message.home = home
    assert len(out) == COUNT, len(out)
    return out


if __name__ == "__main__":
    import sys
    os.makedirs(sys.argv[1], exist_ok=True)
    for number, one in enumerate(make(sys.argv[1])):
        with open(f"{sys.argv[1]}/{number:03}-{one.name}.eml", "wb") as file:
            file.write(one.bytes)
