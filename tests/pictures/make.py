#!/usr/bin/env python3
"""Makes the pictures of tests/pictures/files: every format, every way to store it, every defect.
Needs Pillow, cjpeg, jpegtran, exiftool, cwebp, webpmux, avifenc, heif-enc, tiffcp and ImageMagick; what
they made is kept, so that the tests need none of them. looks.tsv says what is to be seen in each."""
import io
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

from PIL import Image, ImageCms

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = os.path.join(HERE, 'files')
TMP = tempfile.mkdtemp()
W, H = 64, 48
COLOURS = [(220, 40, 40), (40, 170, 60), (40, 60, 210), (235, 215, 60)]  # in reading order
looks = {}


def quarters(width=W, height=H, colours=COLOURS, mode='RGB'):
    image = Image.new(mode, (width, height))
    for i, colour in enumerate(colours):
        x, y = (i % 2) * (width // 2), (i // 2) * (height // 2)
        image.paste(colour, (x, y, width if i % 2 else width // 2, height if i > 1 else height // 2))
    return image


def keep(name, data, look='colour'):
    with open(os.path.join(FILES, name), 'wb') as out:
        out.write(data)
    looks[name] = look


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def tool(data, command, suffix_in='.png', suffix_out='.out'):
    """Runs a command with IN and OUT for the files' names."""
    source, target = os.path.join(TMP, 'in' + suffix_in), os.path.join(TMP, 'out' + suffix_out)
    with open(source, 'wb') as out:
        out.write(data)
    if os.path.exists(target):
        os.remove(target)
    words = [{'IN': source, 'OUT': target}.get(word, word) for word in command.split()]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(target, 'rb') as made:
        return made.read()


def exif(orientation=None, gps=False):
    tags = Image.Exif()
    if orientation:
        tags[274] = orientation
    tags[271] = 'a maker'
    if gps:
        tags.get_ifd(0x8825)[1] = 'N'
    return tags


def unturned(orientation, width=W, height=H):
    """What is stored, so that the orientation makes it upright."""
    back = {1: None, 2: Image.FLIP_LEFT_RIGHT, 3: Image.ROTATE_180, 4: Image.FLIP_TOP_BOTTOM,
            5: Image.TRANSPOSE, 6: Image.ROTATE_90, 7: Image.TRANSVERSE, 8: Image.ROTATE_270}
    image = quarters(width, height)
    return image if back[orientation] is None else image.transpose(back[orientation])


def cuts(stem, suffix, data, parts, look='any'):
    for part in parts:
        keep('%s-cut-%d.%s' % (stem, part, suffix), data[:len(data) * part // 100], look)


def noisy():
    """So that what is cut off is of the picture and not of its tables."""
    return Image.blend(quarters(160, 120), Image.effect_noise((160, 120), 90).convert('RGB'), 0.3)


def with_segment(jpeg, marker, body):
    return jpeg[:2] + struct.pack('>BBH', 0xff, marker, len(body) + 2) + body + jpeg[2:]


def other_profile():
    """sRGB's profile with red and green changed about: no device shows that without it."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes())
    for i in range(struct.unpack('>I', data[128:132])[0]):
        at = 132 + 12 * i
        if data[at:at + 4] == b'rXYZ':
            data[at:at + 4] = b'gXYZ'
        elif data[at:at + 4] == b'gXYZ':
            data[at:at + 4] = b'rXYZ'
    return bytes(data)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()


def jpegs():
    ppm, grey = saved(quarters(), 'PPM'), saved(quarters().convert('L'), 'PPM')
    base = tool(ppm, 'cjpeg -sample 2x2 -outfile OUT IN', '.ppm')
    keep('jpeg-420.jpg', base)
    for name, options in (('422', '-sample 2x1'), ('444', '-sample 1x1'), ('440', '-sample 1x2'),
                          ('411', '-sample 4x1'), ('progressive', '-progressive'), ('rgb', '-rgb'),
                          ('arithmetic', '-arithmetic'), ('restart', '-restart 1'),
                          ('optimized', '-optimize'), ('quality-10', '-quality 10'),
                          ('extended', '-quality 1')):
        keep('jpeg-%s.jpg' % name, tool(ppm, 'cjpeg %s -outfile OUT IN' % options, '.ppm'),
             'rough' if 'quality' in options else 'colour')
    keep('jpeg-grey.jpg', tool(grey, 'cjpeg -grayscale -outfile OUT IN', '.pgm'), 'grey')
    keep('jpeg-grey-progressive.jpg', tool(grey, 'cjpeg -grayscale -progressive -outfile OUT IN', '.pgm'), 'grey')
    for turn in range(1, 9):
        keep('jpeg-turn-%d.jpg' % turn, saved(unturned(turn), 'JPEG', exif=exif(turn), quality=90))
        keep('jpeg-turn-%d-odd.jpg' % turn,
             saved(unturned(turn, 61, 47), 'JPEG', exif=exif(turn), quality=90))
    keep('jpeg-turn-6-large.jpg', saved(unturned(6, 2000, 1500), 'JPEG', exif=exif(6), quality=20))
    keep('jpeg-turn-6-progressive.jpg',
         saved(unturned(6), 'JPEG', exif=exif(6), progressive=True))
    keep('jpeg-large.jpg', saved(quarters(1700, 300), 'JPEG', quality=40))
    keep('jpeg-large-progressive.jpg', saved(quarters(300, 1700), 'JPEG', quality=40, progressive=True))
    keep('jpeg-large-grey.jpg', saved(quarters(1700, 300).convert('L'), 'JPEG', quality=40), 'grey')
    keep('jpeg-gps.jpg', tool(saved(quarters(), 'JPEG', quality=90),
         'exiftool -q -GPSLatitude=52.5 -GPSLatitudeRef=N -GPSLongitude=13.4 -GPSLongitudeRef=E '
         '-XMP:Creator=Somebody -Comment=secret -o OUT IN', '.jpg', '.jpg'))
    keep('jpeg-comment.jpg', with_segment(base, 0xfe, b'a secret comment'))
    keep('jpeg-srgb.jpg', saved(quarters(), 'JPEG', icc_profile=SRGB))
    swapped = [COLOURS[0][1::-1] + COLOURS[0][2:]] + [c[1::-1] + c[2:] for c in COLOURS[1:]]
    keep('jpeg-profile.jpg', saved(quarters(), 'JPEG', icc_profile=other_profile()), 'profile')
    keep('jpeg-profile-large.jpg',
         saved(quarters(1700, 300, swapped), 'JPEG', icc_profile=other_profile(), quality=60))
    cmyk = quarters().convert('CMYK')
    keep('jpeg-cmyk.jpg', saved(cmyk, 'JPEG'))
    keep('jpeg-ycck.jpg', tool(saved(cmyk, 'TIFF'), 'convert IN -colorspace CMYK OUT', '.tif', '.jpg'))
    keep('jpeg-trailing.jpg', base + b'more bytes behind the end' * 20)
    keep('jpeg-two.jpg', base + base)
    keep('jpeg-fill.jpg', base[:2] + b'\xff' * 9 + base[2:])
    keep('jpeg-no-end.jpg', base[:-2])
    noise = saved(noisy(), 'PPM')
    cuts('jpeg', 'jpg', tool(noise, 'cjpeg -outfile OUT IN', '.ppm'), (95, 60, 20))
    cuts('jpeg-progressive', 'jpg', tool(noise, 'cjpeg -progressive -outfile OUT IN', '.ppm'), (95, 60, 20))
    keep('jpeg-head.jpg', base[:20], 'any')
    keep('jpeg-no-frame.jpg', base[:2] + base[base.index(b'\xff\xda'):], 'any')
    scan = base.index(b'\xff\xda')
    middle = (scan + len(base)) // 2
    keep('jpeg-noise.jpg', base[:middle] + bytes([0x5a, 0x13, 0x77]) + base[middle + 3:], 'any')
    frame = base.index(b'\xff\xc0')
    for name, at, value in (('flat', 5, b'\0\0'), ('depth', 4, b'\x0c'), ('lossless', 1, b'\xc3'),
                            ('huge', 5, b'\xff\xff\xff\xff'), ('parts', 9, b'\x09')):
        keep('jpeg-frame-%s.jpg' % name,
             base[:frame + at] + value + base[frame + at + len(value):], 'any')
    tables = base.index(b'\xff\xc4')
    keep('jpeg-no-tables.jpg', base[:tables] + base[scan:], 'any')
    keep('jpeg-segment.jpg', base[:4] + b'\xff\xff' + base[6:], 'any')


def chunk(kind, data, crc=None):
    return (struct.pack('>I', len(data)) + kind + data +
            struct.pack('>I', zlib.crc32(kind + data) if crc is None else crc))


def png_of(header, rows, *others, crc=None):
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + b''.join(others) +
            chunk(b'IDAT', zlib.compress(rows), crc) + chunk(b'IEND', b''))


def png_rows(depth, values, width=W, height=H):
    """Rows of one channel; the value of each quarter."""
    rows = b''
    for y in range(height):
        bits = ''.join(format(values[(y >= height // 2) * 2 + (x >= width // 2)], '0%db' % depth)
                       for x in range(width))
        rows += b'\0' + int(bits, 2).to_bytes(len(bits) // 8, 'big')
    return rows


def pngs():
    colour = quarters()
    rgba = colour.convert('RGBA')
    base = saved(colour, 'PNG')
    keep('png-rgb.png', base)
    keep('png-grey.png', saved(colour.convert('L'), 'PNG'), 'grey')
    keep('png-palette-8.png', saved(colour.convert('P'), 'PNG'))
    levels = [colour.convert('L').getpixel(p) for p in ((5, 5), (60, 5), (5, 40), (60, 40))]
    plte = b''.join(bytes(c) for c in COLOURS)
    for depth in (2, 4):
        keep('png-palette-%d.png' % depth, png_of(struct.pack('>IIBBBBB', W, H, depth, 3, 0, 0, 0),
             png_rows(depth, (0, 1, 2, 3)), chunk(b'PLTE', plte)))
    keep('png-palette-1.png', png_of(struct.pack('>IIBBBBB', W, H, 1, 3, 0, 0, 0),
         png_rows(1, (0, 1, 1, 0)), chunk(b'PLTE', b'\0\0\0\xff\xff\xff')), 'any')
    for depth in (1, 2, 4):
        top = (1 << depth) - 1
        keep('png-grey-%d.png' % depth, png_of(struct.pack('>IIBBBBB', W, H, depth, 0, 0, 0, 0),
             png_rows(depth, (0, top, top, 0))), 'any')
    keep('png-grey-16.png', png_of(struct.pack('>IIBBBBB', W, H, 16, 0, 0, 0, 0),
         png_rows(16, [v * 257 for v in levels])), 'grey')
    deep = [sum((c[i] * 257) << (16 * (2 - i)) for i in range(3)) for c in COLOURS]
    keep('png-rgb-16.png', png_of(struct.pack('>IIBBBBB', W, H, 16, 2, 0, 0, 0), png_rows(48, deep)))
    clear = [(d << 16) | 0xffff for d in deep]
    keep('png-rgba-16.png', png_of(struct.pack('>IIBBBBB', W, H, 16, 6, 0, 0, 0), png_rows(64, clear)))
    keep('png-rgba-opaque.png', saved(rgba, 'PNG'))
    half = rgba.copy()
    half.paste((0, 0, 0, 0), (32, 24, 64, 48))
    keep('png-rgba.png', saved(half, 'PNG'), 'clear')
    keep('png-grey-alpha.png', saved(half.convert('LA'), 'PNG'), 'clear-grey')
    keep('png-palette-clear.png', png_of(struct.pack('>IIBBBBB', W, H, 2, 3, 0, 0, 0),
         png_rows(2, (0, 1, 2, 3)), chunk(b'PLTE', plte), chunk(b'tRNS', b'\xff\xff\xff\0')), 'clear')
    last = COLOURS[3]
    keep('png-rgb-clear.png', saved(colour, 'PNG', transparency=last), 'clear')
    keep('png-grey-clear.png', saved(colour.convert('L'), 'PNG', transparency=levels[3]), 'clear-grey')
    for name, data in (('rgb', base), ('palette', saved(colour.convert('P'), 'PNG')),
                       ('rgba', saved(half, 'PNG'))):
        keep('png-interlaced-%s.png' % name,
             tool(data, 'convert IN -interlace PNG OUT', '.png', '.png'),
             'clear' if name == 'rgba' else 'colour')
    text = chunk(b'tEXt', b'Comment\0a secret comment') + chunk(b'zTXt', b'k\0\0' + zlib.compress(b'x'))
    keep('png-text.png', base[:33] + text + chunk(b'tIME', b'\7\xe8\1\1\1\1\1') + base[33:])
    keep('png-exif.png', saved(colour, 'PNG', exif=exif(1)))
    keep('png-srgb.png', saved(colour, 'PNG', icc_profile=SRGB))
    keep('png-profile.png', saved(colour, 'PNG', icc_profile=other_profile()), 'profile')
    keep('png-gamma.png', base[:33] + chunk(b'gAMA', struct.pack('>I', 45455)) + base[33:])
    other = quarters(colours=COLOURS[::-1])
    keep('png-animated.png', saved(colour, 'PNG', save_all=True, append_images=[other], duration=100))
    keep('png-large.png', saved(quarters(1700, 60), 'PNG'))
    keep('png-large-grey.png', saved(quarters(60, 1700).convert('L'), 'PNG'), 'grey')
    keep('png-after.png', base + b'more bytes')
    cuts('png', 'png', saved(noisy(), 'PNG'), (95, 70, 20))
    keep('png-no-end.png', base[:-12])
    keep('png-crc.png', png_of(base[16:29], zlib.decompress(base_idat(base)), crc=7))
    keep('png-crc-other.png', base[:33] + chunk(b'gAMA', struct.pack('>I', 45455), 9) + base[33:])
    keep('png-crc-head.png', base[:29] + b'\0\0\0\0' + base[33:], 'any')
    keep('png-no-palette.png', png_of(struct.pack('>IIBBBBB', W, H, 2, 3, 0, 0, 0),
         png_rows(2, (0, 1, 2, 3))), 'any')
    keep('png-empty.png', png_of(struct.pack('>IIBBBBB', 0, H, 8, 2, 0, 0, 0), b''), 'any')
    keep('png-bomb.png', png_of(struct.pack('>IIBBBBB', 60000, 60000, 8, 2, 0, 0, 0), b'\0' * 999), 'any')
    keep('png-short.png', png_of(struct.pack('>IIBBBBB', W, H, 8, 2, 0, 0, 0),
         zlib.decompress(base_idat(base))[:99]), 'any')
    keep('png-length.png', base[:33] + b'\x7f\xff\xff\xff' + base[37:], 'any')
    packed = bytearray(base_idat(base))
    packed[len(packed) // 2] ^= 0x55
    keep('png-zlib.png', b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', base[16:29]) +
         chunk(b'IDAT', bytes(packed)) + chunk(b'IEND', b''), 'any')


def base_idat(png):
    at = png.index(b'IDAT')
    return png[at + 4:at + 4 + struct.unpack('>I', png[at - 4:at])[0]]


def gifs():
    colour = quarters().convert('P', palette=Image.ADAPTIVE, colors=8)
    base = saved(colour, 'GIF')
    keep('gif-87.gif', base[:3] + b'87a' + base[6:])
    keep('gif-89.gif', base)
    keep('gif-interlaced.gif', saved(colour, 'GIF', interlace=True))
    index = colour.getpixel((60, 40))
    keep('gif-clear.gif', saved(colour, 'GIF', transparency=index), 'clear')
    other = quarters(colours=COLOURS[::-1]).convert('P')
    keep('gif-animated.gif', saved(colour, 'GIF', save_all=True, append_images=[other], duration=100, loop=0))
    keep('gif-comment.gif', saved(colour, 'GIF', comment=b'a secret comment'))
    keep('gif-large.gif', saved(quarters(1700, 60).convert('P'), 'GIF'))
    placed = base.index(b',', 13 + (3 << ((base[10] & 7) + 1) if base[10] & 0x80 else 0))
    screen = base[:6] + struct.pack('<HH', 128, 48) + base[10:]
    keep('gif-placed.gif', screen, 'any')
    keep('gif-outside.gif', base[:placed + 1] + struct.pack('<HH', 60000, 0) + base[placed + 5:], 'any')
    keep('gif-flat.gif', base[:6] + b'\0\0\0\0' + base[10:], 'any')
    cuts('gif', 'gif', saved(noisy().convert('P', palette=Image.ADAPTIVE, colors=64), 'GIF'), (95, 70, 20))
    keep('gif-no-end.gif', base[:-1], 'any')
    keep('gif-lzw.gif', base[:-20] + b'\xff' * 10 + base[-10:], 'any')


def webps():
    png = saved(quarters(), 'PNG')
    half = quarters().convert('RGBA')
    half.paste((0, 0, 0, 0), (32, 24, 64, 48))
    clear = saved(half, 'PNG')
    base = tool(png, 'cwebp -quiet IN -o OUT')
    keep('webp-lossy.webp', base)
    keep('webp-lossless.webp', tool(png, 'cwebp -quiet -lossless IN -o OUT'))
    keep('webp-lossy-clear.webp', tool(clear, 'cwebp -quiet IN -o OUT'), 'clear')
    keep('webp-lossless-clear.webp', tool(clear, 'cwebp -quiet -lossless IN -o OUT'), 'clear')
    keep('webp-metadata.webp', saved(quarters(), 'WEBP', exif=exif(1).tobytes(), icc_profile=SRGB))
    other = quarters(colours=COLOURS[::-1])
    keep('webp-animated.webp', saved(quarters(), 'WEBP', save_all=True, append_images=[other], duration=100))
    keep('webp-animated-lossless.webp',
         saved(quarters(), 'WEBP', save_all=True, append_images=[other], duration=100, lossless=True))
    keep('webp-large.webp', saved(quarters(1700, 100), 'WEBP', quality=30))
    cuts('webp', 'webp', saved(noisy(), 'WEBP', quality=50), (90, 50, 10))
    keep('webp-size.webp', base[:4] + struct.pack('<I', 999999) + base[8:], 'any')
    keep('webp-head.webp', base[:16], 'any')


def heifs():
    png = saved(quarters(), 'PNG')
    half = quarters().convert('RGBA')
    half.paste((0, 0, 0, 0), (32, 24, 64, 48))
    clear = saved(half, 'PNG')
    base = tool(png, 'avifenc -s 9 IN OUT', '.png', '.avif')
    keep('avif-444.avif', base)
    for name, options in (('420', '-y 420'), ('10', '-d 10'), ('12', '-d 12'), ('lossless', '-l'),
                          ('limited', '-r limited'), ('turned', '--irot 2 --imir 1')):
        keep('avif-%s.avif' % name, tool(png, 'avifenc -s 9 %s IN OUT' % options, '.png', '.avif'),
             'any' if name == 'turned' else 'colour')
    keep('avif-grey.avif', tool(png, 'avifenc -s 9 -y 400 IN OUT', '.png', '.avif'), 'grey')
    keep('avif-clear.avif', tool(clear, 'avifenc -s 9 IN OUT', '.png', '.avif'), 'clear')
    cuts('avif', 'avif', base, (90, 50, 10))
    base = tool(png, 'heif-enc -q 80 IN -o OUT', '.png', '.heic')
    keep('heic-420.heic', base)
    keep('heic-lossless.heic', tool(png, 'heif-enc -L -p chroma=444 IN -o OUT', '.png', '.heic'))
    keep('heic-clear.heic', tool(clear, 'heif-enc -q 80 IN -o OUT', '.png', '.heic'), 'clear')
    cuts('heic', 'heic', base, (90, 50, 10))


def tiffs():
    colour = quarters()
    base = saved(colour, 'TIFF')
    keep('tiff-plain.tif', base)
    for name in ('lzw', 'zip', 'packbits'):
        keep('tiff-%s.tif' % name, tool(base, 'tiffcp -c %s IN OUT' % name, '.tif', '.tif'))
    keep('tiff-jpeg.tif', tool(base, 'convert IN -compress jpeg OUT', '.tif', '.tif'))
    keep('tiff-tiled.tif', tool(base, 'tiffcp -c lzw -t -w 16 -l 16 IN OUT', '.tif', '.tif'))
    keep('tiff-big-endian.tif', tool(base, 'tiffcp -B IN OUT', '.tif', '.tif'))
    keep('tiff-planes.tif', tool(base, 'tiffcp -p separate IN OUT', '.tif', '.tif'))
    keep('tiff-grey.tif', saved(colour.convert('L'), 'TIFF'), 'grey')
    keep('tiff-palette.tif', saved(colour.convert('P'), 'TIFF'))
    keep('tiff-fax.tif', saved(colour.convert('1'), 'TIFF', compression='group4'), 'any')
    keep('tiff-16.tif', tool(base, 'convert IN -depth 16 OUT', '.tif', '.tif'))
    keep('tiff-cmyk.tif', saved(colour.convert('CMYK'), 'TIFF'))
    keep('tiff-turned.tif', tool(saved(unturned(6), 'TIFF'), 'convert IN -orient RightTop OUT', '.tif', '.tif'))
    keep('tiff-pages.tif', saved(colour, 'TIFF', save_all=True, append_images=[colour.convert('L')]))
    half = colour.convert('RGBA')
    half.paste((0, 0, 0, 0), (32, 24, 64, 48))
    keep('tiff-clear.tif', saved(half, 'TIFF'), 'clear')
    cuts('tiff', 'tif', tool(base, 'tiffcp -c lzw IN OUT', '.tif', '.tif'), (90, 50, 10))
    keep('tiff-loop.tif', base[:4] + struct.pack('<I', 4) + base[8:], 'any')


def bmps():
    colour = quarters()
    base = saved(colour, 'BMP')
    keep('bmp-24.bmp', base)
    keep('bmp-8.bmp', saved(colour.convert('P'), 'BMP'))
    keep('bmp-1.bmp', saved(colour.convert('1'), 'BMP'), 'any')
    keep('bmp-rle-8.bmp', tool(saved(colour, 'PNG'), 'convert IN -colors 200 -compress RLE OUT', '.png', '.bmp'))

    def bmp(depth, packing, rows, head=b'', size=40, height=H, palette=b''):
        data = struct.pack('<IiiHHIIiiII', size, W, height, 1, depth, packing, len(rows), 0, 0,
                           len(palette) // 4, 0) + head + palette
        return struct.pack('<2sIHHI', b'BM', 14 + len(data) + len(rows), 0, 0, 14 + len(data)) + data + rows

    def each(pixel, down=False):
        order = range(H) if down else range(H - 1, -1, -1)
        return b''.join(pixel(COLOURS[(y >= 24) * 2 + (x >= 32)]) for y in order for x in range(W))

    keep('bmp-32.bmp', bmp(32, 0, each(lambda c: bytes(c[::-1]) + b'\0')))
    keep('bmp-down.bmp', bmp(32, 0, each(lambda c: bytes(c[::-1]) + b'\0', True), height=-H))
    keep('bmp-555.bmp', bmp(16, 0, each(lambda c: struct.pack('<H', c[0] >> 3 << 10 | c[1] >> 3 << 5 | c[2] >> 3))))
    masks = struct.pack('<III', 0xf800, 0x7e0, 0x1f)
    keep('bmp-565.bmp', bmp(16, 3, each(lambda c: struct.pack('<H', c[0] >> 3 << 11 | c[1] >> 2 << 5 | c[2] >> 3)), masks))
    palette = b''.join(bytes(c[::-1]) + b'\0' for c in COLOURS)
    rows4 = b''.join((b'\x22' * 16 + b'\x33' * 16) if y >= 24 else (b'\0' * 16 + b'\x11' * 16)
                     for y in range(H - 1, -1, -1))
    keep('bmp-4.bmp', bmp(4, 0, rows4, palette=palette))
    runs4 = b''.join(bytes([32, 0x22, 32, 0x33, 0, 0]) if y >= 24 else bytes([32, 0, 32, 0x11, 0, 0])
                     for y in range(H - 1, -1, -1)) + b'\0\1'
    keep('bmp-rle-4.bmp', bmp(4, 2, runs4, palette=palette))
    runs8 = b''.join(bytes([32, 2, 32, 3, 0, 0]) if y >= 24 else bytes([32, 0, 32, 1, 0, 0])
                     for y in range(H - 1, -1, -1)) + b'\0\1'
    keep('bmp-rle-8-own.bmp', bmp(8, 1, runs8, palette=palette))
    v4 = struct.pack('<IIII', 0xff0000, 0xff00, 0xff, 0xff000000) + b'\0' * 52
    keep('bmp-clear.bmp', bmp(32, 3, each(lambda c: bytes(c[::-1]) + (b'\0' if c == COLOURS[3] else b'\xff')),
                              v4, size=108), 'clear')
    core = struct.pack('<IHHHH', 12, W, H, 1, 24) + each(lambda c: bytes(c[::-1]))
    keep('bmp-os2.bmp', struct.pack('<2sIHHI', b'BM', 14 + len(core), 0, 0, 26) + core)
    cuts('bmp', 'bmp', base, (95, 60, 20))
    keep('bmp-flat.bmp', base[:18] + b'\0\0\0\0' + base[22:], 'any')


def icons():
    half = quarters(64, 64).convert('RGBA')
    half.paste((0, 0, 0, 0), (32, 32, 64, 64))
    sizes = [(64, 64), (32, 32)]
    base = saved(half, 'ICO', sizes=sizes, bitmap_format='bmp')
    keep('ico-bmp.ico', base, 'clear')
    keep('ico-png.ico', saved(half, 'ICO', sizes=sizes), 'clear')
    for depth in (24, 8, 4):
        keep('ico-%d.ico' % depth, tool(saved(half, 'PNG'),
             'convert IN -alpha on %s OUT' % {24: '-type TrueColorAlpha', 8: '-colors 100', 4: '-colors 8'}[depth],
             '.png', '.ico'), 'clear')
    cuts('ico', 'ico', base, (90, 50, 10))
    keep('ico-none.ico', b'\0\0\1\0\0\0' + b'\0' * 40, 'any')


def svgs():
    def svg(inner, head='viewBox="0 0 64 48"', before=''):
        return (before + '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
                + head + '>' + inner + '</svg>').encode()

    rects = ''.join('<rect x="%d" y="%d" width="32" height="24" fill="#%02x%02x%02x"/>'
                    % ((i % 2 * 32, i // 2 * 24) + c) for i, c in enumerate(COLOURS))
    keep('svg-clean.svg', svg(rects))
    keep('svg-sized.svg', svg(rects, 'width="64" height="48"'))
    keep('svg-script.svg', svg(rects + '<script>alert(1)</script>'))
    keep('svg-handler.svg', svg('<g onclick="alert(1)">' + rects + '</g>'))
    keep('svg-image.svg', svg(rects + '<image xlink:href="http://example.org/a.png" width="1" height="1"/>'))
    keep('svg-import.svg', svg('<style>@import url(http://example.org/a.css);</style>' + rects))
    keep('svg-entity.svg', svg(rects + '<desc>&a;</desc>', before='<!DOCTYPE svg [<!ENTITY a "text">]>'))
    keep('svg-bomb.svg', svg('<text>&c;</text>', before='<!DOCTYPE svg [<!ENTITY a "' + 'x' * 99 + '"><!ENTITY b "'
         + '&a;' * 99 + '"><!ENTITY c "' + '&b;' * 99 + '">]>'), 'any')
    keep('svg-html.svg', svg('<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">x</p>'
                             '</foreignObject>'), 'any')
    keep('svg-broken.svg', svg(rects)[:-20], 'any')


def others():
    jpeg, png = saved(quarters(), 'JPEG', quality=90), saved(quarters(), 'PNG')
    keep('lying-jpeg.png', jpeg)
    keep('lying-png.jpg', png)
    keep('lying-webp.jpg', tool(png, 'cwebp -quiet -lossless IN -o OUT'))
    keep('lying-html.png', b'<!DOCTYPE html><title>Not found</title>', 'any')
    keep('lying-empty.jpg', b'', 'any')
    keep('other.psd', b'8BPS\0\1' + b'\0' * 40, 'any')
    keep('other.jxl', b'\xff\x0a' + b'\0' * 40, 'any')
    keep('other.jp2', b'\0\0\0\x0cjP  \r\n\x87\n' + b'\0' * 40, 'any')
    keep('other.pdf', b'%PDF-1.4\n', 'any')


def main():
    shutil.rmtree(FILES, ignore_errors=True)
    os.makedirs(FILES)
    for make in (jpegs, pngs, gifs, webps, heifs, tiffs, bmps, icons, svgs, others):
        make()
    with open(os.path.join(HERE, 'looks.tsv'), 'w') as out:
        for name in sorted(looks):
            out.write('%s\t%s\n' % (name, looks[name]))
    shutil.rmtree(TMP)
    print(len(looks), 'pictures,', sum(os.path.getsize(os.path.join(FILES, n)) for n in looks), 'bytes')


if __name__ == '__main__':
    sys.exit(main())
