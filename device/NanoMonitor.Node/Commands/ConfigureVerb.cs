using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Commands
{
    /// <summary><c>configure</c>: keeps the values given for some fields, and restarts to use them where they are other than before.</summary>
    public sealed class ConfigureVerb : IVerb
    {
        private readonly ConfigurationStore _store;
        private readonly AfterAnswer _after;

        public ConfigureVerb(ConfigurationStore store, AfterAnswer after)
        {
            _store = store;
            _after = after;
        }

        public string Name
        {
            get { return Command.ConfigureVerb; }
        }

        public void Execute(Command command)
        {
            NodeConfiguration configuration = _store.ReadOrNull();
            if (configuration == null)
            {
                throw new FormatException(_store.Finding);
            }

            byte[] before = configuration.Encode();
            ConfigurationFields.Change(configuration, command.Arguments);
            if (Bytes.AreEqual(before, configuration.Encode()))
            {
                return;
            }

            _store.Write(configuration);
            _after.RestartReason = "configuration";
        }
    }
}
