package io.restorekit.s3;

import io.restorekit.s3.address.Route;
import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.Abortable;

/** An object in S3. A connection whose body was read whole goes back to the pool, any other is cut: nothing is drained. */
final class S3Object implements TargetObject {
    private static final Logger LOG = LoggerFactory.getLogger(S3Object.class);

    private final OptionalLong length;
    private final Optional<Instant> modified;
    private final MeasuredBody body;
    private final InputStream source;
    private final Abortable connection;
    private final Optional<Route> route;
    private final boolean confirmed;

    S3Object(
            OptionalLong length,
            Optional<Instant> modified,
            MeasuredBody body,
            InputStream source,
            Abortable connection,
            Optional<Route> route,
            boolean confirmed) {
        this.length = length;
        this.modified = modified;
        this.body = body;
        this.source = source;
        this.connection = connection;
        this.route = route;
        this.confirmed = confirmed;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public Optional<Instant> modified() {
        return modified;
    }

    @Override
    public boolean confirmed() {
        return confirmed;
    }

    @Override
    public void proved() {
        route.ifPresent(Route::proved);
    }

    /** Over an address that DNS does not confirm the fault is the address's, also where TLS vouches for the host. */
    @Override
    public boolean refuted() {
        route.ifPresent(Route::failed);
        return route.map(Route::confirmed).orElse(false);
    }

    @Override
    public void abort() {
        body.giveUp();
        connection.abort();
    }

    /** A body that is whole is waited for no more: then it is something else that came too slowly. */
    @Override
    public void late() {
        if (!body.complete()) {
            route.ifPresent(Route::failed);
        }
        abort();
    }

    @Override
    public void close() {
        if (!body.complete()) {
            connection.abort();
            return;
        }
        try {
            source.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("A connection could not be given back: {}", e.getClass().getName());
            connection.abort();
        }
    }
}
