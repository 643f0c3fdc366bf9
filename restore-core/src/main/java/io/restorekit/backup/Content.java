package io.restorekit.backup;

/** What a block holds, or is believed to hold. */
public sealed interface Content {

    /** Only zeros. */
    record Zero() implements Content {
        static final Zero INSTANCE = new Zero();
    }

    /** Nobody knows. */
    record Unknown() implements Content {
        static final Unknown INSTANCE = new Unknown();
    }

    /** Bytes with this digest. */
    record Data(Digest digest) implements Content {}
}
