package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.api.RestoreException;
import io.restorekit.preflight.PreflightReport;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what a restore depends on, before there is one. */
@Command(
        name = "preflight",
        description = "Looks at everything that a restore from this place depends on, and what is there only once.")
final class PreflightCommand extends Runner {
    @Parameters(paramLabel = "STORE-URL", description = "With ?volume=NAME its backups and locks are looked at too.")
    String url = "";

    @Option(names = "--json", description = "One JSON record a line.")
    boolean json;

    @Mixin
    DnsOption dns = new DnsOption();

    PreflightCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    public Integer call() {
        try (RestoreEngine engine = dns.engine(settings)) {
            PreflightReport report = engine.preflight(url);
            if (!json) {
                console.line(report.place());
            }
            report.findings().forEach(finding -> console.line(json ? json(finding) : text(finding)));
            return (report.worst() == Severity.PROBLEM ? ExitCode.ATTENTION : ExitCode.RESTORED).code();
        } catch (RestoreException e) {
            if (json) {
                new JsonReport(console).refused(e.failure());
            } else {
                console.error(e.failure());
            }
            return ExitCode.of(e.failure()).code();
        }
    }

    private static String text(Finding finding) {
        String severity =
                finding.severity() == Severity.GOOD ? "ok" : finding.severity().name();
        String line = String.format("%-9s  %s: %s", severity, finding.check(), finding.evidence());
        return line + finding.advice().map(advice -> "\n             " + advice).orElse("");
    }

    static String json(Finding finding) {
        return JsonRecord.of("finding", out -> {
            out.writeStringField("severity", finding.severity().name());
            out.writeStringField("check", finding.check());
            out.writeStringField("evidence", finding.evidence());
            JsonRecord.optional(out, "advice", finding.advice());
        });
    }
}
