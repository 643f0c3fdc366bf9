package io.restorekit.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import io.restorekit.testkit.dns.DnsAnswer;
import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.net.Flow;
import io.restorekit.testkit.net.NetFault;
import io.restorekit.testkit.net.NetMoment;
import io.restorekit.testkit.net.TcpProxy;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Request;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.store.FaultyBackupTarget;
import io.restorekit.testkit.store.MemoryBackupTarget;
import io.restorekit.testkit.store.StoreCall;
import io.restorekit.testkit.store.StoreFault;
import io.restorekit.testkit.time.VirtualTime;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs test classes of its own, which nobody runs otherwise, and looks at what became of them. */
class TestkitExtensionTest {
    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    @Testkit
    static class Asks {
        @BeforeEach
        void prepare(S3Server s3) {
            s3.put("object", new byte[1]);
        }

        @Test
        void sameTypeIsTheSameThing(S3Server s3, DnsServer dns, VirtualTime time, @Called("other") S3Server other) {
            assertThat(s3.get("object")).isPresent();
            assertThat(other.get("object")).isEmpty();
            assertThat(other.port()).isNotEqualTo(s3.port());
            dns.answer("s3.example", "127.0.0.1");
            time.sleep(Duration.ofDays(1));
            SEEN.add(s3.port());
        }

        @AfterEach
        void isStillOpen(S3Server s3) throws IOException {
            new Socket("127.0.0.1", s3.port()).close();
        }
    }

    @Test
    void whatIsAskedForIsGivenAndClosed() {
        run(Asks.class).assertStatistics(stats -> stats.started(1).succeeded(1));
        int port = (int) SEEN.get(SEEN.size() - 1);
        assertThat(isOpen(port)).isFalse();
    }

    @Testkit
    static class Shares {
        private static int shared;

        @BeforeAll
        static void prepare(S3Server s3) {
            shared = s3.port();
        }

        @Test
        void one(S3Server s3) {
            assertThat(s3.port()).isEqualTo(shared);
        }

        @Test
        void two(S3Server s3) {
            assertThat(s3.port()).isEqualTo(shared);
        }
    }

    @Test
    void whatIsAskedForBeforeAllIsSharedAndClosedAfterAll() {
        run(Shares.class).assertStatistics(stats -> stats.succeeded(2));
        assertThat(isOpen(Shares.shared)).isFalse();
    }

    @Testkit
    static class FaultThatNobodyMeets {
        @Test
        void test(S3Server s3) {
            s3.faults().on(S3Request.get("object"), new S3Fault.Reset());
        }
    }

    @Test
    void faultThatNobodyMetFailsTheTest() {
        run(FaultThatNobodyMeets.class)
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(text -> text.contains("Reset")))));
    }

    @Testkit
    static class FaultsOfItsOwnThatNobodyMeets {
        @Test
        void test(Closing closing) {
            closing.add(TcpProxy.open(1, 1))
                    .on(new NetMoment.Text(Flow.TO_SERVER, "never"))
                    .does(new NetFault.Reset());
            closing.add(new FaultyBackupTarget(new MemoryBackupTarget()))
                    .on(StoreCall.any(), new StoreFault.LoseAnswer());
            closing.add(DnsServer.open()).answer("s3.test", DnsAnswer.servFail());
        }
    }

    @Test
    void faultsOfWhatATestOpensByItselfMustBeMetToo() {
        run(FaultsOfItsOwnThatNobodyMeets.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message(text -> text.contains("Reset[] at Text")
                                && text.contains("LoseAnswer")
                                && text.contains("s3.test: answer 1 of 1")))));
    }

    @Testkit
    static class SharedFaultThatNobodyMeets {
        @BeforeAll
        static void prepare(S3Server s3) {
            s3.faults().on(S3Request.get("object"), new S3Fault.Reset());
        }

        @Test
        void test() {}
    }

    @Test
    void sharedFaultThatNobodyMetFailsTheClass() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(SharedFaultThatNobodyMeets.class))
                .execute()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(text -> text.contains("Reset")))));
    }

    @Testkit(everyFaultMustFire = false)
    static class FaultThatMayNotFire {
        @Test
        void test(S3Server s3) {
            s3.faults().on(S3Request.get("object"), new S3Fault.Reset());
        }
    }

    @Test
    void faultMayBeLeftUnmetWhereTheTestSaysSo() {
        run(FaultThatMayNotFire.class).assertStatistics(stats -> stats.succeeded(1));
    }

    @Testkit(everyFaultMustFire = false)
    static class Outer {
        @Nested
        class Inner {
            @Test
            void test(S3Server s3) {
                s3.faults().on(S3Request.get("object"), new S3Fault.Reset());
            }
        }
    }

    @Test
    void whatAClassSaysHoldsForThoseNestedInIt() {
        run(Outer.class).assertStatistics(stats -> stats.succeeded(1).failed(0));
    }

    @Testkit
    static class CannotCloseEither {
        @Test
        void test(S3Server s3, Closing closing) {
            SEEN.add(s3.port());
            s3.faults().on(S3Request.get("object"), new S3Fault.Reset());
            closing.add(() -> {
                throw new AssertionError("cannot close");
            });
        }
    }

    @Test
    void whatCannotBeClosedHidesNoFaultAndLeavesNothingOpen() {
        run(CannotCloseEither.class)
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(text -> text.contains("Reset")))));
        assertThat(isOpen((int) SEEN.get(SEEN.size() - 1))).isFalse();
    }

    @Testkit
    static class Fails {
        @Test
        void test(Seed seed) {
            assertThat(seed.random().nextLong()).isEqualTo(seed.random().nextLong());
            SEEN.add(seed);
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void failureTellsItsSeed() {
        Events events = run(Fails.class);
        Seed seed = (Seed) SEEN.get(SEEN.size() - 1);
        events.assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message("broken"), suppressed(0, message("repeat it with " + seed)))));
    }

    @Test
    void aSeedIsTheNumberThatIsGivenAndNothingElse() {
        assertThat(Seed.of("-42")).isEqualTo(new Seed(-42));
        assertThat(Seed.of("010").value()).isEqualTo(10);
        assertThatThrownBy(() -> Seed.of("12x")).hasMessage("-Drestorekit.seed=12x is no whole number");
    }

    @Testkit
    static class FailsBeforehand {
        @BeforeEach
        void prepare(Seed seed) {
            SEEN.add(seed);
            throw new IllegalStateException("broken");
        }

        @Test
        void test() {}
    }

    @Testkit
    static class FaultThatChanceKeptAway {
        @Test
        void test(Seed seed, S3Server s3) {
            SEEN.add(seed);
            s3.faults().on(S3Request.any(), new S3Fault.Reset());
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {FailsBeforehand.class, FaultThatChanceKeptAway.class})
    void failureOutsideOfTheTestMethodTellsItsSeedToo(Class<?> tests) {
        Events events = run(tests);
        events.assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                suppressed(0, message("repeat it with " + SEEN.get(SEEN.size() - 1))))));
    }

    @Testkit
    static class ClosesInOrder {
        @Test
        void test(Closing closing) {
            closing.add(() -> SEEN.add("first"));
            closing.add(() -> SEEN.add("second"));
        }
    }

    @Test
    void whatATestOpensIsClosedInTheReverseOrder() {
        run(ClosesInOrder.class).assertStatistics(stats -> stats.succeeded(1));
        assertThat(SEEN).endsWith("second", "first");
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
