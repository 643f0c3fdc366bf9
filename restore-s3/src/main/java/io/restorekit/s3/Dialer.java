package io.restorekit.s3;

import io.restorekit.s3.address.AddressBook;
import io.restorekit.s3.address.Route;
import io.restorekit.s3.answer.Timeless;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Sends each request over an address of our choosing. The address is part of the connection pool's key, so that also a
 * call over a pooled connection knows which address answered. Host header, TLS server name and certificate check go by
 * the host's name as ever.
 *
 * <p>The SDK makes a synchronous call on its caller's thread; hence the route of a call is kept per thread.
 */
final class Dialer implements SdkHttpClient {
    private final AddressBook book;
    private final Optional<Proxy> proxy;
    private final SdkHttpClient transport;
    private final ThreadLocal<Leg> current = new ThreadLocal<>();

    /**
     * One way to the store.
     *
     * @param request what the HTTP client knows of the request, once it has asked for its way
     */
    private record Leg(Route route, Optional<HttpContext> request) {
        /** The client notes a connection with the request right before the first byte of the request goes over it. */
        boolean isSent() {
            return request.map(HttpCoreContext::cast)
                    .map(HttpCoreContext::getEndpointDetails)
                    .isPresent();
        }
    }

    /** @param transport makes the HTTP client that asks the given planner for its routes */
    Dialer(AddressBook book, Optional<Proxy> proxy, Function<HttpRoutePlanner, SdkHttpClient> transport) {
        this.book = book;
        this.proxy = proxy;
        this.transport = transport.apply(this::plan);
    }

    /** Forgets the route of this thread's last call. */
    void begin() {
        current.remove();
    }

    /** The route of this thread's last call, empty if it did not come to dial. */
    Optional<Route> route() {
        return Optional.ofNullable(current.get()).map(Leg::route);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(request);
    }

    @Override
    public String clientName() {
        return transport.clientName();
    }

    @Override
    public void close() {
        transport.close();
    }

    private HttpRoute plan(HttpHost target, HttpContext context) {
        boolean secure = target.getSchemeName().equals("https");
        int port = target.getPort() > 0 ? target.getPort() : secure ? 443 : 80;
        Route route = current.get().route();
        current.set(new Leg(route, Optional.of(context)));
        if (proxy.isEmpty()) {
            HttpHost host = new HttpHost(target.getSchemeName(), route.address(), target.getHostName(), port);
            return new HttpRoute(host, null, secure);
        }
        HttpHost host = new HttpHost(target.getSchemeName(), target.getHostName(), port);
        Proxy by = proxy.get();
        return new HttpRoute(host, null, new HttpHost("http", route.address(), by.host(), by.port()), secure);
    }

    private static int telling(List<Route> routes) {
        return IntStream.range(0, routes.size())
                .filter(i -> routes.get(i).confirmed())
                .findFirst()
                .orElse(0);
    }

    /** Judged by when it happened: what connecting throws differs from system to system. */
    private boolean isNothingSent(IOException e) {
        boolean ended = e instanceof InterruptedIOException && !(e instanceof ConnectTimeoutException);
        boolean inHandshake = e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException;
        return inHandshake || !ended && !current.get().isSent();
    }

    private final class Call implements ExecutableHttpRequest {
        private final HttpExecuteRequest request;
        private volatile boolean aborted;
        private volatile Optional<ExecutableHttpRequest> running = Optional.empty();

        Call(HttpExecuteRequest request) {
            this.request = request;
        }

        /**
         * One attempt: only where nothing could be sent yet is the next address tried. When all fail, what befell the
         * first that DNS confirms counts; that it did not connect has been told then, and it is not blamed once more.
         */
        @Override
        public HttpExecuteResponse call() throws IOException {
            List<Route> routes = book.routes(
                    proxy.map(Proxy::host).orElse(request.httpRequest().host()));
            List<IOException> failures = new ArrayList<>();
            for (Route route : routes) {
                try {
                    return over(route);
                } catch (IOException e) {
                    if (aborted || !isNothingSent(e)) {
                        throw e;
                    }
                    route.dead();
                    failures.add(e);
                } finally {
                    // The request holds a signature, and this thread may be the caller's own.
                    current.set(new Leg(route, Optional.empty()));
                }
            }
            int telling = telling(routes);
            current.set(new Leg(routes.get(telling).told(), Optional.empty()));
            throw failures.get(telling);
        }

        private HttpExecuteResponse over(Route route) throws IOException {
            current.set(new Leg(route, Optional.empty()));
            ExecutableHttpRequest prepared = transport.prepareRequest(request);
            running = Optional.of(prepared);
            if (aborted) {
                prepared.abort();
            }
            HttpExecuteResponse answer = prepared.call();
            boolean sure = route.confirmed() || request.httpRequest().protocol().equals("https");
            return sure ? answer : Timeless.of(answer);
        }

        @Override
        public void abort() {
            aborted = true;
            running.ifPresent(ExecutableHttpRequest::abort);
        }
    }
}
