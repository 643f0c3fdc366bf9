package io.restorekit.testkit.scenario;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Something that befalls the backup target.
 *
 * @param kind what it is
 * @param scope which objects it befalls
 * @param times after so many requests it is over by itself; empty for one that lasts until it is ended
 */
public record Fault(FaultKind kind, Scope scope, OptionalInt times) {

    public Fault {
        Objects.requireNonNull(kind);
        if (times.isPresent() && times.getAsInt() < 1) {
            throw new IllegalArgumentException("a fault that befalls " + times.getAsInt() + " requests");
        }
        if (times.isPresent() && !kind.canBeScoped()) {
            throw new IllegalArgumentException(kind.word() + " befalls no single requests");
        }
        if (kind == FaultKind.LOGIN_PAGE && (scope instanceof Scope.Blocks || scope instanceof Scope.OneBlock)) {
            throw new IllegalArgumentException("a login page befalls no blocks");
        }
    }

    /** Every call, until it is ended. */
    public static Fault of(FaultKind kind) {
        return on(kind, new Scope.Everything());
    }

    /** These objects, until it is ended. */
    public static Fault on(FaultKind kind, Scope scope) {
        return new Fault(kind, scope, OptionalInt.empty());
    }

    /** The first requests for these objects. */
    public Fault times(int requests) {
        return new Fault(kind, scope, OptionalInt.of(requests));
    }

    /** As it is written in a scenario's text. */
    @Override
    public String toString() {
        return kind.word()
                + scope
                + (times.isEmpty() ? "" : times.getAsInt() == 1 ? " once" : " " + times.getAsInt() + " times");
    }
}
