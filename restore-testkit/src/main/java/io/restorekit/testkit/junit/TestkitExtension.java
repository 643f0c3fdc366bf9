package io.restorekit.testkit.junit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Opens what tests ask for, and closes it; {@link Testkit} registers it. Thread-safe. */
@SuppressWarnings("exports") // who has tests requires JUnit; who has none need not have it
public final class TestkitExtension
        implements ParameterResolver,
                AfterEachCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(TestkitExtension.class);

    /** For JUnit. */
    public TestkitExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Provision.of(parameter.getParameter().getType()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        String name = parameter.findAnnotation(Called.class).map(Called::value).orElse("");
        String key = type.getName() + " " + name;
        List<Provided> opened = opened(context);
        return store(context)
                .getOrComputeIfAbsent(key, missing -> provide(type, opened), Provided.class)
                .thing();
    }

    private static Provided provide(Class<?> type, List<Provided> opened) {
        Provided provided = Provision.of(type).orElseThrow().provide();
        opened.add(provided);
        return provided;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        finish(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        finish(context);
    }

    private static void finish(ExtensionContext context) {
        List<Provided> opened = opened(context);
        try (Closing closing = new Closing()) {
            opened.forEach(provided -> provided.closesWith(closing));
            if (context.getExecutionException().isEmpty() && everyFaultMustFire(context)) {
                checkFired(opened);
            }
        } catch (AssertionError e) {
            throw tellingSeeds(context, e);
        } finally {
            opened.clear();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw tellingSeeds(context, thrown);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw tellingSeeds(context, thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw tellingSeeds(context, thrown);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw tellingSeeds(context, thrown);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw tellingSeeds(context, thrown);
    }

    private static <T extends Throwable> T tellingSeeds(ExtensionContext context, T thrown) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            opened(at.get()).stream()
                    .map(Provided::thing)
                    .filter(Seed.class::isInstance)
                    .forEach(seed -> thrown.addSuppressed(new Repeat(seed.toString())));
        }
        return thrown;
    }

    private static void checkFired(List<Provided> opened) {
        List<String> unfired = opened.stream()
                .flatMap(provided -> provided.unfired().get().stream())
                .toList();
        if (!unfired.isEmpty()) {
            throw new AssertionError("nothing met these faults, so the test has not shown that it copes with them: "
                    + String.join(", ", unfired));
        }
    }

    private static boolean everyFaultMustFire(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), Testkit.class)
                .map(Testkit::everyFaultMustFire)
                .or(() -> context.getParent().map(TestkitExtension::everyFaultMustFire))
                .orElse(true);
    }

    /** What was opened for this context itself, in order. */
    @SuppressWarnings("unchecked")
    private static List<Provided> opened(ExtensionContext context) {
        return (List<Provided>) store(context)
                .getOrComputeIfAbsent("opened " + context.getUniqueId(), key -> new CopyOnWriteArrayList<>());
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** Stands among the suppressed of a failure: how to repeat it. */
    private static final class Repeat extends Exception {
        private static final long serialVersionUID = 1;

        Repeat(String how) {
            super("repeat it with " + how, null, false, false);
        }
    }
}
