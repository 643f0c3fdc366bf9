package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetObject;
import io.restorekit.target.TargetUrl;
import io.restorekit.testkit.dns.DnsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A store that has an IPv6 address and no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Ipv6Test {
    private static final String NAME = "six.test";

    private S3ProxyServer store;
    private Bucket bucket;

    @BeforeAll
    void start() {
        assumeTrue(Ipv6Test::loopbackHasIpv6, "the loopback has no IPv6 here");
        store = S3ProxyServer.openNameless("[::1]");
        bucket = store.bucket();
    }

    @AfterAll
    void stop() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void theEndpointIsTheAddress() throws Exception {
        S3Settings.Builder settings = bucket.settings().endpoint(endpoint("[::1]"));

        try (BackupTarget target = Fixtures.openAt(settings.build(), bucket.url("store"))) {
            assertWritesAndReads(target, true);
            assertThat(target.describe()).contains("[::1]");
        }
    }

    @Test
    void theNameHasAnAaaaRecordAlone() throws Exception {
        Notes notes = Notes.inMemory();
        try (DnsServer dns = DnsServer.open()) {
            dns.answer(NAME, "::1");
            try (BackupTarget target = open(dns, notes)) {
                assertWritesAndReads(target, true);
            }
            dns.stop();
            try (BackupTarget target = open(dns, notes)) {
                assertReads(target, false);
            }
        }
    }

    @Test
    void theIpv4AddressBesideItIsDead() throws Exception {
        try (DnsServer dns = DnsServer.open()) {
            dns.answer(NAME, "127.0.0.3", "::1");
            try (BackupTarget target = open(dns, Notes.inMemory())) {
                assertWritesAndReads(target, true);
            }
        }
    }

    private BackupTarget open(DnsServer dns, Notes notes) {
        S3Settings.Builder settings = bucket.settings()
                .endpoint(endpoint(NAME))
                .resolver(new StubResolver(dns.address(), Duration.ofSeconds(1)));
        return new S3BackupTargetProvider(settings.build())
                .open(TargetUrl.parse(bucket.url("store")), Fixtures.context(notes));
    }

    private URI endpoint(String host) {
        return URI.create("http://" + host + ":" + store.port());
    }

    private static void assertWritesAndReads(BackupTarget target, boolean confirmed) throws Exception {
        target.put(Fixtures.KEY, Fixtures.bytes("body"));
        assertReads(target, confirmed);
    }

    private static void assertReads(BackupTarget target, boolean confirmed) throws Exception {
        try (TargetObject object = target.open(Fixtures.KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
            assertThat(object.confirmed()).isEqualTo(confirmed);
            object.proved();
        }
    }

    private static boolean loopbackHasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
