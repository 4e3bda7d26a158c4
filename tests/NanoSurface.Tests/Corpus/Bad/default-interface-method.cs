// expects interface-body at line 8
using System;

namespace NanoMonitor.Corpus
{
    public interface ISample
    {
        int Twice(int x)
        {
            return 2 * x;
        }
    }
}
