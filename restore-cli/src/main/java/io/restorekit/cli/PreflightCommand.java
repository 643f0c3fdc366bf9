package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.api.RestoreException;
import io.restorekit.preflight.PreflightReport;
import java.util.Map;
import picocli.CommandLine.Command;

/** Looks at what a restore depends on, before there is one. */
@Command(
        name = "preflight",
        description = {
            "Looks at everything that a restore from this place depends on, and says what is there only once.",
            "With ?volume=NAME in the URL its backups and locks are looked at too."
        })
final class PreflightCommand extends StoreCommand {
    PreflightCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    ExitCode look(RestoreEngine engine) throws RestoreException {
        PreflightReport report = engine.preflight(url);
        if (!json) {
            console.line(report.place());
        }
        report.findings().forEach(finding -> console.line(json ? json(finding) : text(finding)));
        return report.worst() == Severity.PROBLEM ? ExitCode.ATTENTION : ExitCode.RESTORED;
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
