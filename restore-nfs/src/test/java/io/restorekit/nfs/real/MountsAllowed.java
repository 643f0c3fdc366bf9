package io.restorekit.nfs.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for what the mounts of these tests need. */
final class MountsAllowed implements ExecutionCondition {
    private static final String[] PROGRAMS = {"gcc", "pkg-config", "umount", "ganesha.nfsd"};

    /** Bit 21 of the effective capabilities is CAP_SYS_ADMIN. */
    private static final String MAY_MOUNT = "(?s).*CapEff:\\s+[0-9a-f]{10}[2367abef].*";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return obstacle()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("everything is there"));
    }

    private static Optional<String> obstacle() {
        try {
            if (!Files.isDirectory(Path.of("/proc/self"))
                    || !Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                return Optional.of("mounting needs root on Linux");
            }
            if (!Files.isWritable(Path.of("/dev/fuse"))) {
                return Optional.of("mounting needs FUSE: there is no /dev/fuse");
            }
            if (!Files.readString(Path.of("/proc/self/status")).matches(MAY_MOUNT)) {
                return Optional.of("mounting needs CAP_SYS_ADMIN, which this root lacks: run the container with it");
            }
            for (String program : PROGRAMS) {
                if (!installed(program)) {
                    return Optional.of(program + " is not installed; see docs/nfs.md");
                }
            }
            return new ProcessBuilder("pkg-config", "--exists", "fuse3", "libnfs")
                                    .start()
                                    .waitFor()
                            == 0
                    ? Optional.empty()
                    : Optional.of("libfuse3-dev and libnfs-dev are not installed; see docs/nfs.md");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
