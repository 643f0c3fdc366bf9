package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores one volume. */
@Command(
        name = "restore",
        description = {
            "Restores a backup into a file or a block device; run it again to go on.",
            "An incremental restore gives up the old restore point at its first write."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored",
            "2:usage: an option, the URL, a file that exists, a device in use, a state directory of something else",
            "3:suspended by a signal or the wait limit; run it again to go on",
            "4:a person is needed; run it again to go on",
            "5:failed"
        })
final class RestoreCommand extends Runner {
    @Mixin
    WhatAndWhere what = new WhatAndWhere();

    @Option(names = "--concurrency", paramLabel = "N", description = "Blocks on their way at once, 1 to 256.")
    int concurrency = RestoreOptions.DEFAULT.concurrency();

    @Option(
            names = "--wait-limit",
            paramLabel = "90s",
            converter = DurationConverter.class,
            description = "End a wait after this long. Default: wait for ever.")
    @Nullable
    Duration waitLimit;

    @Option(
            names = "--call-timeout",
            paramLabel = "30s",
            converter = DurationConverter.class,
            description = "Give up a call that makes no progress for this long.")
    Duration callTimeout = RestoreOptions.DEFAULT.callTimeout();

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

    @Option(names = "--json", description = "One JSON record a line.")
    boolean json;

    @Mixin
    DnsOption dns = new DnsOption();

    RestoreCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    public Integer call() {
        RestoreRequest request = request();
        Report report = json ? new JsonReport(console) : TextReport.on(console);
        try (RestoreEngine engine = dns.engine(settings)) {
            Restore restore = engine.start(request, listener(report));
            try (Signals signals = Signals.suspend(engine, restore)) {
                Outcome outcome = restore.outcome().toCompletableFuture().join();
                report.ended(outcome);
                return signals.exitCode(ExitCode.of(outcome)).code();
            }
        } catch (RestoreException e) {
            report.refused(e.failure());
            return ExitCode.of(e.failure()).code();
        }
    }

    private RestoreRequest request() {
        try {
            RestoreOptions options = RestoreOptions.DEFAULT
                    .withConcurrency(concurrency)
                    .withCallTimeout(callTimeout)
                    .withOnAttention(onAttention)
                    .withBadBlocks(badBlocks);
            return what.request().withOptions(waitLimit == null ? options : options.withWaitLimit(waitLimit));
        } catch (IllegalArgumentException e) {
            throw what.wrong(e);
        }
    }

    private static RestoreListener listener(Report report) {
        return new RestoreListener() {
            @Override
            public void changed(io.restorekit.api.RestoreStatus status) {
                report.changed(status);
            }
        };
    }
}
