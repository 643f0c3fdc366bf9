package io.restorekit.backup.longhorn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2097152, 2097152",
        "2Mi, 2097152",
        "16Mi, 16777216",
        "64Ki, 65536",
        "1Gi, 1073741824",
        "1.5Ki, 1536",
        ".5Mi, 524288",
        "2., 2",
        "1k, 1000",
        "1M, 1000000",
        "1E, 1000000000000000000",
        "1e3, 1000",
        "1E3, 1000",
        "1e-3, 1",
        "100m, 1",
        "+2Mi, 2097152",
        "-1Ki, -1024",
        "1000Ei, 9223372036854775807",
        "1e99, 9223372036854775807",
        "-1e99, -9223372036854775807",
    })
    void quantitiesAreReadAsKubernetesDoes(String text, long value) {
        assertThat(Quantity.parse(text)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "2 Mi", "2MiB", "2mi", "Mi", ".", "1..2", "0x10", "1e", "1e999", "1Mi2", "٢", "--1", "1,5"
            })
    void anythingElseIsNoQuantity(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }
}
