// expects CS0518 at line 6
using System;

namespace NanoMonitor.Corpus
{
    public sealed record Sample(int Value);
}
