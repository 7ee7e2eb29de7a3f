// Runs the tests of one library's bindings; what is behind its name is theirs. SPDX-License-Identifier: MIT
using System;

return args[0] switch
{
    "loader" => LoaderTest.Tests(args[1..]),
    "kinds" => KindsTest.Tests(args[1..]),
    "point" => PointTest.Tests(args[1..]),
    "reference" => ReferenceTest.Tests(args[1..]),
    "sqlite3" => SqliteTest.Tests(args[1..]),
    "zlib" => ZlibTest.Tests(args[1..]),
    _ => throw new ArgumentException($"no tests of {args[0]}"),
};
