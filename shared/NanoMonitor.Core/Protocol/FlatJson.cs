using System;
using System.Collections;
using System.Text;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// A JSON object whose members are strings and whole numbers: all the JSON a node writes or reads. Output is ASCII, in
    /// the order of adding. Reading takes any RFC 8259 object of that shape in printable ASCII; a name may come once.
    /// </summary>
    public sealed class FlatJson
    {
        private readonly string _message;
        private readonly ArrayList _names = new ArrayList();

        // JSON tokens: a text keeps its quotes.
        private readonly ArrayList _tokens = new ArrayList();

        /// <param name="message">What the object is, for messages.</param>
        public FlatJson(string message)
        {
            _message = message;
        }

        public void Add(string name, string value)
        {
            _names.Add(name);
            _tokens.Add(Quote(value));
        }

        public void Add(string name, long value)
        {
            _names.Add(name);
            _tokens.Add(value.ToString());
        }

        /// <exception cref="FormatException">The member is missing or no string.</exception>
        public string Text(string name)
        {
            string token = Token(name);
            if (token[0] != '"')
            {
                throw new FormatException(_message + ": " + name + " is no string");
            }

            return Unquote(name, token);
        }

        /// <summary>A string that is a name (<see cref="Names"/>).</summary>
        /// <exception cref="FormatException">The member is missing or no name.</exception>
        public string NameText(string name)
        {
            return Names.Check(_message + ": " + name, Text(name));
        }

        /// <exception cref="FormatException">The member is missing, no whole number, or outside the limits.</exception>
        public long Integer(string name, long minimum, long maximum)
        {
            return Digits.Parse(_message + ": " + name, Token(name), minimum, maximum);
        }

        public override string ToString()
        {
            StringBuilder json = new StringBuilder();
            json.Append('{');
            for (int i = 0; i < _names.Count; i++)
            {
                if (i > 0)
                {
                    json.Append(',');
                }

                json.Append(Quote((string)_names[i]));
                json.Append(':');
                json.Append((string)_tokens[i]);
            }

            json.Append('}');
            return json.ToString();
        }

        /// <exception cref="FormatException">Not such an object; says at which character.</exception>
        public static FlatJson Parse(string message, string text)
        {
            FlatJson json = new FlatJson(message);
            int position = json.Expect(text, 0, '{');
            if (At(text, SkipBlanks(text, position)) == '}')
            {
                position = SkipBlanks(text, position);
            }
            else
            {
                position = json.ParseMembers(text, position);
            }

            position = SkipBlanks(text, json.Expect(text, position, '}'));
            if (position != text.Length)
            {
                throw json.Bad(position, "end of text");
            }

            return json;
        }

        private static string Quote(string value)
        {
            StringBuilder quoted = new StringBuilder();
            quoted.Append('"');
            for (int i = 0; i < value.Length; i++)
            {
                char c = value[i];
                if (c == '"' || c == '\\')
                {
                    quoted.Append('\\');
                    quoted.Append(c);
                }
                else if (c >= 0x20 && c <= 0x7E)
                {
                    quoted.Append(c);
                }
                else
                {
                    quoted.Append("\\u");
                    quoted.Append(Hex.Of((int)c).Substring(4));
                }
            }

            quoted.Append('"');
            return quoted.ToString();
        }

        private static int SkipBlanks(string text, int position)
        {
            while (At(text, position) == ' ')
            {
                position++;
            }

            return position;
        }

        private static char At(string text, int position)
        {
            return position < text.Length ? text[position] : '\0';
        }

        private int ParseMembers(string text, int position)
        {
            while (true)
            {
                position = SkipBlanks(text, position);
                int nameEnd = SkipString(text, position);
                string name = Unquote("a member's name", text.Substring(position, nameEnd - position));
                if (_names.Contains(name))
                {
                    throw new FormatException(_message + ": " + name + " comes twice");
                }

                position = SkipBlanks(text, Expect(text, nameEnd, ':'));
                int valueEnd = At(text, position) == '"' ? SkipString(text, position) : SkipInteger(text, position);
                _names.Add(name);
                _tokens.Add(text.Substring(position, valueEnd - position));

                position = SkipBlanks(text, valueEnd);
                if (At(text, position) != ',')
                {
                    return position;
                }

                position++;
            }
        }

        private int SkipString(string text, int position)
        {
            int end = Expect(text, position, '"');
            while (At(text, end) != '"')
            {
                end += At(text, end) == '\\' ? 2 : 1;
                if (end >= text.Length)
                {
                    throw Bad(text.Length, "the end of a string");
                }
            }

            return end + 1;
        }

        private int SkipInteger(string text, int position)
        {
            int end = At(text, position) == '-' ? position + 1 : position;
            int digits = end;
            while (At(text, end) >= '0' && At(text, end) <= '9')
            {
                end++;
            }

            bool leadingZero = end > digits + 1 && text[digits] == '0';
            if (end == digits || leadingZero)
            {
                throw Bad(position, "a string or a whole number");
            }

            return end;
        }

        private string Unquote(string name, string token)
        {
            StringBuilder text = new StringBuilder();
            int end = token.Length - 1;
            for (int i = 1; i < end; i++)
            {
                char c = token[i];
                if (c == '\\')
                {
                    i++;
                    if (token[i] == 'u')
                    {
                        if (i + 4 >= end)
                        {
                            throw new FormatException(_message + ": " + name + " has a short \\u escape");
                        }

                        byte[] code = Hex.Parse(_message + ": \\u escape in " + name, token.Substring(i + 1, 4), 2);
                        c = (char)(code[0] << 8 | code[1]);
                        if (c == 0)
                        {
                            // A string of the node would end there.
                            throw new FormatException(_message + ": " + name + " holds a zero character");
                        }

                        i += 4;
                    }
                    else
                    {
                        c = Unescape(name, token[i]);
                    }
                }

                text.Append(c);
            }

            return text.ToString();
        }

        private char Unescape(string name, char escape)
        {
            switch (escape)
            {
                case '"':
                case '\\':
                case '/':
                    return escape;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                default:
                    throw new FormatException(_message + ": " + name + " has an unknown escape");
            }
        }

        private string Token(string name)
        {
            int index = _names.IndexOf(name);
            if (index < 0)
            {
                throw new FormatException(_message + ": " + name + " is missing");
            }

            return (string)_tokens[index];
        }

        private int Expect(string text, int position, char expected)
        {
            position = SkipBlanks(text, position);
            if (At(text, position) != expected)
            {
                throw Bad(position, expected.ToString());
            }

            return position + 1;
        }

        private FormatException Bad(int position, string expected)
        {
            return new FormatException(_message + ": " + expected + " expected at character " + (position + 1).ToString());
        }
    }
}
