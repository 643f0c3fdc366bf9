package io.restorekit.testkit.s3;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * How a server behaves. Start from {@link #DEFAULT}.
 *
 * @param bucket the one bucket that it has
 * @param region the region that signatures must name
 * @param accessKey the access key that it knows
 * @param secretKey its secret
 * @param hostName the name under which it is reached in virtual-hosted style: {@code <bucket>.<hostName>}. A host that
 *     starts with the bucket's name is always taken so
 * @param pageSize the most entries of one listing page, 1 to 1,000
 * @param clock the server's time: for signatures, modification times and the log
 * @param directory where the objects lie as files (a store on disk can be served as it is); empty for memory
 * @param publicReads whether requests without a signature may read and list, as in a public bucket; a signature that is
 *     there must be right all the same
 */
public record S3Settings(
        String bucket,
        String region,
        String accessKey,
        String secretKey,
        String hostName,
        int pageSize,
        Clock clock,
        Optional<Path> directory,
        boolean publicReads) {

    /** Bucket {@code backups} in {@code us-east-1}, in memory, pages of 1,000, reached as {@code localhost}. */
    public static final S3Settings DEFAULT = new S3Settings(
            "backups",
            "us-east-1",
            "TESTKITACCESSKEY",
            "testkit/secret+key",
            "localhost",
            1_000,
            Clock.systemUTC(),
            Optional.empty(),
            false);

    public S3Settings {
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(region);
        Objects.requireNonNull(accessKey);
        Objects.requireNonNull(secretKey);
        Objects.requireNonNull(hostName);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(directory);
        if (pageSize < 1 || pageSize > 1_000) {
            throw new IllegalArgumentException("page size " + pageSize + " is not in 1 … 1000");
        }
    }

    public S3Settings withBucket(String name) {
        return new S3Settings(name, region, accessKey, secretKey, hostName, pageSize, clock, directory, publicReads);
    }

    public S3Settings withRegion(String name) {
        return new S3Settings(bucket, name, accessKey, secretKey, hostName, pageSize, clock, directory, publicReads);
    }

    public S3Settings withCredentials(String access, String secret) {
        return new S3Settings(bucket, region, access, secret, hostName, pageSize, clock, directory, publicReads);
    }

    public S3Settings withHostName(String name) {
        return new S3Settings(bucket, region, accessKey, secretKey, name, pageSize, clock, directory, publicReads);
    }

    public S3Settings withPageSize(int entries) {
        return new S3Settings(bucket, region, accessKey, secretKey, hostName, entries, clock, directory, publicReads);
    }

    public S3Settings withClock(Clock time) {
        return new S3Settings(bucket, region, accessKey, secretKey, hostName, pageSize, time, directory, publicReads);
    }

    public S3Settings withDirectory(Path root) {
        return new S3Settings(
                bucket, region, accessKey, secretKey, hostName, pageSize, clock, Optional.of(root), publicReads);
    }

    public S3Settings withPublicReads(boolean allowed) {
        return new S3Settings(bucket, region, accessKey, secretKey, hostName, pageSize, clock, directory, allowed);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "S3Settings[bucket=" + bucket + ", region=" + region + ", hostName=" + hostName + "]";
    }
}
