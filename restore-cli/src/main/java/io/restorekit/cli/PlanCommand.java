package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestorePlan;
import io.restorekit.api.RestoreRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a restore would do. */
@Command(
        name = "plan",
        description = "Says what a restore would fetch, write and make zero, without touching anything.")
final class PlanCommand extends Runner {
    private static final long MIB = 1 << 20;

    @Mixin
    WhatAndWhere what = new WhatAndWhere();

    @Option(
            names = "--staged",
            description = "Keep a volume that holds a backup at it until the other is complete beside it.")
    boolean staged;

    @Option(names = "--json", description = "One JSON record.")
    boolean json;

    @Mixin
    DnsOption dns = new DnsOption();

    PlanCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    public Integer call() {
        try (RestoreEngine engine = dns.engine(settings)) {
            RestoreRequest request = what.request();
            RestorePlan plan = engine.plan(request.withOptions(request.options().withStaged(staged)));
            console.line(json ? json(plan) : text(plan));
            return ExitCode.RESTORED.code();
        } catch (RestoreException e) {
            Report report = json ? new JsonReport(console) : TextReport.on(console);
            report.refused(e.failure());
            return ExitCode.of(e.failure()).code();
        }
    }

    private static String text(RestorePlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(plan.goal() + ", " + mib(plan.volumeBytes()) + "; of the volume: " + plan.basis());
        if (plan.isNothing()) {
            lines.add("  nothing is to be done");
        } else {
            lines.add("  fetch  " + plan.fetchBlocks() + " blocks, " + mib(plan.fetchBytes()));
            lines.add("  write  " + mib(plan.writeBytes()));
            lines.add("  zero   " + mib(plan.zeroBytes()));
        }
        if (plan.stageBytes() > 0) {
            lines.add("  stage  takes up to " + mib(plan.stageBytes()) + " beside the state");
        }
        if (plan.measureBytes() > 0) {
            lines.add("  these are upper bounds: " + mib(plan.measureBytes())
                    + " are read first, and only what differs is fetched");
        }
        if (plan.sampled()) {
            lines.add("  a sample of the volume is compared first; if it is not as believed, all of it is read");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String mib(long bytes) {
        return (bytes + MIB - 1) / MIB + " MiB";
    }

    static String json(RestorePlan plan) {
        return JsonRecord.of("plan", out -> {
            out.writeStringField("goal", plan.goal());
            out.writeStringField("basis", plan.basis());
            out.writeNumberField("volumeBytes", plan.volumeBytes());
            out.writeNumberField("measureBytes", plan.measureBytes());
            out.writeNumberField("fetchBlocks", plan.fetchBlocks());
            out.writeNumberField("fetchBytes", plan.fetchBytes());
            out.writeNumberField("writeBytes", plan.writeBytes());
            out.writeNumberField("zeroBytes", plan.zeroBytes());
            out.writeNumberField("stageBytes", plan.stageBytes());
            out.writeBooleanField("sampled", plan.sampled());
        });
    }
}
