// SPDX-License-Identifier: MIT
using System;
using peers;

public static class Program
{
    private static int checks;

    private static void Check<T>(T found, T expected, string what)
    {
        checks++;
        if (!Equals(found, expected))
        {
            throw new InvalidOperationException($"{what}: {found} is not {expected}");
        }
    }

    private static unsafe void Layouts()
    {
        Check(sizeof(XregsState), 64, "xregs_state");
        Check(sizeof(AltInstr), 11, "alt_instr");
        Check(sizeof(SglDescriptor), 16, "sgl_descriptor");
        Check(sizeof(FinderInfo), 8, "finder_info");
        Check(sizeof(LongDoubleBits), 16, "long_double_bits");
        Check(sizeof(PackedBehind), 5, "packed_behind");
        Check(sizeof(PackedBefore), 5, "packed_before");
        Check(sizeof(OuterRecord), 16, "outer_record");
    }

    public static unsafe void Main()
    {
        Layouts();
        XregsState state;
        Raw.peers_fill_xregs_state(&state);
        Check(state.Header.Features, 0x1122334455667788UL, "features");
        Check(state.Header.Small, (byte)99, "small");

        AltInstr instruction;
        Raw.peers_fill_alt_instr(&instruction);
        Check(instruction.Cpuid, 0xabcdU, "cpuid");
        Check(instruction.Flags, 0x1234U, "flags");
        Check(instruction.Both, 0x1234abcdU, "both");
        Check(instruction.Length, (byte)77, "length");
        instruction.Flags = 0xffff;
        Check(instruction.Both, 0xffffabcdU, "both");

        SglDescriptor descriptor;
        Raw.peers_fill_sgl_descriptor(&descriptor);
        Check(descriptor.Keyed.Length, 0x123456UL, "keyed.length");
        Check(descriptor.Keyed.Key, 0xfedcba98UL, "keyed.key");
        Check(descriptor.Generic.Type, (byte)10, "generic.type");

        FinderInfo info;
        Raw.peers_fill_finder_info(&info);
        Check(info.Number, -70000, "number");

        LongDoubleBits bits;
        Raw.peers_fill_long_double_bits(&bits);
        Check(bits.Lh.High, 0x80000000U, "high");
        Check(bits.Lh.SignExponent, -0x4000, "sign_exponent");

        MostlyBytes mostly;
        Raw.peers_fill_mostly_bytes(&mostly);
        Check(mostly.First, 1.5, "first");
        Check(mostly.Middle, -17000000000L, "middle");
        Check((char)mostly.Behind, 'x', "behind");

        PackedBehind behind;
        Raw.peers_fill_packed_behind(&behind);
        Check(behind.B, -2, "packed_behind.b");

        MixedBits mixed;
        Raw.peers_fill_mixed_bits(&mixed);
        Check(mixed.A, (byte)9, "a");
        Check(mixed.B, (ushort)0xabc, "b");
        Check(mixed.C, 0xfedcU, "c");
        Check(mixed.D, 0x1fedcba98UL, "d");
        Check(mixed.E, (byte)100, "e");
        Check(mixed.F, (sbyte)-3, "f");

        CrossedBits crossed;
        Raw.peers_fill_crossed_bits(&crossed);
        Check(crossed.Two, 15, "two");
        Check(crossed.Three, (sbyte)-1, "three");

        OuterRecord outer;
        Raw.peers_fill_outer_record(&outer);
        Check(outer.Inner.Deep.Z, 123456, "deep.z");
        Check(outer.Choice, InnerChoice.Last, "choice");

        ZeroWidth zero;
        Raw.peers_fill_zero_width(&zero);
        Check(zero.A, 5U, "zero_width.a");
        Check(zero.B, -60, "zero_width.b");
        Check(zero.C, true, "zero_width.c");
        Check(zero.D, true, "zero_width.d");

        AtomicRecord atomic;
        Raw.peers_fill_atomic_record(&atomic);
        Check(atomic.B, -1234567890123L, "atomic_record.b");
        Console.WriteLine($"{checks} checks");
    }
}
