package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.api.Finding;
import io.restorekit.api.Finding.Severity;
import io.restorekit.target.BackupTarget;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The properties are of the whole JVM: here they are told to the resolver and never set. */
class JvmMemoryTest {
    private final Map<String, String> properties = new HashMap<>();
    private final SystemResolver resolver = new SystemResolver(name -> Optional.ofNullable(properties.get(name)));

    @Test
    void theDefaultsAreNoConcern() {
        assertThat(resolver.memory().concern()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "networkaddress.cache.ttl, 30",
        "networkaddress.cache.ttl, 0",
        "networkaddress.cache.ttl, for ever",
        "networkaddress.cache.stale.ttl, 0"
    })
    void whatIsShortIsNoConcern(String property, String value) {
        properties.put(property, value);

        assertThat(resolver.memory().concern()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "networkaddress.cache.ttl, -1, takes answers of DNS from its memory for ever",
        "networkaddress.cache.ttl, 31, takes answers of DNS from its memory for 31 s",
        "networkaddress.cache.ttl, 3600, takes answers of DNS from its memory for 3600 s",
        "networkaddress.cache.stale.ttl, 60, answers from its memory where DNS does not for 60 s"
    })
    void whatIsLongIsSaid(String property, String value, String words) {
        properties.put(property, value);

        assertThat(resolver.memory().concern()).contains("the JVM " + words + ": what DNS says now is not seen");
    }

    @Test
    void theLogSaysItOnce() throws Exception {
        properties.put("networkaddress.cache.ttl", "-1");
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true));
        try {
            resolver.resolve("127.0.0.1");
            resolver.resolve("127.0.0.1");
        } finally {
            System.setErr(before);
        }

        assertThat(log.toString().lines()).singleElement().asString().contains("for ever", JvmMemory.ADVICE);
    }

    @Test
    void thePreflightWarns() {
        properties.put("networkaddress.cache.ttl", "-1");

        try (BackupTarget target = Fixtures.open(
                Fixtures.settings("http://localhost:1").resolver(resolver).build())) {
            assertThat(target.preflight())
                    .filteredOn(finding -> finding.check().equals("name memory"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING))
                    .extracting(Finding::advice)
                    .isEqualTo(Optional.of(JvmMemory.ADVICE));
        }
    }
}
