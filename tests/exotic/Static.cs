// A program that has the library inside of it: functions by imports, callbacks, shims, variables.
using System;
using System.Numerics;
using Exotic;

Complex v = new(1.1, -2.1);
Raw.cdouble_global = v;
bool good = Raw.cdouble_global == v && Functions.CdoubleTwice(v) == v + v;
good = good && Functions.CdoubleEach(v, value => value + value) == v + v + v;
good = good && Functions.LdoubleTwice(1.25) == 2.5 && Functions.I128Twice(-(Int128.One << 100)) == -(Int128.One << 101);
try
{
    _ = Raw.f64_global;
}
catch (EntryPointNotFoundException error)
{
    Console.WriteLine(good ? error.Message : "wrong");
}
