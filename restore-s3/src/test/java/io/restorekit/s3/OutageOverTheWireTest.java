package io.restorekit.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restorekit.s3.Fixtures.KEY;
import static io.restorekit.s3.Fixtures.address;
import static io.restorekit.s3.Fixtures.error;
import static io.restorekit.s3.Fixtures.failureOf;
import static io.restorekit.s3.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What answers are worth while DNS is away; each target opened is a new process with the notes of the last. */
class OutageOverTheWireTest {
    @RegisterExtension
    static final WireMockExtension STORE = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String EMPTY_LISTING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    private final Notes notes = Notes.inMemory();
    private volatile List<InetAddress> dns = List.of(address("127.0.0.1"));

    @Test
    void aNewProcessReadsThroughAnOutage() throws Exception {
        succeedOnce();
        dns = List.of();

        try (BackupTarget target = open();
                TargetObject object = target.open(KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
            assertThat(object.confirmed()).isFalse();
            assertThat(target.notice())
                    .hasValueSatisfying(text -> assertThat(text)
                            .isEqualTo("DNS unavailable for s3.test, using addresses of 2026-11-23T12:03:00Z"));
        }
    }

    @Test
    void anObjectOverAnAddressOfDnsIsConfirmed() throws Exception {
        respond(aResponse().withBody("body"));

        try (BackupTarget target = open();
                TargetObject object = target.open(KEY)) {
            assertThat(object.confirmed()).isTrue();
            assertThat(target.notice()).isEmpty();
        }
    }

    @Test
    void overAnOldAddressMissingAndRefusedAreOnlyUnavailable() throws Exception {
        succeedOnce();
        for (String code : List.of("NoSuchKey", "NoSuchBucket", "AccessDenied")) {
            respond(aResponse()
                    .withStatus(code.equals("AccessDenied") ? 403 : 404)
                    .withBody(error(code)));
            dns = List.of();
            try (BackupTarget target = open()) {
                assertThat(failureOf(target)).isInstanceOf(Unavailable.class).hasMessageContaining("not believed");
            }
            dns = List.of(address("127.0.0.1"));
            try (BackupTarget target = open()) {
                assertThat(failureOf(target)).isInstanceOfAny(Missing.class, Refused.class);
            }
        }
    }

    @Test
    void overAnOldAddressAListingIsNotBelievedAndAWriteIsDoneButNotSaid() throws Exception {
        succeedOnce();
        dns = List.of();
        respond(aResponse().withHeader("ETag", "\"e\"").withBody(EMPTY_LISTING));
        STORE.stubFor(delete(anyUrl()).willReturn(noContent()));

        try (BackupTarget target = open()) {
            List<ThrowingCallable> calls = List.of(
                    () -> target.list(Fixtures.KEY_FOLDER, Optional.empty()),
                    () -> target.put(KEY, Fixtures.bytes("lock")),
                    () -> target.delete(KEY));
            assertThat(calls)
                    .allSatisfy(call -> assertThatThrownBy(call)
                            .isInstanceOf(Unavailable.class)
                            .hasMessageContaining("does not confirm"));
        }
        assertThat(STORE.findAll(putRequestedFor(anyUrl()))).hasSize(1);
        assertThat(STORE.findAll(deleteRequestedFor(anyUrl()))).hasSize(1);

        dns = List.of(address("127.0.0.1"));
        try (BackupTarget target = open()) {
            assertThat(target.list(Fixtures.KEY_FOLDER, Optional.empty()).entries())
                    .isEmpty();
            target.put(KEY, Fixtures.bytes("lock"));
            target.delete(KEY);
        }
    }

    @Test
    void anAnswerOtherThanSuccessProvesNoAddress() {
        respond(aResponse().withStatus(403).withBody(error("AccessDenied")));
        try (BackupTarget target = open()) {
            assertThat(failureOf(target)).isInstanceOf(Refused.class);
        }
        dns = List.of();

        assertReason(Cause.NAME_NEVER_RESOLVED);
    }

    /** Whoever answers plain HTTP at the address that DNS names can answer all of this. */
    @Test
    void withoutTlsNothingButADigestMakesAnAddressOneToRemember() throws Exception {
        respond(aResponse().withBody(EMPTY_LISTING));
        STORE.stubFor(delete(anyUrl()).willReturn(noContent()));
        try (BackupTarget target = open();
                TargetObject object = target.open(KEY)) {
            object.body().readAllBytes();
            target.list(Fixtures.KEY_FOLDER, Optional.empty());
            target.put(KEY, Fixtures.bytes("lock"));
            target.delete(KEY);
            assertThat(object.refuted()).as("DNS names the place").isTrue();
        }
        assertThat(notes.read("s3-addresses-s3.test")).isEmpty();
        dns = List.of();

        assertReason(Cause.NAME_NEVER_RESOLVED);
    }

    @Test
    void damageOverAnOldAddressIsNoFaultOfTheObject() throws Exception {
        succeedOnce();
        Optional<String> before = notes.read("s3-addresses-s3.test");
        dns = List.of();

        try (BackupTarget target = open();
                TargetObject object = target.open(KEY)) {
            assertThat(object.refuted()).isFalse();
        }
        assertThat(notes.read("s3-addresses-s3.test")).isEqualTo(before);
    }

    @Test
    void aNameThatNeverResolvedIsSaidToBeProbablyWrong() {
        dns = List.of();

        assertReason(Cause.NAME_NEVER_RESOLVED);
    }

    @Test
    void anOldAddressThatIsDeadIsUnavailable() throws Exception {
        succeedOnce();
        notes.write(
                "s3-addresses-s3.test",
                notes.read("s3-addresses-s3.test").orElseThrow().replace(".0.1 ", ".0.9 "));
        dns = List.of();

        assertReason(Cause.CONNECTION_FAILED);
    }

    @Test
    void aDeadAddressIsPassedOverWithinTheCall() throws Exception {
        dns = List.of(address("127.0.0.9"), address("127.0.0.8"), address("127.0.0.1"));
        respond(aResponse().withBody("body"));

        try (BackupTarget target = open();
                TargetObject object = target.open(KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
        }
        assertThat(STORE.getAllServeEvents()).hasSize(1);
    }

    /** Connecting to a broadcast address says "Network is unreachable" on any machine. */
    @Test
    void anAddressWithoutAWayIsPassedOverWithinTheCall() throws Exception {
        dns = List.of(address("127.255.255.255"), address("127.0.0.1"));
        respond(aResponse().withBody("body"));

        try (BackupTarget target = open();
                TargetObject object = target.open(KEY)) {
            assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
        }
        assertThat(STORE.getAllServeEvents()).hasSize(1);
    }

    @Test
    void deadAddressesAreNotTriedAgainBeforeTheOthers() throws Exception {
        dns = List.of(
                address("127.0.0.5"),
                address("127.0.0.6"),
                address("127.0.0.7"),
                address("127.0.0.8"),
                address("127.0.0.9"),
                address("127.0.0.1"));
        respond(aResponse().withBody("body"));

        try (BackupTarget target = open()) {
            assertThat(failureOf(target)).isInstanceOf(Unavailable.class);
            try (TargetObject object = target.open(KEY)) {
                assertThat(object.body().readAllBytes()).isEqualTo(Fixtures.bytes("body"));
            }
        }
    }

    @Test
    void aPortalsAddressIsNotKept() throws Exception {
        STORE.stubFor(any(anyUrl()).willReturn(aResponse().withBody("<html><body>Please log in</body></html>")));
        try (BackupTarget target = open()) {
            target.open(KEY).close();
            assertThatThrownBy(() -> target.list(ObjectKey.ROOT, Optional.empty()))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> target.put(KEY, new byte[1])).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> target.delete(KEY)).isInstanceOf(Unavailable.class);
        }
        dns = List.of();

        assertReason(Cause.NAME_NEVER_RESOLVED);
    }

