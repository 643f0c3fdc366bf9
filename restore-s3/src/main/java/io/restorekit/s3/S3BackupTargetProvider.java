package io.restorekit.s3;

import io.restorekit.s3.address.AddressBook;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.BackupTargetProvider;
import io.restorekit.target.TargetContext;
import io.restorekit.target.TargetUrl;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Opens backup targets in S3: {@code s3://bucket@region/path}, or {@code s3://bucket/path} with a custom endpoint.
 *
 * <p>Without settings of its own it takes them from {@link TargetContext#settings}, by the names that users of Longhorn
 * have: {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}, {@code AWS_ENDPOINTS},
 * {@code VIRTUAL_HOSTED_STYLE}, {@code AWS_CERT}, {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code NO_PROXY}. Nothing
 * else is asked: no files, no metadata service.
 */
public final class S3BackupTargetProvider implements BackupTargetProvider {
    private static final String DEFAULT_REGION = "us-east-1";

    private final Optional<S3Settings> explicit;
    private final NameResolver resolver;
    private final LongSupplier ticks;

    /** Settings from the context. */
    public S3BackupTargetProvider() {
        this(Optional.empty(), NameResolver.system(), System::nanoTime);
    }

    /** Settings from the context, names from {@code resolver}. */
    public S3BackupTargetProvider(NameResolver resolver) {
        this(Optional.empty(), resolver, System::nanoTime);
    }

    /** Settings from here alone. */
    public S3BackupTargetProvider(S3Settings settings) {
        this(settings, System::nanoTime);
    }

    /** @param ticks monotonic nanoseconds, by which answers of DNS grow old */
    S3BackupTargetProvider(S3Settings settings, LongSupplier ticks) {
        this(Optional.of(settings), settings.resolver(), ticks);
    }

    private S3BackupTargetProvider(Optional<S3Settings> explicit, NameResolver resolver, LongSupplier ticks) {
        this.explicit = explicit;
        this.resolver = resolver;
        this.ticks = ticks;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("s3");
    }

    @Override
    public BackupTarget open(TargetUrl url, TargetContext context) {
        WireLogging.warn();
        S3Location location = S3Location.of(url);
        S3Settings settings = explicit.orElseGet(() -> new EnvironmentSettings(context.settings())
                .read(location)
                .resolver(resolver)
                .build());
        location.checkStyle(settings.pathStyle());
        String region = region(location, settings);
        AddressBook book = new AddressBook(context, settings.resolver()::resolve, ticks, settings.connectTimeout());
        Dialer dialer = new Dialer(
                book,
                settings.proxy().map(Proxy::new),
                planner -> Clients.transport(settings, context.mostCalls(), planner));
        S3Client client = Clients.client(settings, region, dialer);
        URI endpoint = settings.endpoint().orElseGet(() -> URI.create("https://s3." + region + ".amazonaws.com"));
        return new S3BackupTarget(location, settings, endpoint, client, dialer, book, context, ticks);
    }

    private static String region(S3Location location, S3Settings settings) {
        Optional<String> named = location.region().or(settings::region);
        if (named.isEmpty() && settings.endpoint().isEmpty()) {
            throw new IllegalArgumentException("no region: write s3://bucket@region/path, or set AWS_ENDPOINTS"
                    + " for a store that is not Amazon's");
        }
        return named.orElse(DEFAULT_REGION);
    }
}
