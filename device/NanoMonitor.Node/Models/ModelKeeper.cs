using System;
using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;

namespace NanoMonitor.Node.Models
{
    /// <summary>
    /// Keeps the node's models: takes manifests and chunks, stages, tries, confirms, or goes back to the other slot, and says in
    /// a report what became of the last manifest. Runs on the uplink's thread; only judges cross to the sampling thread.
    /// </summary>
    public sealed class ModelKeeper : ICarried
    {
        private const int MostTrials = 5;

        private readonly NodeIdentity _identity;
        private readonly long _featureSpecHash;
        private readonly NodeClock _clock;
        private readonly JudgeSlot _judges;
        private readonly InstallationRecord _installation;
        private readonly ModelSlot _a = new ModelSlot("a");
        private readonly ModelSlot _b = new ModelSlot("b");
        private readonly LastManifest _last = new LastManifest();
        private ModelSlot _running;
        private ModelSlot _candidate;
        private int _runningCrc;
        private byte[] _refusedPayload = new byte[0];
        private string _refusedReason;
        private long _refusedCounter;

        public ModelKeeper(NodeIdentity identity, long featureSpecHash, NodeClock clock, JudgeSlot judges, InstallationRecord installation)
        {
            _identity = identity;
            _featureSpecHash = featureSpecHash;
            _clock = clock;
            _judges = judges;
            _installation = installation;
        }

        /// <summary>What became of the last manifest, for <c>model/reported</c>; null while there was none.</summary>
        public ModelReport Report { get; private set; }

        /// <summary>Whether <see cref="Report"/> has changed since it was taken.</summary>
        public bool HasNews { get; private set; }

        /// <summary>The topic of the chunk that is wanted, or null.</summary>
        public string WantedTopic { get; private set; }

        /// <summary>Model id in use; empty = none.</summary>
        public string RunningModelId
        {
            get { return _running == null ? "" : _running.Manifest.ModelId; }
        }

        /// <summary>Generation in use; 0 = none.</summary>
        public int RunningGeneration
        {
            get { return _running == null ? 0 : _running.Manifest.Generation; }
        }

        /// <summary>CRC-32 of the table in use; 0 = none.</summary>
        public int RunningCrc
        {
            get { return _running == null ? 0 : _runningCrc; }
        }

        /// <summary>Whether a package has begun to come and is not whole.</summary>
        public bool IsReceiving
        {
            get { return _a.State == SlotState.Receiving && _a.Sequence > _b.Sequence || _b.State == SlotState.Receiving && _b.Sequence > _a.Sequence; }
        }

        /// <summary>Finds the model to begin with: the newest confirmed one, and a newer one that is still on trial.</summary>
        /// <param name="woken">Whether deep sleep has only interrupted a trial, so that it is no new one.</param>
        public void Begin(bool woken)
        {
            _a.Load(_identity);
            _b.Load(_identity);
            _last.Load();
            ModelSlot newest = _a.Sequence >= _b.Sequence ? _a : _b;
            ModelSlot older = newest == _a ? _b : _a;
            if (!Run(newest))
            {
                Run(older);
            }

            bool awaitsTrial = newest.State == SlotState.Staged || newest.State == SlotState.Testing;
            if (awaitsTrial && IsForThisSensor(newest))
            {
                StartTrial(newest, woken);
            }
            else if (newest.State != SlotState.Empty)
            {
                Say(newest);
            }
        }

        /// <summary>The report as it is to be published now.</summary>
        public ModelReport TakeReport()
        {
            HasNews = false;
            Report.RunningGeneration = RunningGeneration;
            Report.RunningCrc = RunningCrc;
            Report.BootId = _identity.Boot.BootId;
            Report.UptimeMs = _clock.UptimeMs;
            return Report;
        }

        /// <summary>Says again what it said last: the node's key has changed.</summary>
        public void SayAgain()
        {
            HasNews = Report != null;
        }

        /// <summary>Takes the payload of <c>model/desired</c>.</summary>
        public void OnManifest(byte[] payload)
        {
            // An empty retained message says that there is no desired model.
            if (payload.Length == 0)
            {
                return;
            }

            // One that was taken already is known whatever key its MAC was made with.
            ModelSlot known = IsIn(_a, payload) ? _a : IsIn(_b, payload) ? _b : null;
            if (known != null)
            {
                Resume(known);
                return;
            }

            if (!IsAuthentic(payload))
            {
                Refuse(null, "the manifest's MAC is not this node's");
                return;
            }

            ModelManifest manifest;
            try
            {
                manifest = ModelManifest.Decode(payload);
            }
            catch (FormatException e)
            {
                Refuse(null, e.Message);
                return;
            }

            string objection = Envelope.HaveSameBody(payload, _refusedPayload) ? _refusedReason : ObjectionTo(payload, manifest);
            if (objection != null)
            {
                _refusedPayload = payload;
                _refusedReason = objection;
                _refusedCounter = manifest.Counter > _refusedCounter ? manifest.Counter : _refusedCounter;
                Refuse(manifest, objection);
                return;
            }

            Stage(payload, manifest);
        }

