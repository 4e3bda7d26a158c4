using System.Text;
using CsCheck;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

/// <summary>Whatever bytes come in, a decoder gives a message or a <see cref="FormatException"/>, nothing else.</summary>
public class HostileBytesTests
{
    public static TheoryData<string> Kinds => [.. Samples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Takes_its_own_payload(string kind)
    {
        var (_, good, decode) = Samples.All.Single(sample => sample.Name == kind);
        decode(good);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refuses_null_and_empty_and_every_truncation(string kind)
    {
        var (_, good, decode) = Samples.All.Single(sample => sample.Name == kind);
        Assert.Throws<FormatException>(() => decode(null!));
        for (int length = 0; length < good.Length; length++)
        {
            Assert.Throws<FormatException>(() => decode(good[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Survives_random_bytes(string kind)
    {
        var decode = Samples.All.Single(sample => sample.Name == kind).Decode;
        Gen.Byte.Array[0, 400].Sample(bytes => Survives(decode, bytes), iter: 20_000);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Survives_damaged_payloads(string kind)
    {
        var (_, good, decode) = Samples.All.Single(sample => sample.Name == kind);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 3]).Sample(
            (first, one, second, other, what) =>
            {
                List<byte> bytes = [.. good];
                bytes[first] = one;
                bytes[second] = other;
                if (what == 1)
                {
                    bytes.RemoveRange(first, Math.Min(4, bytes.Count - first));
                }
                else if (what == 2)
                {
                    bytes.InsertRange(second, good[..Math.Min(5, good.Length)]);
                }

                return Survives(decode, [.. bytes]);
            },
            iter: 20_000);
    }

    [Fact]
    public void Survives_damaged_json()
    {
        string good = Encoding.ASCII.GetString(Samples.All.Single(sample => sample.Name == "birth").Good);
        good = good[..good.IndexOf('\n')];
        Gen<char> hostile = Gen.Int[0, 11].Select(i => "\"\\{}:,u0- \0é"[i]);
        Gen.Select(Gen.Int[0, good.Length - 1], hostile, Gen.Int[0, good.Length - 1], hostile).Sample(
            (first, one, second, other) =>
            {
                char[] text = good.ToCharArray();
                text[first] = one;
                text[second] = other;
                return Survives(_ => FlatJson.Parse("text", new string(text)).Text("firmware"), []);
            },
            iter: 50_000);
    }

    [Fact]
    public void Survives_hostile_topics()
    {
        Gen.OneOf(Gen.String, Gen.String.Select(tail => Topics.Root + tail), Gen.String.Select(tail => Topics.Root + "a/b/" + tail), Gen.Int.Select(n => Topics.OfChunk(new byte[32], n)))
            .Sample(
                topic => Survives(_ => NodeTopic.Parse(topic), []) && Survives(_ => ChunkTopic.Parse(topic), []),
                iter: 20_000);
    }

    private static bool Survives(Action<byte[]> decode, byte[] bytes)
    {
        try
        {
            decode(bytes);
        }
        catch (FormatException)
        {
            return true;
        }

        return true;
    }
}
