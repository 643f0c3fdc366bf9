package io.restorekit.cli.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What all benchmarks are told. */
final class BenchOptions {
    static final long MIB = 1 << 20;

    @Option(
            names = "--dir",
            required = true,
            description = "Where the store and the volumes are written; on a real disk.")
    Path directory = Path.of("");

    @Option(names = "--mib", description = "The volume's size. Default: ${DEFAULT-VALUE}.")
    int mebibytes = 2048;

    @Option(names = "--pairs", description = "How many pairs of runs. Default: ${DEFAULT-VALUE}.")
    int pairs = 5;
}
