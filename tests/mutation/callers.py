"""The libraries whose bindings are changed, and what calls these: the tests that the suites run, under the suites'
conditions, the cheap ones first. SPDX-License-Identifier: MIT
"""

import dataclasses
import functools
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build")).resolve()
CC = os.environ.get("CC", "gcc")
RENDER = str(BUILD / "ffirender")
PLUGIN = str(BUILD / "ffiextract.so")
LIMIT = 60  # seconds for a caller of an unchanged binding; of a changed one, so many times what that took
SLOWER = 10
# Each file of the command line as a program, up to the first that fails.
EACH = """
import gc, runpy, sys
if sys.argv[1] == 'eager':
    gc.set_threshold(1, 1, 1)
for sys.argv in [[file] for file in sys.argv[2:]]:
    try:
        runpy.run_path(sys.argv[0], run_name='__main__')
    except SystemExit as end:
        if end.code:
            raise"""
PYTHON = [sys.executable, "-B"]
GRIND = ["valgrind", "-q", "--error-exitcode=9", "--exit-on-first-error=yes"]
GRIND_PYTHON = [*GRIND, "--undef-value-errors=no", *PYTHON]
GRIND_C = [*GRIND, "--leak-check=full"]


@dataclasses.dataclass
class Step:
    """A command in the folder of the binding, and the TESTS that it runs, in any order; PRINTS if it has to print what
    it does with the unchanged one. What was compiled with the unchanged one is of no use where it says OUTDATED."""

    name: str
    command: list
    tests: list = dataclasses.field(default_factory=list)
    prints: bool = False
    outdated: str = None
    environment: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Compilation(Step):
    """A command that makes a file. The steps behind it, up to the next one, run that, and are of no use where it is the
    same as with the unchanged binding."""

    file: str = ""


@dataclasses.dataclass
class Unchanged:
    """What a step did with the unchanged binding: how long it took, what it printed, what it made."""

    seconds: float
    said: str
    made: bytes


@dataclasses.dataclass
class Library:
    """A library with its binding for a language: TEXT, to be FILE in a folder where LINKED is, too."""

    language: str
    name: str
    file: str
    text: str
    linked: list
    steps: list
    unchanged: dict = dataclasses.field(default_factory=dict)


def lacks(language):
    """The tool that is missing for LANGUAGE, or None."""
    needed = {"python": ["valgrind"], "c": ["valgrind"], "csharp": ["dotnet"]}[language]
    return next((tool for tool in needed if not shutil.which(tool)), None)


