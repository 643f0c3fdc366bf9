package io.restorekit.testkit.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One direction of a connection. One thread reads, so that each piece's time of arrival is known, another passes on what it
 * read.
 */
final class Pump {
    private static final int PIECE = 16 * 1024;
    private static final int PIECES = 16;

    private enum Kind {
        BYTES,
        END,
        BROKEN
    }

    private record Piece(Kind kind, byte[] bytes, long arrived) {}

    private final ProxyConnection connection;
    private final Flow flow;
    private final Socket from;
    private final Socket to;
    private final Pauses pauses;
    private final Transit transit;
    private final MomentWatch moments;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);
    private boolean ended;
    private boolean senderGone;
    private boolean done;

    Pump(ProxyConnection connection, Flow flow, Socket from, Socket to, Pauses pauses, Transit transit) {
        this.connection = connection;
        this.flow = flow;
        this.from = from;
        this.to = to;
        this.pauses = pauses;
        this.transit = transit;
        this.moments = new MomentWatch(flow);
    }

    Transit transit() {
        return transit;
    }

    /** The receiver sees an orderly end; what comes later is swallowed. Nothing the second time. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            shutDown();
        }
    }

    /** Both sides are there now. */
    synchronized void begin() {
        if (ended) {
            shutDown();
        }
    }

    private void shutDown() {
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // The receiver has left already, or is not there yet.
        }
    }

    /** Reads until the sender leaves. */
    void read() throws InterruptedException {
        byte[] buffer = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                pieces.put(new Piece(Kind.BYTES, Arrays.copyOf(buffer, read), pauses.nanoTime()));
                read = in.read(buffer);
            }
            pieces.put(new Piece(Kind.END, new byte[0], pauses.nanoTime()));
        } catch (IOException e) {
            pieces.put(new Piece(Kind.BROKEN, new byte[0], pauses.nanoTime()));
        }
    }

    /** Passes on what was read until the sender has left or the connection is broken. */
    void write() throws InterruptedException {
        Piece piece = pieces.take();
        while (piece.kind() == Kind.BYTES) {
            passOn(piece);
            piece = pieces.take();
        }
        if (!transit.passEnd(piece.arrived())) {
            return;
        }
        if (piece.kind() == Kind.BROKEN || isLastWord()) {
            connection.reset();
        } else {
            end();
        }
        connection.finished();
    }

    private synchronized boolean isLastWord() {
        done = true;
        return senderGone;
    }

    /** The sender takes nothing any more: the receiver sees a reset, behind what is under way. */
    void senderIsGone() {
        synchronized (this) {
            senderGone = true;
            if (!done) {
                return;
            }
        }
        connection.reset();
    }

    private void passOn(Piece piece) throws InterruptedException {
        moments.watch(connection.rules());
        byte[] bytes = piece.bytes();
        int at = 0;
        while (at < bytes.length && !isEnded() && !connection.isClosed()) {
            List<NetRule> due = new ArrayList<>();
            int behind = moments.next(bytes, at, bytes.length, due);
            due.removeIf(rule -> !rule.isMeant(connection.number()));
            due.forEach(rule -> connection.meetBefore(rule, flow));
            pass(bytes, at, behind, piece.arrived());
            due.forEach(rule -> connection.meetBehind(rule, flow));
            at = behind;
        }
    }

    private void pass(byte[] bytes, int from, int to, long arrived) throws InterruptedException {
        try {
            if (!isEnded()) {
                transit.pass(bytes, from, to, arrived);
            }
        } catch (IOException e) {
            if (!isEnded()) {
                giveUp();
                connection.receiverIsGone(flow);
            }
        }
    }

    private synchronized void giveUp() {
        ended = true;
    }

    /** Whether nothing passes any more, and no moment comes. */
    synchronized boolean isEnded() {
        return ended;
    }
}
