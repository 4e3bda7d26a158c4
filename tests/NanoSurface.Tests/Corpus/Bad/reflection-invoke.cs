// expects forbidden-api at line 8
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        public static object Run(object target)
        {
            return target.GetType().GetMethod("Run").Invoke(target, null);
        }
    }
}
