#!/usr/bin/env python3
"""A header whose comments would break what they are copied into: every place, and every kind of harm.

    hostile.py header            the header
    hostile.py check FILE...     whether what was made of it is UTF-8 without a character that hides or turns text

SPDX-License-Identifier: MIT
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

HARMS = [
    b'ends */ early', b'"""', b"'''", b'</summary>', b'<b>&amp; & < > ]]>', b'cr\rin it', b'tab\tin it', b'\xff\xfe\x80 bytes',
    b'??/', b'\\N{BULLET} \\u1234 \\x', b'ends in \\', b'nul \\0', b'{brace} {0} %s %d', b'#if 0', b'\x01\x07\x1b[31m', b'\xe2\x80\xa8 separator',
    b'\xe2\x80\xae right to left', b'@param nothing there', b'/* inside', b'// inside', b'\\', b'"', b"'", b'$(x) `x`', b'-->', b'\xf0\x9f\x98\x80',
    b'\xed\xa0\x80 surrogate', b'\x7f', b'@code\nunfinished', b'\\f$ \\frac{1}{2} \\f$', b'a' * 300, b'\n * * *\n', b'@', b'\\verbatim', b'..', b'%%', b'\x0c feed',
    b'\xef\xbf\xbf', b'\xc2\x85 next line',
]


def comment(harm, lines=True):
    """As the preprocessor takes it: '*/' can only stand in line comments, and those end with the line."""
    if b'*/' in harm:
        return b''.join(b'/// ' + line + b' x\n' for line in harm.split(b'\n'))
    return b'/** ' + harm + (b'\n * @param a ' + harm + b'\n * @return ' + harm if lines else b'') + b' */\n'


def behind(harm):
    """The same, behind what it is about."""
    return b'/**< ' + harm.replace(b'*/', b'* /') + b' */\n'


def main(out):
    out.write(b'/** @file\n * </summary> """ \xff */\n#ifndef HOSTILE_H\n#define HOSTILE_H\n#include <ffiextract.h>\n\n')
    for i, harm in enumerate(HARMS):
        n = b'%d' % i
        before, one = comment(harm), comment(harm, False)
        out.write(before + b'#define HOSTILE_' + n + b' ' + n + b'\n\n')
        out.write(before + b'enum hostile_e' + n + b' {\n' + one + b'\tHOSTILE_E' + n + b'_A,\n' + one + b'\tHOSTILE_E' + n + b'_B\n};\n\n')
        out.write(before + b'struct hostile_s' + n + b' {\n' + one + b'\tint field;\n' + one + b'\tenum hostile_e' + n + b' e : 8;\n};\n\n')
        out.write(b'struct hostile_t' + n + b' {\n\tint first; ' + behind(harm) + b'\tint last; ' + behind(harm) + b'};\n\n')
        out.write(before + b'typedef int (*hostile_f' + n + b')(int a, void *user FFI_CONTEXT);\n\n')
        out.write(before + b'int hostile_call' + n + b'(int a, const struct hostile_s' + n + b' *s, enum hostile_e' + n + b' e);\n\n')
        out.write(before + b'int hostile_with' + n + b'(FFI_USER_DATA(user) FFI_SCOPE(call) hostile_f' + n + b' f, void *user);\n\n')
        out.write(before + b'extern int hostile_v' + n + b';\n\n')
    out.write(b'#endif\n')


# What ends a line or turns the direction of text somewhere; of C0 only tab and newline may be there.
UNSEEN = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]')


def check(path):
    with open(path, 'rb') as made:
        text = made.read()
    assert len(re.findall(rb'hostile_call\d+', text)) >= len(HARMS), f'{path}: functions are missing'
    if path.endswith('.h'):
        text = text.decode('utf-8', 'replace')  # comments of C are copied byte for byte
    else:
        text = text.decode('utf-8')
    for line in text.split('\n'):
        assert not UNSEEN.search(line), f'{path}: {line!r}'
    if path.endswith('.py'):
        compile(text, path, 'exec')
    if path.endswith('.cs'):
        for block in re.findall(r'(?:^ *///.*\n)+', text, re.MULTILINE):
            ElementTree.fromstring('<doc>' + re.sub(r'^ *///', '', block, flags=re.MULTILINE) + '</doc>')


if __name__ == '__main__':
    if sys.argv[1] == 'header':
        main(sys.stdout.buffer)
    for name in sys.argv[2:]:
        check(name)
