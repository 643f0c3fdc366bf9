package io.restorekit.cli.bench;

import io.restorekit.testkit.dns.DnsMode;
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

/** What an outage of DNS costs a restore that has reached its endpoint before: pairs of runs, with and without DNS. */
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
        List<Double> speeds = new ArrayList<>();
        List<Double> delays = new ArrayList<>();
        try (S3Server s3 = S3Server.open(
                        S3Settings.DEFAULT.withHostName(DnsRun.NAME).withDirectory(store.root()));
                DnsServer dns = DnsServer.open()) {
            dns.answer(DnsRun.NAME, "127.0.0.1");
            DnsRun.of(s3, dns, store, volume, DnsMode.NORMAL);
            for (int pair = 1; pair <= options.pairs; pair++) {
                DnsRun with = DnsRun.of(s3, dns, store, volume, DnsMode.NORMAL);
                DnsRun without = DnsRun.of(s3, dns, store, volume, DnsMode.SILENT);
                double speed = seconds(with.transfer()) / seconds(without.transfer());
                double delay = 1000 * (seconds(without.untilFirstBlock()) - seconds(with.untilFirstBlock()));
                speeds.add(speed);
                delays.add(delay);
                out.printf(
                        Locale.ROOT,
                        "pair %d: first block after %.2f s with DNS, %.2f s without; all blocks in %.2f s with,"
                                + " %.2f s without: %.2f of the speed, first block %+.0f ms%n",
                        pair,
                        seconds(with.untilFirstBlock()),
                        seconds(without.untilFirstBlock()),
                        seconds(with.transfer()),
                        seconds(without.transfer()),
                        speed,
                        delay);
            }
        }
        out.printf(
                Locale.ROOT,
                "median: without DNS %.2f of the speed, first block %+.0f ms%n",
                Median.of(speeds),
                Median.of(delays));
        return 0;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
