package io.restorekit.cli.drill;

import io.restorekit.testkit.dns.DnsMode;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.s3.LoggedRequest;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two servers, and the store that the one serves. */
final class Stage implements AutoCloseable {
    private static final String NAME = "s3.drill.internal";
    private static final int DNS_PORT = 53;
    private static final Duration SLOWNESS = Duration.ofMillis(200);
    private static final String BLOCK_SUFFIX = ".blk";

    private final Path directory;
    private final S3Server s3;
    private final DnsServer dns;
    private final DrillStore store;
    private final boolean systemResolver;

    private Stage(Path directory, S3Server s3, DnsServer dns, DrillStore store, boolean systemResolver) {
        this.systemResolver = systemResolver;
        this.directory = directory;
        this.s3 = s3;
        this.dns = dns;
        this.store = store;
    }

    /**
     * @param systemResolver whether the machine's own resolver asks the DNS server, which then has the one port that it
     *     asks
     */
    static Stage open(Path directory, boolean systemResolver) throws IOException {
        S3Server s3 = S3Server.open(S3Settings.DEFAULT.withHostName(NAME));
        DnsServer dns = systemResolver ? DnsServer.open(DNS_PORT) : DnsServer.open();
        dns.answer(NAME, "127.0.0.1");
        return new Stage(directory, s3, dns, DrillStore.write(s3::put), systemResolver);
    }

    /** By name: only the DNS server knows where it leads. */
    URI endpoint() {
        return URI.create("http://" + NAME + ":" + s3.port());
    }

    String dns() {
        return "127.0.0.1:" + dns.port();
    }

    /** What leads a child to the DNS server. */
    List<String> dnsOption() {
        return systemResolver ? List.of() : List.of("--dns", dns());
    }

    DrillStore store() {
        return store;
    }

    Path directory() {
        return directory;
    }

    Map<String, String> environment() {
        Map<String, String> settings = new HashMap<>(s3.environment());
        settings.put("AWS_ENDPOINTS", endpoint().toString());
        return settings;
    }

    String url(String backup) {
        S3Settings settings = s3.settings();
        return "s3://" + settings.bucket() + "@" + settings.region() + "/?volume=" + DrillStore.VOLUME + "&backup="
                + backup;
    }

    /** Blocks come slowly from now on, so that there is a middle to be killed in. */
    void slow() {
        s3.faults().on(S3Request.getEndingWith(BLOCK_SUFFIX), new S3Fault.Delay(SLOWNESS));
    }

    /** Longer than a request of a killed process can stay under way in the server. */
    static Duration settling() {
        return SLOWNESS.multipliedBy(3);
    }

    void fast() {
        s3.faults().clear();
    }

    void forgetRequests() {
        s3.forgetRequests();
    }

    /** The requests for blocks that were served, in their order. */
    List<LoggedRequest> blocksServed() {
        return s3.requests().stream()
                .filter(request -> request.key().endsWith(BLOCK_SUFFIX) && request.succeeded())
                .toList();
    }

    /** How large the object is that was asked for. */
    long size(LoggedRequest request) {
        return s3.get(request.key()).map(content -> content.length).orElse(0);
    }

    void dnsFallsSilent() {
        dns.mode(DnsMode.SILENT);
    }

    void dnsIsBack() {
        dns.mode(DnsMode.NORMAL);
    }

    long unanswered() {
        return dns.queries(NAME, DnsMode.SILENT);
    }

    @Override
    public void close() {
        dns.close();
        s3.close();
    }
}
