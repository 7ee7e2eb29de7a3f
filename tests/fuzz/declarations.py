#!/usr/bin/env python3
"""Random declarations of C: records with bit-fields, packing, alignment, unions and nesting; enums; typedefs; functions
with callbacks, by value, variadic; variables.

    declarations.py header SEED [N]     the header, of N declarations
    declarations.py library SEED [N]    a file that defines all that it declares

SPDX-License-Identifier: MIT
"""
import random
import sys

BITS = {'char': 8, 'signed char': 8, 'unsigned char': 8, 'short': 16, 'unsigned short': 16, 'int': 32, 'unsigned': 32,
        'long': 32, 'unsigned long long': 64, 'long long': 64, '_Bool': 1, 'uint16_t': 16, 'int64_t': 64}
SCALARS = ['char', 'signed char', 'unsigned char', 'short', 'unsigned short', 'int', 'unsigned', 'long', 'unsigned long',
           'long long', 'unsigned long long', '_Bool', 'float', 'double', 'long double', 'int8_t', 'uint32_t', 'int64_t',
           'size_t', 'ptrdiff_t', 'uintptr_t', 'wchar_t', 'char16_t']
# What arrays are made of too, and what they are not.
RARE_ELEMENTS = ['float _Complex', 'double _Complex', 'vector', '_Complex int', '__int128', '_Float128', '_Decimal64', '_Decimal32']
RARE = RARE_ELEMENTS + ['_Atomic int', 'volatile int', 'const short']


class Type:
    """SPELLED around a declarator; PLAIN if an array of it and a value of it are fine."""

    def __init__(self, spelled, by_value=True, element=True, enum_bits=0):
        self.spelled, self.by_value, self.element, self.enum_bits = spelled, by_value, element, enum_bits


