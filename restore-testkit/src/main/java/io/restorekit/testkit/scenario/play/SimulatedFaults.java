package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.scenario.Fault;
import io.restorekit.testkit.scenario.FaultKind;
import io.restorekit.testkit.scenario.Scope;
import io.restorekit.testkit.sim.store.Sky;
import io.restorekit.testkit.sim.store.Spell;
import io.restorekit.testkit.sim.store.Trouble;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The faults of a scenario as spells over a simulated backup target. */
final class SimulatedFaults implements SceneFaults {
    private final Sky sky;
    private final Function<Scope, Predicate<String>> keys;
    private final List<Cast> all = new ArrayList<>();
    private final List<Cast> active = new ArrayList<>();

    private record Cast(Fault fault, Spell spell) {}

    /**
     * @param keys which objects a scope means
     */
    SimulatedFaults(Sky sky, Function<Scope, Predicate<String>> keys) {
        this.sky = sky;
        this.keys = keys;
    }

    @Override
    public void begin(Fault fault) {
        Trouble trouble = trouble(fault.kind());
        Scope scope = fault.kind() == FaultKind.LOGIN_PAGE ? new Scope.Metadata() : fault.scope();
        boolean overAll = scope instanceof Scope.Everything && fault.times().isEmpty();
        Spell spell = overAll
                ? Spell.overAll(trouble)
                : Spell.over(keys.apply(scope), trouble, fault.times().orElse(Integer.MAX_VALUE));
        Cast cast = new Cast(fault, spell);
        all.add(cast);
        active.add(cast);
        sky.casts(spell);
    }

    @Override
    public void end(FaultKind kind) {
        for (Iterator<Cast> casts = active.iterator(); casts.hasNext(); ) {
            Cast cast = casts.next();
            if (cast.fault().kind() == kind) {
                sky.lifts(cast.spell());
                casts.remove();
            }
        }
    }

    @Override
    public List<Fault> unfired() {
        return all.stream()
                .filter(cast -> cast.spell().fired() < cast.fault().times().orElse(1))
                .map(Cast::fault)
                .toList();
    }

    @Override
    public String cause() {
        return all.stream()
                .filter(cast -> cast.spell().fired() > 0)
                .findFirst()
                .map(cast -> cast.fault().toString())
                .orElse("");
    }

    private static Trouble trouble(FaultKind kind) {
        return switch (kind) {
            case DNS_AWAY -> Trouble.NAME_NOT_RESOLVED;
            case DOWN -> Trouble.CONNECTION_FAILED;
            case HANGS -> Trouble.HANGS;
            case ERRORS -> Trouble.SERVER_ERROR;
            case THROTTLES -> Trouble.THROTTLED;
            case DENIES -> Trouble.REFUSED;
            case SAYS_MISSING -> Trouble.LYING_MISSING;
            case CUTS -> Trouble.CUT;
            case CORRUPTS -> Trouble.CORRUPT;
            case LOGIN_PAGE -> Trouble.PORTAL;
        };
    }
}
