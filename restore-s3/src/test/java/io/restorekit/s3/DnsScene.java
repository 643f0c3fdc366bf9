package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetObject;
import io.restorekit.target.TargetUrl;
import io.restorekit.testkit.dns.DnsMode;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.net.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A store behind a name, a DNS server that knows the name, and processes that read the store one after another. */
final class DnsScene implements AutoCloseable {
    static final String NAME = S3ProxyServer.HOST_NAME;

    /** Where the store is from the beginning. */
    static final String STORE = "127.0.0.1";

    /** Long enough for a server that answers, however busy the machine; each silence is waited for so long. */
    private static final Duration LOOKUP = Duration.ofSeconds(1);

    private static final byte[] CONTENT = Fixtures.bytes("body");

    final DnsServer dns;
    private final NameResolver resolver;
    private final Optional<Certificates> own;
    private final Optional<Certificates> foreign;
    private final S3ProxyServer store;
    private final Bucket bucket;
    private final AtomicLong forwarded = new AtomicLong();
    private final Set<Thread> lookups = ConcurrentHashMap.newKeySet();
    private Notes notes = Notes.inMemory();
    private boolean patient;

    private DnsScene(DnsServer dns, NameResolver resolver, Optional<Certificates> own, Optional<Certificates> foreign) {
        this.dns = dns;
        this.resolver = resolver;
        this.own = own;
        this.foreign = foreign;
        store = serve(STORE, 0, S3ProxyServer.CREDENTIALS, own);
        bucket = fill(store);
    }

    static DnsScene overHttp() {
        DnsServer dns = DnsServer.open();
        return new DnsScene(dns, new StubResolver(dns.address(), LOOKUP), Optional.empty(), Optional.empty());
    }

    /** @param directory for keys */
    static DnsScene overTls(Path directory) throws Exception {
        Certificates own = certificates(directory.resolve("own"));
        Certificates foreign = certificates(directory.resolve("foreign"));
        DnsServer dns = DnsServer.open();
        return new DnsScene(dns, new StubResolver(dns.address(), LOOKUP), Optional.of(own), Optional.of(foreign));
    }

    /** The machine's own resolver asks this scene's DNS server: in a network namespace. */
    static DnsScene withTheSystemsResolver() {
        return new DnsScene(DnsServer.open(53), NameResolver.system(), Optional.empty(), Optional.empty());
    }

    private static Certificates certificates(Path directory) throws Exception {
        return Certificates.make(Files.createDirectories(directory), NAME);
    }

    private static S3ProxyServer serve(
            String address, int port, S3Credentials credentials, Optional<Certificates> certificates) {
        return certificates
                .map(tls -> S3ProxyServer.openTls(address, port, credentials, tls))
                .orElseGet(() -> S3ProxyServer.open(address, port, credentials));
    }

    private static Bucket fill(S3ProxyServer server) {
        Bucket filled = server.bucket();
        filled.put("store/" + Fixtures.KEY.path(), CONTENT);
        return filled;
    }

    /** As if nothing had happened yet. */
    void reset() {
        notes = Notes.inMemory();
        lookups.forEach(Thread::interrupt);
        lookups.clear();
        repairDns();
    }

    /** From now on each call waits for DNS, however long it takes. */
    DnsScene patient() {
        patient = true;
        return this;
    }

    /** DNS answers, and what it says is right. */
    void repairDns() {
        dns.start();
        dns.mode(DnsMode.NORMAL);
        dns.answer(NAME, STORE);
    }

    /** Another address of the store. */
    S3ProxyServer serveAlsoAt(String address) {
        S3ProxyServer server = serve(address, port(), S3ProxyServer.CREDENTIALS, own);
        fill(server);
        return server;
    }

    /** Somebody else's store, with an empty bucket of the same name. */
    S3ProxyServer serveImpostorAt(String address, S3Credentials credentials) {
        S3ProxyServer server = serve(address, port(), credentials, foreign);
        server.bucket();
        return server;
    }

    /** Takes connections and says nothing. */
    RawServer serveNothingAt(String address) throws IOException {
        return RawServer.plain(
                address, port(), connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    int port() {
        return store.port();
    }

    boolean tls() {
        return own.isPresent();
    }

    /** A new process, with the notes of the last. */
    BackupTarget open() {
        return open(settings());
    }

    /** @param lookupLimit how long its resolver waits for an answer */
    BackupTarget open(Duration lookupLimit) {
        return open(settings().resolver(new StubResolver(dns.address(), lookupLimit)));
    }

    BackupTarget open(S3Settings.Builder settings) {
        TargetContext context = new TargetContext(Fixtures.CLOCK, new Random(1), this::lookUp, notes, Map.of(), 32);
        return new S3BackupTargetProvider(settings.build(), () -> System.nanoTime() + forwarded.get())
                .open(TargetUrl.parse(bucket.url("store")), context);
    }

    S3Settings.Builder settings() {
        S3Settings.Builder settings = bucket.settings()
                .endpoint(URI.create((tls() ? "https://" : "http://") + NAME + ":" + port()))
                .resolver(resolver);
        own.map(Certificates::pem).ifPresent(settings::caPem);
        return settings;
    }

    /** A process whose notes are empty. */
    BackupTarget openWithoutNotes() {
        notes = Notes.inMemory();
        return open();
    }

    /** Lets answers of DNS grow old. */
    void forward(Duration time) {
        forwarded.addAndGet(time.toNanos());
    }

    /** How many look-ups have not ended. */
    long lookups() {
        return lookups.stream().filter(Thread::isAlive).count();
    }

    /**
     * Reads as the reader of a block does, who knows its digest.
     *
     * @return whether the object is known to be the store's
     */
    static boolean read(BackupTarget target) throws Exception {
        try (TargetObject object = target.open(Fixtures.KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(CONTENT);
            object.proved();
            return object.confirmed();
        }
    }

    @Override
    public void close() {
        lookups.forEach(Thread::interrupt);
        dns.close();
        store.close();
    }

    private void lookUp(Runnable task) {
        if (patient) {
            task.run();
            return;
        }
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        lookups.add(thread);
        thread.start();
    }
}
