package io.restorekit.testkit.sim;

import io.restorekit.api.Goal;
import io.restorekit.api.Phase;
import io.restorekit.testkit.sim.disk.DiskHook.Answer;
import io.restorekit.testkit.sim.disk.Survival;
import io.restorekit.testkit.sim.store.Chain;
import io.restorekit.testkit.sim.store.Deletion;
import io.restorekit.testkit.sim.store.Sky;
import io.restorekit.testkit.sim.store.Trouble;
import io.restorekit.testkit.sim.store.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** What chance does to a restore: when, what, and what somebody then does about it. */
final class Mischiefs {
    private static final Answer[] MOMENTS = {
        Answer.CUT_POWER_BEFORE, Answer.CUT_POWER_IN_THE_MIDDLE, Answer.CUT_POWER_AFTER
    };

    private static final Duration POLL = Duration.ofSeconds(40);

    private final Stage stage;
    private final SplittableRandom random;
    private final SplittableRandom plans;
    private final boolean staged;
    private final boolean follows;
    private final Supplier<Survival> survival;
    private final IntPredicate happens;
    private final List<Mischief> kinds;
    private final List<Weather> weathers;
    private int planned;
    private int left;
    private boolean stopped;
    private int goal;

    /**
     * @param happens whether the mischief with this number happens, or only its time passes
     */
    Mischiefs(
            Stage stage,
            Beginning beginning,
            SplittableRandom random,
            Supplier<Survival> survival,
            IntPredicate happens) {
        this.stage = stage;
        this.plans = random.split();
        this.random = random;
        this.survival = survival;
        this.happens = happens;
        this.staged = beginning.isStaged();
        this.follows = beginning == Beginning.FOLLOWING;
        this.kinds = some(Mischief.of(beginning));
        this.weathers = some(List.of(Weather.values()));
    }

    /** All kinds in half of the simulations; a few in the others, so that these meet each other more often. */
    private <T> List<T> some(List<T> all) {
        if (plans.nextBoolean()) {
            return all;
        }
        List<T> few = all.stream().filter(any -> plans.nextInt(3) == 0).toList();
        return few.isEmpty() ? all : few;
    }

    static long seconds(long seconds) {
        return seconds * 1_000_000_000L;
    }

    Goal goal() {
        return follows ? Goal.follow(POLL) : Goal.exactly(stage.backup(goal));
    }

    void goal(int number) {
        goal = number;
    }

    void otherGoal() {
        goal = random.nextInt(stage.world().chain().backups().size());
    }

    void begin(int count) {
        left = count;
        plan();
    }

    /** How many were planned so far. */
    int planned() {
        return planned;
    }

    boolean areOver() {
        return left <= 0;
    }

    void stop() {
        stopped = true;
    }

    boolean areStopped() {
        return stopped;
    }

    /** Somebody starts the restore again one day, perhaps for another backup. */
    void beginLater(int mostSeconds, BooleanSupplier wanted, boolean retarget) {
        after(mostSeconds, () -> {
            if (stage.current().isEmpty() && wanted.getAsBoolean()) {
                if (!stopped && (retarget || random.nextInt(3) == 0)) {
                    stage.world().tally().count(Mischief.RETARGET);
                    otherGoal();
                }
                stage.begin(goal());
            }
        });
    }

    private void plan() {
        // From milliseconds, to hit the middle of things, to a minute.
        stage.world().agenda().after(plans.nextLong(seconds(60) >> 2 * plans.nextInt(10)), () -> {
            if (!stopped && left-- > 0) {
                Mischief mischief = Mischief.next(plans, kinds);
                int number = planned++;
                if (happens.test(number)) {
                    stage.world().tally().count(mischief);
                    stage.world().journal().tell("mischief " + number, mischief);
                    act(mischief);
                }
                plan();
            }
        });
    }

    private void act(Mischief mischief) {
        World world = stage.world();
        switch (mischief) {
            case WEATHER -> changeWeather();
            case POWER_CUT -> cutPower();
            case POWER_CUT_IN_AN_OPERATION -> cutPowerInAnOperation();
            case KILL -> stage.current().ifPresent(this::kill);
            case MOVE_TO_ANOTHER_NODE -> stage.current().ifPresent(this::move);
            case STOP_FOR_A_WHILE ->
                stage.current().ifPresent(attempt -> attempt.process().stopUntil(later(3_600)));
            case CLOCK_JUMP -> world.jumpClock(random);
            case DISK_FULL -> fillDisk();
            case WRITE_FAILS -> world.faults().failNextWrite();
            case FORCE_FAILS -> world.faults().failNextForce();
            case PAUSE -> stage.current().ifPresent(this::pause);
            case CANCEL ->
                stage.current().ifPresent(attempt -> attempt.restore().cancel());
            case RETARGET -> {
                stage.current().ifPresent(attempt -> attempt.restore().cancel());
                otherGoal();
            }
            case ROLL_BACK_VOLUME -> rollBack();
            case FOREIGN_HAND -> writeAsSomebody();
            case DELETION -> delete();
            case CURSE -> curse();
            case BIT_ROT -> {
                stage.rot(random);
                beginLater(60, () -> true, false);
            }
            case BACKUP -> world.makesBackup();
            case ACTIVATE ->
                stage.current().ifPresent(attempt -> attempt.restore().activate());
            case RETRY_NOW ->
                stage.current().ifPresent(attempt -> attempt.restore().retryNow());
        }
    }

