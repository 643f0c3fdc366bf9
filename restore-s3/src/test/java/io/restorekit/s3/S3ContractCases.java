package io.restorekit.s3;

import io.restorekit.target.BackupTarget;
import io.restorekit.testkit.contract.BackupTargetContract;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** The contract of all backup targets, on an S3 server. */
abstract class S3ContractCases extends BackupTargetContract {
    private final Supplier<Bucket> buckets;
    private final boolean pathStyle;
    private Optional<Bucket> bucket = Optional.empty();

    /** @param buckets makes the bucket of a test */
    S3ContractCases(Supplier<Bucket> buckets, boolean pathStyle) {
        this.buckets = buckets;
        this.pathStyle = pathStyle;
    }

    @AfterEach
    void takeTheBucketAway() {
        bucket.ifPresent(Bucket::close);
    }

    @Override
    protected BackupTarget openTarget() {
        Bucket fresh = buckets.get();
        bucket = Optional.of(fresh);
        return Fixtures.openAt(fresh.settings().pathStyle(pathStyle).build(), fresh.url("root"));
    }

    @Override
    protected void putRaw(String path, byte[] content) {
        bucket.orElseThrow().put("root/" + path, content);
    }

    @Override
    protected Set<String> secrets() {
        S3Credentials credentials = bucket.orElseThrow().credentials();
        return Set.of(credentials.secretAccessKey(), credentials.accessKeyId());
    }
}
