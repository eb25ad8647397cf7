#!/usr/bin/env python3
"""Verifies logs of C2SP tlog-tiles from the texts of C2SP, RFC 6962 and RFC 8032 alone; shares no code with Hiroba.

  c2sp_verify.py VKEY WHERE [OLD_CHECKPOINT...]   one log, at an address or in a folder
  c2sp_verify.py --many VKEY FOLDER...            many logs in folders, one JSON line each

Needs nothing but Python's standard library. Exit code 0: all good. 1: a log is not.
"""
import base64, gzip, hashlib, json, os, random, sys, urllib.error, urllib.request

sys.dont_write_bytecode = True
from ed25519 import ed25519


class Bad(Exception):
    pass


# C2SP signed-note and tlog-checkpoint.
def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Bad('not base64')
    if base64.b64encode(data).decode() != text:
        raise Bad('not base64')
    return data


def vkey(text):
    name, key_id, encoded = text.strip().split('+', 2)
    typed = unbase64(encoded)
    expected = hashlib.sha256(name.encode() + b'\n' + typed).digest()[:4]
    if typed[0] != 1 or len(typed) != 33 or expected.hex() != key_id:
        raise Bad('not a vkey')
    return name, expected, typed[1:]


def number(text):
    if not (text.isascii() and text.isdigit()) or (text != '0' and text[0] == '0'):
        raise Bad('not a number')
    return int(text)


def checkpoint(note, key):
    name, key_id, public = key
    try:
        text = note.decode('utf-8')
    except UnicodeDecodeError:
        raise Bad('checkpoint: not UTF-8')
    body, found, lines = text.rpartition('\n\n')
    if not found or not lines.endswith('\n') or any(ord(c) < 32 and c != '\n' for c in text):
        raise Bad('checkpoint: not a note')
    body += '\n'
    good = False
    for line in lines[:-1].split('\n'):
        mark, signer, encoded = (line.split(' ') + ['', ''])[:3]
        if mark != '\u2014' or line.count(' ') != 2 or not signer:
            raise Bad('checkpoint: not a signature')
        data = unbase64(encoded)
        if len(data) < 5:
            raise Bad('checkpoint: not a signature')
        if signer == name and data[:4] == key_id:
            if not ed25519(public, body.encode(), data[4:]):
                raise Bad('checkpoint: bad signature')
            good = True
    if not good:
        raise Bad('checkpoint: not signed by this key')
    parts = body[:-1].split('\n')
    if len(parts) < 3 or parts[0] != name or '' in parts[3:]:
        raise Bad('checkpoint: malformed')
    root = unbase64(parts[2])
    if len(root) != 32:
        raise Bad('checkpoint: malformed')
    return number(parts[1]), root


# RFC 6962, 2.1.
def leaf(data):
    return hashlib.sha256(b'\0' + data).digest()


def node(left, right):
    return hashlib.sha256(b'\1' + left + right).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(hashes):
    """The root over hashes, by what each doubling leaves over."""
    if not hashes:
        return hashlib.sha256(b'').digest()
    level = list(hashes)
    while len(level) > 1:
        level = [node(level[i], level[i + 1]) if i + 1 < len(level) else level[i] for i in range(0, len(level), 2)]
    return level[0]


def path(m, lo, hi, sub):
    if hi - lo == 1:
        return []
    k = split(hi - lo)
    if m < k:
        return path(m, lo, lo + k, sub) + [sub(lo + k, hi)]
    return path(m - k, lo + k, hi, sub) + [sub(lo, lo + k)]


def proof(m, lo, hi, whole, sub):
    if m == hi - lo:
        return [] if whole else [sub(lo, hi)]
    k = split(hi - lo)
    if m <= k:
        return proof(m, lo, lo + k, whole, sub) + [sub(lo + k, hi)]
    return proof(m - k, lo + k, hi, False, sub) + [sub(lo, lo + k)]


