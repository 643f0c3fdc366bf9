package io.restorekit.testkit.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which things meet which fault. Rules are asked in the order in which they were added; the first that has a fault
 * decides, and those behind it do not count that thing. Thread-safe.
 *
 * @param <T> what passes, for instance a request
 * @param <F> what can happen to it
 */
public final class FaultScript<T, F> {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger fired = new AtomicInteger();

    /** Without a rule: nothing meets a fault. */
    public FaultScript() {}

    /** What is meant fails so, until the rule is removed. */
    public FaultRule on(When<T> when, F fault) {
        Predicate<T> meant = when.counting();
        return add(fault.toString(), thing -> meant.test(thing) ? Optional.of(fault) : Optional.empty());
    }

    /**
     * Asks a function of the test about everything, until the rule is removed. It is called by several threads. Where it
     * throws nothing happens, and {@link #unfired} tells.
     */
    public FaultRule decide(Function<? super T, Optional<F>> decides) {
        return add("a function", decides);
    }

    /**
     * What a thing is to meet.
     *
     * @param happens to be run, once, when it does
     */
    public record Fate<F>(F fault, Runnable happens) {}

    /** What this thing is to meet; it counts as having happened. */
    public Optional<F> next(T thing) {
        Optional<Fate<F>> fate = fateOf(thing);
        fate.ifPresent(met -> met.happens().run());
        return fate.map(Fate::fault);
    }

    /** What this thing is to meet, which counts when it says so. */
    public Optional<Fate<F>> fateOf(T thing) {
        for (Rule rule : rules) {
            Optional<F> fault = rule.decide(thing);
            if (fault.isPresent()) {
                return Optional.of(new Fate<>(fault.get(), rule::fires));
            }
        }
        return Optional.empty();
    }

    /** Removes all rules. */
    public void clear() {
        rules.clear();
    }

    /** How many things have met a fault so far, also by rules that were removed. */
    public int fired() {
        return fired.get();
    }

    /**
     * The rules that nothing has met, and functions that threw, in words. A test whose fault never came proves nothing:
     * assert on it.
     */
    public List<String> unfired() {
        return rules.stream()
                .filter(rule -> rule.fired() == 0 || rule.threw.isPresent())
                .map(Rule::toString)
                .toList();
    }

    /** What a function of the test has thrown. */
    public Optional<Throwable> thrown() {
        return rules.stream().flatMap(rule -> rule.threw.stream()).findFirst();
    }

    private FaultRule add(String name, Function<? super T, Optional<F>> decides) {
        Rule rule = new Rule(name, decides);
        rules.add(rule);
        return rule;
    }

    private final class Rule implements FaultRule {
        private final String name;
        private final Function<? super T, Optional<F>> decides;
        private final AtomicInteger fired = new AtomicInteger();
        private volatile Optional<Throwable> threw = Optional.empty();

        private Rule(String name, Function<? super T, Optional<F>> decides) {
            this.name = name;
            this.decides = decides;
        }

        private Optional<F> decide(T thing) {
            try {
                return decides.apply(thing);
            } catch (RuntimeException | Error e) {
                threw = Optional.of(e);
                return Optional.empty();
            }
        }

        private void fires() {
            fired.incrementAndGet();
            FaultScript.this.fired.incrementAndGet();
        }

        @Override
        public int fired() {
            return fired.get();
        }

        @Override
        public void remove() {
            rules.remove(this);
        }

        @Override
        public String toString() {
            return name + threw.map(e -> " threw " + e).orElse("");
        }
    }
}
