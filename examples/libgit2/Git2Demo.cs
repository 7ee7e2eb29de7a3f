// A local repository through libgit2 and its generated C# file: commits, a branch, a diff, the log, errors with git's
// own words. SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Git2;
using GitIndex = Git2.Index;

Functions.Libgit2Init();
string folder = Directory.CreateTempSubdirectory().FullName;
try
{
    Repository repo = Repository.Init(folder, 0);
    repo.SetHead("refs/heads/main");
    using Signature me = new("Ada", "ada@example.org", 1700000000, 60);

    using Commit first = Add(repo, me, "Begin", "Roses are red\n");
    using Commit second = Add(repo, me, "Go on", "Roses are red\nViolets are blue\n");
    using (GitIndex index = repo.Index())
    {
        IEnumerable<string?> files = Enumerable.Range(0, (int)index.Entrycount()).Select(i => index.GetByindex((nuint)i)?.Path);
        Console.WriteLine($"files: {string.Join(' ', files)}");
    }

    using (Tree old = first.Tree(), now = second.Tree())
    using (Diff diff = new(repo, old, now))
    using (DiffStats stats = diff.GetStats())
    {
        Console.WriteLine($"the second commit adds {stats.Insertions()} line, deletes {stats.Deletions()}");
        int added = 0;
        diff.Print(DiffFormat.Patch, (_, _, line) =>
        {
            added += line.Origin == '+' ? 1 : 0;
            return 0;
        });
        Console.WriteLine($"the patch has {added} line with '+'");
    }

    repo.BranchCreate("side", first, 0).Dispose();
    (nuint ahead, nuint behind) = repo.GraphAheadBehind(second.Id()!.Value, first.Id()!.Value);
    Console.WriteLine($"main is {ahead} ahead of side and {behind} behind");
    using (GitObject target = new(repo, second.Id()!.Value, ObjectType.Commit))
    {
        repo.TagCreateLightweight("v1", target, 0);
    }

    using (BranchIterator branches = new(repo, Branch.Local))
    {
        IEnumerable<string?> names = branches.Select(branch => branch.Out?.Shorthand());
        Console.WriteLine($"tags: {string.Join(' ', repo.TagList())}, branches: {string.Join(' ', names)}");
    }

    using (Config config = repo.Config())
    {
        config.SetString("user.name", "Ada Lovelace");
        Console.WriteLine($"configured: {config.GetStringBuf("user.name")}");
    }

    File.WriteAllText(Path.Combine(folder, "new.txt"), "not yet\n");
    repo.StatusForeach((path, flags) =>
    {
        Console.WriteLine($"{path} is {((StatusFlags)flags == StatusFlags.WtNew ? "new" : "known")}");
        return 0;
    });

    Console.WriteLine("log:");
    History(repo);
    foreach (Action what in new Action[] { () => _ = new Repository(folder + "/nowhere"), () => repo.RevparseSingle("no-such-branch") })
    {
        try
        {
            what();
        }
        catch (GitError error)
        {
            Console.WriteLine($"{error.Code.ToString().ToUpperInvariant()}: {error.Message.Replace(folder, "...")}");
        }
    }

    // In the wrong order: what needs the repository keeps it.
    using Tree tree = first.Tree();
    repo.Dispose();
    using TreeEntry? entry = tree.EntryByindex(0);
    Console.WriteLine($"the first tree still has {tree.Entrycount()} file: {entry?.Name()}");
}
finally
{
    Directory.Delete(folder, true);
}

// Writes a poem and commits it.
static Commit Add(Repository repo, Signature me, string message, string text)
{
    using GitIndex index = repo.Index();
    File.WriteAllText(Path.Combine(repo.Workdir()!, "poem.txt"), text);
    index.AddBypath("poem.txt");
    index.Write();
    using Tree tree = new(repo, index.WriteTree());
    List<Commit> parents = [];
    try
    {
        parents.Add(new Commit(repo, repo.ReferenceNameToId("HEAD")));
    }
    catch (GitError error) when (error.Code == GitErrorCode.Enotfound)
    {
        // The first one.
    }

    Oid made = repo.CommitCreate("HEAD", me, me, null, message, tree, parents.ToArray());
    parents.ForEach(parent => parent.Dispose());
    return new Commit(repo, made);
}

static void History(Repository repo)
{
    using Revwalk walk = new(repo);
    walk.Sorting(SortFlags.Topological);
    walk.PushHead();
    foreach (Oid id in walk)
    {
        using Commit found = new(repo, id);
        using Signature? author = found.Author();
        Console.WriteLine($"  {found.Summary()} ({author?.Name})");
    }
}
