package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.s3.address.AddressBook;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Connections are closed, whatever fails beside them. */
class ClosingTest implements SdkHttpClient {
    private final S3Settings settings = Fixtures.settings("http://127.0.0.1:1").build();
    private boolean closed;

    @Test
    void connectionsAreClosedThoughTheClientCannotBe() {
        TargetContext context = Fixtures.context(Notes.inMemory());
        AddressBook book =
                new AddressBook(context, settings.resolver()::resolve, System::nanoTime, Duration.ofSeconds(1));
        BackupTarget target = new S3BackupTarget(
                S3Location.of(TargetUrl.parse("s3://bucket@eu-central-1/store")),
                settings,
                URI.create("http://127.0.0.1:1"),
                new Broken(),
                new Dialer(book, Optional.empty(), planner -> this),
                book,
                context,
                System::nanoTime);

        assertThatThrownBy(target::close).isInstanceOf(IllegalStateException.class);

        assertThat(closed).isTrue();
    }

    @Test
    void connectionsAreClosedWhereNoClientCanBeMade() {
        assertThatThrownBy(() -> Clients.client(settings, "", this)).isInstanceOf(RuntimeException.class);

        assertThat(closed).isTrue();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        throw new AssertionError("nothing is called");
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class Broken implements S3Client {
        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {
            throw new IllegalStateException("it cannot be closed");
        }
    }
}
