using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.UnitTests.Golden
{
    /// <summary>One message or file of each kind, with every field filled.</summary>
    internal static class GoldenMessage
    {
        /// <summary>Messages without a MAC.</summary>
        public const int PlainCount = 8;

        /// <summary>Messages with a MAC, keys and digests: they need HMAC-SHA256.</summary>
        public const int SealedCount = 10;

        private const string Site = "plant-1";
        private const string Node = "fan-07";

        /// <summary>Bytes of a message without a MAC.</summary>
        /// <param name="index">0 … <see cref="PlainCount"/> − 1.</param>
        public static byte[] EncodePlain(int index)
        {
            switch (index)
            {
                case 0: return CreateTelemetry().Encode();
                case 1: return CreateBatch().Encode();
                case 2: return CreateConfiguration().Encode();
                case 3: return NodeState.Encode(HealthState.Alarm);
                case 4: return CreateSpec().Encode();
                case 5: return Bytes.FromAscii(Topics.OfCommand(Site, Node, Command.FeaturesVerb) + " " + Topics.OfChunk(Counting(32), 3));
                case 6: return ImprovFrame.Encode(ImprovFrame.Command, Counting(40));
                default: return Bytes.FromAscii(CreateJson());
            }
        }

        /// <summary>The bytes again, after they were decoded.</summary>
        /// <param name="index">0 … <see cref="PlainCount"/> − 1.</param>
        /// <param name="bytes">What <see cref="EncodePlain"/> gives.</param>
        public static byte[] Again(int index, byte[] bytes)
        {
            switch (index)
            {
                case 0: return Telemetry.Decode(bytes).Encode();
                case 1: return FeatureBatch.Decode(bytes).Encode();
                case 2: return NodeConfiguration.Decode(bytes).Encode();
                case 3: return NodeState.Encode(NodeState.Parse(bytes));
                case 4: return FeatureSpec.Decode(bytes, 0).Encode();
                case 5: return bytes;
                case 6: return Reframed(bytes);
                default: return Bytes.FromAscii(FlatJson.Parse("golden", Bytes.ToAscii(bytes, 0, bytes.Length)).ToString());
            }
        }

        /// <summary>Bytes of a message with a MAC, or of a key or digest.</summary>
        /// <param name="index">0 … <see cref="SealedCount"/> − 1.</param>
        public static byte[] EncodeSealed(int index)
        {
            NodeKeys keys = new NodeKeys(Counting(NodeKeys.KeyLength));
            switch (index)
            {
                case 0: return CreateManifest().Encode(keys.Down, Site, Node);
                case 1: return CreateCommand().Encode(keys.Down, Site, Node);
                case 2: return CreateEvent().Encode(keys.Up, Site, Node);
                case 3: return CreateAck().Encode(keys.Up, Site, Node);
                case 4: return CreateReport().Encode(keys.Up, Site, Node);
                case 5: return CreateBirth().Encode(keys.Up, Site, Node);
                case 6: return CreateChunk().Encode(keys.Up, Site, Node);
                case 7: return CreateKeyTransfer().Encode(keys.Down, Site, Node);
                case 8: return Bytes.Join(keys.Down, Bytes.Join(keys.Up, keys.Wrap));
                default: return PackageDigest.Of(Counting(2500), PackageDigest.MinimumChunkBytes);
            }
        }

        private static byte[] Reframed(byte[] bytes)
        {
            ImprovParser parser = new ImprovParser();
            for (int i = 0; i < bytes.Length; i++)
            {
                if (parser.Add(bytes[i]))
                {
                    return ImprovFrame.Encode(parser.Type, parser.Data());
                }
            }

            return new byte[0];
        }

        private static byte[] Counting(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)i;
            }

            return bytes;
        }

        private static FeatureSpec CreateSpec()
        {
            return new FeatureSpec(SensorFamily.Adxl355, 2, 256000, 20, 1000000, 3, 512, 256, 16, FeatureSpec.Crest | FeatureSpec.Kurtosis);
        }

        private static Telemetry CreateTelemetry()
        {
            Telemetry telemetry = new Telemetry();
            telemetry.BootId = 7;
            telemetry.Sequence = 99;
            telemetry.UptimeMs = 5000000000;
            telemetry.UnixSeconds = 1790000000;
            telemetry.FeatureSpecHash = long.MinValue + 1;
            telemetry.ModelCrc = -123;
            telemetry.Generation = 3;
            telemetry.State = HealthState.Healthy;
            telemetry.MeanScore = -17;
            telemetry.TemperatureCentiC = -4321;
            telemetry.RmsMilliG = new int[] { 0, 12, 65535 };
            telemetry.MeasuredRateMilliHz = 1001230;
            telemetry.WindowsJudged = int.MaxValue;
            telemetry.WindowsVoided = 2;
            telemetry.Overruns = 3;
            telemetry.BusErrors = 4;
            telemetry.Connections = 5;
            telemetry.MessagesDropped = 6;
            telemetry.EventsDropped = 7;
            telemetry.EventsPending = 40000;
            telemetry.Installation.LearnedPercent = 100;
            telemetry.Installation.Offset = -300;
            telemetry.Installation.ScoreChange = 32767;
            telemetry.Installation.Bands[0] = 47;
            telemetry.Installation.BandChanges[0] = -1792;
            return telemetry;
        }

        private static FeatureBatch CreateBatch()
        {
            FeatureBatch batch = new FeatureBatch(2, 9);
            batch.BootId = 7;
            batch.Sequence = 11;
            batch.FeatureSpecHash = -42;
            batch.ModelCrc = -1;
            batch.Generation = 3;
            for (int row = 0; row < 3; row++)
            {
                short[] features = GoldenModelInput.Create(row, row + 1, 9);
                batch.Add(100 + row, 25600000000L + row, HealthState.Warning, (row * 10) - 5, -2500 - row, new int[] { row, 65535 }, features);
            }

            return batch;
        }

        private static NodeConfiguration CreateConfiguration()
        {
            NodeConfiguration configuration = new NodeConfiguration();
            configuration.Site = Site;
            configuration.Node = Node;
            configuration.MachineClass = "fan";
            configuration.NodeKey = Counting(NodeKeys.KeyLength);
            configuration.BrokerHost = "broker.example";
            configuration.BrokerPort = 2883;
            configuration.WifiSsid = "Halle = 3 \u2602";
            configuration.WifiPassword = "pass=word";
            return configuration;
        }

        private static string CreateJson()
        {
            FlatJson json = new FlatJson("golden");
            json.Add("text", "\"quoted\" \\ \u00e9\n");
            json.Add("least", long.MinValue + 1);
            json.Add("zero", 0);
            return json.ToString();
        }

        private static ModelManifest CreateManifest()
        {
            ModelManifest manifest = new ModelManifest();
            manifest.Counter = 1790000000123;
            manifest.ExpiresAtUnixSeconds = 1800000000;
            manifest.Generation = 3;
            manifest.FeatureSpecHash = -8613303245920329199;
            manifest.Digest = Counting(PackageDigest.Length);
            manifest.PackageBytes = 4001;
            manifest.ChunkBytes = 1024;
            manifest.WarningScore = 8192;
            manifest.AlarmScore = 16384;
            manifest.ModelId = "fan-2026";
            return manifest;
        }

        private static KeyTransfer CreateKeyTransfer()
        {
            KeyTransfer transfer = new KeyTransfer();
            transfer.Counter = 1790000000123;
            transfer.Epoch = 2;
            transfer.Vector = Counting(KeyTransfer.BlockLength);
            transfer.Ciphertext = Counting(NodeKeys.KeyLength + KeyTransfer.PasswordLength);
            return transfer;
        }

        private static Command CreateCommand()
        {
            Command command = new Command();
            command.Counter = 5;
            command.BootNonce = -2;
            command.Verb = Command.FeaturesVerb;
            command.Arguments = "minutes=10";
            return command;
        }

        private static HealthEvent CreateEvent()
        {
            HealthEvent change = new HealthEvent();
            change.BootId = 7;
            change.Sequence = 2;
            change.UptimeMs = 123456789012;
            change.UnixSeconds = 1790000000;
            change.StateBefore = HealthState.Healthy;
            change.State = HealthState.Warning;
            change.Window = 901;
            change.MeanScore = -4096;
            change.ModelCrc = -5;
            change.Generation = 3;
            change.TemperatureCentiC = -1234;
            change.RmsMilliG = new int[] { 1, 40000, 65535 };
            change.BlamedFeatures = new int[] { 53, 0, 17 };
            change.BlamedExcess = new int[] { 90000, 400, 300 };
            return change;
        }

        private static CaptureChunk CreateChunk()
        {
            CaptureChunk chunk = new CaptureChunk();
            chunk.BootId = 7;
            chunk.CaptureId = 1790000000;
            chunk.Number = 15;
            chunk.Count = 16;
            chunk.Spec = CreateSpec();
            chunk.MeasuredRateMilliHz = 1001230;
            chunk.Window = 902;
            chunk.FirstFrame = 25600000000;
            chunk.End = CaptureEnd.Complete;
            chunk.Counts = new byte[CaptureChunk.LengthOf(chunk.Spec)];
            int[][] samples = new int[3][];
            for (int axis = 0; axis < 3; axis++)
            {
                samples[axis] = new int[CaptureChunk.Frames];
                for (int n = 0; n < CaptureChunk.Frames; n++)
                {
                    samples[axis][n] = ((n - 64) * 8000) + axis;
                }
            }

            CaptureChunk.Pack(chunk.Spec, samples, 0, chunk.Counts);
            return chunk;
        }

        private static Ack CreateAck()
        {
            Ack ack = new Ack();
            ack.Counter = 5;
            ack.Verb = Command.FeaturesVerb;
            ack.Result = Ack.Refused;
            ack.Reason = "minutes: \"x\" \\ \u00e9";
            return ack;
        }

        private static ModelReport CreateReport()
        {
            ModelReport report = new ModelReport();
            report.Status = ModelReport.Reverted;
            report.Reason = "mean score 3.2 is above the calibration band";
            report.Counter = 12;
            report.ModelId = "fan-2026";
            report.Generation = 3;
            report.Digest = Counting(PackageDigest.Length);
            report.Chunk = 4;
            report.Chunks = 4;
            report.Slot = "b";
            report.RunningGeneration = 2;
            report.RunningCrc = -559038737;
            report.BootId = 7;
            report.UptimeMs = 1;
            return report;
        }

        private static Birth CreateBirth()
        {
            Birth birth = new Birth();
            birth.Firmware = "0.1.0";
            birth.MachineClass = "fan";
            birth.Sensor = "adxl355";
            birth.SensorStatus = "ok";
            birth.Spec = CreateSpec();
            birth.Capabilities = "features model";
            birth.BootId = 7;
            birth.BootReason = "power-on";
            birth.BootNonce = -2;
            birth.KeyEpoch = 2;
            birth.UptimeMs = 250;
            return birth;
        }
    }
}
