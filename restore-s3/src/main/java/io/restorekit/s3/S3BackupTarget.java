package io.restorekit.s3;

import io.restorekit.api.Finding;
import io.restorekit.s3.address.AddressBook;
import io.restorekit.s3.address.Route;
import io.restorekit.s3.answer.Doubt;
import io.restorekit.s3.answer.HttpDate;
import io.restorekit.s3.answer.Listings;
import io.restorekit.s3.answer.Successes;
import io.restorekit.s3.answer.Translation;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * A backup target in S3. Each call is one request.
 *
 * <p>Over an address that nobody confirms ({@link #confirmed}) only content that proves itself is of use. A listing from
 * there is not given out. A write or deletion is done, because the address was right once and a lock that lives on is
 * worth having, but it is not said to have succeeded.
 */
final class S3BackupTarget implements BackupTarget {
    private final S3Location location;
    private final S3Settings settings;
    private final URI endpoint;
    private final S3Client client;
    private final Dialer dialer;
    private final AddressBook book;
    private final TargetContext context;
    private final Translation translation;
    private final LongSupplier ticks;

    S3BackupTarget(
            S3Location location,
            S3Settings settings,
            URI endpoint,
            S3Client client,
            Dialer dialer,
            AddressBook book,
            TargetContext context,
            LongSupplier ticks) {
        this.location = location;
        this.settings = settings;
        this.endpoint = endpoint;
        this.client = client;
        this.dialer = dialer;
        this.book = book;
        this.context = context;
        this.translation = new Translation(context.clock());
        this.ticks = ticks;
    }

    private record Opened(GetObjectResponse head, AbortableInputStream body) {}

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        Opened opened = attempt(
                name(key) + " could not be read",
                () -> client.getObject(
                        request -> request.bucket(location.bucket()).key(location.key(key)), keepOpen()),
                answer -> answer.head().eTag() != null);
        Optional<Route> route = dialer.route();
        Long announced = opened.head().contentLength();
        OptionalLong length = announced == null ? OptionalLong.empty() : OptionalLong.of(announced);
        MeasuredBody body = new MeasuredBody(
                opened.body(), length, settings.leastProgress(), ticks, () -> route.ifPresent(Route::failed));
        Optional<Instant> modified = Optional.ofNullable(opened.head().lastModified());
        return new S3Object(length, modified, body, opened.body(), opened.body(), route, confirmed(route));
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        return Listings.convert(page(folder, page), location.folder(folder));
    }

    private ListObjectsV2Response page(ObjectKey folder, Optional<String> page) throws TargetException {
        String what = name(folder) + " could not be listed";
        ListObjectsV2Response response = attemptAnywhere(
                what,
                () -> Listings.checked(client.listObjectsV2(request -> request.bucket(location.bucket())
                        .prefix(location.folder(folder))
                        .delimiter("/")
                        .encodingType(EncodingType.URL)
                        .continuationToken(page.orElse(null)))));
        checkConfirmed(what);
        return response;
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        String what = name(key) + " could not be written";
        attemptAnywhere(
                what,
                () -> Successes.checked(client.putObject(
                        request -> request.bucket(location.bucket()).key(location.key(key)),
                        RequestBody.fromBytes(content))));
        checkConfirmed(what);
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        String what = name(key) + " could not be deleted";
        try {
            attempt(
                    what,
                    () -> Successes.checked(client.deleteObject(
                            request -> request.bucket(location.bucket()).key(location.key(key)))),
                    answer -> false);
        } catch (Missing e) {
            // Some stores say so; what was wanted is the case.
            return;
        }
        checkConfirmed(what);
    }

    @Override
    public String describe() {
        return location + " at " + endpoint;
    }

    @Override
    public Optional<String> notice() {
        return book.notice();
    }

    @Override
    public List<Finding> preflight() {
        URI host = location.host(endpoint, settings.pathStyle());
        return new S3Preflight(settings, host, context, ticks, this::listForItsTime).look();
    }

    private Optional<Instant> listForItsTime() throws TargetException {
        ListObjectsV2Response response = page(ObjectKey.ROOT, Optional.empty());
        return response.sdkHttpResponse().firstMatchingHeader("Date").flatMap(HttpDate::parse);
    }

    @Override
    public void close() {
        try (dialer) {
            client.close();
        }
    }

    /**
     * @param proves whether an answer is one that only a store gives. A login page is a success too
     */
    private <T> T attempt(String what, Supplier<T> call, Predicate<T> proves) throws TargetException {
        dialer.begin();
        try {
            T answer = call.get();
            dialer.route().filter(route -> proves.test(answer)).ifPresent(tls() ? Route::proved : Route::answered);
            return answer;
        } catch (RuntimeException e) {
            throw Doubt.weigh(translation.translate(e, what), dialer.route());
        }
    }

    /** For what needs no object: that one is missing is no answer to it. */
    private <T> T attemptAnywhere(String what, Supplier<T> call) throws TargetException {
        try {
            return attempt(what, call, checked -> true);
        } catch (Missing e) {
            throw new Unavailable(Cause.OTHER, e.getMessage() + ", which is no answer to this", e.getCause());
        }
    }

    /** Whether the answer is surely the store's: TLS proved its name, or DNS says now that the address is the host's. */
    private boolean confirmed(Optional<Route> route) {
        return tls() || route.map(Route::confirmed).orElse(false);
    }

    private boolean tls() {
        return endpoint.getScheme().equalsIgnoreCase("https");
    }

    private void checkConfirmed(String what) throws Unavailable {
        if (!confirmed(dialer.route())) {
            throw new Unavailable(
                    Cause.OTHER,
                    what + ": it was answered over an old address that DNS does not confirm now, and without TLS",
                    null);
        }
    }

    /** The raw body: the SDK's own stream type would start a timer for each. */
    private static ResponseTransformer<GetObjectResponse, Opened> keepOpen() {
        return new ResponseTransformer<>() {
            @Override
            public Opened transform(GetObjectResponse head, AbortableInputStream body) {
                return new Opened(Successes.checked(head, body), body);
            }

            @Override
            public boolean needsConnectionLeftOpen() {
                return true;
            }
        };
    }

    private String name(ObjectKey key) {
        return "s3://" + location.bucket() + "/" + location.key(key);
    }
}
