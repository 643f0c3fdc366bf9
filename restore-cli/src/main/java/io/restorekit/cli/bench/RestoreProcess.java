package io.restorekit.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import io.restorekit.RestoreEngine;
import io.restorekit.api.Outcome;
import io.restorekit.api.RestoreOptions;
import io.restorekit.api.RestoreRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Restores once in a process of its own, so that every run begins cold and its memory is its own. */
public final class RestoreProcess {
    private static final long KIB = 1024;

    private RestoreProcess() {}

    /** {@code URL FILE CONCURRENCY}; prints seconds, CPU seconds and peak bytes. */
    public static void main(String[] args) throws Exception {
        RestoreOptions options = RestoreOptions.DEFAULT.withConcurrency(Integer.parseInt(args[2]));
        RestoreRequest request = RestoreRequest.of(args[0], Path.of(args[1])).withOptions(options);
        long begin = System.nanoTime();
        try (RestoreEngine engine =
                RestoreEngine.builder().targets(new NioTargetProvider()).build()) {
            Outcome outcome =
                    engine.start(request).outcome().toCompletableFuture().join();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (!(outcome instanceof Outcome.Restored)) {
                throw new IllegalStateException(outcome.toString());
            }
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            System.out.println(seconds + " " + system.getProcessCpuTime() / 1e9 + " " + peak());
        }
    }

    static Measured run(String url, Path volume) throws IOException, InterruptedException {
        Path state = volume.resolveSibling(volume.getFileName() + ".restore");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreProcess.class.getName(),
                        url,
                        volume.toString(),
                        "" + RestoreOptions.DEFAULT.concurrency())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            if (process.waitFor() != 0 || line == null) {
                throw new IllegalStateException("the restore did not succeed");
            }
            String[] figures = line.split(" ");
            return new Measured(
                    Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Long.parseLong(figures[2]));
        } finally {
            delete(state);
        }
    }

    private static long peak() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kib -> Long.parseLong(kib) * KIB)
                .findFirst()
                .orElseThrow();
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