def included(index, size, leaf_hash, hashes, root):
    """RFC 9162, 2.1.3.2."""
    fn, sn, r = index, size - 1, leaf_hash
    for p in hashes:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(m, n, first, second, hashes):
    """RFC 9162, 2.1.4.2."""
    if m == n:
        return not hashes and first == second
    if m == 0:
        return not hashes
    hashes = list(hashes)
    if m & (m - 1) == 0:
        hashes.insert(0, first)
    if not hashes:
        return False
    fn, sn = m - 1, n - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = hashes[0]
    for c in hashes[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first and sr == second


# C2SP tlog-tiles.
def tile_path(level, n, width):
    name = '%03d' % (n % 1000)
    n //= 1000
    while n > 0:
        name, n = 'x%03d/%s' % (n % 1000, name), n // 1000
    return 'tile/%s/%s%s' % (level, name, '' if width == 256 else '.p/%d' % width)


class Files:
    def __init__(self, where):
        self.where = where.rstrip('/')

    def read(self, file):
        if not self.where.startswith('http'):
            try:
                with open(os.path.join(self.where, file), 'rb') as opened:
                    return opened.read()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                raise Bad(file + ': missing')
        try:
            with urllib.request.urlopen(self.where + '/' + file, timeout=30) as answer:
                data = answer.read()
                return gzip.decompress(data) if answer.headers.get('Content-Encoding') == 'gzip' else data
        except urllib.error.HTTPError as error:
            raise Bad('%s: HTTP %d' % (file, error.code))


def entries(data, width, file):
    found, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at:at + 2], 'big')
        if at + 2 + length > len(data):
            raise Bad(file + ': truncated')
        found.append(data[at + 2:at + 2 + length])
        at += 2 + length
    if len(found) != width:
        raise Bad('%s: %d entries instead of %d' % (file, len(found), width))
    return found


def verify(key_text, where, old=()):
    key, files = vkey(key_text), Files(where)
    size, root = checkpoint(files.read('checkpoint'), key)
    levels, level, count = {}, 0, size
    while count > 0:
        hashes = []
        for n in range((count + 255) // 256):
            width = min(256, count - 256 * n)
            file = tile_path(level, n, width)
            data = files.read(file)
            if len(data) != 32 * width:
                raise Bad(file + ': wrong length')
            hashes += [data[i:i + 32] for i in range(0, len(data), 32)]
        levels[level] = hashes
        level, count = level + 1, count // 256
    if mth(levels.get(0, [])) != root:
        raise Bad('checkpoint: other root than that of the tiles')
    for level, hashes in levels.items():
        if level > 0:
            below = levels[level - 1]
            for i, each in enumerate(hashes):
                if mth(below[256 * i:256 * (i + 1)]) != each:
                    raise Bad('%s: hash %d is not the root of the tile below' % (tile_path(level, i // 256, 256), i % 256))
    for n in range((size + 255) // 256):
        width = min(256, size - 256 * n)
        file = tile_path('entries', n, width)
        for i, data in enumerate(entries(files.read(file), width, file)):
            if leaf(data) != levels[0][256 * n + i]:
                raise Bad('%s: entry %d is another one' % (file, i))

    def sub(lo, hi):
        # A perfect subtree that a tile holds is taken from it; the rest is computed.
        step, level = 1, 0
        while step * 256 <= hi - lo and (level + 1) in levels:
            step, level = step * 256, level + 1
        if lo % step == 0 and (hi - lo) % step == 0:
            return mth(levels[level][lo // step:hi // step])
        return mth(levels[0][lo:hi])

    for index in random.Random(size).sample(range(size), min(size, 20)):
        if not included(index, size, levels[0][index], path(index, 0, size, sub), root):
            raise Bad('inclusion of %d does not verify' % index)
    for name in old:
        with open(name, 'rb') as opened:
            before, was = checkpoint(opened.read(), key)
        if before > size or not consistent(before, size, was, root, proof(before, 0, size, True, sub) if 0 < before < size else []):
            raise Bad(name + ': is no beginning of this log')
    return {'ok': True, 'size': size, 'root': base64.b64encode(root).decode(), 'old': len(old)}


def judged(*args):
    try:
        return verify(*args)
    except (Bad, ValueError) as problem:
        return {'ok': False, 'problem': str(problem)}


if __name__ == '__main__':
    asked = sys.argv[1:]
    if len(asked) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    many = asked[0] == '--many'
    verdicts = [judged(asked[1], folder) for folder in asked[2:]] if many else [judged(asked[0], asked[1], asked[2:])]
    for verdict in verdicts:
        print(json.dumps(verdict))
    sys.exit(0 if all(verdict['ok'] for verdict in verdicts) else 1)
