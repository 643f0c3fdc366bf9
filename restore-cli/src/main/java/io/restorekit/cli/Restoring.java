package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that writes into a volume and tells how that goes, until it ends or a signal suspends it. */
abstract class Restoring extends Runner {
    @Mixin
    WhatAndWhere what = new WhatAndWhere();

    @Mixin
    TransferOptions transfer = new TransferOptions();

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
            return UntilItEnds.run(engine, report, listener -> begin(engine, request, listener));
        } catch (RestoreException e) {
            report.refused(e.failure());
            return ExitCode.of(e.failure()).code();
        }
    }

    private RestoreRequest request() {
        try {
            return what.request().withOptions(choose(transfer.options()));
        } catch (IllegalArgumentException e) {
            throw what.wrong(e);
        }
    }
}
