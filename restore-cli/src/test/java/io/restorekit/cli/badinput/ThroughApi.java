package io.restorekit.cli.badinput;

import io.restorekit.RestoreEngine;
import io.restorekit.api.Baseline;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.Restore;
import io.restorekit.api.RestoreException;
import io.restorekit.api.RestoreListener;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreOptions.BadBlocks;
import io.restorekit.api.RestoreOptions.OnAttention;
import io.restorekit.api.RestoreRequest;
import io.restorekit.api.RestoreStatus;
import io.restorekit.cli.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An ask as a program makes it. */
final class ThroughApi {
    private static final int PATIENCE_SECONDS = 60;

    private ThroughApi() {}

    static Said ask(Ask ask) {
        StringBuffer told = new StringBuffer();
        try (RestoreEngine engine =
                RestoreEngine.builder().settings(ask.settings()).build()) {
            return ended(outcome(engine, ask, listener(told)), told.toString());
        } catch (RestoreException e) {
            return new Said(
                    Optional.of(e.failure().kind()),
                    InProcess.exitCode(e.failure()),
                    e.failure().toString(),
                    told.toString());
        } catch (IllegalArgumentException e) {
            // How the API's own records refuse what cannot be asked.
            return ended(new Outcome.Failed(new Failure(Failure.Kind.USAGE, e.getMessage(), "")), told.toString());
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no outcome; told so far: " + told, e);
        }
    }

    private static Outcome outcome(RestoreEngine engine, Ask ask, RestoreListener listener)
            throws RestoreException, InterruptedException, ExecutionException, TimeoutException {
        RestoreRequest request = request(ask);
        if (ask.wish() == Ask.Wish.ACTIVATE) {
            return new Outcome.Activated(engine.activate(request.volume(), request.state()));
        }
        boolean verifies = ask.wish() == Ask.Wish.VERIFY;
        if (verifies && Files.exists(request.volume())) {
            return engine.verifyVolume(request.volume(), request.state(), listener);
        }
        Restore restore = verifies
                ? engine.verifyBackup(ask.url(), request.options(), listener)
                : engine.start(request, listener);
        return restore.outcome().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Said ended(Outcome outcome, String told) {
        int exitCode = InProcess.exitCode(outcome);
        if (outcome instanceof Outcome.Incomplete incomplete) {
            return new Said(
                    Optional.of(incomplete.badBlocks().get(0).kind()), exitCode, outcome.toString(), told + outcome);
        }
        if (outcome instanceof Outcome.Verified verified && !verified.isSound()) {
            return new Said(
                    Optional.of(verified.badBlocks().get(0).kind()), exitCode, outcome.toString(), told + outcome);
        }
        Optional<Failure> failure = outcome instanceof Outcome.Suspended suspended
                ? Optional.of(suspended.reason())
                : outcome instanceof Outcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
        String text = failure.map(Failure::toString).orElse(told);
        return new Said(failure.map(Failure::kind), exitCode, text, told + outcome);
    }

    private static RestoreListener listener(StringBuffer told) {
        return new RestoreListener() {
            @Override
            public void changed(RestoreStatus status) {
                told.append(status).append('\n');
            }
        };
    }

    private static RestoreRequest request(Ask ask) {
        RestoreOptions options = RestoreOptions.DEFAULT.withOnAttention(OnAttention.EXIT);
        options = ask.option("--wait-limit")
                .map(ThroughApi::duration)
                .map(options::withWaitLimit)
                .orElse(options);
        options = ask.option("--concurrency")
                .map(Integer::parseInt)
                .map(options::withConcurrency)
                .orElse(options);
        options = ask.option("--bad-blocks")
                .map(text -> BadBlocks.valueOf(text.toUpperCase(Locale.ROOT)))
                .map(options::withBadBlocks)
                .orElse(options);
        RestoreRequest request = RestoreRequest.of(
                        ask.url(), Path.of(ask.option("--to").orElseThrow()))
                .withBaseline(baseline(ask.option("--baseline").orElse("auto")))
                .withDiscardState(ask.option("--discard-state").isPresent())
                .withOptions(options);
        return ask.option("--state-dir")
                .map(Path::of)
                .map(request::withStateDirectory)
                .orElse(request);
    }

    private static Duration duration(String millis) {
        return Duration.ofMillis(Long.parseLong(millis.replace("ms", "")));
    }

    private static Baseline baseline(String text) {
        return switch (text) {
            case "auto" -> Baseline.auto();
            case "zeroed" -> Baseline.zeroed();
            case "unknown" -> Baseline.unknown();
            default -> Baseline.holding(text.replace("backup:", ""));
        };
    }
}
