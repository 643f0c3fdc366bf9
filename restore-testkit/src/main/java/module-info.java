import org.jspecify.annotations.NullMarked;

/** Servers, faults and stores for testing what depends on a backup target. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic"})
module io.restorekit.testkit {
    requires static transitive org.jspecify;
    requires transitive io.restorekit;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires java.xml;

    exports io.restorekit.testkit.contract;
    exports io.restorekit.testkit.s3;
}
