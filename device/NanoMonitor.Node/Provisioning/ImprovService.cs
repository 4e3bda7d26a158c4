using System;
using System.IO;
using System.Threading;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Node.Storage;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>
    /// Answers the commands of Improv and ours. What is set goes into a draft in memory; only a commit touches the files, and it
    /// takes the whole draft or nothing. Secrets go in and never out.
    /// </summary>
    public sealed class ImprovService
    {
        // Why a node restarts that has a new configuration.
        private const string Provisioned = "provisioned";

        // For the answer to leave the port before the restart.
        private const int FarewellMs = 200;

        private const int LongestReason = 120;

        private readonly ImprovPort _port;
        private readonly NodeSituation _node;
        private readonly CertificateDraft _certificate = new CertificateDraft();
        private NodeConfiguration _draft;
        private int _state;

        public ImprovService(ImprovPort port, NodeSituation node)
        {
            _port = port;
            _node = node;
            _state = node.Configuration == null ? ImprovState.Ready : ImprovState.Provisioned;
            if (node.Boot.Reason == Provisioned)
            {
                // Whoever has just provisioned it asks next how it is mounted.
                node.StayAwake();
            }
        }

        public void SendState()
        {
            _port.Write(ImprovFrame.Encode(ImprovFrame.CurrentState, new byte[] { (byte)_state }));
        }

        /// <param name="error">One of <see cref="ImprovError"/>.</param>
        public void SendError(int error)
        {
            _port.Write(ImprovFrame.Encode(ImprovFrame.ErrorState, new byte[] { (byte)error }));
        }

        /// <summary>Does what a command frame's data says, and answers.</summary>
        public void Answer(byte[] data)
        {
            if (!ImprovCommand.IsWellFormed(data))
            {
                SendError(ImprovError.InvalidCommand);
                return;
            }

            _node.StayAwake();
            try
            {
                Obey(data[0], data);
            }
            catch (FormatException e)
            {
                Refuse(data, e.Message);
            }
            catch (IOException e)
            {
                Refuse(data, "storage: " + e.Message);
            }
        }

        private void Obey(int command, byte[] data)
        {
            switch (command)
            {
                case ImprovCommand.WifiSettings:
                    TryWifi(ImprovCommand.Strings(data));
                    break;
                case ImprovCommand.RequestState:
                    SendError(ImprovError.None);
                    SendState();
                    if (_state == ImprovState.Provisioned)
                    {
                        Send(ImprovCommand.WifiSettings, new string[0]);
                    }

                    break;
                case ImprovCommand.DeviceInformation:
                    SendError(ImprovError.None);
                    Send(command, new string[] { "NanoMonitor", FirmwareVersion.Text, SystemInfo.TargetName, _node.Name });
                    break;
                case ImprovCommand.ScanNetworks:
                    Scan();
                    break;
                case ImprovCommand.Describe:
                    SendError(ImprovError.None);
                    Send(command, _node.Describe(_port.Name, _draft != null));
                    break;
                case ImprovCommand.Begin:
                    Begin(data);
                    break;
                case ImprovCommand.SetFields:
                    SetFields(data);
                    break;
                case ImprovCommand.Certificate:
                    RequireDraft();
                    _certificate.Add(data);
                    Done(data);
                    break;
                case ImprovCommand.Commit:
                    Commit(data);
                    break;
                case ImprovCommand.Abort:
                    _draft = null;
                    _certificate.Clear();
                    Done(data);
                    break;
                case ImprovCommand.CheckMounting:
                    CheckMounting();
                    break;
                case ImprovCommand.Identify:
                    _node.Identify();
                    Done(data);
                    break;
                default:
                    SendError(ImprovError.UnknownCommand);
                    break;
            }
        }

        private void TryWifi(string[] strings)
        {
            if (strings.Length != 2)
            {
                SendError(ImprovError.InvalidCommand);
                return;
            }

            int before = _state;
            SendError(ImprovError.None);
            _state = ImprovState.Provisioning;
            SendState();

            // Without a draft it is a client that knows nothing of ours: the board keeps the network by itself.
            bool joined = Join(strings[0], strings[1], _draft == null);
            _state = joined ? ImprovState.Provisioned : before;
            if (!joined)
            {
                SendError(ImprovError.UnableToConnect);
                SendState();
                return;
            }

            if (_draft != null)
            {
                ConfigurationFields.Set(_draft, "wifiSsid", "wifiSsid", strings[0]);
                ConfigurationFields.Set(_draft, "wifiPassword", "wifiPassword", strings[1]);
            }

            SendState();
            Send(ImprovCommand.WifiSettings, new string[0]);
        }

        private bool Join(string ssid, string password, bool remember)
        {
            lock (_node.RadioLock)
            {
                return WifiRadio.Join(ssid, password, remember);
            }
        }

        private void Scan()
        {
            SendError(ImprovError.None);
            string[] found = WifiRadio.Scan();
            for (int i = 0; i < found.Length; i += WifiRadio.StringsOfNetwork)
            {
                Send(ImprovCommand.ScanNetworks, new string[] { found[i], found[i + 1], found[i + 2] });
            }

            Send(ImprovCommand.ScanNetworks, new string[0]);
        }

        private void Begin(byte[] data)
        {
            string[] strings = ImprovCommand.Strings(data);
            bool keep = strings.Length == 1 && strings[0] == ImprovCommand.Keep;
            if (keep && _node.Configuration == null)
            {
                throw new FormatException("there is no configuration to keep");
            }

            _certificate.Clear();
            _draft = keep ? NodeConfiguration.Decode(_node.Configuration.Encode()) : new NodeConfiguration();
            Done(data);
        }

        private void SetFields(byte[] data)
        {
            RequireDraft();
            string[] strings = ImprovCommand.Strings(data);
            for (int i = 0; i < strings.Length; i++)
            {
                int equals = strings[i].IndexOf('=');
                if (equals < 1)
                {
                    throw new FormatException("field " + (i + 1).ToString() + " is no name=value");
                }

                string name = strings[i].Substring(0, equals);
                ConfigurationFields.Set(_draft, name, name, strings[i].Substring(equals + 1));
            }

            Done(data);
        }

        private void Commit(byte[] data)
        {
            RequireDraft();
            _draft.Encode();
            _certificate.RequireWhole(_draft.BrokerTls == 1);
            _certificate.Propose(_node.Store.NextSequence());
            try
            {
                _node.Store.Write(_draft);
            }
            catch (IOException)
            {
                AuthorityFile.Withdraw();
                throw;
            }

            Done(data);
            Thread.Sleep(FarewellMs);
            _node.Boot.Plan(Provisioned);
            Power.RebootDevice(RebootOption.NormalReboot);
        }

        private void CheckMounting()
        {
            if (_node.Check == null)
            {
                throw new FormatException("the node does not sample yet: it has no configuration");
            }

            SendError(ImprovError.None);
            Send(ImprovCommand.CheckMounting, _node.Check.Run().ToStrings());
        }

        private void RequireDraft()
        {
            if (_draft == null)
            {
                throw new FormatException(ImprovCommand.NothingBegun);
            }
        }

        private void Done(byte[] data)
        {
            SendError(ImprovError.None);
            Send(data[0], new string[] { ImprovCommand.Done, Echo(data) });
        }

        private void Refuse(byte[] data, string reason)
        {
            SendError(ImprovError.None);
            Send(data[0], new string[] { ImprovCommand.Refused, Echo(data), Plain(reason) });
        }

        // A reason quotes what came in: a character may take several bytes of the frame, or be none that a result may hold.
        private static string Plain(string reason)
        {
            char[] plain = new char[reason.Length > LongestReason ? LongestReason : reason.Length];
            for (int i = 0; i < plain.Length; i++)
            {
                plain[i] = reason[i] >= ' ' && reason[i] <= '~' ? reason[i] : '?';
            }

            return new string(plain);
        }

        // Tells which of several commands of a kind is answered: answers can come late.
        private static string Echo(byte[] data)
        {
            return Hex.Of(Crc32.Of(data, 0, data.Length));
        }

        private void Send(int command, string[] strings)
        {
            _port.Write(ImprovFrame.Encode(ImprovFrame.Result, ImprovCommand.Encode(command, strings)));
        }
    }
}