        /// <summary>Takes a chunk; one that was not asked for is left alone.</summary>
        public void OnChunk(string topic, byte[] chunk)
        {
            if (topic != WantedTopic || chunk.Length == 0)
            {
                return;
            }

            ModelManifest manifest = _candidate.Manifest;
            int expected = PackageDigest.ChunkLength(manifest.PackageBytes, manifest.ChunkBytes, _candidate.ChunksStored);
            if (chunk.Length != expected)
            {
                string reason = "chunk " + _candidate.ChunksStored.ToString() + " has " + chunk.Length.ToString() + " bytes, " + expected.ToString() + " expected";
                Reject(_candidate, Rejection.Digest, reason);
                return;
            }

            try
            {
                _candidate.Append(chunk);
            }
            catch (IOException e)
            {
                WantedTopic = null;
                Refuse(manifest, "storage: " + e.Message);
                return;
            }

            Continue();
        }

        /// <summary>Looks whether a trial is over.</summary>
        public void Update()
        {
            Trial trial = _judges.TakeVerdict();
            if (trial == null || _candidate == null || _candidate.State != SlotState.Testing)
            {
                return;
            }

            if (trial.Passed)
            {
                _candidate.Mark(SlotState.Confirmed, Rejection.None);
                _running = _candidate;
                _runningCrc = trial.Judge.Crc;
                _candidate = null;
                Say(_running);
                return;
            }

            int rejection = trial.IsBelowBand ? Rejection.BelowBand : Rejection.AboveBand;
            string reason = Rejection.Text(rejection) + ": " + Q12(trial.MeanScore) + " bits, band " + Q12(trial.Judge.CalibrationLow) + " to " + Q12(trial.Judge.CalibrationHigh);
            Reject(_candidate, rejection, reason);
        }

        public void Save(PayloadWriter record)
        {
            record.Byte(HasNews ? 1 : 0);
        }

        public void Load(PayloadReader record)
        {
            // What the slots say is known already, unless it could not be told.
            HasNews = record.Byte("model news", 0, 1) == 1 && Report != null;
        }

        private bool IsAuthentic(byte[] payload)
        {
            NodeKeys pending = _identity.Ring.Pending;
            return ModelManifest.IsAuthentic(_identity.Keys.Down, _identity.Site, _identity.Node, payload)
                || pending != null && ModelManifest.IsAuthentic(pending.Down, _identity.Site, _identity.Node, payload);
        }

        private static bool IsIn(ModelSlot slot, byte[] payload)
        {
            return slot.ManifestPayload != null && Envelope.HaveSameBody(slot.ManifestPayload, payload);
        }

        // Two decimals, rounded down.
        private static string Q12(int score)
        {
            long hundredths = (long)score * 100 >> 12;
            string sign = hundredths < 0 ? "-" : "";
            long magnitude = hundredths < 0 ? -hundredths : hundredths;
            return sign + (magnitude / 100).ToString() + "." + ((int)(magnitude % 100)).ToString("D2");
        }

        private string ObjectionTo(byte[] payload, ModelManifest manifest)
        {
            long highest = _refusedCounter;
            highest = CounterOf(_a) > highest ? CounterOf(_a) : highest;
            highest = CounterOf(_b) > highest ? CounterOf(_b) : highest;
            highest = _last.Counter > highest && !_last.Is(payload, manifest.Counter) ? _last.Counter : highest;
            long now = _clock.UnixSeconds;
            if (manifest.Counter <= highest)
            {
                return "counter " + manifest.Counter.ToString() + " is not above " + highest.ToString() + ", which was seen before";
            }

            if (manifest.ExpiresAtUnixSeconds != 0 && now != 0 && now > manifest.ExpiresAtUnixSeconds)
            {
                return "the manifest has expired";
            }

            if (manifest.FeatureSpecHash != _featureSpecHash)
            {
                return "made for feature spec " + Hex.Of(manifest.FeatureSpecHash) + ", this node has " + Hex.Of(_featureSpecHash);
            }

            if (manifest.Generation <= RunningGeneration)
            {
                return "generation " + manifest.Generation.ToString() + " is not above " + RunningGeneration.ToString() + ", which is in use";
            }

            return null;
        }

        private static long CounterOf(ModelSlot slot)
        {
            return slot.Manifest == null ? 0 : slot.Manifest.Counter;
        }

        private void Stage(byte[] payload, ModelManifest manifest)
        {
            bool wasTesting = _candidate != null && _candidate.State == SlotState.Testing;
            ModelSlot slot = _running == _a ? _b : _a;
            int sequence = (_a.Sequence > _b.Sequence ? _a.Sequence : _b.Sequence) + 1;
            _candidate = null;
            WantedTopic = null;
            if (wasTesting)
            {
                UseRunning();
            }

            try
            {
                _last.Keep(payload, manifest.Counter);
                slot.Begin(sequence, payload, manifest, _identity);
            }
            catch (IOException e)
            {
                Refuse(manifest, "storage: " + e.Message);
                return;
            }

            _candidate = slot;
            Continue();
        }

