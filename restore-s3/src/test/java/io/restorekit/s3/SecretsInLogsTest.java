package io.restorekit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.checkpoint.FileNotes;
import io.restorekit.s3.Stage.Scene;
import io.restorekit.target.BackupTarget;
import io.restorekit.target.Notes;
import io.restorekit.testkit.process.ChildProcess;
import io.restorekit.testkit.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole matrix in a process that logs everything: what of it gives away a secret. */
class SecretsInLogsTest {
    private static final Pattern RECORD = Pattern.compile("\\[[^]]*] (?:TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - .*");
    private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-f]{64})");
    private static final String PROXY_USER = "user:passwordSeenNowhere";

    private static List<String> said = List.of();
    private static List<String> log = List.of();
    private static List<String> files = List.of();
    /** What went over the wire: key id, token, a proxy's password and every signature. */
    private static Set<String> sent = Set.of();

    /**
     * What the child runs. It prints all that the library says - exceptions, descriptions, notices - apart from the log, so
     * that its parent can search each for secrets.
     */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Notes notes = new FileNotes(Path.of(arguments[0]));
            for (Fault fault : Fault.values()) {
                for (Operation operation : fault.expected.verdicts().keySet()) {
                    try (Scene scene = fault.stage.set(operation)) {
                        say(scene.settings().build(), operation, notes);
                    }
                }
            }
            Reply challenge = new Reply(407, "").with("Proxy-Authenticate", "Basic realm=\"proxy\"");
            try (Scene scene = ConnectionStages.tunnel(challenge).set(Operation.GET_BLOCK)) {
                URI proxy = URI.create(scene.settings()
                        .build()
                        .proxy()
                        .orElseThrow()
                        .toString()
                        .replace("//", "//" + PROXY_USER + "@"));
                say(scene.settings().proxy(proxy).build(), Operation.GET_BLOCK, notes);
            }
            System.exit(0);
        }

        private static void say(S3Settings settings, Operation operation, Notes notes) {
            try (BackupTarget target = Fixtures.open(settings, notes)) {
                System.out.println(settings + " " + target.describe() + " " + target);
                operation.run(target);
                target.notice().ifPresent(System.out::println);
            } catch (Exception e) {
                e.printStackTrace(System.out);
            }
        }
    }

    @BeforeAll
    static void runTheMatrix(@TempDir Path state) throws Exception {
        try (ChildProcess child = ChildProcess.start(Command.java(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                state.toString()))) {
            assertThat(child.awaitExit(Duration.ofMinutes(5))).isZero();
            said = child.out();
            log = child.err();
        }
        files = files(state);
        sent = new TreeSet<>(Set.of(
                Fixtures.CREDENTIALS.accessKeyId(),
                Fixtures.CREDENTIALS.sessionToken().orElseThrow(),
                base64(PROXY_USER)));
        log.stream().map(SIGNATURE::matcher).filter(Matcher::find).forEach(found -> sent.add(found.group(1)));
    }

    @Test
    void everySecretWasInPlay() {
        assertThat(sent).as("every request has its signature").hasSizeGreaterThan(Fault.values().length);
        assertThat(sent).allMatch(secret -> log.stream().anyMatch(line -> line.contains(secret)));
    }

    @Test
    void onlyTheLoggersThatAreNamedSayWhatWasSent() {
        assertThat(loggersThatSay(sent)).isEqualTo(WireLogging.LOGGERS);
    }

    @Test
    void exceptionsDescriptionsAndNoticesSayNothing() {
        assertThat(said).hasSizeGreaterThan(Fault.values().length).noneMatch(line -> holdsAny(line, sent));
    }

    @Test
    void filesSayNothing() {
        assertThat(files).isNotEmpty().noneMatch(file -> holdsAny(file, sent));
    }

    @Test
    void whatIsNotSentIsSaidNowhere() {
        Set<String> never = Set.of(Fixtures.CREDENTIALS.secretAccessKey(), PROXY_USER);

        assertThat(Stream.of(said, log, files).flatMap(List::stream)).noneMatch(text -> holdsAny(text, never));
    }

    @Test
    void theUserIsWarned() {
        assertThat(WireLogging.LOGGERS)
                .allMatch(logger ->
                        log.stream().anyMatch(line -> line.contains("WARN") && line.contains("The logger " + logger)));
    }

    private static Set<String> loggersThatSay(Set<String> secrets) {
        Map<String, Boolean> loggers = new TreeMap<>();
        String logger = "none";
        for (String line : log) {
            Matcher record = RECORD.matcher(line);
            logger = record.matches() ? record.group(1) : logger;
            loggers.merge(logger, holdsAny(line, secrets), Boolean::logicalOr);
        }
        loggers.values().removeIf(says -> !says);
        return loggers.keySet();
    }

    private static boolean holdsAny(String text, Set<String> secrets) {
        return secrets.stream().anyMatch(text::contains);
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(SecretsInLogsTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(Fixtures.bytes(text));
    }
}
