package io.restorekit.cli.process;

import io.restorekit.testkit.longhorn.Image;
import io.restorekit.testkit.longhorn.LonghornStoreWriter;
import io.restorekit.testkit.longhorn.VolumeSettings;
import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.s3.Fault;
import io.restorekit.testkit.s3.LoggedRequest;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One backup on an S3 server that takes its time for each block, and processes that restore it. */
final class SlowStore implements AutoCloseable {
    static final int BLOCK = 64 * 1024;
    static final int WINDOW = 3;

    private final S3Server server = S3Server.open();
    private final int blocks;
    private final String backup;

    SlowStore(int blocks, Duration slowness) throws IOException {
        this.blocks = blocks;
        VolumeSettings settings = new VolumeSettings("slow").withBlockSize(BLOCK);
        backup = new LonghornStoreWriter(settings, server::put)
                .backup(new Image((long) blocks * BLOCK, (offset, length) -> block(offset)))
                .name();
        server.faults().on(S3Request.getEndingWith(".blk"), new Fault.Delay(slowness));
    }

    ChildProcess restore(Path volume, String... more) {
        S3Settings settings = server.settings();
        List<String> words = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.restorekit.cli.Main",
                "restore",
                "s3://" + settings.bucket() + "@" + settings.region() + "/?volume=slow&backup=" + backup,
                "--to",
                volume.toString(),
                "--concurrency",
                String.valueOf(WINDOW),
                "--json"));
        words.addAll(List.of(more));
        return ChildProcess.start(Command.java(words.toArray(String[]::new)).with(server.environment()));
    }

    /** The keys of the blocks that were served, in their order. */
    List<String> served() {
        return server.requests().stream()
                .filter(request -> request.key().endsWith(".blk") && request.succeeded())
                .map(LoggedRequest::key)
                .toList();
    }

    void fast() {
        server.faults().clear();
    }

    byte[] image() {
        byte[] image = new byte[blocks * BLOCK];
        for (int i = 0; i < blocks; i++) {
            System.arraycopy(block((long) i * BLOCK), 0, image, i * BLOCK, BLOCK);
        }
        return image;
    }

    private static byte[] block(long offset) {
        byte[] block = new byte[BLOCK];
        new SplittableRandom(offset).nextBytes(block);
        return block;
    }

    @Override
    public void close() {
        server.close();
    }
}
