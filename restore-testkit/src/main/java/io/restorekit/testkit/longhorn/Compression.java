package io.restorekit.testkit.longhorn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/** How blocks are compressed. */
public enum Compression {
    /** Raw bytes. */
    NONE {
        @Override
        OutputStream over(OutputStream out) {
            return out;
        }
    },
    /** One gzip stream. */
    GZIP {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new GZIPOutputStream(out);
        }
    },
    /** One LZ4 frame with the header that Longhorn writes: 04 22 4d 18 64 70 b9. */
    LZ4 {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new LZ4FrameOutputStream(
                    out,
                    BLOCKSIZE.SIZE_4MB,
                    -1L,
                    LZ4Factory.safeInstance().fastCompressor(),
                    XXHashFactory.safeInstance().hash32(),
                    FLG.Bits.BLOCK_INDEPENDENCE,
                    FLG.Bits.CONTENT_CHECKSUM);
        }
    };

    /** Opens the compressor. */
    abstract OutputStream over(OutputStream out) throws IOException;

    /** The name in the configs. */
    public String method() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A block's file. */
    public byte[] compress(byte[] block) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(block.length / 2 + 64);
        try (OutputStream out = over(bytes)) {
            out.write(block);
        } catch (IOException e) {
            throw new IllegalStateException("compressing into memory", e);
        }
        return bytes.toByteArray();
    }
}
