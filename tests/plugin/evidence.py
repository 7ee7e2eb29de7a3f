# SPDX-License-Identifier: MIT
"""evidence.py DOCUMENT: compares the evidence with the truth in the names of evidence.c, and prints it."""
import sys
import xml.etree.ElementTree

root = xml.etree.ElementTree.parse(sys.argv[1]).getroot()
facts = set()
for function in root.findall("source/function"):
    for evidence in function.findall("evidence"):
        facts.add((function.get("id"), "", evidence.get("name")))
    for param in function.findall("param"):
        for evidence in param.findall("evidence"):
            facts.add((function.get("id"), param.get("name"), evidence.get("name")))
for evidence in root.findall("unit/evidence"):
    facts.add((evidence.get("key"), evidence.get("param") or "", evidence.get("name")))
for fact in sorted(facts):
    print(*fact)

wrong = []
for function in root.findall("source/function"):
    name = function.get("id")
    for param in function.findall("param"):
        if name[:2] not in ("r_", "w_") or param.find("pointer") is None or param.find("pointer/function") is not None:
            continue
        if ((name, param.get("name"), "not-written") in facts) == param.get("name").endswith("_W"):
            wrong.append(f"{name}: {param.get('name')}")
    if name[:2] in ("c_", "u_") and ((name, "", "calls-nothing-unknown") in facts) != (name[0] == "c"):
        wrong.append(f"{name}: calls")
if len(root.findall("source/function")) < 60:
    wrong.append("functions are missing")
if wrong:
    sys.exit("\n".join(wrong))
