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

    /** Asks a function of the test about everything, until the rule is removed. It is called by several threads. */
    public FaultRule decide(Function<? super T, Optional<F>> decides) {
        return add("a function", decides);
    }

    /** What this thing is to meet; it counts as having happened. */
    public Optional<F> next(T thing) {
        for (Rule rule : rules) {
            Optional<F> fault = rule.decides.apply(thing);
            if (fault.isPresent()) {
                rule.fired.incrementAndGet();
                fired.incrementAndGet();
                return fault;
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

    /** The rules that nothing has met, in words. A test whose fault never came proves nothing: assert on it. */
    public List<String> unfired() {
        return rules.stream()
                .filter(rule -> rule.fired() == 0)
                .map(rule -> rule.name)
                .toList();
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

        private Rule(String name, Function<? super T, Optional<F>> decides) {
            this.name = name;
            this.decides = decides;
        }

        @Override
        public int fired() {
            return fired.get();
        }

        @Override
        public void remove() {
            rules.remove(this);
        }
    }
}
