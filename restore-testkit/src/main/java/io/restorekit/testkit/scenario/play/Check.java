package io.restorekit.testkit.scenario.play;

/** What must hold in every scenario, whatever it tells. */
public enum Check {
    /** Safety: a restore that says that it restored has done so. */
    RESTORED_IS_TRUE("the volume holds the backup when the restore says so"),
    /** Safety: the power may go the moment after. */
    RESTORED_IS_DURABLE("the volume holds the backup also after a power cut, once the restore says so"),
    /** Safety: an outage, a crash, a cut transfer ends no restore. */
    NOT_GIVEN_UP("the restore does not end without success"),
    /** Safety: the store's lock is taken by restores and by deletions, never by both. */
    DELETION_IS_KEPT_OUT("no restore takes the store's lock beside a deletion"),
    /** Safety: progress is between nothing and all, and does not shrink while what is to be done, and is being done, stay the same. */
    PROGRESS_IS_HONEST("progress is honest"),
    /** Safety: what the restore, or what it planned, throws at its surroundings is a defect. */
    NOTHING_IS_THROWN("nothing is thrown that nobody expects"),
    /** Liveness: what the scenario expects comes in time. */
    EXPECTED("what is expected comes"),
    /** The scenario's own: a fault that nothing met has shown nothing. */
    EVERY_FAULT_FIRED("every fault was met"),
    /** The scenario's own: every moment came. */
    EVERY_MOMENT_CAME("every moment of the scenario came");

    private final String sentence;

    Check(String sentence) {
        this.sentence = sentence;
    }

    /** Whether it speaks of the restore, and not of the scenario. */
    public boolean isOfTheRestore() {
        return this != EVERY_FAULT_FIRED && this != EVERY_MOMENT_CAME;
    }

    /** What holds where it holds. */
    public String sentence() {
        return sentence;
    }
}
