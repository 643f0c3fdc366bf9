package io.restorekit.testkit.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's connection and the one to the server behind it. Thread-safe. */
final class ProxyConnection {
    private final TcpProxy proxy;
    private final int number;
    private final Socket client;
    private final Socket server = new Socket();
    private final Pump toServer;
    private final Pump toClient;
    private final AtomicInteger unfinished = new AtomicInteger(2);
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    private interface Task {
        void run() throws InterruptedException;
    }

    ProxyConnection(TcpProxy proxy, int number, Socket client) {
        this.proxy = proxy;
        this.number = number;
        this.client = client;
        this.toServer =
                new Pump(this, Flow.TO_SERVER, client, server, proxy.pauses(), proxy.transit(Flow.TO_SERVER, server));
        this.toClient =
                new Pump(this, Flow.TO_CLIENT, server, client, proxy.pauses(), proxy.transit(Flow.TO_CLIENT, client));
    }

    int number() {
        return number;
    }

    List<NetRule> rules() {
        return proxy.rules();
    }

    /** Connects to the server and begins; a client whose server cannot be reached is reset. */
    void start(SocketAddress address) {
        thread(() -> {
            try {
                server.connect(address);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                begin(toServer);
                begin(toClient);
            } catch (IOException e) {
                reset();
            }
        });
    }

    /** This happens to it now, in all directions that it concerns. */
    void meet(NetRule rule) {
        count(rule);
        suffer(rule, toServer, Flow.TO_SERVER);
        suffer(rule, toClient, Flow.TO_CLIENT);
        complete(rule);
    }

    /** A moment is about to come in one direction: what concerns the other one happens. */
    void meetBefore(NetRule rule, Flow flow) {
        count(rule);
        if (rule.fault() instanceof NetFault.Refuse) {
            proxy.refuse(rule);
        } else if (flow == Flow.TO_SERVER) {
            suffer(rule, toClient, Flow.TO_CLIENT);
        } else {
            suffer(rule, toServer, Flow.TO_SERVER);
        }
    }

    /** A moment has come in one direction: what concerns it, or all of the connection, happens. */
    void meetBehind(NetRule rule, Flow flow) {
        suffer(rule, flow == Flow.TO_SERVER ? toServer : toClient, flow);
        complete(rule);
    }

    /** A rule was removed: what was swallowed because of it does not come again. */
    void heal(NetRule rule) {
        if (rule.fault() instanceof NetFault.BlackHole
                && (toServer.transit().hasLostBy(rule) || toClient.transit().hasLostBy(rule))) {
            reset();
        }
    }

    /** Nothing can be written in this direction: the other one tells, as it tells everything. */
    void receiverIsGone(Flow flow) {
        (flow == Flow.TO_SERVER ? toClient : toServer).senderIsGone();
    }

    /** One direction is done with; the connection is closed after both. */
    void finished() {
        if (unfinished.decrementAndGet() == 0) {
            close();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    void reset() {
        end(true);
    }

    void close() {
        end(false);
    }

    private void suffer(NetRule rule, Pump pump, Flow flow) {
        if (!rule.fault().flow().covers(flow)) {
            return;
        }
        if (rule.fault() instanceof NetFault.End) {
            pump.end();
        } else if (!(rule.fault() instanceof NetFault.Reset)) {
            pump.transit().suffer(new Suffered(rule, proxy.random(rule, number, flow)));
        }
    }

    /** What happens once counts before anybody can see it; what lasts counts where it has its effect. */
    private void count(NetRule rule) {
        if (rule.fault() instanceof NetFault.Reset && !isClosed()
                || rule.fault() instanceof NetFault.End end && ends(end.flow())) {
            rule.fire();
        }
    }

    private boolean ends(Flow flow) {
        return flow.covers(Flow.TO_SERVER) && !toServer.isEnded() || flow.covers(Flow.TO_CLIENT) && !toClient.isEnded();
    }

    private void complete(NetRule rule) {
        if (rule.fault() instanceof NetFault.Reset) {
            reset();
        }
    }

    private void begin(Pump pump) {
        pump.begin();
        thread(pump::read);
        thread(pump::write);
    }

    private synchronized void thread(Task task) {
        if (closed) {
            return;
        }
        Thread thread = new Thread(() -> run(task), "tcp-proxy-" + proxy.port() + "-" + number);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static void run(Task task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(boolean abruptly) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        end(client, abruptly);
        end(server, abruptly);
        threads.forEach(Thread::interrupt);
        proxy.ended(this);
    }

    private static void end(Socket socket, boolean abruptly) {
        try (socket) {
            if (abruptly) {
                // Closing with a linger time of zero sends RST in place of FIN.
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
