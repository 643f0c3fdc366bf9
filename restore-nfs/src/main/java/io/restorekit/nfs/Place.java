package io.restorekit.nfs;

import io.restorekit.target.TargetException.Unavailable;
import java.nio.file.Path;

/** The directory that a backup URL leads to. Thread-safe. */
interface Place {
    /** The directory, whether it is there or not; unavailable while it is not known. */
    Path directory() throws Unavailable;

    /** What a person should do when the store does not show in the directory. */
    String advice();

    /** The URL, for status and logs. */
    String name();
}
