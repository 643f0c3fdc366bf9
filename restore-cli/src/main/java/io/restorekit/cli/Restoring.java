package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that writes into a volume and tells how that goes, until it ends or a signal suspends it. */
abstract class Restoring extends Runner {
    @Mixin
    WhatAndWhere what = new WhatAndWhere();

    @Option(names = "--concurrency", paramLabel = "N", description = "Blocks on their way at once, 1 to 256.")
    int concurrency = RestoreOptions.DEFAULT.concurrency();

    @Option(
            names = "--call-timeout",
            paramLabel = "30s",
            converter = DurationConverter.class,
            description = "Give up a call that makes no progress for this long.")
    Duration callTimeout = RestoreOptions.DEFAULT.callTimeout();

    @Option(names = "--json", description = "One JSON record a line.")
    boolean json;

    @Mixin
    DnsOption dns = new DnsOption();

    Restoring(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    abstract Restore begin(RestoreEngine engine, RestoreRequest request, RestoreListener listener)
            throws RestoreException;

    /** What else there is to choose. */
    abstract RestoreOptions choose(RestoreOptions options);

    @Override
    public Integer call() {
        RestoreRequest request = request();
        Report report = json ? new JsonReport(console) : TextReport.on(console);
        try (RestoreEngine engine = dns.engine(settings)) {
            Restore restore = begin(engine, request, listener(report));
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
            RestoreOptions options =
                    RestoreOptions.DEFAULT.withConcurrency(concurrency).withCallTimeout(callTimeout);
            return what.request().withOptions(choose(options));
        } catch (IllegalArgumentException e) {
            throw what.wrong(e);
        }
    }

    private static RestoreListener listener(Report report) {
        return new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                report.changed(status);
            }
        };
    }
}
