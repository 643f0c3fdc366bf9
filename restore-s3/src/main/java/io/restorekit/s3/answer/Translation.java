package io.restorekit.s3.answer;

import io.restorekit.s3.address.UnresolvedException;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;

/**
 * Turns whatever the SDK throws into what the SPI says, by type, status and error code; total: what it does not know is
 * {@link Unavailable}. The first row that a link of the cause chain matches decides, so the more telling types stand
 * above.
 */
public final class Translation {
    private record Row(Class<? extends Throwable> type, Cause reason, String words) {}

    private static final List<Row> ROWS = List.of(
            new Row(NotS3Exception.class, Cause.OTHER, "the answer is none of S3"),
            new Row(UnknownHostException.class, Cause.NAME_NOT_RESOLVED, "the endpoint's name did not resolve"),
            new Row(ConnectionRequestTimeoutException.class, Cause.LOCAL, "all connections are in use"),
            new Row(ApiCallAttemptTimeoutException.class, Cause.TIMED_OUT, "the store took too long"),
            new Row(CancellationException.class, Cause.TIMED_OUT, "the store took too long"),
            new Row(SocketTimeoutException.class, Cause.TIMED_OUT, "the store did not answer in time"),
            new Row(AbortedException.class, Cause.LOCAL, "the call was given up"),
            new Row(InterruptedException.class, Cause.LOCAL, "the call was interrupted"),
            new Row(InterruptedIOException.class, Cause.LOCAL, "the call was interrupted"),
            new Row(SSLException.class, Cause.CONNECTION_FAILED, "the TLS handshake did not end well"),
            new Row(ConnectException.class, Cause.CONNECTION_FAILED, "the connection was refused"),
            new Row(SocketException.class, Cause.CONNECTION_FAILED, "the connection broke"),
            new Row(NoHttpResponseException.class, Cause.CONNECTION_FAILED, "the connection closed without an answer"),
            new Row(ConnectionClosedException.class, Cause.CONNECTION_FAILED, "the connection closed too early"),
            new Row(EOFException.class, Cause.CONNECTION_FAILED, "the connection closed too early"),
            new Row(HttpException.class, Cause.CONNECTION_FAILED, "the answer was not HTTP"),
            new Row(IOException.class, Cause.CONNECTION_FAILED, "the connection broke"));

    private static final List<Class<? extends Throwable>> TRUST = List.of(
            SSLPeerUnverifiedException.class,
            CertPathValidatorException.class,
            CertPathBuilderException.class,
            CertificateException.class);

    private static final List<Class<? extends Throwable>> OUT_OF_DATE =
            List.of(CertificateExpiredException.class, CertificateNotYetValidException.class);

    private static final int MAX_DEPTH = 16;

    private final ServiceAnswers answers;

    public Translation(Clock clock) {
        this.answers = new ServiceAnswers(clock);
    }

    /** @param what the thing and what was done to it, as in "s3://b/k could not be read" */
    public TargetException translate(Throwable thrown, String what) {
        Optional<AwsServiceException> answer = find(thrown, AwsServiceException.class);
        if (answer.isPresent() && answer.get().statusCode() > 0) {
            return answers.translate(answer.get(), what);
        }
        PlainCause cause = PlainCause.of(thrown);
        if (find(thrown, NoCredentialsException.class).isPresent()) {
            String words = "no credentials could be had: check where they come from";
            return new Unavailable(Cause.OTHER, what + ": " + words, cause);
        }
        if (find(thrown, UnresolvedException.class).isPresent()) {
            String words = "the endpoint's name has never resolved: check that it is right";
            return new Unavailable(Cause.NAME_NEVER_RESOLVED, what + ": " + words, cause);
        }
        if (TRUST.stream().anyMatch(type -> find(thrown, type).isPresent())) {
            String words =
                    OUT_OF_DATE.stream().anyMatch(type -> find(thrown, type).isPresent())
                            ? "the endpoint's certificate is not valid at this time: renew it, or set the clock of this machine"
                            : "the endpoint's certificate is not trusted: check AWS_CERT and the endpoint's name";
            return new Refused(what + ": " + words, cause);
        }
        return ROWS.stream()
                .filter(row -> find(thrown, row.type()).isPresent())
                .findFirst()
                .map(row -> new Unavailable(row.reason(), what + ": " + row.words(), cause))
                .orElseGet(() -> new Unavailable(Cause.OTHER, what + ": the call failed", cause));
    }

    private static <T> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, link -> link != null, PlainCause::next)
                .limit(MAX_DEPTH)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