    @Test
    void theHostHeaderIsTheNameWhateverTheAddress() throws Exception {
        succeedOnce();

        assertThat(STORE.getAllServeEvents().get(0).getRequest().getHeader("Host"))
                .isEqualTo("s3.test:" + STORE.getPort());
    }

    private void assertReason(Cause reason) {
        try (BackupTarget target = open()) {
            Fixtures.assertReason(target, reason);
        }
    }

    private void succeedOnce() throws Exception {
        respond(aResponse().withBody("body"));
        try (BackupTarget target = open();
                TargetObject object = target.open(KEY)) {
            assertThat(object.body().readAllBytes()).hasSize(4);
            object.proved();
        }
    }

    private BackupTarget open() {
        return Fixtures.open(
                settings("http://s3.test:" + STORE.getPort())
                        .resolver(this::resolve)
                        .connectTimeout(Duration.ofMillis(500))
                        .build(),
                notes);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        if (dns.isEmpty() || !host.equals("s3.test")) {
            throw new UnknownHostException(host);
        }
        return dns;
    }

    private static void respond(ResponseDefinitionBuilder response) {
        STORE.stubFor(any(anyUrl())
                .willReturn(response.withHeader("Content-Type", "binary/octet-stream")
                        .withHeader("ETag", "\"e\"")));
    }
}
