package io.restorekit.cli.badinput;

import static io.restorekit.api.Failure.Kind.BLOCK_DAMAGED;
import static io.restorekit.api.Failure.Kind.BLOCK_DIFFERS;
import static io.restorekit.api.Failure.Kind.BLOCK_MISSING;
import static io.restorekit.cli.badinput.Leaves.NOTHING_NEW;
import static io.restorekit.cli.badinput.Leaves.PART_WRITTEN;
import static io.restorekit.cli.badinput.Row.row;

import io.restorekit.testkit.longhorn.Compression;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Blocks that cannot be restored from. The others are written; once the block is whole, the same ask finishes. */
final class BlockRows {
    /** A block that differs from the backup before. */
    private static final int BLOCK = 5;

    private static final String DIGEST_AND_PLACE =
            Scene.CHAIN.blockKey(BLOCK).replaceFirst(".*/([0-9a-f]{64})\\.blk", "$1") + "|at offset "
                    + BLOCK * Chain.BLOCK;

    private BlockRows() {}

    static List<Row> all() {
        byte[] whole = Compression.LZ4.compress(Scene.CHAIN.block(BLOCK));
        return List.of(
                row(
                        "block missing, verified",
                        BLOCK_MISSING,
                        4,
                        String.valueOf(BLOCK * Chain.BLOCK),
                        NOTHING_NEW,
                        scene -> {
                            scene.server().delete(Scene.CHAIN.blockKey(BLOCK));
                            return scene.ask().verification();
                        }),
                row(
                        "block of the volume changed, verified",
                        BLOCK_DIFFERS,
                        4,
                        String.valueOf(BLOCK * Chain.BLOCK),
                        NOTHING_NEW,
                        scene -> {
                            scene.held();
                            try (FileChannel volume = FileChannel.open(scene.volume(), StandardOpenOption.WRITE)) {
                                volume.write(ByteBuffer.wrap(new byte[] {1}), BLOCK * (long) Chain.BLOCK);
                            }
                            return scene.ask().verification();
                        }),
                row(
                        "block missing",
                        BLOCK_MISSING,
                        4,
                        DIGEST_AND_PLACE,
                        PART_WRITTEN,
                        scene ->
                                scene.held().delete(Scene.CHAIN.blockKey(BLOCK)).ask()),
                row(
                        "block missing, fresh volume",
                        BLOCK_MISSING,
                        4,
                        DIGEST_AND_PLACE,
                        PART_WRITTEN,
                        scene -> scene.delete(Scene.CHAIN.blockKey(BLOCK)).ask()),
                row(
                        "block missing, to be skipped",
                        BLOCK_MISSING,
                        4,
                        "" + BLOCK * Chain.BLOCK,
                        PART_WRITTEN,
                        scene -> scene.held()
                                .delete(Scene.CHAIN.blockKey(BLOCK))
                                .ask()
                                .with("--bad-blocks", "skip")),
                row(
                        "block missing, to fail",
                        BLOCK_MISSING,
                        4,
                        DIGEST_AND_PLACE,
                        PART_WRITTEN,
                        scene -> scene.held()
                                .delete(Scene.CHAIN.blockKey(BLOCK))
                                .ask()
                                .with("--bad-blocks", "fail")),
                damaged("of another checksum", Compression.LZ4.compress(Scene.CHAIN.block(BLOCK - 1))),
                damaged("too short", Compression.LZ4.compress(new byte[Chain.BLOCK - 1])),
                damaged("too long", Compression.LZ4.compress(new byte[Chain.BLOCK + 1])),
                damaged("an lz4 bomb of 64 MiB", Compression.LZ4.compress(new byte[64 << 20])),
                damaged("a gzip bomb of 64 MiB", Compression.GZIP.compress(new byte[64 << 20])),
                damaged("cut off", Arrays.copyOf(whole, whole.length / 2)),
                damaged("followed by more", Arrays.copyOf(whole, whole.length + 1)),
                damaged("empty", new byte[0]),
                damaged("an HTML page with 200", Damage.HTML.getBytes(StandardCharsets.UTF_8)));
    }

    private static Row damaged(String what, byte[] content) {
        return row(
                "block " + what,
                BLOCK_DAMAGED,
                4,
                DIGEST_AND_PLACE,
                PART_WRITTEN,
                scene -> scene.held().put(Scene.CHAIN.blockKey(BLOCK), content).ask());
    }
}
