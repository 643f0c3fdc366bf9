package io.restorekit.testkit.scenario;

/** What a scenario needs of the place where it is played and of the restore it is told to. */
public enum Need {
    /** The backup target can be made to fail. */
    NETWORK("network"),
    /** The process that restores can be killed, and started again. */
    PROCESS("process"),
    /** The disk forgets what was not forced, and fails. */
    DISK("disk"),
    /** Hours pass at once, and every step can be the one at which something happens. */
    VIRTUAL_TIME("virtual-time"),
    /** A restore can be cancelled. */
    CANCEL("cancel"),
    /** The restore keeps deletions away by the store's lock, as Longhorn does. */
    LOCK("lock"),
    /** The restore follows a volume that grows, and blocks of another size. */
    RESHAPING("reshaping"),
    /** The restore follows the newest backup, until it is told that the volume is needed. */
    FOLLOWING("following");

    private final String word;

    Need(String word) {
        this.word = word;
    }

    /** As it is called in texts. */
    public String word() {
        return word;
    }
}
