#!/usr/bin/env python3
"""Random functions that are called: records by value in and out, callbacks, inline functions, macros and variadic
functions. Both sides know all values: C says which argument was another, a caller which result.

    calls.py header|library|python SEED
    calls.py csharp SEED MODULE BINDING

Python's caller prints how many functions it called: all of them, but that without an argument it leaves out what needs
a shim. C#'s is the class MODULE.Caller, which calls what BINDING, the file of that module, has; Run gives the number.

SPDX-License-Identifier: MIT
"""
import random
import re
import sys

# C's type: its bits, whether it has a sign, C#'s type.
INTEGERS = {'int8_t': (8, True, 'sbyte'), 'unsigned char': (8, False, 'byte'), 'short': (16, True, 'short'),
            'uint16_t': (16, False, 'ushort'), 'int': (32, True, 'int'), 'uint32_t': (32, False, 'uint'),
            'long long': (64, True, 'long'), 'uint64_t': (64, False, 'ulong')}
REALS = {'float': 'float', 'double': 'double'}


class Scalar:
    """A type of numbers, and values of it."""

    def __init__(self, spelled, enumerators=None, width=None):
        self.spelled, self.enumerators, self.width = spelled, enumerators, width
        self.is_plain = width is None

    def sample(self, rng):
        if self.enumerators:
            return rng.choice(self.enumerators)
        if self.spelled == 'bool':
            return rng.random() < .5
        if self.spelled in REALS:
            return rng.randint(-1000, 1000) / 8
        bits, signed, _ = INTEGERS[self.spelled]
        bits = self.width or bits
        low, high = (-2 ** (bits - 1), 2 ** (bits - 1) - 1) if signed else (0, 2 ** bits - 1)
        return rng.choice([low, high, rng.randint(low, high), rng.randint(low, high)])

    def c(self, value):
        if isinstance(value, bool):
            return str(int(value))
        if self.spelled == 'uint64_t':
            return f'{value}u'
        if value == -2 ** 63:
            return f'({value + 1}ll - 1)'
        return f'({value}ll)' if isinstance(value, int) and not self.enumerators else f'({value})'

    def python(self, value):
        return f'calls.{self.spelled.split()[1].upper()}({value})' if self.enumerators else repr(value)

    def csharp(self, value):
        if self.enumerators:
            return f'({self.spelled.split()[1].upper()})({value})'
        if isinstance(value, bool):
            return str(value).lower()
        if self.spelled in REALS:
            return f'({REALS[self.spelled]})({value})'
        kind = INTEGERS[self.spelled][2]
        return f'unchecked(({kind})({value}))'


class Record:
    """A struct or union; MEMBERS are names with types and dimensions. Of a union the first is used."""

    def __init__(self, name, kind, members, attribute):
        self.name, self.kind, self.members, self.attribute = name, kind, members, attribute
        self.spelled = f'{kind} {name}'
        self.is_plain = kind == 'struct' and not attribute and all(t.is_plain for _, t, _ in members)

    def declaration(self):
        lines = []
        for name, kind, dimensions in self.members:
            width = f' : {kind.width}' if getattr(kind, 'width', None) else ''
            lines.append(f'{kind.spelled} {name}{"".join(f"[{n}]" for n in dimensions)}{width};')
        return f'{self.spelled} {{ {" ".join(lines)} }}{self.attribute};'

    def sample(self, rng):
        used = self.members[:1] if self.kind == 'union' else self.members
        value = {}
        for name, kind, dimensions in used:
            count = 1
            for n in dimensions:
                count *= n
            value[name] = [kind.sample(rng) for _ in range(count)] if dimensions else kind.sample(rng)
        return value


def places(record, value, language, prefix):
    """Each scalar of VALUE: how it is spelled behind PREFIX in a language, its type, its value."""
    for name, kind, dimensions in record.members:
        if name not in value:
            continue
        field = f'{prefix}.{name.upper() if language == "csharp" else name}'
        items = [(field, value[name])]
        if dimensions:
            items = []
            for i, item in enumerate(value[name]):
                index, rest = '', i
                for n in reversed(dimensions):
                    index, rest = f'[{rest % n}]{index}', rest // n
                items.append((field + (f'[{i}]' if language == 'csharp' else index), item))
        for place, item in items:
            if isinstance(kind, Record):
                yield from places(kind, item, language, place)
            else:
                yield place, kind, item


