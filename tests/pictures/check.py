"""Makes a book of each picture and compares: see run."""
import os
import re
import subprocess
import sys
import tempfile
import zipfile

COLOURS = [(220, 40, 40), (40, 170, 60), (40, 60, 210), (235, 215, 60)]
WHITE = (255, 255, 255)
octavo = os.environ.get('OCTAVO', '../../build/release/octavo')
octavo = os.path.abspath(octavo)
folder = os.path.abspath('files')
TEXT = 'There is a picture here, and some text around it so that it is an article. ' * 4


def grey(colour):
    level = (colour[0] * 299 + colour[1] * 587 + colour[2] * 114) // 1000
    return (level, level, level)


def wanted(look):
    colours = list(COLOURS)
    if look.startswith('clear'):
        colours[3] = WHITE
    if look.endswith('grey'):
        colours = [grey(c) for c in colours]
    return colours


def pixels(path):
    """Width, height and rows of RGB, as MuPDF draws it; None where it cannot."""
    target = path + '.ppm'
    subprocess.run(['mutool', 'draw', '-q', '-r', '72', '-c', 'rgb', '-F', 'ppm', '-o', target, path],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not os.path.exists(target):
        return None
    data = open(target, 'rb').read()
    found = re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data)
    return (int(found[1]), int(found[2]), data[found.end():]) if found else None


def shows(path, look):
    drawn = pixels(path)
    if not drawn or not drawn[0] or not drawn[1]:
        return 'MuPDF does not draw it'
    width, height, data = drawn
    if look == 'any' or look == 'profile':
        return ''
    near = 90 if look == 'rough' else 45
    for i, want in enumerate(wanted(look)):
        x, y = width * (1 + 2 * (i % 2)) // 4, height * (1 + 2 * (i // 2)) // 4
        at = 3 * (y * width + x)
        if any(abs(data[at + k] - want[k]) > near for k in range(3)):
            return 'quarter %d is %s, not %s' % (i, tuple(data[at:at + 3]), want)
    return ''


def convert(name, work):
    """What octavo says of the picture, and where its copy of it lies (None where it has none)."""
    page, book = os.path.join(folder, 'page.html'), os.path.join(work, 'book.epub')
    page = os.path.join(work, 'page.html')
    link = os.path.join(work, name)
    os.symlink(os.path.join(folder, name), link) if False else None
    with open(os.path.join(folder, name), 'rb') as source, open(link, 'wb') as copy:
        copy.write(source.read())
    with open(page, 'w') as out:
        out.write('<html lang=en><title>A page</title><body><article><h1>A page</h1><p>%s</p><figure><img src="%s" '
                  'alt="a picture"></figure><p>%s</p></article>' % (TEXT, name, TEXT))
    ran = subprocess.run([octavo, '-v', '--cover', 'none', '-o', book, page], capture_output=True, text=True)
    code = re.search(r'\[(IMAGE_(?!REMADE)\w+|NO_MEMORY|CELL\w+)\]', ran.stderr)
    with zipfile.ZipFile(book) as parts:
        for part in parts.namelist():
            if '/images/' not in part:
                continue
            data = parts.read(part)
            for secret in (b'secret', b'Exif', b'GPS', b'http://ns.adobe', b'more bytes behind'):
                if secret in data:
                    return 'holds %s' % secret.decode(), None
            path = os.path.join(work, os.path.basename(part))
            with open(path, 'wb') as out:
                out.write(data)
            made = 'made' if 'IMAGE_REMADE' in ran.stderr else 'kept'
            return '%s %s' % (made, os.path.splitext(part)[1][1:]), path
    return (code[1] if code else 'nothing was said, status %d' % ran.returncode), None


def in_chromium(paths):
    """The names of those that Chromium does not show."""
    page = os.path.join(os.path.dirname(paths[0]), 'all.html')
    with open(page, 'w') as out:
        out.write('<body>%s<script>onload = () => { document.body.textContent = "BAD:" + [...list].filter(i => '
                  '!i.naturalWidth).map(i => i.src.split("/").pop()).join(",") + ":END" }; '
                  'const list = [...document.images]</script>'
                  % ''.join('<img src="%s">' % os.path.basename(p) for p in paths))
    ran = subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--allow-file-access-from-files',
                          '--virtual-time-budget=20000', '--dump-dom', 'file://' + page], capture_output=True, text=True)
    found = re.search(r'BAD:(.*?):END', ran.stdout)
    return [n for n in found[1].split(',') if n] if found else ['nothing: it did not run']


def main():
    write, chromium = '--write' in sys.argv, '--chromium' in sys.argv
    looks = dict(line.rstrip('\n').split('\t') for line in open('looks.tsv'))
    old = dict(line.rstrip('\n').split('\t') for line in open('results.tsv')) if os.path.exists('results.tsv') else {}
    results, faults, kept = {}, {}, []
    with tempfile.TemporaryDirectory() as top:
        for number, (name, look) in enumerate(sorted(looks.items())):
            work = os.path.join(top, str(number))
            os.mkdir(work)
            results[name], path = convert(name, work)
            why = ''
            if path:
                why = shows(path, look)
                kept.append(os.path.join(top, '%d-%s' % (number, os.path.basename(path))))
                os.rename(path, kept[-1])
            elif look != 'any':
                why = 'is not in the book: ' + results[name]
            if not write and results[name] != old.get(name):
                why = why or 'became "%s", not "%s"' % (results[name], old.get(name))
            if why:
                faults[name] = why
        for bad in in_chromium(kept) if chromium else []:
            faults[bad] = 'Chromium does not show it'
    if write:
        with open('results.tsv', 'w') as out:
            out.writelines('%s\t%s\n' % item for item in sorted(results.items()))
    names = sorted(set(results) | set(faults))
    for number, name in enumerate(names, 1):
        print('%sok %d - %s%s' % ('not ' if name in faults else '', number, name,
                                  ': ' + faults[name] if name in faults else ''))
    print('1..%d' % len(names))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