def sh(*command, folder):
    done = subprocess.run([str(word) for word in command], cwd=folder, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        said = " ".join(str(word) for word in command if not str(word).startswith("-"))
        raise SystemExit(f"{said}: {done.stdout}")


# ---- the libraries ----

def make_reference(folder):
    shutil.copytree(ROOT / "examples/reference", folder, dirs_exist_ok=True)
    sh("make", "-s", f"CC={CC}", "CFLAGS=-O1 -g", f"PLUGIN={PLUGIN}", f"FFIRENDER={RENDER}",
       f"FFI_INCLUDE={ROOT}/attributes", "libreference.so", folder=folder)
    sh(CC, f"-I{ROOT}/attributes", "-I.", TESTS / "reference/probe.c", "-o", "reference_probe", folder=folder)
    return folder / "libreference.so", []


def compiled(name, source):
    def make(folder):
        library = folder / f"lib{name}.so"
        sh(CC, "-g", "-O1", "-w", "-fPIC", "-shared", f"-fplugin={PLUGIN}", f"-I{ROOT}/attributes",
           f"-I{source.parent}", source, f"-Wl,-soname,{library.name}", "-o", library, "-lm", "-pthread", folder=folder)
        probe = TESTS / "python" / f"{name}_probe.c"
        if probe.exists():
            sh(CC, f"-I{ROOT}/attributes", f"-I{source.parent}", probe, "-o", folder / f"{name}_probe", folder=folder)
        return library, []
    return make


def described(name, shared):
    shims = shared.replace(".so", "_shims.so")

    def make(folder):
        shutil.copytree(ROOT / "examples" / name, folder, dirs_exist_ok=True)
        sh("make", "-s", f"CC={CC}", f"PLUGIN={PLUGIN}", f"FFIRENDER={RENDER}", f"{name}.ffi.xml", shims, folder=folder)
        where = subprocess.run([CC, f"-print-file-name={shared}"], text=True, capture_output=True, check=True)
        return folder / f"{name}.ffi.xml", [where.stdout.strip()]
    return make


def make_parts(folder):
    """The second of two libraries, which takes types of the first; that one's binding is beside."""
    shutil.copytree(ROOT / "examples/parts", folder, dirs_exist_ok=True)
    sh("make", "-s", f"CC={CC}", f"PLUGIN={PLUGIN}", f"FFIRENDER={RENDER}", f"FFI_INCLUDE={ROOT}/attributes", "libdraw.so",
       "shape.ffi.xml", "shape.py", "shape.ffi.h", "Shape.cs", folder=folder)
    return folder / "libdraw.so", []


def make_many(folder):
    """A library as two targets describe it, of which one is here."""
    where = f"-I{ROOT}/attributes", f"-I{TESTS}/targets"
    native = subprocess.run([CC, "-print-multiarch"], text=True, capture_output=True, check=True).stdout.strip()
    for name, flags in (("native", []), ("i686", ["-m32", "-idirafter", f"/usr/include/{native}"])):
        sh(RENDER, "scan", f"--cc={CC}", f"--plugin={PLUGIN}", "--headers=*many.h", TESTS / "targets/many.h", "-o",
           f"{name}.ffi.xml", "--", *flags, *where, folder=folder)
    sh(RENDER, "merge", "native.ffi.xml", "i686.ffi.xml", "-o", "many.ffi.xml", folder=folder)
    sh(CC, "-O1", "-shared", "-fPIC", *where, TESTS / "targets/many.c", "-o", "libmany.so", folder=folder)
    return folder / "many.ffi.xml", []


LIBRARIES = {
    "reference": make_reference,
    "point": compiled("point", ROOT / "examples/point/point.c"),
    "kinds": compiled("kinds", TESTS / "python/kinds.c"),
    "parts": make_parts,
    "many": make_many,
    "kit": compiled("kit", TESTS / "c/kit.c"),
    "zlib": described("zlib", "libz.so"),
    "sqlite3": described("sqlite3", "libsqlite3.so"),
}


# ---- Python ----

def python_steps(name, folder):
    """What runs: all tests as they are, then with an eager collector, then under valgrind."""
    if name == "many":
        return [Step("test_many.py", [*PYTHON, "-W", "error", TESTS / "targets/test_many.py", "x86_64-linux-gnu"],
                     environment={"PYTHONPATH": "."})]
    tests = {
        "reference": sorted((TESTS / "reference").glob("test_*.py")),
        "parts": [],
        "sqlite3": [TESTS / "python/sqlite3_uses.py"],
    }.get(name, [TESTS / "python" / f"test_{name}.py"])
    demo = [pathlib.Path(f"{name}_demo.py")] if name in ("parts", "sqlite3", "zlib") else []
    probes = {f"{variable}_PROBE": str(folder / f"{library}_probe")
              for variable, library in (("KINDS", "kinds"), ("POINT", "point"), ("REF", "reference"))}
    steps = [Step("the tests", [*PYTHON, "-W", "error", "-c", EACH, "-"], tests)] if tests else []
    steps += [Step(file.name, [*PYTHON, file], prints=True) for file in demo]  # it finds the module beside itself
    steps.append(Step("an eager collector", [*PYTHON, "-c", EACH, "eager"], tests + demo))
    steps.append(Step("valgrind", [*GRIND_PYTHON, "-c", EACH, "-"], tests + demo, environment={"PYTHONMALLOC": "malloc"}))
    for step in steps:
        step.environment |= {"PYTHONPATH": ".", **probes}
    return steps


# ---- C ----

def c_steps(name, folder):
    """Each test is compiled, runs as it is and then under valgrind."""
    library = {"zlib": ["-lz"], "sqlite3": ["-lsqlite3"],
               "parts": ["./libdraw.so", "./libshape.so", "-Wl,-rpath,."]}.get(name, [f"./lib{name}.so", "-Wl,-rpath,."])
    tests = {
        "reference": sorted((TESTS / "reference").glob("*_test.c")),
        "point": [ROOT / "examples/point/main.c"],
        "parts": [pathlib.Path("main.c")],
    }.get(name, [TESTS / "c" / f"{name}_test.c"])
    steps = []
    for test in tests:
        command = [CC, "-w", "-I.", test, "-o", test.stem, *library, "-pthread"]
        steps.append(Compilation(f"compiling {test.name}", command, [test], file=test.stem))
        steps.append(Step(test.name, [f"./{test.stem}"], prints=name in ("point", "parts")))
        steps.append(Step(f"{test.name}, valgrind", [*GRIND_C, f"./{test.stem}"]))
    return steps


# ---- C# ----

def csharp_compiler():
    """The command that compiles C# without a project: dotnet's own compiler, which stays for the next one, and what
    .NET programs refer to; its generators of code; and the version of .NET."""
    host = pathlib.Path(os.path.realpath(shutil.which("dotnet")))
    sdk = max(host.parent.glob("sdk/*/Roslyn/bincore/csc.dll"))
    pack = max(host.parent.glob("packs/Microsoft.NETCore.App.Ref/*"))
    references = [f"-r:{file}" for file in sorted(pack.glob("ref/*/*.dll"))]
    generators = [f"-analyzer:{file}" for file in sorted(pack.glob("analyzers/dotnet/cs/*.dll"))]
    return [host, sdk, f"-shared:mutation-{os.getpid()}", "-keepalive:20", "-noconfig", "-nostdlib", "-nologo", "-unsafe",
            "-nullable:enable", "-langversion:12", "-warn:0", "-deterministic", "-parallel-",
            *references], generators, pack.name


def csharp_caller(name, folder):
    """The sources of the program of the library's tests, and its arguments."""
    if name == "parts":
        (folder / "Usings.cs").write_text("global using System;", encoding="utf-8")
        return [folder / "PartsDemo.cs", folder / "Usings.cs"], []
    tests = {other: f"{other.capitalize()}Test" for other in ("kinds", "loader", "point", "zlib")} | {"sqlite3": "SqliteTest"}
    lines = (TESTS / "csharp/Program.cs").read_text(encoding="utf-8").splitlines(True)
    (folder / "Program.cs").write_text("".join(line for line in lines if not line.startswith('    "') or f'"{name}"' in line),
                                       encoding="utf-8")
    if name == "sqlite3":
        sh(CC, TESTS / "csharp/sqlite3_probe.c", "-o", "sqlite3_probe", folder=folder)
    layouts = []
    if (folder / f"{name}_probe").exists():
        layouts = subprocess.run([folder / f"{name}_probe"], text=True, capture_output=True, check=True).stdout.split()
    others = {"Program", *tests.values()} if name == "reference" else {
        path.stem for path in (TESTS / "csharp").glob("*.cs")} - {"Checks", tests[name]}
    return [folder / "Program.cs", *(path for path in sorted((TESTS / "csharp").glob("*.cs")) if path.stem not in others)], [
        name, *layouts]


def csharp_steps(name, folder):
    """A program of the library's tests, as it is and with a small heap and the collector at work. What the generators add
    to the binding, and the program, are made once; what only shows to who compiles a call anew comes last."""
    compiler, generators, version = csharp_compiler()
    sources, arguments = csharp_caller(name, folder)
    for program in ("caller", "anew"):
        (folder / f"{program}.runtimeconfig.json").write_text(
            '{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "%s"}, '
            '"configProperties": {"System.Globalization.Invariant": true}}}' % version, encoding="utf-8")
    (folder / "generated").mkdir()
    binding = ["-target:library", "-out:binding.dll", "binding.cs", *(["Shape.cs"] if name == "parts" else [])]
    sh(*compiler, *generators, "-generatedfilesout:generated", *binding, folder=folder)
    sh(*compiler, "-r:binding.dll", "-out:caller.dll", *sources, folder=folder)
    (folder / "binding.dll").unlink()
    generated = sorted((folder / "generated").rglob("*.cs"))
    small = {"DOTNET_GCgen0size": "10000", "DOTNET_TieredCompilation": "0"}
    once, anew = (["dotnet", "exec", f"{program}.dll", *arguments] for program in ("caller", "anew"))
    outdated = "Missing(Field|Member|Method)Exception|TypeLoadException"
    prints = name == "parts"
    return [
        Compilation("compiling", [*compiler, *binding, *generated], file="binding.dll"),
        Step("its tests", once, outdated=outdated, prints=prints),
        Step("its tests, a small heap", once, outdated=outdated, environment=small),
        Compilation("compiling its caller", [*compiler, "-r:binding.dll", "-out:anew.dll", *sources], file="anew.dll"),
        Step("its tests, compiled anew", anew, prints=prints),
        Step("its tests, compiled anew, a small heap", anew, environment=small),
    ]


STEPS = {"python": python_steps, "c": c_steps, "csharp": csharp_steps}


def file_of(language, name):
    """What the callers look for."""
    if language == "csharp":
        return "binding.cs"
    module = {("python", "zlib"): "libz", ("python", "sqlite3"): "libsqlite3", ("c", "zlib"): "libz",
              ("python", "parts"): "draw", ("c", "parts"): "draw",
              ("c", "sqlite3"): "sqlite"}.get((language, name), name)
    return f"{module}.py" if language == "python" else f"{module}.ffi.h"


# What the bindings are called, and those that they import, in the folder of the library.
ARGUMENTS = {
    ("c", "zlib"): ["--module", "libz"],
    ("c", "parts"): ["--import", "shape.ffi.xml=shape"],
    ("python", "parts"): ["--import", "shape.ffi.xml=shape"],
    ("csharp", "parts"): ["--import", "shape.ffi.xml=Shapes", "--module", "Drawing"],
}


def build(wanted, scratch):
    """A Library for each LANGUAGE and NAME wanted, by these."""
    made, built = {}, {}
    for language, name in sorted(wanted):
        if name not in built:
            folder = scratch / name
            folder.mkdir()
            built[name] = LIBRARIES[name](folder)
        source, arguments = built[name]
        folder = scratch / f"{language}-{name}"
        shutil.copytree(scratch / name, folder)
        file = file_of(language, name)
        arguments = [*arguments, *ARGUMENTS.get((language, name), [])]
        if language != "c":
            for shims in (scratch / name).glob("*_shims.so"):
                arguments = [*arguments, "--shims", shims]
        sh(RENDER, language, source, *arguments, "-o", folder / file, folder=folder)
        text = (folder / file).read_text(encoding="utf-8")
        steps = STEPS[language](name, folder)
        linked = [path for path in folder.iterdir() if path.name != file]
        made[language, name] = Library(language, name, file, text, linked, steps)
    return made


def run(step, tests, folder, environment, limit):
    """The exit status, what was said, and how long that took."""
    began = time.monotonic()
    with subprocess.Popen([str(word) for word in [*step.command, *tests]], cwd=folder, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                          env=environment | step.environment, start_new_session=True) as process:
        try:
            said, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
            return "endless", said, limit
        return process.returncode, said, time.monotonic() - began


def put(library, text, folder):
    """Puts the library with TEXT as its binding into FOLDER."""
    for path in library.linked:
        if path.is_dir():
            (folder / path.name).symlink_to(path)
        else:
            (folder / path.name).hardlink_to(path)  # what .NET runs is where its file is
    (folder / library.file).write_text(text, encoding="utf-8")


@functools.cache
def words_of(test):
    """The names in a file of tests."""
    return frozenset(re.findall(r"\w+", test.read_text(encoding="utf-8")) if test.is_absolute() else ())


def likely_first(library, place):
    """The steps of LIBRARY, and their tests: first what speaks of PLACE. A step stays behind its compilation."""
    groups = []
    for step in library.steps:
        if isinstance(step, Compilation) or not groups:
            groups.append([])
        groups[-1].append(step)

    def unlikely(test):
        return not any(word.endswith(place) for word in words_of(test))
    groups.sort(key=lambda group: all(map(unlikely, group[0].tests)))
    return [(step, sorted(step.tests, key=unlikely)) for group in groups for step in group]


def judge(library, text, place, scratch):
    """What the callers say of TEXT, changed in PLACE, as the binding of LIBRARY: "passed", "does not compile", or
    which of them fails and how; and the failing one's output. The unchanged binding, without a place, is first."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    try:
        put(library, text, folder)
        environment = os.environ | {"LD_LIBRARY_PATH": str(folder), "HOME": str(folder), "MALLOC_PERTURB_": "165",
                                    "DOTNET_NOLOGO": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}
        same = False
        for step, tests in likely_first(library, place) if place else [(step, step.tests) for step in library.steps]:
            compiles = isinstance(step, Compilation)
            if same and not compiles:
                continue
            before = library.unchanged.get(step.name)
            status, said, seconds = run(step, [] if compiles else tests, folder, environment,
                                        LIMIT if before is None or compiles else min(LIMIT, 10 + SLOWER * before.seconds))
            if status != 0 and step.outdated and re.search(step.outdated, said):
                continue
            if status != 0:
                return "does not compile" if compiles else f"{step.name}: {ending(status)}", said
            made = hashlib.sha256((folder / step.file).read_bytes()).digest() if compiles else b""
            if place is None:
                library.unchanged[step.name] = Unchanged(seconds, said, made)
                continue
            if step.prints and said != before.said:
                return f"{step.name}: says something else", said
            same = compiles and made == before.made
        return "passed", ""
    finally:
        shutil.rmtree(folder)


def ending(status):
    if isinstance(status, str):
        return status
    return f"signal {-status}" if status < 0 else f"exit status {status}"
