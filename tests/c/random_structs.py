#!/usr/bin/env python3
"""Prints a header of random structs and unions: bit-fields, packed, aligned, nested. The argument is the seed.

SPDX-License-Identifier: MIT
"""
import random
import sys

BITS = {'char': 8, 'unsigned char': 8, 'short': 16, 'unsigned short': 16, 'int': 32, 'unsigned': 32, 'long': 64,
        'unsigned long long': 64, 'bool': 1}
TYPES = ['char', 'short', 'int', 'long', 'long long', 'float', 'double', 'long double', 'void *', 'unsigned char', 'bool']


def bit_field(name):
    kind = random.choice(list(BITS))
    if random.random() < .1:
        return f'{"int" if kind == "bool" else kind} : 0;'
    return f'{kind} {name} : {random.randint(1, BITS[kind])};'


def nested(name, depth):
    kind = random.choice(['struct', 'union'])
    attribute = random.choice(['', '', '', ' __attribute__((packed))'])
    declarator = random.choice(['', f' {name}'])
    return f'{kind} {{ {" ".join(fields(depth + 1, name + "_"))} }}{attribute}{declarator};'


def plain(name):
    attribute = random.choice(['', '', '', '', ' __attribute__((packed))',
                               f' __attribute__((aligned({random.choice([2, 4, 8, 16, 32])})))'])
    size = random.choice(['', '', '', f'[{random.randint(1, 5)}]'])
    return f'{random.choice(TYPES)} {name}{size}{attribute};'


def fields(depth, prefix):
    lines = []
    for i in range(random.randint(1, 6)):
        name = f'{prefix}{i}'
        choice = random.random()
        if choice < .35:
            lines.append(bit_field(name))
        elif choice < .45 and depth < 2:
            lines.append(nested(name, depth))
        else:
            lines.append(plain(name))
    return lines


def main():
    random.seed(int(sys.argv[1]))
    print('#include <stdbool.h>')
    for i in range(150):
        kind = random.choice(['struct', 'struct', 'struct', 'union'])
        attribute = random.choice(['', '', '', ' __attribute__((packed))',
                                   f' __attribute__((aligned({random.choice([4, 8, 16, 64])})))',
                                   f' __attribute__((packed, aligned({random.choice([2, 4, 8])})))'])
        print(f'{kind} r{i} {{ {" ".join(fields(0, "f"))} }}{attribute};')


main()
