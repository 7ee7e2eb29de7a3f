#!/usr/bin/env python3
"""Random layouts for any target: bit-fields that attributes move, typedefs that are aligned otherwise, members and
records packed and aligned at any depth, empty and flexible arrays, vectors, the other byte order.

    layouts.py [--short-enums] SEED [N]     a header of N declarations

What a target's compiler lacks (__int128, _Float16, decimal numbers) is another type there.

SPDX-License-Identifier: MIT
"""
import random
import sys

HEAD = """\
#ifndef LAYOUTS_H
#define LAYOUTS_H
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>
#ifdef __SIZEOF_INT128__
typedef __int128 wide;
#else
typedef long long wide;
#endif
#ifdef __FLT16_MANT_DIG__
typedef _Float16 half;
#else
typedef float half;
#endif
#ifdef __DEC64_MANT_DIG__
typedef _Decimal64 decimal;
#else
typedef double decimal;
#endif
typedef float _Complex complex_f;
typedef char vector8 __attribute__((vector_size(8)));
typedef int vector16 __attribute__((vector_size(16)));
typedef float vector_4 __attribute__((vector_size(16), aligned(4)));
typedef int mode_hi __attribute__((mode(HI)));
typedef unsigned mode_di __attribute__((mode(DI)));
typedef int int_2 __attribute__((aligned(2)));
typedef unsigned unsigned_8 __attribute__((aligned(8)));
typedef unsigned long long long_4 __attribute__((aligned(4)));
typedef double double_16 __attribute__((aligned(16)));
enum small { SMALL_A, SMALL_B = 3 };
enum negative { NEGATIVE_A = -4, NEGATIVE_B = 3 };
enum __attribute__((packed)) byte { BYTE_A, BYTE_B = 100 };
enum large { LARGE_A, LARGE_B = 0xffffffffffll };"""

BITS = {'char': 8, 'signed char': 8, 'unsigned char': 8, 'short': 16, 'int': 32, 'unsigned': 32, 'unsigned long': 32,
        'long long': 64, 'unsigned long long': 64, '_Bool': 1, 'uint8_t': 8, 'int64_t': 64, 'int_2': 32, 'long_4': 64,
        'unsigned_8': 32}
ENUM_BITS = {'enum small': (2, 32), 'enum negative': (3, 32), 'enum byte': (7, 8), 'enum large': (40, 64)}
# Their alignment is not a divisor of their size: no elements of arrays.
NO_ELEMENTS = {'unsigned_8', 'double_16'}
SCALARS = [*BITS, *ENUM_BITS, 'float', 'double', 'long double', 'size_t', 'wchar_t', 'wide', 'half', 'decimal', 'complex_f', 'void *',
           'vector8', 'vector16', 'vector_4', 'mode_hi', 'mode_di', 'double_16', 'const volatile int', '_Atomic short']
OF_RECORD = ['', '', '', '', 'packed', 'aligned(2)', 'aligned(8)', 'aligned(32)', 'packed, aligned(4)', 'aligned', 'may_alias']
OF_MEMBER = ['', '', '', '', 'packed', 'aligned(4)', 'aligned(16)', 'packed, aligned(2)', 'aligned']
OF_BITS = ['', '', '', '', 'packed', 'aligned(2)', 'aligned(8)']


