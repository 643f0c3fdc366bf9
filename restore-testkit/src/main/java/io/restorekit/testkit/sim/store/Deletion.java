package io.restorekit.testkit.sim.store;

import io.restorekit.testkit.sim.store.SimStore.Stored;
import io.restorekit.testkit.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A retention job that deletes a backup under the store's lock: the other side of the protocol, written from the format
 * alone. It shares no code with RestoreKit's side.
 */
public final class Deletion {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration LIFE = Duration.ofSeconds(150);
    private static final int DELETES = 2;
    private static final int RESTORES = 1;

    private final VirtualTime agenda;
    private final SimStore store;
    private final Witness witness;
    private final String lock;
    private final String locks;
    private final Deque<String> doomed;
    private final long pause;
    private boolean holds;
    private boolean over;

    /** Is told what comes of it. */
    public interface Witness {
        /** It gave way to a restore, and tries again. */
        void gaveWay();

        void done();

        /** A restore has acquired its lock beside one that this deletion holds. */
        void trespass(String what);
    }

    /**
     * @param number makes the lock's name
     * @param pause nanoseconds between one deletion and the next
     */
    public Deletion(
            VirtualTime agenda, SimStore store, Witness witness, Chain chain, int backup, long number, long pause) {
        this.agenda = agenda;
        this.store = store;
        this.witness = witness;
        this.locks = Chain.layout().locks();
        this.lock = "lock-%016x".formatted(number);
        this.doomed = new ArrayDeque<>(doomed(chain, backup));
        this.pause = pause;
    }

    /** The config first, then every block that no backup names that is still there. */
    private List<String> doomed(Chain chain, int backup) {
        Set<String> needed = new HashSet<>();
        for (int other = 0; other < chain.backups().size(); other++) {
            String config = Chain.layout().backupConfig(chain.backups().get(other));
            if (other != backup && store.get(config) != null) {
                needed.addAll(chain.blocks().get(other));
            }
        }
        List<String> keys = new ArrayList<>();
        keys.add(Chain.layout().backupConfig(chain.backups().get(backup)));
        for (String checksum : chain.blocks().get(backup)) {
            if (!needed.contains(checksum)) {
                keys.add(Chain.layout().block(checksum));
            }
        }
        return keys;
    }

    public void announce() {
        write(false);
        agenda.after(2 * SECOND, this::settle);
    }

    public boolean holds() {
        return holds;
    }

    public boolean isOver() {
        return over;
    }

    /** It is killed: its lock stays. */
    public void die() {
        over = true;
        holds = false;
    }

    private void settle() {
        if (over) {
            return;
        }
        if (mustGiveWay()) {
            witness.gaveWay();
            store.delete(key(lock));
            agenda.after(20 * SECOND, this::announceAgain);
        } else {
            write(true);
            holds = true;
            agenda.after(60 * SECOND, this::refresh);
            deleteNext();
        }
    }

    private void announceAgain() {
        if (!over) {
            announce();
        }
    }

    private void refresh() {
        if (holds) {
            checkThatItIsAlone();
            write(true);
            agenda.after(60 * SECOND, this::refresh);
        }
    }

    private void deleteNext() {
        if (!holds) {
            return;
        }
        checkThatItIsAlone();
        if (doomed.isEmpty()) {
            witness.done();
            die();
            store.delete(key(lock));
            return;
        }
        store.delete(doomed.remove());
        agenda.after(pause, this::deleteNext);
    }

    private void checkThatItIsAlone() {
        if (locks().entrySet().stream().anyMatch(other -> isAlive(other.getValue()) && isAcquiredRestore(other))) {
            witness.trespass(lock + " beside " + locks().keySet());
        }
    }

    private boolean mustGiveWay() {
        Stored own = locks().get(key(lock));
        return locks().entrySet().stream()
                .filter(other -> isAlive(other.getValue()) && is(other, "\"Type\":" + RESTORES))
                .anyMatch(other -> is(other, "\"Acquired\":true")
                        || own == null
                        || other.getValue().modified().isBefore(own.modified())
                        || other.getValue().modified().equals(own.modified())
                                && other.getKey().compareTo(key(lock)) < 0);
    }

    private static boolean isAcquiredRestore(Map.Entry<String, Stored> other) {
        return is(other, "\"Type\":" + RESTORES) && is(other, "\"Acquired\":true");
    }

    private static boolean is(Map.Entry<String, Stored> other, String text) {
        return new String(other.getValue().content(), StandardCharsets.UTF_8).contains(text);
    }

    private boolean isAlive(Stored other) {
        return !other.modified().plus(LIFE).isBefore(store.now());
    }

    private Map<String, Stored> locks() {
        return store.objects().subMap(locks, locks + '\uffff');
    }

    private void write(boolean acquired) {
        String text = "{\"Name\":\"" + lock + "\",\"Type\":" + DELETES + ",\"Acquired\":" + acquired + "}";
        store.put(key(lock), text.getBytes(StandardCharsets.UTF_8));
    }

    private String key(String name) {
        return locks + name + ".lck";
    }
}
