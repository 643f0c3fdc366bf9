package io.restorekit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.restorekit.api.Activation;
import io.restorekit.api.Failure;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** One JSON record a line, with a version; {@code docs/cli.md} has their shapes. */
final class JsonReport implements Report {
    private final Console console;

    JsonReport(Console console) {
        this.console = console;
    }

    @Override
    public void changed(RestoreStatus status) {
        console.line(JsonRecord.of("status", json -> status(json, status)));
    }

    @Override
    public void ended(Outcome outcome) {
        console.line(JsonRecord.of("outcome", json -> outcome(json, outcome)));
    }

    @Override
    public void refused(Failure failure) {
        ended(new Outcome.Failed(failure));
    }

    private static void status(JsonGenerator json, RestoreStatus status) throws IOException {
        json.writeStringField("phase", status.phase().name());
        JsonRecord.optional(json, "goal", status.goal());
        json.writeNumberField("totalBytes", status.totalBytes());
        json.writeNumberField("doneBytes", status.doneBytes());
        json.writeNumberField("claimedBytes", status.claimedBytes());
        JsonRecord.optional(json, "restorePoint", status.restorePoint());
        json.writeBooleanField("needsAttention", status.needsAttention());
        json.writeNumberField("blocksSetAside", status.blocksSetAside());
        json.writeNumberField("lostCalls", status.lostCalls());
        if (status.reason().isPresent()) {
            JsonRecord.failure(json, "reason", status.reason().get());
        }
        json.writeArrayFieldStart("notices");
        for (String notice : status.notices()) {
            json.writeString(notice);
        }
        json.writeEndArray();
    }

    private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeStringField("outcome", outcome.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT));
        json.writeNumberField("exitCode", ExitCode.of(outcome).code());
        if (outcome instanceof Outcome.Restored restored) {
            json.writeStringField("backup", restored.backup());
        } else if (outcome instanceof Outcome.Activated activated) {
            activation(json, activated.activation());
        } else if (outcome instanceof Outcome.Incomplete incomplete) {
            json.writeStringField("backup", incomplete.backup());
            badBlocks(json, incomplete.badBlocks());
        } else if (outcome instanceof Outcome.Verified verified) {
            json.writeStringField("backup", verified.backup());
            badBlocks(json, verified.badBlocks());
        } else if (outcome instanceof Outcome.Suspended suspended) {
            json.writeBooleanField("needsAttention", suspended.needsAttention());
            JsonRecord.failure(json, "reason", suspended.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            JsonRecord.failure(json, "reason", failed.failure());
        }
    }

    private static void activation(JsonGenerator json, Activation activation) throws IOException {
        json.writeStringField("backup", activation.backup());
        JsonRecord.optional(json, "snapshotAt", activation.snapshotAt().map(Instant::toString));
        json.writeStringField("newestKnown", activation.newestKnown());
        if (activation.behind().isPresent()) {
            json.writeNumberField("behindSeconds", activation.behind().get().toSeconds());
        }
    }

    private static void badBlocks(JsonGenerator json, List<Outcome.BadBlock> blocks) throws IOException {
        json.writeArrayFieldStart("badBlocks");
        for (Outcome.BadBlock block : blocks) {
            json.writeStartObject();
            json.writeNumberField("offset", block.offset());
            json.writeStringField("digest", block.digest());
            json.writeStringField("kind", block.kind().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
