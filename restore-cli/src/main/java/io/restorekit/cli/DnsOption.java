package io.restorekit.cli;

import io.restorekit.RestoreEngine;
import io.restorekit.s3.S3BackupTargetProvider;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Names are resolved by the machine, or by the DNS server that was named. */
final class DnsOption {
    @Option(
            names = "--dns",
            paramLabel = "HOST:PORT",
            description = "Ask this DNS server for the S3 endpoint, without the JVM's caches.")
    @Nullable
    String server;

    @picocli.CommandLine.Spec(picocli.CommandLine.Spec.Target.MIXEE)
    picocli.CommandLine.Model.@Nullable CommandSpec command;

    RestoreEngine engine(Map<String, String> settings) {
        RestoreEngine.Builder builder = RestoreEngine.builder().settings(settings);
        address().ifPresent(address -> builder.targets(new S3BackupTargetProvider(new DnsResolver(address))));
        return builder.build();
    }

    private Optional<InetSocketAddress> address() {
        if (server == null) {
            return Optional.empty();
        }
        int colon = server.lastIndexOf(':');
        try {
            int port = Integer.parseInt(server.substring(colon + 1));
            return Optional.of(new InetSocketAddress(server.substring(0, colon), port));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(command).commandLine(), "--dns takes HOST:PORT, not " + server);
        }
    }
}
