package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.api.RestoreOptions;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs and variables; none of these tests makes a call. */
class SettingsTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "AWS_ACCESS_KEY_ID", "AKIDSEENNOWHERE",
            "AWS_SECRET_ACCESS_KEY", "secretSeenNowhere",
            "AWS_ENDPOINTS", "https://minio.example.com:9000/"));

    @Test
    void openMakesNoCallAndNeedsNoName() {
        variables.put("AWS_ENDPOINTS", "https://does.not.exist.invalid");

        try (BackupTarget target = open("s3://bucket@minio/store/")) {
            assertThat(target.describe()).isEqualTo("s3://bucket@minio/store/ at https://does.not.exist.invalid");
        }
    }

    @Test
    void theProviderIsFoundByItsScheme() {
        assertThat(ServiceLoader.load(BackupTargetProvider.class))
                .anySatisfy(provider -> assertThat(provider.schemes()).containsExactly("s3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:///path",
                "s3://b/path",
                "s3://bucket@/path",
                "s3://bucket@eu_1/path",
                "s3://-bucket/path",
                "s3://buc..ket/path",
                "s3://user:word@region/path"
            })
    void aWrongPlaceIsSaidWithTheRightForm(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> open(url).close()).withMessageContaining("s3://bucket@");
    }

    @Test
    void aPathThatLeavesItsFolderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open("s3://bucket/a/../b").close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void missingCredentialsAreNamed(String variable) {
        variables.put(variable, " ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open("s3://bucket/p").close())
                .withMessageContaining("variable " + variable + " is not set");
    }

    @Test
    void aStoreOfAmazonNeedsARegion() {
        variables.remove("AWS_ENDPOINTS");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open("s3://bucket/p").close())
                .withMessageContaining("no region");
        try (BackupTarget target = open("s3://bucket@eu-west-1/p")) {
            assertThat(target.describe()).isEqualTo("s3://bucket@eu-west-1/p/ at https://s3.eu-west-1.amazonaws.com");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINTS, minio:9000",
        "AWS_ENDPOINTS, ftp://minio:9000",
        "AWS_ENDPOINTS, 'https://a, https://b'",
        "AWS_ENDPOINTS, https://minio/path",
        "AWS_ENDPOINTS, https://secretSeenNowhere@minio",
        "VIRTUAL_HOSTED_STYLE, yes",
        "AWS_CERT, secretSeenNowhere",
        "HTTPS_PROXY, socks5://user:secretSeenNowhere@proxy:1080"
    })
    void aWrongVariableIsNamedButNotRepeated(String variable, String value) {
        variables.put(variable, value);

        assertThatThrownBy(() -> open("s3://bucket/p").close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(variable)
                .hasMessageNotContaining("secretSeenNowhere");
    }

    @Test
    void aBucketThatCannotBeInAHostNameNeedsPathStyle() {
        variables.put("VIRTUAL_HOSTED_STYLE", "true");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open("s3://My_Bucket/p").close())
                .withMessageContaining("VIRTUAL_HOSTED_STYLE=false");
        variables.put("VIRTUAL_HOSTED_STYLE", "false");
        open("s3://My_Bucket/p").close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "*, true",
        "example.com, true",
        ".example.com, true",
        "*.example.com, true",
        "'other.org minio.example.com', true",
        "'other.org,minio.example.com:9000', true",
        "minio.example.com:443, false",
        "ample.com, false",
        "10.0.0.0/8, false"
    })
    void noProxyCoversNames(String list, boolean covered) {
        assertThat(new NoProxy(list).covers("Minio.example.com", 9000)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, true",
        "10.1.2.0/24, true",
        "10.1.2.0/25, false",
        "10.1.2.200, true",
        "0.0.0.0/0, true",
        "10.1.2.0/33, false",
        "2001:db8::/32, false",
        "2.200, false"
    })
    void noProxyCoversAddresses(String list, boolean covered) {
        assertThat(new NoProxy(list).covers("10.1.2.200", 80)).isEqualTo(covered);
    }

    @Test
    void theProxyGoesByTheEndpointsScheme() {
        variables.put("HTTP_PROXY", "http://plain:3128");
        variables.put("HTTPS_PROXY", "user:secretSeenNowhere@secure:3128");
        assertThat(read().proxy()).map(URI::getHost).contains("secure");

        variables.put("NO_PROXY", "example.com");
        assertThat(read().proxy()).isEmpty();

        variables.put("AWS_ENDPOINTS", "http://minio.local:9000");
        assertThat(read().proxy()).map(URI::getHost).contains("plain");
    }

    @Test
    void settingsShowNoSecrets() {
        variables.put("HTTPS_PROXY", "http://user:secretSeenNowhere@proxy:3128");
        variables.put("AWS_SESSION_TOKEN", "tokenSeenNowhere");

        assertThat(read().toString()
                        + read().credentials()
                        + Fixtures.CREDENTIALS
                        + new Proxy(read().proxy().orElseThrow()))
                .doesNotContain("SeenNowhere")
                .doesNotContain("AKID");
    }

    /** Otherwise no address is at fault where the engine gives a call up that hangs. */
    @Test
    void theAdapterEndsACallBeforeTheEngineGivesItUp() {
        Duration engine = RestoreOptions.DEFAULT.callTimeout();
        S3Settings settings = S3Settings.builder(() -> Fixtures.CREDENTIALS).build();

        assertThat(settings.answerTimeout()).isLessThan(engine);
        assertThat(settings.readTimeout()).isLessThan(engine);
    }

    private S3Settings read() {
        S3Location location = S3Location.of(TargetUrl.parse("s3://bucket@region/p"));
        return new EnvironmentSettings(variables).read(location).build();
    }

    private BackupTarget open(String url) {
        TargetContext context = new TargetContext(
                Fixtures.CLOCK,
                new Random(1),
                lookup -> {
                    throw new AssertionError("a name was looked up");
                },
                Notes.inMemory(),
                variables,
                32);
        return new S3BackupTargetProvider().open(TargetUrl.parse(url), context);
    }
}
