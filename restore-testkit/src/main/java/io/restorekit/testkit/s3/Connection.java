package io.restorekit.testkit.s3;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One client connection: reads requests, lets faults at them, answers. */
final class Connection implements Runnable {
    private static final AtomicLong REQUEST_IDS = new AtomicLong();

    private final Socket socket;
    private final Addressing addressing;
    private final ObjectService service;
    private final Faults faults;
    private final RequestLog log;

    Connection(Socket socket, Addressing addressing, ObjectService service, Faults faults, RequestLog log) {
        this.socket = socket;
        this.addressing = addressing;
        this.service = service;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void run() {
        try (socket) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            HttpReader reader = new HttpReader(new BufferedInputStream(socket.getInputStream(), 64 * 1024), out);
            serveAll(reader, out);
        } catch (IOException | IllegalArgumentException e) {
            // The client left, or sent what nobody can answer: the connection ends, as with any server.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveAll(HttpReader reader, OutputStream out) throws IOException, InterruptedException {
        try {
            Optional<HttpRequest> request = reader.next();
            while (request.isPresent() && serve(request.get(), out)) {
                request = reader.next();
            }
        } catch (S3Error e) {
            // What follows on the connection cannot be told apart from a body.
            e.answer("", nextId()).withHeader("Connection", "close").writeTo(out);
        }
    }

    private static String nextId() {
        return String.format("%016X", REQUEST_IDS.incrementAndGet());
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Whether the connection can serve another request. */
    private boolean serve(HttpRequest request, OutputStream out) throws IOException, InterruptedException {
        S3Request what = addressing.of(request);
        CountDownLatch held = faults.held();
        Optional<S3Fault> fault = faults.next(what);
        if (fault.isPresent() && unanswered(fault.get())) {
            log.add(what, 0, fault);
            endUnanswered(fault.get(), held);
            return false;
        }
        if (fault.isPresent() && fault.get() instanceof S3Fault.Delay delay) {
            boolean cleared = held.await(delay.duration().toMillis(), TimeUnit.MILLISECONDS);
            if (cleared && socket.isClosed()) {
                return false;
            }
        }
        HttpAnswer answer = answer(request, what, fault);
        log.add(what, answer.status(), fault);
        return send(answer, fault, held, out)
                && !"close".equalsIgnoreCase(request.headers().get("connection"));
    }

    private HttpAnswer answer(HttpRequest request, S3Request what, Optional<S3Fault> fault) throws IOException {
        String id = nextId();
        HttpAnswer answer;
        if (fault.isPresent() && fault.get() instanceof S3Fault.Status status) {
            answer = FaultAnswers.of(status, request.rawPath(), id);
        } else if (fault.isPresent() && fault.get() instanceof S3Fault.Replace replace) {
            answer = FaultAnswers.of(replace);
        } else {
            try {
                answer = service.answer(request, what);
            } catch (S3Error e) {
                answer = e.answer(request.rawPath(), id);
            }
        }
        if (fault.isPresent()) {
            answer = FaultAnswers.altered(answer, fault.get());
        }
        answer = answer.withHeader("x-amz-request-id", id)
                .withHeader("Date", service.date())
                .withHeader("Server", "RestoreKit-testkit");
        return request.method().equals("HEAD") ? answer.withoutBody() : answer;
    }

    private boolean send(HttpAnswer answer, Optional<S3Fault> fault, CountDownLatch held, OutputStream out)
            throws IOException, InterruptedException {
        if (fault.isPresent() && fault.get() instanceof S3Fault.CutBody cut) {
            sendFirst(cut.afterBytes(), answer, out);
            return false;
        }
        if (fault.isPresent() && fault.get() instanceof S3Fault.Stall stall) {
            sendFirst(stall.afterBytes(), answer, out);
            held.await();
            return false;
        }
        answer.writeTo(out);
        return true;
    }

    /** At least one byte of the answer is held back; all of it where it has no body. */
    private static void sendFirst(long bytes, HttpAnswer answer, OutputStream out) throws IOException {
        if (answer.body().length > 0) {
            int sent = (int) Math.min(bytes, answer.body().length - 1L);
            answer.withBody(Arrays.copyOf(answer.body(), sent)).writeTo(out);
        }
    }

    private static boolean unanswered(S3Fault fault) {
        return fault instanceof S3Fault.Hang || fault instanceof S3Fault.Reset;
    }

    private void endUnanswered(S3Fault fault, CountDownLatch held) throws IOException, InterruptedException {
        if (fault instanceof S3Fault.Hang) {
            held.await();
        } else {
            // Closing with a linger time of zero sends RST in place of FIN.
            socket.setSoLinger(true, 0);
        }
    }
}
