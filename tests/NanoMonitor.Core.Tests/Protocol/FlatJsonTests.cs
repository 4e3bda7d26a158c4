using System.Text.Json;
using CsCheck;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

public class FlatJsonTests
{
    [Fact]
    public void Json_is_read_by_and_read_from_the_standard_library()
    {
        Gen.Select(Gen.String, Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999], Gen.String).Sample((text, number, name) =>
        {
            text = Valid(text);
            name = "n" + Valid(name);
            FlatJson json = new("test");
            json.Add("text", text);
            json.Add(name, number);
            using JsonDocument document = JsonDocument.Parse(json.ToString());
            Assert.Equal(text, document.RootElement.GetProperty("text").GetString());
            Assert.Equal(number, document.RootElement.GetProperty(name).GetInt64());

            FlatJson read = FlatJson.Parse("test", JsonSerializer.Serialize(new Dictionary<string, object> { ["text"] = text, [name] = number }));
            Assert.Equal(text, read.Text("text"));
            Assert.Equal(number, read.Integer(name, long.MinValue, long.MaxValue));
        });

        // A lone surrogate is no text that JSON could carry.
        static string Valid(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}x")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":1.5}")]
    [InlineData("{\"a\":true}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12\"}")]
    [InlineData("{\"a\":\"\\")]
    public void Other_json_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => FlatJson.Parse("test", text).Text("a"));
    }

    [Fact]
    public void An_empty_object_has_no_members()
    {
        Assert.Contains("missing", Assert.Throws<FormatException>(() => FlatJson.Parse("test", " { } ").Text("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_zero_character_in_a_text()
    {
        FlatJson json = FlatJson.Parse("ack", "{\"reason\":\"a\\u0000b\"}");
        Assert.Contains("zero character", Assert.Throws<FormatException>(() => json.Text("reason")).Message, StringComparison.Ordinal);
    }
}
