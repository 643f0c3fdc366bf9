package io.restorekit.testkit.sim.disk;

/**
 * Something that a process is about to do to the disk.
 *
 * @param path of the file or directory; of a rename the new one
 * @param position where a read or a write begins; the new size for a truncation
 * @param length in bytes, of reads, writes and labels
 * @param number counts the operations that change or force something, from 1; that of the last one for a read
 */
public record Operation(Kind kind, String path, long position, int length, long number) {

    /** What sort of operation it is. */
    public enum Kind {
        READ,
        LIST,
        CREATE,
        WRITE,
        TRUNCATE,
        LABEL,
        TIME,
        FORCE,
        FORCE_DIRECTORY,
        RENAME,
        DELETE;

        /** Whether it changes or forces something. */
        public boolean changes() {
            return this != READ && this != LIST;
        }
    }

    @Override
    public String toString() {
        return switch (kind) {
            case READ, WRITE -> kind + " of " + length + " bytes at " + position + " of " + path;
            case TRUNCATE -> kind + " of " + path + " to " + position + " bytes";
            default -> kind + " of " + path;
        };
    }
}
