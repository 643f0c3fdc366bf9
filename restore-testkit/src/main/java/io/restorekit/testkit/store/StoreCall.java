package io.restorekit.testkit.store;

import io.restorekit.target.ObjectKey;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A call of a backup target.
 *
 * @param operation what is asked for
 * @param key of the object, or of the folder that is listed
 */
public record StoreCall(Operation operation, ObjectKey key) {

    /** The calls that reach the place. */
    public enum Operation {
        OPEN,
        /** One page. */
        LIST,
        PUT,
        DELETE
    }

    public StoreCall {
        Objects.requireNonNull(operation);
        Objects.requireNonNull(key);
    }

    /** Every call. */
    public static Predicate<StoreCall> any() {
        return call -> true;
    }

    /** Every call of one operation. */
    public static Predicate<StoreCall> all(Operation operation) {
        return call -> call.operation == operation;
    }

    /** Every call of one operation whose key matches this regular expression as a whole. */
    public static Predicate<StoreCall> all(Operation operation, String keys) {
        return all(operation).and(call -> call.key.path().matches(keys));
    }

    /** Reads of blocks of a Longhorn store. */
    public static Predicate<StoreCall> blocks() {
        return all(Operation.OPEN, ".*\\.blk");
    }

    /** Reads of configs of a Longhorn store, of volumes and backups. */
    public static Predicate<StoreCall> configs() {
        return all(Operation.OPEN, ".*\\.cfg");
    }
}
