package io.restorekit.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a scenario in Java, line by line as its text has it.
 *
 * <pre>{@code
 * Scenario outage = Scenario.named("outage", "DNS is away while the node restarts")
 *         .volumeHolds(1).restores(2)
 *         .atPercent(40).begins(FaultKind.DNS_AWAY)
 *         .then().kill()
 *         .after(Duration.ofSeconds(10)).restart()
 *         .after(Duration.ofMinutes(20)).ends(FaultKind.DNS_AWAY)
 *         .restoredWithin(Duration.ofSeconds(30))
 *         .build();
 * }</pre>
 *
 * <p>A moment holds for the one act that follows it; an act without one comes at once. Not thread-safe.
 */
public final class ScenarioBuilder {
    private final String name;
    private final String title;
    private final Set<Need> declared = EnumSet.noneOf(Need.class);
    private final List<Step> steps = new ArrayList<>();
    private StoreShape store = StoreShape.PLAIN;
    private Optional<Moment> moment = Optional.empty();
    private int holds;
    private int goal = 1;
    private boolean mayEnd;

    ScenarioBuilder(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /** What the chain of backups is like; plain if nothing is said. */
    public ScenarioBuilder store(StoreShape shape) {
        store = shape;
        return this;
    }

    /** The volume holds this backup at the beginning; it does not exist if nothing is said. */
    public ScenarioBuilder volumeHolds(int backup) {
        holds = backup;
        return this;
    }

    /** This backup is to be restored; the first if nothing is said. */
    public ScenarioBuilder restores(int backup) {
        Scenario.checkBackup(backup);
        goal = backup;
        return this;
    }

    /** The newest backup is followed, until the volume is needed. */
    public ScenarioBuilder followsTheNewest() {
        goal = Scenario.NEWEST;
        return this;
    }

    /** It needs this, though its steps do not show it. */
    public ScenarioBuilder needs(Need need) {
        declared.add(need);
        return this;
    }

    /** A restore may end without success before the faults are over, if another one then succeeds. */
    public ScenarioBuilder mayEnd() {
        mayEnd = true;
        return this;
    }

    public ScenarioBuilder then() {
        return when(new Moment.Then());
    }

    public ScenarioBuilder at(Duration sinceTheBeginning) {
        return when(new Moment.At(sinceTheBeginning));
    }

    public ScenarioBuilder after(Duration sinceTheStepAbove) {
        return when(new Moment.After(sinceTheStepAbove));
    }

    public ScenarioBuilder atPercent(int percent) {
        return when(new Moment.AtPercent(percent));
    }

    public ScenarioBuilder atRead(int number) {
        return when(new Moment.AtRead(number));
    }

    /**
     * @throws IllegalStateException if nothing happens at the moment before
     */
    public ScenarioBuilder when(Moment next) {
        checkNothingIsOpen();
        moment = Optional.of(next);
        return this;
    }

    private void checkNothingIsOpen() {
        if (moment.isPresent()) {
            throw new IllegalStateException("nothing happens " + moment.get());
        }
    }

    public ScenarioBuilder begins(FaultKind kind) {
        return begins(Fault.of(kind));
    }

    public ScenarioBuilder begins(Fault fault) {
        return act(new Act.Begins(fault));
    }

    public ScenarioBuilder ends(FaultKind kind) {
        return act(new Act.Ends(kind));
    }

    public ScenarioBuilder kill() {
        return act(new Act.Kill());
    }

    public ScenarioBuilder powerCut(Kept kept) {
        return act(new Act.PowerCut(kept));
    }

    public ScenarioBuilder restart() {
        return act(new Act.Restart(false));
    }

    public ScenarioBuilder restartElsewhere() {
        return act(new Act.Restart(true));
    }

    public ScenarioBuilder freeze() {
        return act(new Act.Freeze());
    }

    public ScenarioBuilder thaw() {
        return act(new Act.Thaw());
    }

    public ScenarioBuilder cancel() {
        return act(new Act.Cancel());
    }

    public ScenarioBuilder rivalBegins() {
        return act(new Act.Rival());
    }

    public ScenarioBuilder nextForceFails() {
        return act(new Act.ForceFails());
    }

    public ScenarioBuilder deleteBackup(int backup, Duration pauseBetweenObjects) {
        return act(new Act.Delete(backup, pauseBetweenObjects));
    }

    public ScenarioBuilder loseBackup(int backup) {
        return act(new Act.Lose(backup));
    }

    public ScenarioBuilder bringBack() {
        return act(new Act.BringBack());
    }

    public ScenarioBuilder backUp() {
        return act(new Act.BackUp());
    }

    public ScenarioBuilder activate() {
        return act(new Act.Activate());
    }

    public ScenarioBuilder restoredWithin(Duration time) {
        return expect(new Expectation.Restored(time));
    }

    public ScenarioBuilder expect(Expectation what) {
        return act(new Act.Expect(what));
    }

    public ScenarioBuilder act(Act act) {
        steps.add(new Step(moment.orElseGet(Moment.Then::new), act));
        moment = Optional.empty();
        return this;
    }

    /**
     * @throws IllegalStateException if nothing happens at the last moment
     * @throws IllegalArgumentException if steps cannot follow each other so, or it asks for a backup that no chain has
     */
    public Scenario build() {
        checkNothingIsOpen();
        return new Scenario(name, title, store, holds, goal, declared, mayEnd, steps);
    }
}
