using System;
using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>The CA certificate as it comes in, piece by piece, one after the other; a piece may come twice.</summary>
    public sealed class CertificateDraft
    {
        private const int PieceAt = 6;

        private byte[] _bytes;
        private int _filled;

        public void Clear()
        {
            _bytes = null;
            _filled = 0;
        }

        /// <param name="data">Of a command frame; <see cref="ImprovCommand.Certificate"/> says what is in it.</param>
        /// <exception cref="FormatException">It does not fit what came before.</exception>
        public void Add(byte[] data)
        {
            int count = data.Length - PieceAt;
            int offset = count < 1 ? -1 : Bytes.ReadUInt16(data, 2);
            int length = count < 1 ? 0 : Bytes.ReadUInt16(data, 4);
            if (offset < 0 || length > ImprovCommand.MaximumCertificateLength || offset + count > length)
            {
                throw new FormatException("certificate: a piece outside of 1 to " + ImprovCommand.MaximumCertificateLength.ToString() + " bytes");
            }

            if (offset == 0)
            {
                _bytes = new byte[length];
                _filled = 0;
            }

            if (_bytes == null || _bytes.Length != length || offset > _filled)
            {
                throw new FormatException("certificate: byte " + _filled.ToString() + " is next");
            }

            Array.Copy(data, PieceAt, _bytes, offset, count);
            _filled = offset + count;
        }

        /// <exception cref="FormatException">Pieces are missing, or there is none and the broker needs one.</exception>
        public void RequireWhole(bool isNeeded)
        {
            if (_bytes != null && _filled < _bytes.Length)
            {
                throw new FormatException("certificate: " + _filled.ToString() + " of " + _bytes.Length.ToString() + " bytes have come");
            }

            if (_bytes == null && isNeeded && !AuthorityFile.Exists)
            {
                throw new FormatException("brokerTls is 1, and there is no CA certificate");
            }
        }

        /// <summary>Proposes the certificate, if one has come, for a configuration that is about to be written.</summary>
        /// <exception cref="IOException">No room.</exception>
        public void Propose(int sequence)
        {
            AuthorityFile.Withdraw();
            if (_bytes != null)
            {
                AuthorityFile.Propose(_bytes, sequence);
            }
        }
    }
}
