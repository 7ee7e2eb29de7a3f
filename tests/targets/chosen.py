# chosen.py MANY.py ONE.py TARGET: whether the module for many targets is, on TARGET, the one that was made for TARGET
# alone. Conditions are evaluated in the syntax tree, so nothing of another target has to run here.
# SPDX-License-Identifier: MIT
import ast
import sys


def same(node, target):
    """What a condition on _target says of TARGET; None if it is another condition."""
    if not (isinstance(node, ast.Compare) and isinstance(node.left, ast.Name) and node.left.id == "_target"):
        return None
    of = node.comparators[0]
    if isinstance(node.ops[0], ast.Eq):
        return of.value == target
    assert isinstance(node.ops[0], ast.In) and isinstance(of, ast.Tuple)
    return target in [item.value for item in of.elts]


class Choice(ast.NodeTransformer):
    def __init__(self, target):
        self.target = target

    def visit_If(self, node):
        chosen = same(node.test, self.target)
        if chosen is None:
            return self.generic_visit(node)
        return [self.visit(statement) for statement in (node.body if chosen else node.orelse)]

    def visit_IfExp(self, node):
        chosen = same(node.test, self.target)
        if chosen is None:
            return self.generic_visit(node)
        return self.visit(node.body if chosen else node.orelse)


def is_target_check(node):
    if isinstance(node, ast.If) and isinstance(node.body[0], ast.Raise):
        return "this module is made for" in ast.dump(node.body[0])
    if isinstance(node, ast.FunctionDef):
        return node.name == "_find_target"
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_target"


def flat(lists):
    for item in lists:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def is_declaration(node):
    return isinstance(node, ast.AnnAssign) and node.value is None


class Harmless(ast.NodeTransformer):
    """Imports and bare declarations may be there for other targets."""

    def generic_visit(self, node):
        super().generic_visit(node)
        for name in ("body", "orelse"):
            inside = getattr(node, name, None)
            if isinstance(inside, list):
                kept = [item for item in flat(inside) if not is_declaration(item)]
                setattr(node, name, kept)
        return node


def module(path, target):
    tree = Harmless().visit(Choice(target).visit(ast.parse(open(path).read())))
    imports = (ast.Import, ast.ImportFrom)
    return [ast.dump(node) for node in flat(tree.body) if not isinstance(node, imports) and not is_target_check(node)]


many, one = module(sys.argv[1], sys.argv[3]), module(sys.argv[2], sys.argv[3])
for a, b in zip(many, one):
    if a != b:
        sys.exit(f"many: {a[:1000]}\none:  {b[:1000]}")
if len(many) != len(one):
    sys.exit(f"{len(many)} statements, not {len(one)}: {(many + one)[min(len(many), len(one))][:300]}")
print(len(many), "statements")
