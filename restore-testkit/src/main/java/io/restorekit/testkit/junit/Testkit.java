package io.restorekit.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of this class get what they ask for as parameters: servers on free ports of loopback, disks, time, a seed.
 *
 * <pre>{@code
 * @Testkit
 * class OutageTest {
 *     @Test
 *     void survivesAnOutage(DnsServer dns, S3Server s3) {
 *         dns.answer("s3.example", "127.0.0.1");
 *         …
 *         dns.mode(DnsMode.SILENT);
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p>A test may ask for a {@code DnsServer}, for {@code DnsReplicas} (two), an {@code S3Server}, a {@code Node}, a {@code
 * SimNode} with an empty disk, a {@code VirtualTime}, a {@link Seed}, and for a {@link Closing} that closes what it opens by
 * itself. Within one test a type is one thing, also for {@code @BeforeEach} and {@code
 * @AfterEach}; what {@code @BeforeAll} asks for is shared by all tests of the class; {@link Called} tells two of a type
 * apart. All is closed after the test, or after the class, in the reverse order. Tests may run in parallel.
 *
 * <p>A test that passes although a fault that it scripted was never met fails: it has shown nothing. A test that fails
 * says how to repeat it, where it had a {@link Seed}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TestkitExtension.class)
@SuppressWarnings("exports") // who has tests requires JUnit; who has none need not have it
public @interface Testkit {

    /** Whether each scripted fault must have been met when the test has passed. */
    boolean everyFaultMustFire() default true;
}