class Generator:
    """The declarations of one header, in LINES; what defines them in BODIES."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines, self.bodies = [], []
        self.types = [Type(name) for name in SCALARS]
        self.pointers, self.incomplete, self.n = [], [], 0

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *choices):
        return self.random.choice(choices)

    def name(self, prefix):
        self.n += 1
        return f'{prefix}{self.n}'

    # ---- uses of types ----

    def value(self, element=False):
        """A complete type that a member, parameter or element may have."""
        if self.chance(.06):
            return self.pick(*RARE_ELEMENTS) if element else self.pick(*RARE)
        fitting = [t for t in self.types if t.by_value and (t.element or not element)]
        recent = fitting[-30:]
        return self.random.choice(recent if self.chance(.5) else fitting).spelled

    def pointer(self, declarator):
        choice = self.random.random()
        if choice < .25:
            return self.callback(declarator)
        target = self.pick('void', 'char', *[t.spelled for t in self.types[-10:]], *(self.pointers or ['int']))
        quals = self.pick('', '', 'const ', 'volatile ')
        stars = self.pick('*', '*', '*', '**', '*const *', '*const ')
        return f'{quals}{target} {stars}{declarator}'

    def callback(self, declarator, depth=0):
        """A pointer to a function, with names for some of its parameters."""
        params = []
        for i in range(self.random.randint(0, 4)):
            name = f'p{i}' if self.chance(.8) else ''
            if depth < 2 and self.chance(.15):
                params.append(self.callback(name, depth + 1))
            elif self.chance(.3):
                params.append(f'{self.pick("const ", "")}{self.pick("void", "char", self.value())} *{name}')
            else:
                params.append(f'{self.value()} {name}')
        tail = ', ...' if params and self.chance(.1) else ''
        return f'{self.pick("void", self.value(), "int")} (*{declarator})({", ".join(params) or "void"}{tail})'

    # ---- records ----

    def bit_field(self, name):
        enums = [t for t in self.types if t.enum_bits]
        if enums and self.chance(.15):
            kind = self.random.choice(enums)
            return f'{kind.spelled} {name} : {self.random.randint(1, kind.enum_bits)};'
        kind = self.random.choice(list(BITS))
        if self.chance(.1):
            return f'{"int" if kind == "_Bool" else kind} : 0;'
        width = self.random.randint(1, BITS[kind])
        return f'{kind} : {width};' if self.chance(.08) else f'{kind} {name} : {width};'

    def alignment(self, likely):
        if not self.chance(likely):
            return ''
        return self.pick(' __attribute__((packed))', *[f' __attribute__((aligned({n})))' for n in (2, 4, 8, 16, 32)],
                         ' __attribute__((packed, aligned(2)))')

    def member(self, name, depth):
        choice = self.random.random()
        if choice < .3:
            return self.bit_field(name)
        if choice < .42 and depth < 3:
            attribute = ' __attribute__((packed))' if self.chance(.2) else ''
            declarator = self.pick('', f' {name}', f' {name}[{self.random.randint(1, 3)}]')
            return f'{self.pick("struct", "union")} {{ {self.members(depth + 1, name + "_")} }}{attribute}{declarator};'
        if choice < .55:
            return f'{self.pointer(name)}{self.alignment(.1)};'
        if choice < .7:
            dimensions = ''.join(f'[{self.random.randint(1, 4)}]' for _ in range(self.random.randint(1, 3)))
            return f'{self.value(element=True)} {name}{dimensions}{self.alignment(.15)};'
        return f'{self.value()} {name}{self.alignment(.25)};'

    def members(self, depth, prefix):
        lines = [self.member(f'{prefix}{i}', depth) for i in range(self.random.randint(1, 6))]
        return ' '.join(lines) if any(': ' not in line for line in lines) else ' '.join(lines) + f' char {prefix}x;'

    def record(self):
        kind = self.pick('struct', 'struct', 'struct', 'union')
        attribute = self.alignment(.4)
        body = self.members(0, 'm')
        flexible = kind == 'struct' and self.chance(.06)
        if flexible:
            body += f' {self.value(element=True)} rest[];'
        packs = self.chance(.12)
        if packs:
            self.lines.append(f'#pragma pack(push, {self.pick(1, 2, 4)})')
        if self.chance(.2):
            name = self.name('t')
            self.lines.append(f'typedef {kind} {{ {body} }}{attribute} {name};')
        else:
            if self.incomplete and kind == 'struct' and self.chance(.5):
                name = self.incomplete.pop()
            else:
                name = f'{kind} {self.name("r")}'
            self.lines.append(f'{name} {{ {body} }}{attribute};')
        if packs:
            self.lines.append('#pragma pack(pop)')
        (self.pointers if flexible else self.types).append(name if flexible else Type(name))

    # ---- other declarations ----

    def enumeration(self):
        name, packed = self.name('e'), self.chance(.2)
        limit = 100 if packed else self.pick(100, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 40)
        low = self.pick(0, 0, -1, -100, -2 ** 31 if limit < 2 ** 32 else 0)
        values, previous = [], None
        for i in range(self.random.randint(1, 6)):
            if previous is not None and previous < limit and self.chance(.6):
                previous += 1
                values.append(f'{name.upper()}_{i}')
            else:
                previous = self.random.randint(max(low, -100) if packed else low, limit)
                values.append(f'{name.upper()}_{i} = {previous}')
        attribute = ' __attribute__((packed))' if packed else ''
        if self.chance(.2):
            self.lines.append(f'typedef enum {{ {", ".join(values)} }}{attribute} {name};')
        elif self.chance(.1):
            self.lines.append(f'enum {{ {", ".join(values)} }};')
            return
        else:
            self.lines.append(f'enum{attribute} {name} {{ {", ".join(values)} }};')
            name = f'enum {name}'
        self.types.append(Type(name, enum_bits=8 if limit == 100 else 0))

    def typedef(self):
        name, choice = self.name('t'), self.random.random()
        text, kind = f'{self.value(element=True)} {name}', Type(name)
        if choice < .3:
            text = self.pointer(name)
        elif choice < .4:
            text, kind = f'{self.value(element=True)} {name}[{self.random.randint(1, 4)}]', None
        elif choice < .5:
            text, kind = f'{self.pick(*SCALARS)} {name} __attribute__((aligned({self.pick(1, 2, 16, 32)})))', Type(name, element=False)
        elif choice < .6:
            tag = f'struct {self.name("r")}'
            self.incomplete.append(tag)
            text, kind = f'{tag} {name}', None
            self.pointers.append(name)
        self.lines.append(f'typedef {text};')
        if self.chance(.1):
            self.lines.append(f'typedef {text};')
        if kind:
            self.types.append(kind)

    def function(self):
        name, params = self.name('fn'), []
        for i in range(self.random.randint(0, 6)):
            spelled = f'p{i}'
            choice = self.random.random()
            if choice < .35:
                params.append(self.pointer(spelled))
            elif choice < .45:
                params.append(f'{self.value(element=True)} {spelled}[{self.pick("", 3, 8)}]')
            else:
                params.append(f'{self.value()} {spelled}')
        tail = ', ...' if params and self.chance(.08) else ''
        result = 'void' if self.chance(.2) else None
        declarator = f'{name}({", ".join(params) or "void"}{tail})'
        if result is None and self.chance(.2):
            text = f'{self.value()} *{declarator}'
        else:
            text = f'{result or self.value()} {declarator}'
        self.lines.append(f'{text};')
        self.bodies.append(f'{text}\n{{\n\t__builtin_trap();\n}}')

    def variable(self):
        name = self.name('v')
        text = self.pick(f'{self.value()} {name}', f'{self.value(element=True)} {name}[{self.random.randint(1, 4)}]', self.pointer(name))
        self.lines.append(f'extern {text};')
        self.bodies.append(f'{text};')

    def declare(self, n):
        for _ in range(n):
            choice = self.random.random()
            (self.record if choice < .5 else self.enumeration if choice < .6 else self.typedef if choice < .75
             else self.function if choice < .95 else self.variable)()


def main():
    generator = Generator(int(sys.argv[2]))
    generator.declare(int(sys.argv[3]) if len(sys.argv) > 3 else 120)
    if sys.argv[1] == 'library':
        print('#include "random.h"')
        print('\n'.join(generator.bodies))
        return
    print('#ifndef RANDOM_H\n#define RANDOM_H\n#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <uchar.h>\n'
          '#include <wchar.h>\ntypedef int vector __attribute__((vector_size(16)));')
    print('\n'.join(generator.lines) + '\n#endif')


main()
