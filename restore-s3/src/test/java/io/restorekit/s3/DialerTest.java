package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.s3.address.AddressBook;
import io.restorekit.s3.address.Route;
import io.restorekit.s3.answer.Doubt;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Nobody listens anywhere. */
class DialerTest implements SdkHttpClient, ExecutableHttpRequest {
    private static final String HOST = "s3.test";

    private final Notes notes = Notes.inMemory();

    /** Blamed twice, one that has never proved itself would be tried after strangers for a while. */
    @Test
    void whatDidNotConnectIsNotBlamedOnceMoreByWhoTranslatesTheFailure() throws Exception {
        notes.write(
                "s3-addresses-" + HOST,
                "restorekit-addresses 1\nhost " + HOST
                        + "\n127.0.0.8 2026-01-01T00:00:00Z\n127.0.0.9 2026-01-01T00:00:00Z\n");
        AddressBook book = new AddressBook(
                Fixtures.context(notes),
                host -> List.of(Fixtures.address("127.0.0.1")),
                System::nanoTime,
                Duration.ofSeconds(10));
        book.routes(HOST);
        Dialer dialer = new Dialer(book, Optional.empty(), planner -> this);
        ExecutableHttpRequest call = dialer.prepareRequest(
                HttpExecuteRequest.builder().request(get()).build());

        assertThatThrownBy(call::call).isInstanceOf(ConnectException.class);
        Doubt.weigh(new Unavailable(Cause.CONNECTION_FAILED, "refused", null), dialer.route());

        assertThat(dialer.route())
                .hasValueSatisfying(route -> assertThat(route.confirmed()).isTrue());
        assertThat(book.routes(HOST)).extracting(Route::confirmed).containsExactly(true, false, false);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return this;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        throw new ConnectException("refused");
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}

    private static SdkHttpRequest get() {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://" + HOST))
                .build();
    }
}
