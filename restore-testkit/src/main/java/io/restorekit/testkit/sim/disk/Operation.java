package io.restorekit.testkit.sim.disk;

/**
 * Something that a process is about to do to the disk.
 *
 * @param number counts the operations that change or force something, from 1; that of the last one for a read
 */
public record Operation(Kind kind, String path, long position, int length, long number) {

    /** What sort of operation it is. */
    public enum Kind {
        READ,
        LIST,
        CREATE,
        WRITE,
        LABEL,
        FORCE,
        FORCE_DIRECTORY,
        RENAME,
        DELETE;

        /** Whether it changes or forces something. */
        public boolean changes() {
            return this != READ && this != LIST;
        }
    }
}