class Generator:
    """The declarations of one header, in LINES."""

    def __init__(self, seed):
        self.random = random.Random(f'layouts {seed}')
        self.lines, self.types, self.no_elements, self.n = [], [], set(NO_ELEMENTS), 0

    def chance(self, probability):
        return self.random.random() < probability

    def attribute(self, choices):
        words = self.random.choice(choices)
        return f' __attribute__(({words}))' if words else ''

    def name(self, prefix):
        self.n += 1
        return f'{prefix}{self.n}'

    def type(self, element=False):
        fitting = [t for t in SCALARS + self.types[-12:] * 3 if not element or t not in self.no_elements]
        return self.random.choice(fitting)

    def bit_field(self, name):
        choice = self.random.random()
        if choice < .12:
            return f'{self.random.choice(["int", "unsigned char", "long long", "short"])} : 0;'
        if choice < .3:
            kind, (low, high) = self.random.choice(list(ENUM_BITS.items()))
            return f'{kind} {name} : {self.random.randint(low, high)};'
        kind = self.random.choice(list(BITS))
        width = self.random.randint(1, BITS[kind])
        return f'{kind} : {width};' if choice < .38 else f'{kind} {name} : {width}{self.attribute(OF_BITS)};'

    def member(self, name, depth):
        choice = self.random.random()
        if choice < .4:
            return self.bit_field(name)
        if choice < .54 and depth < 3:
            kind = self.random.choice(['struct', 'union'])
            declarator = self.random.choice(['', f' {name}', f' {name}[{self.random.randint(1, 3)}]'])
            last = self.attribute(OF_MEMBER) if declarator else ''
            return f'{kind} {{ {self.members(depth + 1, name + "_")} }}{self.attribute(OF_RECORD)}{declarator}{last};'
        if choice < .6:
            return f'{self.type()} *{name}{self.attribute(OF_MEMBER)};'
        if choice < .75:
            dimensions = ''.join(f'[{self.random.randint(0, 3)}]' for _ in range(self.random.randint(1, 2)))
            return f'{self.type(element=True)} {name}{dimensions}{self.attribute(OF_MEMBER)};'
        return f'{self.type()} {name}{self.attribute(OF_MEMBER)};'

    def members(self, depth, prefix):
        members = [self.member(f'{prefix}{i}', depth) for i in range(self.random.randint(1, 6))] + [f'char {prefix}z;']
        self.random.shuffle(members)
        return ' '.join(members)

    def reversed(self):
        name, members = self.name('r'), []
        for i in range(self.random.randint(1, 5)):
            kind = self.random.choice(['short', 'unsigned', 'long long', 'double', 'unsigned char', 'uint32_t'])
            bits = f' : {self.random.randint(1, 8)}' if kind in BITS and self.chance(.3) else self.random.choice(['', '[3]'])
            members.append(f'{kind} s{i}{bits};')
        order = self.random.choice(['big', 'little'])
        self.lines.append(f'struct {name} {{ {" ".join(members)} }} __attribute__((scalar_storage_order("{order}-endian")));')
        self.types.append(f'struct {name}')

    def record(self):
        if self.chance(.08):
            self.reversed()
            return
        kind, packs = self.random.choice(['struct', 'struct', 'union']), self.chance(.15)
        body = self.members(0, 'm')
        flexible = kind == 'struct' and self.chance(.08)
        if flexible:
            body += f' {self.type(element=True)} rest[];'
        if packs:
            self.lines.append(f'#pragma pack(push, {self.random.choice([1, 2, 4])})')
        if self.chance(.25) and not flexible:
            name = self.name('t')
            self.lines.append(f'typedef {kind} {{ {body} }}{self.attribute(OF_RECORD)} {name};')
        else:
            name = f'{kind} {self.name("r")}'
            self.lines.append(f'{name} {{ {body} }}{self.attribute(OF_RECORD)};')
        if packs:
            self.lines.append('#pragma pack(pop)')
        if not flexible:
            self.types.append(name)

    def typedef(self):
        name, of = self.name('t'), self.attribute(['', 'aligned(1)', 'aligned(2)', 'aligned(32)'])
        text = f'{self.type(element=True)} {name}' + self.random.choice(['', f'[{self.random.randint(1, 3)}]'])
        self.lines.append(f'typedef {text}{of};')
        self.types.append(name)
        self.no_elements.add(name)

    def function(self):
        params = ', '.join(f'{self.type()} p{i}' for i in range(self.random.randint(0, 5))) or 'void'
        self.lines.append(f'{self.type(element=True)} {self.name("fn")}({params});')

    def declare(self, n):
        for _ in range(n):
            choice = self.random.random()
            (self.record if choice < .7 else self.typedef if choice < .9 else self.function)()


def main():
    if '--short-enums' in sys.argv:  # an enum is as small as its values allow, and its bit-fields are no wider
        sys.argv.remove('--short-enums')
        ENUM_BITS.update({'enum small': (2, 8), 'enum negative': (3, 8)})
    generator = Generator(int(sys.argv[1]))
    generator.declare(int(sys.argv[2]) if len(sys.argv) > 2 else 60)
    print(HEAD)
    print('\n'.join(generator.lines) + '\n#endif')


main()
