package io.restorekit.cli.bench;

import io.restorekit.testkit.dns.DnsMode;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.s3.LoggedRequest;
import io.restorekit.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One restore that goes on in a second process, after the first was killed at its second block: it knows the endpoint by
 * name and by the address that the first block proved. Seen by the server.
 *
 * @param untilFirstBlock from the start of the process to its first block
 * @param transfer from the first block to the last
 */
record DnsRun(Duration untilFirstBlock, Duration transfer) {
    static final String NAME = "s3.bench.internal";

    private static final String BLOCK = ".blk";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** When DNS goes silent. */
    enum Outage {
        NEVER,
        BEFORE_THE_START,
        AT_THE_FIRST_BLOCK
    }

    static DnsRun of(S3Server s3, DnsServer dns, BenchStore store, Path volume, Outage outage)
            throws IOException, InterruptedException {
        Files.deleteIfExists(volume);
        forget(volume.resolveSibling(volume.getFileName() + ".restore"));
        Command command = command(s3, dns, store, volume);
        dns.mode(DnsMode.NORMAL);
        killAtTheSecondBlock(s3, command);
        begin(outage, s3, dns);
        s3.forgetRequests();
        Instant start = Instant.now();
        try (ChildProcess child = ChildProcess.start(command)) {
            int exit = child.awaitExit(LONGEST);
            if (exit != 0) {
                throw new IllegalStateException("the restore ended with exit code " + exit);
            }
        }
        s3.faults().clear();
        store.check(volume);
        List<Instant> blocks = s3.requests().stream()
                .filter(request -> request.key().endsWith(BLOCK))
                .map(LoggedRequest::at)
                .sorted()
                .toList();
        Instant first = blocks.get(0);
        return new DnsRun(Duration.between(start, first), Duration.between(first, blocks.get(blocks.size() - 1)));
    }

    private static Command command(S3Server s3, DnsServer dns, BenchStore store, Path volume) {
        Map<String, String> environment = new HashMap<>(s3.environment());
        environment.put("AWS_ENDPOINTS", "http://" + NAME + ":" + s3.port());
        return Command.java(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.restorekit.cli.Main",
                        "restore",
                        "s3://" + s3.settings().bucket() + "@" + s3.settings().region() + "/" + store.query(),
                        "--to",
                        volume.toString(),
                        "--dns",
                        "127.0.0.1:" + dns.port())
                .with(environment);
    }

    private static void killAtTheSecondBlock(S3Server s3, Command command) throws InterruptedException {
        CountDownLatch blocks = new CountDownLatch(2);
        s3.faults().decide(request -> {
            if (request.key().endsWith(BLOCK)) {
                blocks.countDown();
            }
            return Optional.empty();
        });
        try (ChildProcess child = ChildProcess.start(command)) {
            if (!blocks.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the restore asked for no second block: " + child.out());
            }
            child.kill();
        }
        s3.faults().clear();
    }

    private static void begin(Outage outage, S3Server s3, DnsServer dns) {
        if (outage == Outage.BEFORE_THE_START) {
            dns.mode(DnsMode.SILENT);
        } else if (outage == Outage.AT_THE_FIRST_BLOCK) {
            s3.faults().decide(request -> {
                if (request.key().endsWith(BLOCK)) {
                    dns.mode(DnsMode.SILENT);
                }
                return Optional.empty();
            });
        }
    }

    private static void forget(Path state) throws IOException {
        if (Files.exists(state)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(state)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }
}
