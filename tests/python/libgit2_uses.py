"""What the demo does not show of libgit2.

Each line is "ok NAME" or "not ok NAME"; exit status 1 if one is not.
"""
# SPDX-License-Identifier: MIT
import gc
import sys
import tempfile
import traceback

import git2

git2.libgit2_init()


def texts_and_lists_are_copied():
    with tempfile.TemporaryDirectory() as folder, git2.Repository.init(folder, False) as repo:
        assert git2.repository_discover(folder, False) == repo.path()
        assert repo.tag_list() == [] and repo.reference_list() == []
        assert git2.message_prettify("a  \n\n\n# b\n", True, ord("#")) == "a\n"


def options_are_structs():
    options = git2.status_options_init()
    assert options.version == 1 and options.pathspec == [] and options.baseline is None
    with tempfile.TemporaryDirectory() as folder, git2.Repository.init(folder, False) as repo:
        open(folder + "/a", "w").close()
        assert git2.StatusList(repo, options).entrycount() == 0
        options.flags = git2.StatusOpt.INCLUDE_UNTRACKED
        assert git2.StatusList(repo, options).entrycount() == 1
        options.pathspec = ["b*"]
        assert git2.StatusList(repo, options).entrycount() == 0


def blobs_are_bytes():
    with tempfile.TemporaryDirectory() as folder, git2.Repository.init(folder, False) as repo:
        blob = git2.Blob(repo, repo.blob_create_from_buffer(b"a\0b"))
        assert bytes(blob.rawcontent()) == b"a\0b" and blob.is_binary()
        assert git2.oid_tostr_s(blob.id()) == git2.oid_fmt(blob.id()).rstrip("\0")


def negative_results_are_errors():
    with tempfile.TemporaryDirectory() as folder, git2.Repository.init(folder, True) as repo:
        assert repo.is_bare() == 1 and repo.is_empty() == 1
    shorten = git2.OidShorten(5)
    assert shorten.add("ab" * 20) == 5
    try:
        shorten.add("zz" * 20)
        raise AssertionError("it was taken")
    except git2.GitError as error:
        assert error.code == git2.GitErrorCode.ERROR and "invalid hex value" in str(error), error


def an_exception_stops_what_calls_back():
    class Enough(Exception):
        pass

    def stop(path, flags):
        raise Enough(path)

    with tempfile.TemporaryDirectory() as folder, git2.Repository.init(folder, False) as repo:
        for name in "ab":
            open(f"{folder}/{name}", "w").close()
        try:
            repo.status_foreach(stop)
            raise AssertionError("it went on")
        except Enough as error:
            assert error.args == ("a",)


def any_order():
    with tempfile.TemporaryDirectory() as folder:
        for first in ("repo", "config", "index"):
            kept = {"repo": git2.Repository.init(folder, False)}
            kept["config"] = kept["repo"].config()
            kept["index"] = kept["repo"].index()
            kept.pop(first).close()
            kept.clear()
            gc.collect()


failed = 0
for test in (texts_and_lists_are_copied, options_are_structs, blobs_are_bytes, negative_results_are_errors,
             an_exception_stops_what_calls_back, any_order):
    try:
        test()
        print("ok", test.__name__)
    except BaseException:
        failed = 1
        print("not ok", test.__name__)
        traceback.print_exc()
sys.exit(failed)