class Function:
    """PARAMS and RESULT have types and values; WAY is how C has it: function, callback, inline, macro, variadic."""

    def __init__(self, name, way, params, result):
        self.name, self.way, self.params, self.result = name, way, params, result


class Generator:
    """Types and functions of one seed."""

    def __init__(self, seed):
        self.rng = random.Random(f'calls {seed}')
        self.enums = [Scalar(f'enum e{i}', sorted(self.rng.sample(range(-2 ** 31, 2 ** 31), 3))) for i in range(1, 3)]
        self.scalars = [Scalar(name) for name in (*INTEGERS, *REALS, 'bool')] + self.enums
        self.records, self.functions = [], []
        for i in range(10):
            self.records.append(self.record(f'r{i + 1}'))
        for i, way in enumerate(['function'] * 16 + ['callback'] * 4 + ['inline'] * 3 + ['macro'] * 2 + ['variadic'] * 4):
            self.functions.append(self.function(f'{way}_{i + 1}', way))

    def member(self, depth_of):
        choice = self.rng.random()
        if choice < .12:
            name = self.rng.choice(list(INTEGERS))
            return Scalar(name, width=self.rng.randint(2, INTEGERS[name][0])), ()
        kind = self.rng.choice(depth_of) if choice < .3 and depth_of else self.rng.choice(self.scalars)
        dimensions = ()
        if self.rng.random() < .2 and kind.is_plain and not (isinstance(kind, Scalar) and (kind.enumerators or kind.spelled == 'bool')):
            dimensions = tuple(self.rng.randint(1, 3) for _ in range(self.rng.randint(1, 2)))
        return kind, dimensions

    def record(self, name):
        kind = self.rng.choice(['struct'] * 5 + ['union'])
        homogeneous = Scalar(self.rng.choice([*REALS])) if self.rng.random() < .15 else None
        plain = [r for r in self.records if r.is_plain]
        members = []
        for i in range(self.rng.randint(1, 5)):
            members.append((f'm{i}', *((homogeneous, ()) if homogeneous else self.member(plain))))
        attribute = self.rng.choice([''] * 8 + [' __attribute__((packed))', ' __attribute__((aligned(16)))'])
        return Record(name, kind, members, attribute)

    def value(self, plain, scalar=False):
        kinds = self.scalars if scalar or self.rng.random() < .5 else self.records
        kind = self.rng.choice([k for k in kinds if k.is_plain or not plain] or self.scalars)
        return kind, kind.sample(self.rng)

    def function(self, name, way):
        plain = way == 'callback'
        params = [self.value(plain, way == 'macro') for _ in range(self.rng.randint(1, 7))]
        result = self.value(plain, way in ('callback', 'macro'))
        return Function(name, way, params, result)


def declared(function, with_names=True):
    """The parameters of a function in C."""
    return ', '.join(f'{kind.spelled}{f" p{i}" if with_names else ""}' for i, (kind, _) in enumerate(function.params))


def wrong_in_c(kind, value, name):
    """An expression that is not 0 where NAME is another value."""
    if isinstance(kind, Scalar):
        return f'{name} != {kind.c(value)}'
    return ' || '.join(f'{place} != {k.c(v)}' for place, k, v in places(kind, value, 'c', name))


def body(function):
    """Of a function with parameters: remembers the first that is another, and returns its result."""
    lines = [f'\tif ({wrong_in_c(kind, value, f"p{i}")}) wrong = {i + 1};' for i, (kind, value) in enumerate(function.params)]
    return '\n'.join(lines + result_of(function))


def result_of(function):
    kind, value = function.result
    if isinstance(kind, Scalar):
        return [f'\treturn {kind.c(value)};']
    return [f'\t{kind.spelled} result = {{0}};', *(f'\t{place} = {k.c(v)};' for place, k, v in places(kind, value, 'c', 'result')),
            '\treturn result;']


