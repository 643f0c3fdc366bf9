package io.restorekit.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                .dynamicHttpsPort()
                .keystorePath(own.store().toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD)
                .keystoreType("PKCS12"));
    }

    @BeforeAll
    void start() {
        store.start();
        store.stubFor(any(anyUrl()).willReturn(aResponse().withBody("body")));
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
    void aCertificateForAnotherNameIsRefused() {
        try (BackupTarget target = open("wrong.test", own.pem(), Notes.inMemory())) {
            assertThat(failureOf(target)).isInstanceOf(Refused.class);
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
