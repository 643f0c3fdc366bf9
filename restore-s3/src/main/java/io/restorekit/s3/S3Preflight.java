package io.restorekit.s3;

import io.restorekit.api.Finding;
import io.restorekit.s3.address.IpLiteral;
import io.restorekit.s3.address.NameLookup;
import io.restorekit.s3.preflight.AddressCheck;
import io.restorekit.s3.preflight.CertificateCheck;
import io.restorekit.s3.preflight.ClockCheck;
import io.restorekit.s3.preflight.NameserverCheck;
import io.restorekit.s3.preflight.ResolverConfig;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Looks at what reaching one bucket depends on, piece by piece and from below: name, addresses, trust, clock, bucket. */
final class S3Preflight {
    private static final String NAME = "name";

    /** The system's resolver asks three servers twice, five seconds each, and gives up. */
    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(30);

    private final S3Settings settings;
    private final URI endpoint;
    private final TargetContext context;
    private final LongSupplier ticks;
    private final Bucket bucket;

    /** Lists the bucket's backups. */
    interface Bucket {
        /** The time by the store's clock, where it tells it. */
        Optional<Instant> list() throws TargetException;
    }

    /** @param endpoint with the host that is connected to but for a proxy */
    S3Preflight(S3Settings settings, URI endpoint, TargetContext context, LongSupplier ticks, Bucket bucket) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.context = context;
        this.ticks = ticks;
        this.bucket = bucket;
    }

    List<Finding> look() {
        boolean proxied = settings.proxy().isPresent();
        URI first = settings.proxy().orElse(endpoint);
        boolean tls = first.getScheme().equalsIgnoreCase("https");
        int port = first.getPort() > 0 ? first.getPort() : tls ? 443 : 80;
        List<Finding> findings = new ArrayList<>();
        if (proxied) {
            findings.add(Finding.unchecked(
                    "proxy", "all goes through " + first.getHost() + ": what is behind it is not looked at apart"));
        }
        List<InetAddress> addresses = resolve(first.getHost(), findings);
        if (!addresses.isEmpty()) {
            Optional<CertificateCheck> certificates = tls ? Optional.of(certificateCheck()) : Optional.empty();
            findings.addAll(new AddressCheck(settings.connectTimeout(), certificates, ticks)
                    .look(first.getHost(), port, addresses));
        }
        bucket(findings);
        return findings;
    }

    private List<InetAddress> resolve(String host, List<Finding> findings) {
        Optional<InetAddress> literal = IpLiteral.parse(host.replaceAll("^\\[|]$", ""));
        if (literal.isPresent()) {
            findings.add(Finding.good(NAME, host + " is an address: nothing depends on DNS"));
            return List.of(literal.get());
        }
        if (settings.resolver() instanceof SystemResolver system) {
            system.memory()
                    .concern()
                    .ifPresent(words -> findings.add(Finding.warning("name memory", words, JvmMemory.ADVICE)));
        }
        List<InetAddress> addresses = lookUp(host, findings);
        nameservers()
                .ifPresentOrElse(
                        config -> findings.addAll(new NameserverCheck(config, context.random(), ticks).look(host)),
                        () -> findings.add(
                                Finding.unchecked("name servers", "the resolver does not tell which it asks")));
        return addresses;
    }

    private List<InetAddress> lookUp(String host, List<Finding> findings) {
        CompletableFuture<List<InetAddress>> lookup = new CompletableFuture<>();
        long begin = ticks.getAsLong();
        context.lookups().execute(() -> {
            try {
                lookup.complete(settings.resolver().resolve(host).stream()
                        .distinct()
                        .limit(NameLookup.MAX_ADDRESSES)
                        .toList());
            } catch (IOException | RuntimeException e) {
                lookup.completeExceptionally(e);
            }
        });
        try {
            List<InetAddress> addresses = lookup.get(LOOKUP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            long millis = Duration.ofNanos(ticks.getAsLong() - begin).toMillis();
            findings.add(
                    Finding.good(NAME, host + " has " + addresses.size() + " addresses, found in " + millis + " ms"));
            return addresses;
        } catch (ExecutionException | TimeoutException e) {
            findings.add(Finding.problem(
                    NAME,
                    host + " does not resolve",
                    "check the endpoint's name, then DNS: a restore that has reached it before goes on over the"
                            + " addresses that it remembers, a first one waits"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(Finding.unchecked(NAME, "interrupted"));
        }
        return List.of();
    }

    private Optional<ResolverConfig> nameservers() {
        if (settings.resolver() instanceof SystemResolver) {
            try {
                return Optional.of(ResolverConfig.read(ResolverConfig.SYSTEM))
                        .filter(config -> !config.nameservers().isEmpty());
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return settings.resolver().nameserver().map(ResolverConfig::of);
    }

    private CertificateCheck certificateCheck() {
        return new CertificateCheck(Trust.sockets(settings.caPem()), Trust.issuers(settings.caPem()), context.clock());
    }

    private void bucket(List<Finding> findings) {
        try {
            Optional<Instant> theirs = bucket.list();
            findings.add(theirs.map(time -> ClockCheck.look(context.clock().instant(), time))
                    .orElseGet(() -> Finding.unchecked("clock", "the store does not tell its time")));
            findings.add(Finding.good("credentials", "the store accepts them"));
            findings.add(Finding.good("bucket", "it can be listed"));
        } catch (Refused e) {
            findings.add(
                    Finding.problem("bucket", String.valueOf(e.getMessage()), "restores wait until that is mended"));
        } catch (TargetException e) {
            boolean clock = e instanceof Unavailable unavailable && unavailable.reason() == Cause.CLOCK_SKEW;
            findings.add(Finding.problem(
                    clock ? "clock" : "bucket", String.valueOf(e.getMessage()), "restores wait until it answers"));
        }
    }
}