def header(generator):
    print('#include <ffiextract.h>\n#include <stdbool.h>\n#include <stdint.h>\nFFI_LIBRARY("calls", "1.0");\nFFI_EXPORT_BEGIN')
    for kind in generator.enums:
        tag = kind.spelled.split()[1].upper()
        print(f'{kind.spelled} {{ {", ".join(f"{tag}_{i} = {v}" for i, v in enumerate(kind.enumerators))} }};')
    print('extern int wrong;\nint take_wrong(void);')
    for record in generator.records:
        print(record.declaration())
    for f in generator.functions:
        spelled = f.result[0].spelled
        if f.way == 'function':
            print(f'{spelled} {f.name}({declared(f)});')
        elif f.way == 'callback':
            print(f'int {f.name}(FFI_SCOPE(call) {spelled} (*cb)({declared(f)}));')
        elif f.way == 'inline':
            print(f'static inline {spelled} {f.name}({declared(f)})\n{{\n{body(f)}\n}}')
        elif f.way == 'macro':
            names = ', '.join(f'p{i}' for i in range(len(f.params)))
            tests = ' : '.join(f'({wrong_in_c(kind, value, f"(p{i})")}) ? (wrong = {i + 1})' for i, (kind, value) in enumerate(f.params))
            print(f'#define M_{f.name}({names}) (({tests} : 0), ({spelled})({f.result[0].c(f.result[1])}))')
            print(f'FFI_NAME("{f.name}") FFI_MACRO_FUNCTION({spelled}, M_{f.name}, ({declared(f)}));')
        else:
            print(f'FFI_NAME("{f.name}") FFI_VARIADIC({declared(f)}) {spelled} {f.name}(int n, ...);')
    print('FFI_EXPORT_END')


def promoted(kind):
    """What va_arg has to be told."""
    if kind.spelled == 'float':
        return 'double'
    return 'int' if kind.spelled == 'bool' or (kind.spelled in INTEGERS and INTEGERS[kind.spelled][0] < 32) else kind.spelled


def library(generator):
    print('#include "calls.h"\n#include <stdarg.h>\nint wrong;\nint take_wrong(void)\n{\n\tint taken = wrong;\n\twrong = 0;\n\treturn taken;\n}')
    for f in generator.functions:
        spelled = f.result[0].spelled
        if f.way == 'function':
            print(f'{spelled} {f.name}({declared(f)})\n{{\n{body(f)}\n}}')
        elif f.way == 'callback':
            print(f'int {f.name}({spelled} (*cb)({declared(f)}))\n{{')
            for i, (kind, value) in enumerate(f.params):
                print(f'\t{kind.spelled} p{i}' + (f' = {kind.c(value)};' if isinstance(kind, Scalar) else ' = {0};'))
                if isinstance(kind, Record):
                    print('\n'.join(f'\t{place} = {k.c(v)};' for place, k, v in places(kind, value, 'c', f'p{i}')))
            print(f'\t{spelled} result = cb({", ".join(f"p{i}" for i in range(len(f.params)))});')
            print(f'\treturn {wrong_in_c(*f.result, "result")};\n}}')
        elif f.way == 'variadic':
            print(f'{spelled} {f.name}(int n, ...)\n{{\n\tva_list list;\n\tva_start(list, n);\n\tif (n != 77) wrong = 99;')
            for i, (kind, _) in enumerate(f.params):
                print(f'\t{kind.spelled} p{i} = va_arg(list, {promoted(kind)});')
            print(f'\tva_end(list);\n{body(f)}\n}}')


