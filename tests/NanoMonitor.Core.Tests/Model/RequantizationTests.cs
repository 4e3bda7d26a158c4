using System.Numerics;
using CsCheck;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Tests.Model;

public class RequantizationTests
{
    [Fact]
    public void Rounds_halves_up_for_every_sign()
    {
        Gen.Select(Gen.Int, Gen.Int[0, 32767], Gen.Int[16, 62]).Sample(
            (accumulator, multiplier, shift) =>
            {
                var exact = (BigInteger)accumulator * multiplier;
                var expected = (exact + (BigInteger.One << (shift - 1))) >> shift;
                return Requantization.Apply(accumulator, multiplier, shift) == (int)expected;
            },
            iter: 100000);
    }
}
