#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A local repository through libgit2: commits, a branch, a diff, a merge, the log, errors with git's own words."""
import pathlib
import tempfile

import git2


def commit(repo, me, message, files, branch="HEAD"):
    """Writes FILES and commits them; the new commit."""
    index = repo.index()
    for name, text in files.items():
        pathlib.Path(repo.workdir(), name).write_text(text)
        index.add_bypath(name)
    index.write()
    tree = git2.Tree(repo, index.write_tree())
    try:
        parents = [git2.Commit(repo, repo.reference_name_to_id("HEAD"))]
    except git2.GitError as error:
        assert error.code == git2.GitErrorCode.ENOTFOUND
        parents = []
    return git2.Commit(repo, repo.commit_create(branch, me, me, None, message, tree, parents))


def history(repo):
    walk = git2.Revwalk(repo)
    walk.sorting(git2.SortFlags.TOPOLOGICAL)
    walk.push_head()
    for oid in walk:
        found = git2.Commit(repo, oid)
        print(f"  {found.summary()} ({found.author().name})")


def main():
    git2.libgit2_init()
    with tempfile.TemporaryDirectory() as folder:
        repo = git2.Repository.init(folder, False)
        repo.set_head("refs/heads/main")
        me = git2.Signature("Ada", "ada@example.org", 1700000000, 60)

        first = commit(repo, me, "Begin", {"poem.txt": "Roses are red\n"})
        second = commit(repo, me, "Go on", {"poem.txt": "Roses are red\nViolets are blue\n"})
        print("files:", *[entry.path for entry in entries(repo.index())])

        diff = repo_diff(repo, first, second)
        stats = diff.get_stats()
        print(f"the second commit adds {stats.insertions()} line, deletes {stats.deletions()}")
        lines = []
        diff.print(git2.DiffFormat.PATCH, lambda delta, hunk, line: lines.append(chr(line.origin)) or 0)
        print("the patch has", lines.count("+"), "line with '+'")

        repo.branch_create("side", first, False)
        ahead, behind = repo.graph_ahead_behind(second.id(), first.id())
        print(f"main is {ahead} ahead of side and {behind} behind")
        repo.tag_create_lightweight("v1", git2.Object(repo, second.id(), git2.ObjectType.COMMIT), False)
        names = [ref.shorthand() for ref, _ in branches(repo)]
        print(f"tags: {' '.join(repo.tag_list())}, branches: {' '.join(names)}")

        config = repo.config()
        config.set_string("user.name", "Ada Lovelace")
        print("configured:", config.get_string_buf("user.name"))

        pathlib.Path(folder, "new.txt").write_text("not yet\n")
        repo.status_foreach(lambda path, flags: show(path, git2.StatusFlags(flags)))

        print("log:")
        history(repo)
        for what in (lambda: git2.Repository(folder + "/nowhere"), lambda: repo.revparse_single("no-such-branch")):
            try:
                what()
            except git2.GitError as error:
                print(f"{error.code.name}: {error.message.replace(folder, '...')}")

        # In the wrong order: what needs the repository keeps it.
        tree = first.tree()
        repo.close()
        print("the first tree still has", tree.entrycount(), "file:", tree.entry_byindex(0).name())
    return 0


def show(path, flags):
    print(path, "is", "new" if flags == git2.StatusFlags.WT_NEW else "known")
    return 0


def entries(index):
    return [index.get_byindex(i) for i in range(index.entrycount())]


def repo_diff(repo, old, new):
    return git2.Diff(repo, old.tree(), new.tree())


def branches(repo):
    return git2.BranchIterator(repo, git2.Branch.LOCAL)


if __name__ == "__main__":
    raise SystemExit(main())
