package io.restorekit.backup.longhorn;

import org.jspecify.annotations.Nullable;

/** The bytes of a block are not what its name says. The message says why, without the block's name. */
final class DamagedBlock extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedBlock(String why) {
        this(why, null);
    }

    DamagedBlock(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
