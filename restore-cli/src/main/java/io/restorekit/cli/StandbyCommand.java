package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps a volume at the newest backup. */
@Command(
        name = "standby",
        description = {
            "Keeps a volume at the newest backup, until it is activated; run it again to go on.",
            "Once it holds a backup it holds one at any moment: activate it whenever it is needed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:activated",
            "2:usage: an option, the URL, a file that exists, a volume that was activated",
            "3:suspended by a signal; run it again to go on",
            "5:failed"
        })
final class StandbyCommand extends Restoring {
    @Option(
            names = "--poll",
            paramLabel = "5m",
            converter = DurationConverter.class,
            description = "The time between two looks for a newer backup. Default: 5m.")
    Duration poll = Duration.ofMinutes(5);

    StandbyCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    Restore begin(RestoreEngine engine, RestoreRequest request, RestoreListener listener) throws RestoreException {
        return engine.follow(request, poll, listener);
    }

    /** A person who is needed is told, and waited for. */
    @Override
    RestoreOptions choose(RestoreOptions options) {
        return options;
    }
}
