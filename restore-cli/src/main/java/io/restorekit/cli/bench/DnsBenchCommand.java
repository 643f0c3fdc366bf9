package io.restorekit.cli.bench;

import io.restorekit.cli.bench.DnsRun.Outage;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What an outage of DNS costs a restore that has reached its endpoint before: rounds of runs, with and without DNS. */
@Command(
        name = "bench-dns",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Measures restores from S3 without DNS against the same with it.")
public final class DnsBenchCommand implements Callable<Integer> {
    @Mixin
    BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        Path root = Files.createDirectories(options.directory);
        Path volume = root.resolve("volume");
        BenchStore store = BenchStore.write(root.resolve("store"), options.mebibytes * BenchOptions.MIB);
        List<Double> delays = new ArrayList<>();
        List<Double> speeds = new ArrayList<>();
        List<Double> running = new ArrayList<>();
        try (S3Server s3 = S3Server.open(
                        S3Settings.DEFAULT.withHostName(DnsRun.NAME).withDirectory(store.root()));
                DnsServer dns = DnsServer.open()) {
            dns.answer(DnsRun.NAME, "127.0.0.1");
            DnsRun.of(s3, dns, store, volume, Outage.NEVER);
            for (int round = 1; round <= options.pairs; round++) {
                DnsRun with = DnsRun.of(s3, dns, store, volume, Outage.NEVER);
                DnsRun without = DnsRun.of(s3, dns, store, volume, Outage.BEFORE_THE_START);
                DnsRun losing = DnsRun.of(s3, dns, store, volume, Outage.AT_THE_FIRST_BLOCK);
                delays.add(1000 * (seconds(without.untilFirstBlock()) - seconds(with.untilFirstBlock())));
                speeds.add(seconds(with.transfer()) / seconds(without.transfer()));
                running.add(seconds(with.transfer()) / seconds(losing.transfer()));
                out.printf(
                        Locale.ROOT,
                        "round %d: first block after %.2f s with DNS, %.2f s without; all blocks in %.2f s with, %.2f s"
                                + " without, %.2f s where it goes away at the first%n",
                        round,
                        seconds(with.untilFirstBlock()),
                        seconds(without.untilFirstBlock()),
                        seconds(with.transfer()),
                        seconds(without.transfer()),
                        seconds(losing.transfer()));
            }
        }
        out.printf(
                Locale.ROOT,
                "median: without DNS first block %+.0f ms, %.2f of the speed; %.2f where it goes away at the first block%n",
                Median.of(delays),
                Median.of(speeds),
                Median.of(running));
        return 0;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
