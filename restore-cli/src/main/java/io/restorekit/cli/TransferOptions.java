package io.restorekit.cli;

import io.restorekit.api.RestoreOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the backup target is asked for blocks. */
final class TransferOptions {
    @Option(names = "--concurrency", paramLabel = "N", description = "Blocks on their way at once, 1 to 256.")
    int concurrency = RestoreOptions.DEFAULT.concurrency();

    @Option(
            names = "--call-timeout",
            paramLabel = "30s",
            converter = DurationConverter.class,
            description = "Give up a call that makes no progress for this long.")
    Duration callTimeout = RestoreOptions.DEFAULT.callTimeout();

    /**
     * @throws IllegalArgumentException if they are out of bounds
     */
    RestoreOptions options() {
        return RestoreOptions.DEFAULT.withConcurrency(concurrency).withCallTimeout(callTimeout);
    }
}
