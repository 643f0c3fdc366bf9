package io.restorekit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.restorekit.RestoreEngine;
import io.restorekit.api.RestoreException;
import io.restorekit.backup.StoreInventory;
import io.restorekit.backup.StoreInventory.BackupEntry;
import io.restorekit.backup.StoreInventory.VolumeEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Lists what lies in a backup target. */
@Command(name = "inspect", description = "Lists the volumes and backups in a store.")
final class InspectCommand extends StoreCommand {
    InspectCommand(Console console, Map<String, String> settings) {
        super(console, settings);
    }

    @Override
    ExitCode look(RestoreEngine engine) throws RestoreException {
        StoreInventory inventory = engine.inventory(url);
        inventory.volumes().forEach(json ? this::record : this::print);
        if (!json && inventory.volumes().isEmpty()) {
            console.line("no volumes in " + inventory.place());
        }
        return ExitCode.RESTORED;
    }

    private void print(VolumeEntry volume) {
        console.line(volume.name() + "  "
                + volume.size().map(size -> size + " bytes").orElse("size unknown")
                + volume.problem().map(problem -> "  PROBLEM: " + problem).orElse(""));
        for (BackupEntry backup : volume.backups()) {
            boolean newest = volume.newest().filter(backup.name()::equals).isPresent();
            String standing = backup.problem().isPresent()
                    ? "PROBLEM: " + backup.problem().get()
                    : backup.complete() ? newest ? "newest" : "" : "in progress";
            console.line(String.format(
                            "  %-32s %-24s %14s  %s",
                            backup.name(),
                            backup.snapshotAt().map(Instant::toString).orElse("-"),
                            backup.dataSize().map(String::valueOf).orElse("-"),
                            standing)
                    .stripTrailing());
        }
    }

    private void record(VolumeEntry volume) {
        console.line(json(volume));
    }

    static String json(VolumeEntry volume) {
        return JsonRecord.of("volume", out -> {
            out.writeStringField("name", volume.name());
            if (volume.size().isPresent()) {
                out.writeNumberField("size", volume.size().get());
            }
            JsonRecord.optional(out, "newest", volume.newest());
            JsonRecord.optional(out, "problem", volume.problem());
            out.writeArrayFieldStart("backups");
            for (BackupEntry backup : volume.backups()) {
                write(out, backup);
            }
            out.writeEndArray();
        });
    }

    private static void write(JsonGenerator out, BackupEntry backup) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", backup.name());
        time(out, "snapshotAt", backup.snapshotAt());
        time(out, "createdAt", backup.createdAt());
        if (backup.dataSize().isPresent()) {
            out.writeNumberField("dataSize", backup.dataSize().get());
        }
        out.writeBooleanField("complete", backup.complete());
        JsonRecord.optional(out, "problem", backup.problem());
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, Optional<Instant> time) throws IOException {
        JsonRecord.optional(out, name, time.map(Instant::toString));
    }
}
