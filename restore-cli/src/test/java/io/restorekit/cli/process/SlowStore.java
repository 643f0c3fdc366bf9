package io.restorekit.cli.process;

import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.s3.LoggedRequest;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Backups on an S3 server that takes its time for each block, and processes that restore the first one. */
final class SlowStore implements AutoCloseable {
    static final int BLOCK = Chain.BLOCK;
    static final int WINDOW = 3;

    private final S3Server server = S3Server.open();
    private final Chain chain;
    private final String backup;

    SlowStore(int blocks, Duration slowness) throws IOException {
        chain = new Chain(blocks, server::put);
        backup = chain.newest();
        server.faults().on(S3Request.getEndingWith(".blk"), new S3Fault.Delay(slowness));
    }

    ChildProcess restore(Path volume, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "restore",
                url() + "&backup=" + backup,
                "--to",
                volume.toString(),
                "--concurrency",
                String.valueOf(WINDOW),
                "--json"));
        words.addAll(List.of(more));
        return Cli.start(environment(), words);
    }

    Chain chain() {
        return chain;
    }

    String url() {
        S3Settings settings = server.settings();
        return "s3://" + settings.bucket() + "@" + settings.region() + "/?volume=" + Chain.VOLUME;
    }

    Map<String, String> environment() {
        return server.environment();
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

    /** From now on blocks are not answered, until it is {@link #fast()}. */
    void holdsBlocksBack() {
        fast();
        server.faults().on(S3Request.getEndingWith(".blk"), new S3Fault.Hang());
    }

    void stops() {
        server.stop();
    }

    byte[] image() {
        return chain.image(backup);
    }

    @Override
    public void close() {
        server.close();
    }
}
