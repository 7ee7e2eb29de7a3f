#!/usr/bin/python3
"""matrix_check.py SOURCE MESSAGES: holds what the compiler said against the EXPECT comments, both ways; "*" in an
expectation stands for anything. Prints what differs and, last, the number of cases.

SPDX-License-Identifier: MIT
"""

import re
import sys

source, messages = sys.argv[1:3]
expected = {}
cases = 0
for n, line in enumerate(open(source, encoding="utf-8"), 1):
    parts = line.rstrip("\n").split(" // EXPECT: ")
    cases += len(parts) > 1 or "FFI_" in line or "[[ffi" in line
    expected[n] = (parts[0], parts[1:])

said = {}
for line in open(messages, encoding="utf-8", errors="replace"):
    match = re.match(r"[^:]*:(\d+):(?:\d+:)? (error|warning|note): (.*)", line)
    if match:
        found = said.setdefault(int(match.group(1)), [])
        if (match.group(2) + ": " + match.group(3)) not in found:
            found.append(match.group(2) + ": " + match.group(3))
    elif re.match(r"cc1", line) or "internal compiler error" in line:
        print(line.rstrip())

for n, (text, wanted) in expected.items():
    rest = list(said.get(n, []))
    for one in wanted:
        pattern = ".*".join(re.escape(p) for p in one.split("*"))
        match = [s for s in rest if re.match(pattern, s)]
        if match:
            rest.remove(match[0])
        else:
            print("%d: %s\n  not said: %s" % (n, text[:160], one))
    for one in rest:
        print("%d: %s\n  said: %s" % (n, text[:160], one))
print("%d cases" % cases)
