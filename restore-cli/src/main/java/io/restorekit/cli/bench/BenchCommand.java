package io.restorekit.cli.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Restores a generated backup from a directory, in turn with {@code dd … conv=fdatasync} of the same size, and prints the
 * ratio of each pair and the medians.
 */
@Command(
        name = "bench",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Measures a full restore from a directory against dd.")
public final class BenchCommand implements Callable<Integer> {
    @Mixin
    BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        Path root = Files.createDirectories(options.directory);
        out.println("writing a backup of " + options.mebibytes + " MiB, 2 MiB blocks, lz4");
        BenchStore store = BenchStore.write(root.resolve("store"), options.mebibytes * BenchOptions.MIB);
        out.printf(Locale.ROOT, "stored: %.0f %% of the image%n", 100.0 * store.storedBytes() / store.size());
        List<Double> ratios = new ArrayList<>();
        List<Double> speeds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int pair = 1; pair <= options.pairs; pair++) {
            Path volume = root.resolve("volume");
            Measured restore = RestoreProcess.run(store.url(), volume);
            store.check(volume);
            Files.delete(volume);
            double dd = Dd.seconds(root.resolve("dd"), options.mebibytes);
            ratios.add(dd / restore.seconds());
            speeds.add(options.mebibytes / restore.seconds());
            cpu.add(restore.cpuSeconds() / (options.mebibytes / 1024.0));
            memory.add(restore.peakBytes() / (double) BenchOptions.MIB);
            out.printf(
                    Locale.ROOT,
                    "pair %d: restore %.2f s, dd %.2f s, ratio %.2f%n",
                    pair,
                    restore.seconds(),
                    dd,
                    dd / restore.seconds());
        }
        out.printf(
                Locale.ROOT,
                "median: %.2f of the speed of dd, %.0f MiB/s, %.2f CPU s per GiB, %.0f MiB peak memory%n",
                Median.of(ratios),
                Median.of(speeds),
                Median.of(cpu),
                Median.of(memory));
        return 0;
    }
}
