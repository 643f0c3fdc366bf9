package io.restorekit.testkit.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restorekit.testkit.fault.FaultRule;
import io.restorekit.testkit.fault.When;
import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import io.restorekit.testkit.sim.disk.Operation.Kind;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SimNodeTest {
    private final SimNode node = SimNode.of(1).surviving(Survival.ALL_LOST);

    @Test
    void whatALifeLeftTheNextOneFinds() {
        assertThat(node.run(files -> Files.writeString(file(files), "not forced")))
                .isEqualTo(new Ending.Finished<>(Optional.empty()));
        assertThat(node.call(files -> Files.readString(file(files))))
                .isEqualTo(new Ending.Finished<>(Optional.of("not forced")));
    }

    @Test
    void thePowerGoesAtAnOperationAndStaysAway() {
        List<Exception> seen = new ArrayList<>();
        FaultRule rule = node.cutPowerAt(2, Answer.CUT_POWER_BEFORE);
        Ending<Void> ending = node.run(files -> {
            for (int i = 0; i < 3; i++) {
                try {
                    Files.createDirectory(files.getPath("/" + i));
                } catch (IOException e) {
                    seen.add(e);
                }
            }
        });
        assertThat(ending).hasToString("PowerWent[at=Optional[CREATE of /1]]");
        assertThat(seen).hasSize(2).allSatisfy(e -> assertThat(e).hasMessage("the power is gone"));
        assertThat(rule.fired()).isOne();
        assertThat(exists("/0")).as("was not forced").isFalse();
    }

    @Test
    void powerThatIsGoneDoesNotGoOnceMore() {
        node.cutPowerAt(1, Answer.CUT_POWER_BEFORE);
        Ending<Void> ending = node.run(files -> {
            try {
                Files.createFile(file(files));
            } finally {
                node.cutPower();
            }
        });
        assertThat(ending).hasToString("PowerWent[at=Optional[CREATE of /file]]");
    }

    @Test
    void operationsCountOverSeveralLives() {
        node.cutPowerAt(2, Answer.CUT_POWER_AFTER);
        node.surviving(Survival.ALL_KEPT);
        assertThat(node.run(files -> Files.createDirectory(files.getPath("/a"))))
                .isInstanceOf(Ending.Finished.class);
        assertThat(node.unfired()).containsExactly("CUT_POWER_AFTER");
        assertThat(node.run(files -> Files.createDirectory(files.getPath("/b"))))
                .isInstanceOf(Ending.PowerWent.class);
        assertThat(node.unfired()).isEmpty();
        assertThat(exists("/b")).isTrue();
    }

    @Test
    void aPredicateSaysWhere() {
        node.on(
                When.<Operation>that(operation -> operation.kind() == Kind.WRITE)
                        .nth(2),
                Answer.CUT_POWER_IN_THE_MIDDLE);
        node.surviving(Survival.ALL_KEPT);
        node.run(files -> {
            Files.writeString(file(files), "1234");
            Files.writeString(file(files), "5678", StandardOpenOption.APPEND);
        });
        assertThat(node.call(files -> Files.readString(file(files))))
                .isEqualTo(new Ending.Finished<>(Optional.of("123456")));
    }

    @Test
    void anOperationFailsAndThePowerStays() {
        node.on(When.<Operation>that(operation -> operation.kind() == Kind.READ).nth(1), Answer.FAIL);
        node.run(files -> Files.writeString(file(files), "text"));
        assertThat(node.call(files -> Files.readString(file(files)))).isInstanceOf(Ending.Threw.class);
        assertThat(node.call(files -> Files.readString(file(files))))
                .isEqualTo(new Ending.Finished<>(Optional.of("text")));
    }

    @Test
    void aCopyThatFailsLeavesNothingAsInTheJdk() {
        node.run(files -> Files.writeString(file(files), "x".repeat(100_000)));
        node.on(
                When.<Operation>that(operation -> operation.kind() == Kind.WRITE)
                        .nth(2),
                Answer.FAIL);
        assertThat(node.run(files -> Files.copy(file(files), files.getPath("/copy"))))
                .isInstanceOf(Ending.Threw.class);
        assertThat(node.unfired()).isEmpty();
        assertThat(exists("/copy")).isFalse();
        assertThat(exists("/file")).isTrue();
    }

    @Test
    void thePowerGoesAtAMomentOfTheTestForAllThreads() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        List<Ending<Void>> endings = new ArrayList<>();
        Thread life = new Thread(() -> endings.add(node.run(files -> {
            Files.writeString(file(files), "text");
            written.countDown();
            gone.await();
            Files.delete(file(files));
        })));
        life.start();
        written.await();
        node.cutPower();
        gone.countDown();
        life.join();
        assertThat(endings).containsExactly(new Ending.PowerWent<>(Optional.empty()));
        assertThat(exists("/file")).isFalse();
    }

    @Test
    void betweenLivesThePowerGoesAtOnce() {
        node.run(files -> Files.writeString(file(files), "text"));
        node.cutPower();
        assertThat(exists("/file")).isFalse();
    }

    @Test
    void aLifeThatIsOverReachesTheDiskNoMore() {
        List<FileSystem> kept = new ArrayList<>();
        node.run(kept::add);
        assertThatThrownBy(() -> Files.writeString(file(kept.get(0)), "late")).isInstanceOf(IOException.class);
    }

    @Test
    void aFailedAssertionOfTheCodeFailsTheTest() {
        assertThatThrownBy(() -> node.run(files -> {
                    throw new AssertionError("wrong");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(exists("/")).isTrue();
    }

    @Test
    void aPathThatIsNotAbsoluteIsRefused() {
        assertThatThrownBy(() -> node.disk().read("file", 0, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file does not begin with /");
        assertThatThrownBy(() -> node.disk().snapshot("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoPowerCutCutsNoPower() {
        assertThatThrownBy(() -> node.cutPowerAt(1, Answer.FAIL)).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean exists(String path) {
        return node.call(files -> Files.exists(files.getPath(path))).equals(new Ending.Finished<>(Optional.of(true)));
    }

    private static Path file(FileSystem files) {
        return files.getPath("/file");
    }
}
