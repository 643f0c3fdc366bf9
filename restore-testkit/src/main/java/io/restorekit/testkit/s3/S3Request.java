package io.restorekit.testkit.s3;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * A request as faults see it: before its signature is checked.
 *
 * @param operation what is asked for
 * @param bucket the bucket it is asked of; empty if the request names none
 * @param key the object's key; for a list its prefix; empty where neither applies
 */
public record S3Request(S3Operation operation, String bucket, String key) {

    public S3Request {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(key);
    }

    /** Every request. */
    public static Predicate<S3Request> any() {
        return request -> true;
    }

    /** Every request of one operation. */
    public static Predicate<S3Request> all(S3Operation operation) {
        return request -> request.operation == operation;
    }

    /** Reads of one object. */
    public static Predicate<S3Request> get(String key) {
        return all(S3Operation.GET_OBJECT).and(request -> request.key.equals(key));
    }

    /** Reads of all objects whose key ends so, for example {@code .blk}. */
    public static Predicate<S3Request> getEndingWith(String suffix) {
        return all(S3Operation.GET_OBJECT).and(request -> request.key.endsWith(suffix));
    }

    /** Reads of blocks of a Longhorn store. */
    public static Predicate<S3Request> blocks() {
        return getEndingWith(".blk");
    }

    /** Reads of configs of a Longhorn store, of volumes and backups. */
    public static Predicate<S3Request> configs() {
        return getEndingWith(".cfg");
    }

    /** Pages of listings. */
    public static Predicate<S3Request> listings() {
        return all(S3Operation.LIST_OBJECTS);
    }
}
