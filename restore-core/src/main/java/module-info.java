import org.jspecify.annotations.NullMarked;

/** Resilient incremental restore of block volumes. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic"})
module io.restorekit {
    requires static transitive org.jspecify;
    requires jdk.unsupported;
    requires org.slf4j;
    requires com.fasterxml.jackson.core;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires org.lz4.java;

    exports io.restorekit;
    exports io.restorekit.api;
    exports io.restorekit.preflight;
    exports io.restorekit.standby;
    exports io.restorekit.target;
    exports io.restorekit.volume;
    exports io.restorekit.engine to
            io.restorekit.testkit;
    exports io.restorekit.machine to
            io.restorekit.testkit;
    exports io.restorekit.backup;
    exports io.restorekit.backup.longhorn to
            io.restorekit.testkit;
    exports io.restorekit.checkpoint;

    uses io.restorekit.target.BackupTargetProvider;
}
