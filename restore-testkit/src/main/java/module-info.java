import org.jspecify.annotations.NullMarked;

/** Servers, faults and stores for testing what depends on a backup target. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic"})
module io.restorekit.testkit {
    requires static transitive org.jspecify;
    requires transitive io.restorekit;
    requires static org.junit.jupiter.api;
    requires com.fasterxml.jackson.core;
    requires java.xml;
    requires static org.assertj.core;
    requires org.dnsjava;
    requires org.lz4.java;
    requires org.slf4j;

    exports io.restorekit.testkit.contract;
    exports io.restorekit.testkit.device;
    exports io.restorekit.testkit.dns;
    exports io.restorekit.testkit.fault;
    exports io.restorekit.testkit.junit;
    exports io.restorekit.testkit.longhorn;
    exports io.restorekit.testkit.net;
    exports io.restorekit.testkit.process;
    exports io.restorekit.testkit.s3;
    exports io.restorekit.testkit.scenario;
    exports io.restorekit.testkit.scenario.play;
    exports io.restorekit.testkit.scenario.restore;
    exports io.restorekit.testkit.sim;
    exports io.restorekit.testkit.sim.disk;
    exports io.restorekit.testkit.store;
    exports io.restorekit.testkit.time;
    exports io.restorekit.testkit.timeline;
}