        private void Resume(ModelSlot slot)
        {
            if (slot.State == SlotState.Receiving)
            {
                _candidate = slot;
                Continue();
                return;
            }

            // The report that has been made of it knows more than the slot.
            if (Report != null && Report.Slot == slot.Letter && Report.Counter == slot.Manifest.Counter)
            {
                HasNews = true;
                return;
            }

            Say(slot);
        }

        // One chunk further, or on with what comes after the last.
        private void Continue()
        {
            ModelSlot slot = _candidate;
            if (slot.ChunksStored < slot.Manifest.ChunkCount)
            {
                WantedTopic = Topics.OfChunk(slot.Manifest.Digest, slot.ChunksStored);
                Say(slot);
                return;
            }

            WantedTopic = null;
            if (!slot.HasManifestDigest())
            {
                Reject(slot, Rejection.Digest, Rejection.Text(Rejection.Digest));
                return;
            }

            slot.Mark(SlotState.Staged, Rejection.None);
            StartTrial(slot, false);
        }

        private void StartTrial(ModelSlot slot, bool woken)
        {
            bool goesOn = woken && slot.State == SlotState.Testing;
            _candidate = slot;
            if (!goesOn && slot.Trials >= MostTrials)
            {
                Reject(slot, Rejection.Unfinished, Rejection.Text(Rejection.Unfinished));
                return;
            }

            Judge judge;
            try
            {
                judge = Load(slot);
            }
            catch (Exception e)
            {
                // Whatever a new table does, too large for the heap included, must not end in a restart that meets it again.
                Reject(slot, Rejection.Table, e.Message);
                return;
            }

            if (!goesOn)
            {
                slot.Mark(SlotState.Testing, Rejection.None);
            }

            _judges.Try(new Trial(judge));
            Say(slot);
        }

        // Whether the slot holds a confirmed model that can be used; uses it.
        private bool Run(ModelSlot slot)
        {
            if (slot.State != SlotState.Confirmed || !IsForThisSensor(slot))
            {
                return false;
            }

            try
            {
                if (!slot.HasManifestDigest())
                {
                    throw new FormatException(Rejection.Text(Rejection.Digest));
                }

                Judge judge = Load(slot);
                _running = slot;
                _runningCrc = judge.Crc;
                _installation.Restore(judge);
                _judges.Use(judge);
                return true;
            }
            catch (FormatException e)
            {
                Reject(slot, Rejection.Table, e.Message);
                return false;
            }
        }

        // A sensor that is missing at this boot may be back at the next: its table stays what it was.
        private bool IsForThisSensor(ModelSlot slot)
        {
            return slot.Manifest.FeatureSpecHash == _featureSpecHash;
        }

        private void UseRunning()
        {
            if (_running == null || !Run(_running))
            {
                _running = null;
                _judges.Use(new Judge());
            }
        }

        private Judge Load(ModelSlot slot)
        {
            byte[] package = slot.PackageOrNull();
            if (package == null)
            {
                throw new FormatException("the slot cannot be read");
            }

            return new Judge(package, slot.Manifest, _featureSpecHash);
        }

        private void Reject(ModelSlot slot, int rejection, string reason)
        {
            WantedTopic = null;
            _candidate = null;
            slot.Mark(SlotState.Rejected, rejection);
            Say(slot);
            Report.Reason = reason;
        }

        private void Refuse(ModelManifest manifest, string reason)
        {
            ModelReport report = ReportOn(manifest);
            report.Status = ModelReport.Refused;
            report.Reason = reason;
            Tell(report);
        }

        private void Say(ModelSlot slot)
        {
            ModelReport report = ReportOn(slot.Manifest);
            report.Slot = slot.Letter;
            report.Chunk = slot.ChunksStored;
            report.Status = StatusOf(slot);
            report.Reason = Rejection.Text(slot.Rejection);
            Tell(report);
        }

        private void Tell(ModelReport report)
        {
            Report = report;
            HasNews = true;
        }

        private static string StatusOf(ModelSlot slot)
        {
            switch (slot.State)
            {
                case SlotState.Receiving: return ModelReport.Receiving;
                case SlotState.Staged: return ModelReport.Staged;
                case SlotState.Testing: return ModelReport.Testing;
                case SlotState.Confirmed: return ModelReport.Confirmed;
                default: return Rejection.IsAfterTrial(slot.Rejection) ? ModelReport.Reverted : ModelReport.Refused;
            }
        }

        private static ModelReport ReportOn(ModelManifest manifest)
        {
            ModelReport report = new ModelReport();
            if (manifest != null)
            {
                report.Counter = manifest.Counter;
                report.ModelId = manifest.ModelId;
                report.Generation = manifest.Generation;
                report.Digest = manifest.Digest;
                report.Chunks = manifest.ChunkCount;
            }

            return report;
        }
    }
}
