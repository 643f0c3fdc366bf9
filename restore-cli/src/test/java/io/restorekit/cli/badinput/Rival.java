package io.restorekit.cli.badinput;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Phase;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import io.restorekit.testkit.s3.S3Fault;
import io.restorekit.testkit.s3.S3Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Another restore at work: it has the volume and waits for blocks that do not come. */
final class Rival {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Rival() {}

    static void here(Scene scene, Ask ask) throws Exception {
        hang(scene);
        RestoreEngine engine = RestoreEngine.builder().settings(ask.settings()).build();
        scene.leaving(engine::close);
        CountDownLatch working = new CountDownLatch(1);
        engine.start(RestoreRequest.of(ask.url(), Path.of(ask.option("--to").orElseThrow())), new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                if (status.phase() == Phase.TRANSFERRING) {
                    working.countDown();
                }
            }
        });
        if (!working.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the other restore did not begin");
        }
    }

    static void elsewhere(Scene scene, Ask ask) throws InterruptedException {
        hang(scene);
        List<String> words = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), io.restorekit.cli.Main.class.getName()));
        words.addAll(ask.args());
        words.add("--json");
        ChildProcess child =
                ChildProcess.start(Command.java(words.toArray(String[]::new)).with(ask.settings()));
        scene.leaving(child::close);
        child.awaitLine(line -> line.contains("\"phase\":\"TRANSFERRING\""), PATIENCE);
    }

    private static void hang(Scene scene) {
        scene.server().faults().on(S3Request.getEndingWith(".blk"), new S3Fault.Hang());
    }
}
