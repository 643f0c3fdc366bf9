package io.restorekit.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restorekit.s3.Fixtures.error;
import static io.restorekit.s3.Fixtures.failureOf;
import static io.restorekit.s3.Fixtures.open;
import static io.restorekit.s3.Fixtures.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store can answer besides the rows of {@code docs/faults.md}, and the words for it. */
class ServiceAnswersTest {
    @RegisterExtension
    static final WireMockExtension STORE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private BackupTarget target = open(settings("http://127.0.0.1:1").build());

    @BeforeEach
    void openTarget() {
        target.close();
        target = open(settings("http://127.0.0.1:" + STORE.getPort()).build());
    }

    @AfterEach
    void closeTarget() {
        target.close();
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequests, THROTTLED",
        "503, ServiceUnavailable, SERVER_ERROR",
        "507, XMinioStorageFull, SERVER_ERROR",
        "404, NoSuchVersion, OTHER",
        "404, NotFound, OTHER",
        "412, PreconditionFailed, OTHER",
        "418, '', OTHER"
    })
    void answersThatMeanUnavailable(int status, String code, Cause reason) {
        answer(status, code);

        TargetException failure = failureOf(target);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(reason));
        assertThat(failure)
                .hasMessageContaining("s3://bucket/store/dir/block.blk")
                .hasMessageContaining("" + status);
    }

    @ParameterizedTest
    @CsvSource({"403, InvalidAccessKeyId", "400, InvalidToken", "407, ''"})
    void answersThatMeanRefused(int status, String code) {
        answer(status, code);

        assertThat(failureOf(target)).isInstanceOf(Refused.class).hasMessageContaining("s3://bucket/store/dir/block");
    }

    @Test
    void missingIsOnlySaidAsS3SaysIt() {
        respond(aResponse().withStatus(404).withBody("{\"Code\":\"NoSuchKey\"}"));

        assertThat(failureOf(target)).isInstanceOf(Unavailable.class);
    }

    @Test
    void aRedirectNamesTheRegionToSet() {
        respond(aResponse()
                .withStatus(301)
                .withHeader("x-amz-bucket-region", "eu-west-1")
                .withBody(error("PermanentRedirect")));

        assertThat(failureOf(target)).isInstanceOf(Refused.class).hasMessageContaining("s3://bucket@eu-west-1/path");
    }

    @Test
    void aPageThatIsNoListingIsNotAnEmptyFolder() {
        respond(aResponse().withStatus(200).withBody("Please log in"));
        assertListingFails();

        respond(aResponse()
                .withStatus(200)
                .withBody("<ListBucketResult><Name>bucket</Name><IsTruncated>true</IsTruncated></ListBucketResult>"));
        assertListingFails();
    }

    private void assertListingFails() {
        assertThatThrownBy(() -> target.list(ObjectKey.ROOT, Optional.empty())).isInstanceOf(Unavailable.class);
    }

    private static void answer(int status, String code) {
        ResponseDefinitionBuilder response = aResponse().withStatus(status);
        respond(code.isEmpty() ? response : response.withBody(error(code)));
    }

    private static void respond(ResponseDefinitionBuilder response) {
        STORE.stubFor(any(anyUrl()).willReturn(response));
    }
}
