package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.api.RestoreException;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that looks at a store once and tells what it saw. */
abstract class StoreCommand extends Runner {
    @Parameters(paramLabel = "STORE-URL", description = "For example s3://bucket@region/path.")
    String url = "";

    @Option(names = "--json", description = "One JSON record a line.")
    boolean json;

    @Mixin
    DnsOption dns = new DnsOption();

    StoreCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    /** Looks, and prints what it saw. */
    abstract ExitCode look(RestoreEngine engine) throws RestoreException;

    @Override
    public Integer call() {
        try (RestoreEngine engine = dns.engine(settings)) {
            return look(engine).code();
        } catch (RestoreException e) {
            if (json) {
                new JsonReport(console).refused(e.failure());
            } else {
                console.error(e.failure());
            }
            return ExitCode.of(e.failure()).code();
        }
    }
}
