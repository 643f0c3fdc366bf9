package io.restorekit.testkit.dns;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;

/**
 * Asks servers one after the other, each once, until one has an answer that counts. dnsjava's own resolver of several
 * servers shuffles them, repeats, and takes SERVFAIL for an answer.
 */
final class ServersInOrder implements Resolver {
    private static final Set<Integer> NEXT_ONE = Set.of(Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP);

    private final List<SimpleResolver> servers;
    private final Consumer<String> failed;

    /**
     * @param limit for each server and question
     * @param failed is told what a server did that could not be used
     */
    ServersInOrder(List<InetSocketAddress> addresses, Duration limit, Consumer<String> failed) {
        check(addresses, limit);
        this.servers = addresses.stream().map(SimpleResolver::new).toList();
        this.failed = failed;
        setTimeout(limit);
    }

    static void check(List<InetSocketAddress> addresses, Duration limit) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a resolver needs a server");
        }
        addresses.stream().filter(InetSocketAddress::isUnresolved).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("the DNS server " + unknown.getHostString() + " has no address");
        });
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a limit is longer than zero: " + limit);
        }
    }

    /** The last failing answer if all failed; throws if the last one gave none. */
    @Override
    public Message send(Message query) throws IOException {
        Optional<Message> refusal = Optional.empty();
        IOException failure = new IOException("no server answered");
        for (SimpleResolver server : servers) {
            try {
                Message answer = ask(server, query);
                if (!NEXT_ONE.contains(answer.getRcode())) {
                    return answer;
                }
                failed.accept(name(server) + " said " + Rcode.string(answer.getRcode()));
                refusal = Optional.of(answer);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failed.accept(name(server) + " " + e.getMessage());
                failure = e;
            }
        }
        IOException last = failure;
        return refusal.orElseThrow(() -> last);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return send(query);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void setPort(int port) {
        servers.forEach(server -> server.setPort(port));
    }

    @Override
    public void setTCP(boolean flag) {
        servers.forEach(server -> server.setTCP(flag));
    }

    @Override
    public void setIgnoreTruncation(boolean flag) {
        servers.forEach(server -> server.setIgnoreTruncation(flag));
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        servers.forEach(server -> server.setEDNS(version, payloadSize, flags, options));
    }

    @Override
    public void setTSIGKey(TSIG key) {
        servers.forEach(server -> server.setTSIGKey(key));
    }

    @Override
    public void setTimeout(Duration limit) {
        servers.forEach(server -> server.setTimeout(limit));
    }

    /** Over TCP after a truncated answer, all within the limit. */
    private static Message ask(SimpleResolver server, Message query) throws IOException {
        Duration limit = server.getTimeout();
        try {
            return server.sendAsync(query).toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("did not answer within " + limit, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SocketTimeoutException
                    ? new IOException("did not answer within " + limit, e)
                    : new IOException("was not reached (" + e.getCause() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a DNS server was asked");
        }
    }

    private static String name(SimpleResolver server) {
        InetSocketAddress address = server.getAddress();
        return address.getHostString() + ":" + address.getPort();
    }
}
