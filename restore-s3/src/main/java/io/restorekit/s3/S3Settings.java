package io.restorekit.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** How to reach an S3 store. Immutable; {@link #toString} shows no secrets. */
public final class S3Settings {
    private final Builder values;

    private S3Settings(Builder values) {
        this.values = values;
    }

    /**
     * @param credentials asked anew for every call, so that renewed credentials are taken up without a restart; it
     *     should not block
     */
    public static Builder builder(Supplier<S3Credentials> credentials) {
        Objects.requireNonNull(credentials);
        return new Builder(new CurrentCredentials(() -> credentials.get().forSdk()));
    }

    /**
     * @param credentials any of the SDK's providers, for example {@code DefaultCredentialsProvider}; asked anew for every
     *     call, closed by whoever made it. What it throws is waited out: {@code UNAVAILABLE}
     */
    public static Builder builder(AwsCredentialsProvider credentials) {
        Objects.requireNonNull(credentials);
        return new Builder(new CurrentCredentials(credentials));
    }

    AwsCredentialsProvider credentials() {
        return values.credentials;
    }

    Optional<URI> endpoint() {
        return values.endpoint;
    }

    Optional<String> region() {
        return values.region;
    }

    /** The default is what stores other than Amazon's mostly need. */
    boolean pathStyle() {
        return values.pathStyle.orElse(values.endpoint.isPresent());
    }

    Optional<String> caPem() {
        return values.caPem;
    }

    Optional<URI> proxy() {
        return values.proxy;
    }

    Duration connectTimeout() {
        return values.connectTimeout;
    }

    Duration readTimeout() {
        return values.readTimeout;
    }

    Duration answerTimeout() {
        return values.answerTimeout;
    }

    MeasuredBody.Pace leastProgress() {
        return values.leastProgress;
    }

    OptionalInt maxConnections() {
        return values.maxConnections;
    }

    NameResolver resolver() {
        return values.resolver;
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + values.endpoint.map(URI::toString).orElse("Amazon's") + ", region="
                + values.region.orElse("the URL's") + ", pathStyle=" + pathStyle() + ", proxied="
                + values.proxy.isPresent() + "]";
    }

    /** Collects settings; not thread-safe. A setting that is not valid is an {@link IllegalArgumentException}. */
    public static final class Builder implements Cloneable {
        private final AwsCredentialsProvider credentials;
        private Optional<URI> endpoint = Optional.empty();
        private Optional<String> region = Optional.empty();
        private Optional<Boolean> pathStyle = Optional.empty();
        private Optional<String> caPem = Optional.empty();
        private Optional<URI> proxy = Optional.empty();
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration readTimeout = Duration.ofSeconds(20);
        private Duration answerTimeout = Duration.ofSeconds(25);
        private MeasuredBody.Pace leastProgress = new MeasuredBody.Pace(64 << 10, Duration.ofSeconds(30));
        private OptionalInt maxConnections = OptionalInt.empty();
        private NameResolver resolver = NameResolver.system();

        private Builder(AwsCredentialsProvider credentials) {
            this.credentials = credentials;
        }

        /** A store other than Amazon's: {@code http} or {@code https}, host and port, nothing more. */
        public Builder endpoint(URI uri) {
            endpoint = Optional.of(Urls.endpoint(uri));
            return this;
        }

        /** The region when the URL names none. Default with an endpoint: {@code us-east-1}. */
        public Builder region(String name) {
            region = Optional.of(S3Location.checkRegion(name));
            return this;
        }

        /** Whether the bucket stands in the path (true) or in the host name. Default: in the path with an endpoint. */
        public Builder pathStyle(boolean inPath) {
            pathStyle = Optional.of(inPath);
            return this;
        }

        /** Certificates (PEM, one or more) that are trusted besides the system's. */
        public Builder caPem(String pem) {
            caPem = Optional.of(pem);
            return this;
        }

        /** An HTTP proxy, {@code http://[user:password@]host:port}. */
        public Builder proxy(URI uri) {
            proxy = Optional.of(Urls.proxy(uri));
            return this;
        }

        /** For each address that is tried, and for a first name look-up. Default 5 s. */
        public Builder connectTimeout(Duration limit) {
            connectTimeout = positive(limit);
            return this;
        }

        /** For each wait for bytes. Default 20 s. */
        public Builder readTimeout(Duration limit) {
            readTimeout = positive(limit);
            return this;
        }

        /**
         * For all of a call but the body of an object, from the look-up of the name on: headers, listings and errors end by
         * then, however they drip. Only then is the address at fault: keep it below the engine's
         * {@link io.restorekit.api.RestoreOptions#callTimeout}. Default 25 s: many times what a healthy store takes.
         */
        public Builder answerTimeout(Duration limit) {
            answerTimeout = positive(limit);
            return this;
        }

        /**
         * A body that brings less than this in so much time of waiting is given up, though it makes some progress. Default
         * 64 KiB in 30 s, about 2 KiB/s: a line that works at all gives many times as much.
         */
        public Builder leastProgress(long bytes, Duration window) {
            if (bytes < 0) {
                throw new IllegalArgumentException("the least progress is not negative: " + bytes + " bytes");
            }
            leastProgress = new MeasuredBody.Pace(bytes, positive(window));
            return this;
        }

        /**
         * Default: as many as the engine can use at once ({@link io.restorekit.target.TargetContext#mostCalls}). A call
         * that finds no free connection is unavailable for a local cause.
         */
        public Builder maxConnections(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("at least one connection is needed, not " + count);
            }
            maxConnections = OptionalInt.of(count);
            return this;
        }

        /** Default: {@link NameResolver#system()}. */
        public Builder resolver(NameResolver nameResolver) {
            resolver = Objects.requireNonNull(nameResolver);
            return this;
        }

        public S3Settings build() {
            return new S3Settings(clone());
        }

        @Override
        protected Builder clone() {
            try {
                return (Builder) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private static Duration positive(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("a time limit must be positive, not " + limit);
            }
            return limit;
        }
    }
}
