package io.restorekit.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.scenario.Act;
import io.restorekit.testkit.scenario.Expectation;
import io.restorekit.testkit.scenario.FaultKind;
import io.restorekit.testkit.scenario.Kept;
import io.restorekit.testkit.scenario.Moment;
import io.restorekit.testkit.scenario.Scenario;
import io.restorekit.testkit.scenario.ScenarioText;
import io.restorekit.testkit.scenario.Scope;
import io.restorekit.testkit.scenario.Step;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide's examples compile as they stand there, with what they speak of as parameters. */
class GuideTest {
    private static final String AROUND = """
            import io.restorekit.testkit.dns.*;
            import io.restorekit.testkit.fault.*;
            import io.restorekit.testkit.junit.*;
            import io.restorekit.testkit.longhorn.*;
            import io.restorekit.testkit.net.*;
            import io.restorekit.testkit.process.*;
            import io.restorekit.testkit.s3.*;
            import io.restorekit.testkit.scenario.*;
            import io.restorekit.testkit.scenario.play.*;
            import io.restorekit.testkit.scenario.restore.*;
            import io.restorekit.testkit.sim.disk.*;
            import io.restorekit.testkit.store.*;
            import io.restorekit.testkit.time.*;
            import io.restorekit.testkit.timeline.*;
            import java.io.ByteArrayInputStream;
            import java.nio.ByteBuffer;
            import java.nio.channels.FileChannel;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.regex.*;
            import net.jpountz.lz4.LZ4FrameInputStream;
            import static org.assertj.core.api.Assertions.assertThat;

            abstract class Example {
                abstract void save(FileSystem files, String text);
                abstract String load(FileSystem files);

                void example(DnsServer dns, S3Server s3, Seed seed, String jar, Path folder, List<Object> pool,
                        RestoreUnderTest restore) throws Exception {
            %s
                }
            }
            """;

    /** What must have happened before something can end, be thawed or be brought back. */
    private static final String BEFORE = "then: dns-away begins\nthen: lose backup 3\nthen: freeze\n";

    @TempDir
    Path classes;

    static Stream<String> examples() throws IOException {
        return blocks("java");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleCompiles(String example) {
        boolean whole = example.startsWith("import ");
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-classpath", System.getProperty("java.class.path"), "-proc:none", "-d", classes.toString());
        boolean compiles = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        List.of(source(whole ? "OutageTest" : "Example", whole ? example : AROUND.formatted(example))))
                .call();
        assertThat(compiles).as(messages + "\n" + example).isTrue();
    }

    @Test
    void scenarioIsOne() throws IOException {
        List<Scenario> told = blocks("")
                .filter(text -> text.startsWith("scenario"))
                .flatMap(text -> ScenarioText.parse(text).stream())
                .toList();
        assertThat(told).extracting(Scenario::name).containsExactly("S1");
    }

    @Test
    void everyFaultOfAStoreIsNamed() throws IOException {
        assertThat(guide())
                .contains(Stream.of(FaultKind.values())
                        .map(fault -> "`" + fault.word() + "`")
                        .toList());
    }

    /** Each phrase in a first column is read, and together they show all that the language has. */
    @Test
    void tablesHaveTheWholeLanguage() throws IOException {
        List<Moment> moments = phrases("moment")
                .map(moment -> step(moment + ": " + (moment.contains("operation") ? "power-cut lost" : "kill")))
                .map(Step::moment)
                .toList();
        assertAllOf(Moment.class, moments);
        List<Act> acts = phrases("act")
                .map(act -> step(BEFORE + (act.contains("activated") ? "then: activate\n" : "") + "then: " + act))
                .map(Step::act)
                .toList();
        assertAllOf(Act.class, acts);
        assertAllOf(
                Expectation.class,
                only(Act.Expect.class, acts).map(Act.Expect::what).toList());
        assertAllOf(
                Scope.class,
                only(Act.Begins.class, acts)
                        .map(begins -> begins.fault().scope())
                        .toList());
        assertThat(only(Act.PowerCut.class, acts).map(Act.PowerCut::kept)).containsExactlyInAnyOrder(Kept.values());
    }

    private static Step step(String lines) {
        String goal = lines.contains("back up") || lines.contains("activate") ? "newest" : "backup 2";
        List<Step> steps = ScenarioText.parse("scenario X\ntitle X\nvolume backup 3\ngoal " + goal + "\n" + lines)
                .get(0)
                .steps();
        return steps.get(steps.size() - 1);
    }

    private static <T> void assertAllOf(Class<T> sealed, List<? extends T> shown) {
        assertThat(shown.stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(sealed.getPermittedSubclasses());
    }

    private static <T> Stream<T> only(Class<T> type, List<?> all) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    /** What stands as code in the first column of the table with this head. */
    private static Stream<String> phrases(String head) throws IOException {
        return guide().split("(?m)^\\| " + head + " .*\n", 2)[1]
                .lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
                .map(found -> found.group(1));
    }

    /** Each fence that opens is followed by one that closes: every other part of the text is a block. */
    private static Stream<String> blocks(String language) throws IOException {
        String[] parts = guide().split("(?m)^```");
        return IntStream.range(0, parts.length)
                .filter(part -> part % 2 == 1)
                .mapToObj(part -> parts[part])
                .filter(block -> block.startsWith(language + "\n"))
                .map(block -> block.substring(language.length() + 1));
    }

    private static String guide() throws IOException {
        return Files.readString(Path.of(System.getProperty("restorekit.docs"), "testkit.md"));
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