    private void changeWeather() {
        Sky sky = stage.world().sky();
        Weather weather = weathers.get(random.nextInt(weathers.size()));
        stage.world().tally().count(weather);
        stage.world().journal().tell("weather", weather);
        sky.turns(weather);
        after(random.nextBoolean() ? 10 : 900, () -> {
            if (sky.weather() == weather) {
                sky.turns(Weather.CLEAR);
            }
        });
    }

    private void cutPower() {
        stage.cutPower(survival.get());
        beginLater(1_200, () -> true, false);
    }

    private void cutPowerInAnOperation() {
        World world = stage.world();
        world.faults().cutPowerAt(world.disk().operations() + 1 + random.nextInt(100), moment());
        beginLater(600, () -> true, false);
    }

    private void curse() {
        List<Set<String>> backups = stage.world().chain().blocks();
        List<String> blocks = List.copyOf(new TreeSet<>(backups.get(goal)));
        if (!blocks.isEmpty()) {
            String block = blocks.get(random.nextInt(blocks.size()));
            Sky sky = stage.world().sky();
            sky.curses(
                    Chain.layout().block(block),
                    Trouble.OF_ONE_OBJECT.get(random.nextInt(Trouble.OF_ONE_OBJECT.size())));
            after(300, () -> sky.curses("", Trouble.NONE));
        }
    }

    /** Perhaps of the goal; perhaps the job dies in the middle. */
    private void delete() {
        Deletion deletion = stage.world()
                .deletes(
                        random.nextInt(stage.world().chain().backups().size()),
                        random.nextLong(seconds(random.nextBoolean() ? 1 : 60)));
        if (random.nextInt(4) == 0) {
            after(120, deletion::die);
        }
    }

    /** One day, while the power is off, somebody puts the volume back to what it is now. */
    private void rollBack() {
        stage.world()
                .disk()
                .snapshot(World.VOLUME_PATH)
                .ifPresent(snapshot -> after(10, () -> {
                    if (!stopped) {
                        stage.rollBack(snapshot);
                        beginLater(60, () -> true, false);
                    }
                }));
    }

    private void kill(Attempt attempt) {
        stage.kill(attempt);
        beginLater(60, () -> true, false);
    }

    /** At once, or in the middle of the next stage, which is a matter of moments. */
    private void writeAsSomebody() {
        if (staged && random.nextBoolean()) {
            long later = random.nextLong(seconds(1) >> random.nextInt(8));
            stage.once(Phase.STAGING, () -> stage.world().agenda().after(later, () -> stage.writesAsSomebody(random)));
        } else {
            stage.writesAsSomebody(random);
        }
    }

    /** The old process stops, a new one begins elsewhere; one day the old one wakes, or where there is a fence at once. */
    private void move(Attempt attempt) {
        long least = stage.world().isFenced() ? 0 : seconds(11);
        long asleep = least + random.nextLong(seconds(random.nextBoolean() ? 2 : 120));
        attempt.process().stopUntil(stage.world().agenda().now() + asleep);
        stage.world().moveToAnotherHost();
        if (random.nextBoolean()) {
            otherGoal();
        }
        stage.begin(goal());
    }

    /** At once, or when the next stage is complete. */
    private void fillDisk() {
        if (staged && random.nextBoolean()) {
            stage.once(Phase.SEALING, this::fillDiskNow);
        } else {
            fillDiskNow();
        }
    }

    private void fillDiskNow() {
        stage.world().faults().full(true);
        after(60, () -> stage.world().faults().full(false));
    }

    private void pause(Attempt attempt) {
        attempt.restore().pause();
        after(300, () -> attempt.restore().resume());
    }

    private Answer moment() {
        return MOMENTS[random.nextInt(MOMENTS.length)];
    }

    private void after(int mostSeconds, Runnable task) {
        stage.world().agenda().after(random.nextLong(seconds(mostSeconds)), task);
    }

    private long later(int mostSeconds) {
        return stage.world().agenda().now() + random.nextLong(seconds(mostSeconds));
    }
}
