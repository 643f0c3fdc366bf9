package io.restorekit.backup.longhorn;

import java.io.IOException;

/** A config that was read is not of the format. Its message says why, without the config's name. */
final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
        super(why);
    }
}
