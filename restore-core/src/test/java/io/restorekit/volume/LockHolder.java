package io.restorekit.volume;

import java.nio.file.Path;

/** Another process: holds the lock of the volume that is its argument until its input ends. Prints when it does: its parent waits for that. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        try (VolumeLock lock = VolumeLock.acquire(Path.of(args[0]))) {
            System.out.println("held " + lock.getClass().getSimpleName());
            while (System.in.read() >= 0) {}
        }
    }
}
