package io.restorekit.target;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object being read. The body's reads throw {@link java.io.IOException} when the connection fails and also when it
 * ends before the announced length; such a failure means the same as {@link TargetException.Unavailable}.
 */
public interface TargetObject extends AutoCloseable {

    /** The length that the place announced, in bytes. */
    OptionalLong length();

    InputStream body();

    /** When it was last written, by the place's own clock; empty where the place does not say. */
    default Optional<Instant> modified() {
        return Optional.empty();
    }

    /**
     * Whether the place is certain to be the one the URL names: false when it was reached over an address that nobody
     * confirmed and without TLS. Content that proves itself by a digest may be taken from anywhere; anything else only
     * from a confirmed place.
     */
    default boolean confirmed() {
        return true;
    }

    /** Told by who reads it: the content has the digest that was known beforehand, so the place is the right one. */
    default void proved() {}

    /**
     * Told by who reads it: the content is not what it should be.
     *
     * @return whether that is a fault of the object; false where somebody else may have answered, so that it says nothing
     *     but that the place could not be reached
     */
    default boolean refuted() {
        return confirmed();
    }

    /** Gives up the object at once, without draining it. May be called from any thread, also after {@link #close}. */
    void abort();

    /** As {@link #abort}, because far too little came for too long: a fault of where it is read from. */
    default void late() {
        abort();
    }

    @Override
    void close();
}
