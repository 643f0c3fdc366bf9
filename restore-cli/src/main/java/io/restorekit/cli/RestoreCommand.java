package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Restores one volume. */
@Command(
        name = "restore",
        description = {
            "Restores a backup into a file or a block device; run it again to go on.",
            "An incremental restore gives up the old restore point at its first write, unless it is --staged."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored",
            "2:usage: an option, the URL, a file that exists, a device in use, a state directory of something else",
            "3:suspended by a signal or the wait limit; run it again to go on",
            "4:a person is needed; run it again to go on",
            "5:failed"
        })
final class RestoreCommand extends Restoring {
    @Option(
            names = "--staged",
            description = "Keep a volume that holds a backup at it until the other is complete beside it.")
    boolean staged;

    @Option(
            names = "--wait-limit",
            paramLabel = "90s",
            converter = DurationConverter.class,
            description = "End a wait after this long. Default: wait for ever.")
    @Nullable
    Duration waitLimit;

    @Option(
            names = "--on-attention",
            paramLabel = "wait|exit",
            description = "What to do when a person is needed. Default: exit.")
    RestoreOptions.OnAttention onAttention = RestoreOptions.OnAttention.EXIT;

    @Option(
            names = "--bad-blocks",
            paramLabel = "wait|fail|skip",
            description = "What to do with missing or damaged blocks. Default: wait (a person is needed).")
    RestoreOptions.BadBlocks badBlocks = RestoreOptions.BadBlocks.WAIT;

    RestoreCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    Restore begin(RestoreEngine engine, RestoreRequest request, RestoreListener listener) throws RestoreException {
        return engine.start(request, listener);
    }

    @Override
    RestoreOptions choose(RestoreOptions options) {
        RestoreOptions chosen =
                options.withStaged(staged).withOnAttention(onAttention).withBadBlocks(badBlocks);
        return waitLimit == null ? chosen : chosen.withWaitLimit(waitLimit);
    }
}
