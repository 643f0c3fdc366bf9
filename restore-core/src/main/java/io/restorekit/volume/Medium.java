package io.restorekit.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** What a {@link FileVolume} lies on, as far as a file and a device differ. Used by one thread at a time. */
interface Medium {

    /** Whether it is made larger by writing beyond its end. */
    boolean canGrow();

    /** Refuses what may not be written to now; asked when it is opened, and once more before each transfer. */
    void checkFree() throws VolumeException;

    /** Called when it is opened with no bytes. */
    void begin(FileChannel channel) throws IOException, VolumeException;

    /** What reads past the page cache have to be aligned to, beside what the JDK asks for. */
    int alignment() throws IOException;

    Optional<VolumeIdentity> identity() throws IOException;

    /** Records the number of a commit, where it can; durable with the next force. */
    void mark(long commit) throws IOException;

    /** The next mark comes with a new id, where it can. */
    void disown();

    /** Whether a write of so many bytes may have failed because there is no room. */
    boolean isShort(long bytes);
}
