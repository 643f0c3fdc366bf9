package io.restorekit.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restorekit.s3.Fixtures.KEY;
import static io.restorekit.s3.Fixtures.address;
import static io.restorekit.s3.Fixtures.failureOf;
import static io.restorekit.s3.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import io.restorekit.testkit.net.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Trust goes by the host's name, whatever the address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private final WireMockServer store;
    private final Certificates own;
    private final Certificates other;
    private volatile boolean dnsAway;

    TlsTest(@TempDir Path directory) throws Exception {
        own = Certificates.make(directory, "s3.test");
        other = Certificates.make(directory, "other.test");
        store = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .dynamicHttpsPort()
                .keystorePath(own.store().toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD)
                .keystoreType("PKCS12"));
    }

    @BeforeAll
    void start() {
        store.start();
        store.stubFor(
                any(anyUrl()).willReturn(aResponse().withHeader("ETag", "\"e\"").withBody("body")));
    }

    @BeforeEach
    void dnsIsThere() {
        dnsAway = false;
    }

    @AfterAll
    void stop() {
        store.stop();
    }

    @Test
    void aCustomCertificateAmongSeveralIsTrusted() throws Exception {
        try (BackupTarget target = open("s3.test", other.pem() + own.pem(), Notes.inMemory());
                TargetObject object = target.open(KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
        }
    }

    @Test
    void anUnknownCertificateIsRefused() {
        try (BackupTarget target = open("s3.test", other.pem(), Notes.inMemory())) {
            assertThat(failureOf(target)).isInstanceOf(Refused.class).hasMessageContaining("AWS_CERT");
        }
    }

    @Test
    void anExpiredCertificateIsSaidToBeThat() throws Exception {
        try (Stage.Scene scene = TlsStages.expired(Operation.GET_BLOCK);
                BackupTarget target = Fixtures.open(scene.settings().build())) {
            assertThat(failureOf(target)).isInstanceOf(Refused.class).hasMessageContaining("renew it");
        }
    }

    @Test
    void anOldAddressWithTlsIsConfirmedByItsCertificate() throws Exception {
        Notes notes = Notes.inMemory();
        try (BackupTarget target = open("s3.test", own.pem(), notes)) {
            target.open(KEY).close();
        }
        dnsAway = true;
        try (BackupTarget target = open("s3.test", own.pem(), notes);
                TargetObject object = target.open(KEY)) {
            assertThat(object.confirmed()).isTrue();
            assertThat(target.notice()).isPresent();
        }
    }

    @Test
    void anOldAddressWithAWrongCertificateIsOnlyUnavailable() throws Exception {
        Notes notes = Notes.inMemory();
        try (BackupTarget target = open("s3.test", own.pem(), notes)) {
            target.open(KEY).close();
        }
        dnsAway = true;
        try (BackupTarget target = open("s3.test", other.pem(), notes)) {
            assertThat(failureOf(target)).isInstanceOf(Unavailable.class).hasMessageContaining("not believed");
        }
    }

    /** The dead old address is tried first by then, and its failure is not the one to tell. */
    @Test
    void aWrongCertificateWhereDnsLeadsIsSaidEachTime() {
        Notes notes = Notes.inMemory();
        notes.write("s3-addresses-s3.test", "restorekit-addresses 1\nhost s3.test\n127.0.0.9 2026-01-01T00:00:00Z\n");
        try (BackupTarget target = open("s3.test", other.pem(), notes)) {
            for (int call = 0; call < 3; call++) {
                assertThat(failureOf(target)).isInstanceOf(Refused.class).hasMessageContaining("AWS_CERT");
            }
        }
    }

    @Test
    void aNewAddressThatFailsTheHandshakeDoesNotHideTheOldOne() throws Exception {
        Notes notes = Notes.inMemory();
        try (BackupTarget target = open("s3.test", own.pem(), notes)) {
            target.open(KEY).close();
        }
        try (RawServer impostor = RawServer.plain("127.0.0.3", store.httpsPort(), connection -> {});
                BackupTarget target = openHijacked(notes);
                TargetObject object = target.open(KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
            assertThat(impostor.accepted()).isEqualTo(1);
        }
    }

    @Test
    void aPutIsSignedWithTheDigestOfItsBodyAlsoOverTls() throws Exception {
        store.stubFor(put(anyUrl()).willReturn(aResponse().withHeader("ETag", "\"e\"")));
        try (BackupTarget target = open("s3.test", own.pem(), Notes.inMemory())) {
            target.put(KEY, new byte[0]);
        }

        store.verify(putRequestedFor(anyUrl())
                .withHeader(
                        "x-amz-content-sha256",
                        equalTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")));
    }

    @Test
    void aTunnelThroughAProxyEndsInTheStoresOwnTls() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>("");
        try (RawServer proxy = RawServer.plain(connection -> tunnel(connection, asked));
                BackupTarget target = Fixtures.open(settings("https://s3.test:" + store.httpsPort())
                        .caPem(own.pem())
                        .readTimeout(Duration.ofSeconds(10))
                        .proxy(URI.create(proxy.endpoint()))
                        .build());
                TargetObject object = target.open(KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
        }
        assertThat(asked.get()).startsWith("CONNECT s3.test:" + store.httpsPort() + " ");
    }

    @Test
    void aProxyThatWantsAPasswordIsRefused() throws Exception {
        String answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
        try (RawServer proxy = RawServer.http(
                        connection -> connection.getOutputStream().write(Fixtures.bytes(answer)));
                BackupTarget target = Fixtures.open(settings("https://s3.test:" + store.httpsPort())
                        .proxy(URI.create(proxy.endpoint()))
                        .build())) {
            assertThat(failureOf(target)).isInstanceOf(Refused.class).hasMessageContaining("proxy");
        }
    }

    private void tunnel(Socket client, AtomicReference<String> asked) throws IOException, InterruptedException {
        asked.set(RawServer.readRequest(client.getInputStream()));
        client.getOutputStream().write(Fixtures.bytes("HTTP/1.1 200 OK\r\n\r\n"));
        try (Socket server = new Socket("127.0.0.1", store.httpsPort())) {
            Thread answers = new Thread(() -> pipe(server, client));
            answers.setDaemon(true);
            answers.start();
            pipe(client, server);
        }
    }

    private static void pipe(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone: the tunnel ends.
            return;
        }
    }

    private BackupTarget openHijacked(Notes notes) {
        S3Settings settings = settings("https://s3.test:" + store.httpsPort())
                .caPem(own.pem())
                .readTimeout(Duration.ofSeconds(10))
                .resolver(host -> List.of(address("127.0.0.3")))
                .build();
        return Fixtures.open(settings, notes);
    }

    private BackupTarget open(String host, String pem, Notes notes) {
        S3Settings settings = settings("https://" + host + ":" + store.httpsPort())
                .caPem(pem)
                .readTimeout(Duration.ofSeconds(10))
                .resolver(this::resolve)
                .build();
        return Fixtures.open(settings, notes);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        if (dnsAway) {
            throw new UnknownHostException(host);
        }
        return List.of(address("127.0.0.1"));
    }
}
