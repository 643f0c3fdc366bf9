package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.s3.S3BackupTargetProvider;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Names are resolved by the machine, or by the DNS server that was named. */
final class DnsOption {
    private static final Pattern FORM = Pattern.compile("(.+):([0-9]{1,5})");
    private static final int LAST_PORT = 65535;

    @Option(
            names = "--dns",
            paramLabel = "HOST:PORT",
            description = "Ask this DNS server for the S3 endpoint, without the JVM's caches.")
    @Nullable
    String server;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    RestoreEngine engine(Map<String, String> settings) {
        RestoreEngine.Builder builder = RestoreEngine.builder().settings(settings);
        address().ifPresent(address -> builder.targets(new S3BackupTargetProvider(new DnsResolver(address))));
        return builder.build();
    }

    private Optional<InetSocketAddress> address() {
        if (server == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(server);
        int port = form.matches() ? Integer.parseInt(form.group(2)) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw wrong("--dns takes HOST:PORT, not " + server);
        }
        InetSocketAddress address = new InetSocketAddress(form.group(1), port);
        if (address.isUnresolved()) {
            throw wrong("the DNS server " + form.group(1) + " is not found: give --dns its IP address");
        }
        return Optional.of(address);
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
    }
}
