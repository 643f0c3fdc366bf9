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

/** Restores a generated backup through restore-nfs and through plain NIO reads in turn, and prints the ratios. */
@Command(
        name = "bench-vfs",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Measures a full restore through Commons VFS against one through plain NIO reads.")
public final class VfsBenchCommand implements Callable<Integer> {
    @Mixin
    BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        Path root = Files.createDirectories(options.directory);
        BenchStore store = BenchStore.write(root.resolve("store"), options.mebibytes * BenchOptions.MIB);
        String plain = store.url().replaceFirst("^file:/+", NioTargetProvider.SCHEME + ":///");
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1; pair <= options.pairs; pair++) {
            boolean vfsFirst = pair % 2 == 0;
            double first = seconds(vfsFirst ? store.url() : plain, store, root);
            double second = seconds(vfsFirst ? plain : store.url(), store, root);
            double vfs = vfsFirst ? first : second;
            double nio = vfsFirst ? second : first;
            ratios.add(nio / vfs);
            out.printf(Locale.ROOT, "pair %d: vfs %.2f s, nio %.2f s, ratio %.2f%n", pair, vfs, nio, nio / vfs);
        }
        out.printf(Locale.ROOT, "median: %.2f of the speed of plain NIO reads%n", Median.of(ratios));
        return 0;
    }

    private static double seconds(String url, BenchStore store, Path root) throws Exception {
        Path volume = root.resolve("volume");
        Measured restore = RestoreProcess.run(url, volume);
        store.check(volume);
        Files.delete(volume);
        return restore.seconds();
    }
}
