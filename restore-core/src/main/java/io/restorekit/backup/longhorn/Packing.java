package io.restorekit.backup.longhorn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * How the bytes of a block are packed. They say it themselves: a block can be packed otherwise than its backup's config
 * says, when its content had been stored before the volume's method was changed.
 */
enum Packing {
    RAW {
        @Override
        void unpack(byte[] packed, int packedLength, byte[] into, int length) {
            System.arraycopy(packed, 0, into, 0, length);
        }
    },
    GZIP {
        @Override
        void unpack(byte[] packed, int packedLength, byte[] into, int length) throws DamagedBlock {
            try (GZIPInputStream gzip =
                    new GZIPInputStream(new ByteArrayInputStream(packed, 0, packedLength), GZIP_BUFFER)) {
                if (gzip.readNBytes(into, 0, length) < length || gzip.read() >= 0) {
                    throw new DamagedBlock("it does not unpack to " + length + " bytes");
                }
            } catch (IOException e) {
                throw new DamagedBlock("it is no whole gzip stream", e);
            }
        }
    },
    LZ4 {
        @Override
        void unpack(byte[] packed, int packedLength, byte[] into, int length) throws DamagedBlock {
            new Lz4Frames(packed, packedLength, into, length).unpack();
        }
    };

    private static final int GZIP_BUFFER = 64 << 10;

    /**
     * Unpacks to exactly {@code length} bytes and never writes more, whatever the packed bytes say.
     *
     * @throws DamagedBlock if they do not unpack to that length
     */
    abstract void unpack(byte[] packed, int packedLength, byte[] into, int length) throws DamagedBlock;

    /** Tells the packing by the first bytes, or by the length where it is that of a raw block. */
    static Packing of(byte[] packed, int packedLength, int length) throws DamagedBlock {
        if (packedLength >= 2 && packed[0] == 0x1f && packed[1] == (byte) 0x8b) {
            return GZIP;
        }
        if (packedLength >= 4 && Lz4Frames.isMagic(Lz4Frames.littleEndian(packed, 0))) {
            return LZ4;
        }
        if (packedLength == length) {
            return RAW;
        }
        throw new DamagedBlock(packedLength + " bytes that are neither packed nor a raw block of " + length);
    }
}