def python(generator):
    print('import sys\nimport calls\n\ncalled = 0\n\n\ndef same(what, is_so):\n    if not is_so:\n        sys.exit(f"{what} is another")\n')
    for f in generator.functions:
        arguments = []
        block = []
        for i, (kind, value) in enumerate(f.params):
            if isinstance(kind, Scalar):
                block.append(f'p{i} = {kind.python(value)}')
            else:
                block.append(f'p{i} = calls.{kind.name.upper()}()')
                block += [f'{place} = {k.python(v)}' for place, k, v in places(kind, value, 'python', f'p{i}')]
            arguments.append(f'p{i}')
        kind, value = f.result
        if f.way == 'callback':
            tests = []
            for i, (k, v) in enumerate(f.params):
                tests += [f'    same("{f.name}: p{i}", p{i} == {k.python(v)})'] if isinstance(k, Scalar) else [
                    f'    same("{f.name}: {place}", {place} == {one.python(item)})' for place, one, item in places(k, v, 'python', f'p{i}')]
            block = [f'def run({", ".join(arguments)}):', *tests, f'    return {kind.python(value)}',
                     f'same("{f.name}: what the callback returned", calls.{f.name}(run) == 0)']
        else:
            first = ['77'] if f.way == 'variadic' else []
            block.append(f'result = calls.{f.name}({", ".join(first + arguments)})')
            block.append('wrong = calls.take_wrong()')
            block.append(f'same(f"{f.name}: argument {{wrong}}", wrong == 0)')
            if isinstance(kind, Scalar):
                block.append(f'same("{f.name}: the result", result == {kind.python(value)})')
            else:
                block += [f'same("{f.name}: {place}", {place} == {k.python(v)})' for place, k, v in places(kind, value, 'python', 'result')]
        block.append('called += 1')
        print(f'\nif hasattr(calls, "{f.name}") or len(sys.argv) > 1:')
        print('\n'.join('    ' + line for part in block for line in part.split('\n')))
    print('\nprint(called)')


def csharp(generator, module, binding):
    with open(binding, encoding='utf-8') as file:
        functions = re.search(r'^public static unsafe class Functions\n.*?^}', file.read(), re.S | re.M).group()
    print(f'using System;\n\nnamespace {module};\n\ninternal static class Caller\n{{'
          '\n    private static void Same(string what, bool isSo)\n    {\n'
          '        if (!isSo)\n            throw new InvalidOperationException(what + " is another");\n    }\n')
    called = 0
    for f in generator.functions:
        name = ''.join(part.title() for part in f.name.split('_'))
        if not re.search(rf' {name}\(', functions):
            continue
        called += 1
        kind, value = f.result
        lines = []
        tests = []
        for i, (k, v) in enumerate(f.params):
            if isinstance(k, Scalar):
                lines.append(f'var p{i} = {k.csharp(v)};')
                tests.append(f'Same("{f.name}: p{i}", p{i} == {k.csharp(v)});')
            else:
                lines.append(f'{k.name.upper()} p{i} = default;')
                lines += [f'{place} = {one.csharp(item)};' for place, one, item in places(k, v, 'csharp', f'p{i}')]
                tests += [f'Same("{f.name}: {place}", {place} == {one.csharp(item)});' for place, one, item in places(k, v, 'csharp', f'p{i}')]
        arguments = ', '.join(f'p{i}' for i in range(len(f.params)))
        if f.way == 'callback':
            inner = ' '.join(tests)
            lines = [f'Same("{f.name}: what the callback returned", Functions.{name}(({arguments}) => {{ {inner} return {kind.csharp(value)}; }}) == 0);']
        else:
            first = '77, ' if f.way == 'variadic' else ''
            lines.append(f'var result = Functions.{name}({first}{arguments});')
            lines.append(f'int wrong = Functions.TakeWrong(); Same($"{f.name}: argument {{wrong}}", wrong == 0);')
            if isinstance(kind, Scalar):
                lines.append(f'Same("{f.name}: the result", result == {kind.csharp(value)});')
            else:
                lines += [f'Same("{f.name}: {place}", {place} == {k.csharp(v)});' for place, k, v in places(kind, value, 'csharp', 'result')]
        print(f'    private static void Call{called}()\n    {{\n        ' + '\n        '.join(lines) + '\n    }\n')
    print('    public static int Run()\n    {')
    for n in range(called):
        print(f'        Call{n + 1}();')
    print(f'        return {called};\n    }}\n}}')


{'header': header, 'library': library, 'python': python, 'csharp': csharp}[sys.argv[1]](Generator(int(sys.argv[2])), *sys.argv[3:])
