package io.restorekit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Operation;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recorded store in a real S3 server, behind a name of a real DNS server. */
class PreflightCommandTest {
    private static final Path STORE = Path.of(System.getProperty("restorekit.fixtures"), "store");

    private final S3Server store = S3Server.open();
    private final DnsServer dns = DnsServer.open();
    private final String place =
            "s3://" + store.settings().bucket() + "@" + store.settings().region() + "/";
    private final String volume = place + "?volume=golden-none";

    @BeforeEach
    void fill() throws IOException {
        dns.answer("s3.test", "127.0.0.1");
        try (Stream<Path> files = Files.walk(STORE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                store.put(STORE.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    @AfterEach
    void stop() {
        store.close();
        dns.close();
    }

    @Test
    void whatIsThereOnceIsWarnedOfAndNothingIsLeftInTheStore() {
        List<String> before = store.keys("");

        InProcess.Run run = run(volume);

        assertThat(run.out())
                .contains("ok         name: s3.test has 1 addresses")
                .contains("WARNING    name servers: 1 of 1 name servers know the name")
                .contains("WARNING    addresses: 1 of 1 addresses can be used")
                .contains("ok         clock: ")
                .contains("ok         backup: ")
                .contains("ok         block: a block of 2097152 bytes was read and is right")
                .contains("ok         lock folder: ")
                .doesNotContain(store.settings().secretKey());
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(store.keys("")).isEqualTo(before);
    }

    @Test
    void withoutAVolumeTheBackupsAreNotLookedAt() {
        assertThat(run(place).out()).contains("bucket: it can be listed").doesNotContain("lock folder");
    }

    @Test
    void everyJsonLineIsAFinding() {
        InProcess.Run run = run(volume, "--json");

        assertThat(run.out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("{\"version\":1,\"type\":\"finding\",\"severity\":\""));
    }

    @Test
    void dnsThatIsAwayIsAProblem() {
        dns.stop();

        InProcess.Run run = run(volume);

        assertThat(run.out()).contains("PROBLEM    name: s3.test does not resolve", "PROBLEM    backup: ");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void damagedBlocksAreAProblemAndRefusedLocksAWarning() {
        store.faults().on(S3Request.getEndingWith(".blk"), new S3Fault.Corrupt());
        store.faults().on(S3Request.all(S3Operation.PUT_OBJECT), new S3Fault.Status(403, "AccessDenied"));

        InProcess.Run run = run(volume);

        assertThat(run.out()).contains("PROBLEM    block: ", "WARNING    lock folder: backups are not protected");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(store.faults().unfired()).isEmpty();
    }

    @Test
    void lockThatCannotBeTakenAwayIsSaid() {
        store.faults().on(S3Request.all(S3Operation.DELETE_OBJECT), new S3Fault.Status(403, "AccessDenied"));

        InProcess.Run run = run(volume);

        assertThat(run.out())
                .contains("ok         lock folder: ", "WARNING    lock folder: the lock could not be taken");
        assertThat(run.exitCode()).isZero();
    }

    /** Written, and then not to be seen: it is taken away all the same. */
    @Test
    void lockOfACheckThatFailsInItsMiddleIsTakenAwayToo() {
        List<String> before = store.keys("");
        store.faults()
                .on(
                        request -> request.operation() == S3Operation.LIST_OBJECTS
                                && request.key().contains("/locks/"),
                        new S3Fault.Status(500, "InternalError"));

        assertThat(run(volume).out()).contains("WARNING    lock folder: ");
        assertThat(store.keys("")).isEqualTo(before);
        assertThat(store.faults().unfired()).isEmpty();
    }

    @Test
    void volumeThatIsNotThereIsAProblem() {
        InProcess.Run run = run(place + "?volume=nobody");

        assertThat(run.out()).contains("PROBLEM    backup: ");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void urlThatIsNoneIsUsage() {
        assertThat(run("s3://").exitCode()).isEqualTo(2);
    }

    private InProcess.Run run(String url, String... more) {
        Map<String, String> settings = new HashMap<>(store.environment());
        settings.put("AWS_ENDPOINTS", "http://s3.test:" + store.port());
        Stream<String> line = Stream.of("preflight", url, "--dns", "127.0.0.1:" + dns.port());
        return InProcess.run(settings, Stream.concat(line, Stream.of(more)).toList());
    }
}
