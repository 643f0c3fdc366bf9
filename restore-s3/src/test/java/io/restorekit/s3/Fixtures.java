package io.restorekit.s3;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.Assertions;

/** What the tests of this package share. */
public final class Fixtures {
    static final S3Credentials CREDENTIALS =
            new S3Credentials("AKIDSEENNOWHERE", "secretSeenNowhere", Optional.of("tokenSeenNowhere"));
    static final ObjectKey KEY = new ObjectKey("dir/block.blk");
    static final ObjectKey KEY_FOLDER = new ObjectKey("dir");
    /** More than the HTTP client has connections for a host by default. */
    static final int MOST_CALLS = 64;

    public static final Instant NOW = Instant.parse("2026-11-23T12:03:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Fixtures() {}

    static TargetContext context(Notes notes) {
        return new TargetContext(
                CLOCK, new Random(1), lookup -> new Thread(lookup).start(), notes, Map.of(), MOST_CALLS);
    }

    static S3Settings.Builder settings(String endpoint) {
        return S3Settings.builder(() -> CREDENTIALS)
                .endpoint(URI.create(endpoint))
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(3));
    }

    static BackupTarget open(S3Settings settings) {
        return open(settings, Notes.inMemory());
    }

    static BackupTarget open(S3Settings settings, Notes notes) {
        return new S3BackupTargetProvider(settings)
                .open(TargetUrl.parse("s3://bucket@eu-central-1/store"), context(notes));
    }

    static BackupTarget openAt(S3Settings settings, String url) {
        return new S3BackupTargetProvider(settings).open(TargetUrl.parse(url), context(Notes.inMemory()));
    }

    static TargetException failureOf(BackupTarget target) {
        return Assertions.catchThrowableOfType(
                TargetException.class, () -> target.open(KEY).close());
    }

    /** Opening fails, for this cause. */
    static void assertReason(BackupTarget target, Cause reason) {
        Assertions.assertThat(failureOf(target))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> Assertions.assertThat(unavailable.reason())
                                .as("%s", unavailable)
                                .isEqualTo(reason));
    }

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String error(String code) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>words</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>";
    }
}
