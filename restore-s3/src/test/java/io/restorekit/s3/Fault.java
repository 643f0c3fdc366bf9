package io.restorekit.s3;

import static io.restorekit.s3.AnswerStages.altered;
import static io.restorekit.s3.AnswerStages.answer;
import static io.restorekit.s3.AnswerStages.redirect;
import static io.restorekit.s3.ConnectionStages.dripping;
import static io.restorekit.s3.ConnectionStages.handshake;
import static io.restorekit.s3.ConnectionStages.impatient;
import static io.restorekit.s3.ConnectionStages.send;
import static io.restorekit.s3.ConnectionStages.sendHalf;
import static io.restorekit.s3.ConnectionStages.serving;
import static io.restorekit.s3.ConnectionStages.stalling;
import static io.restorekit.s3.ConnectionStages.tunnel;
import static io.restorekit.s3.Expected.every;
import static io.restorekit.s3.Expected.reads;
import static io.restorekit.s3.Operation.DELETE_LOCK;
import static io.restorekit.s3.Operation.LIST;

import io.restorekit.testkit.net.RawServer;

/** What can go wrong between a restore and a store: how it is made, and what it should mean. */
enum Fault {
    NOTHING("nothing goes wrong", serving((to, reply) -> send(to, reply.head() + reply.body())), every("works")),

    NAME_UNKNOWN("the name does not resolve", DialStages::nameUnknown, every("NAME_NEVER_RESOLVED")),
    NAME_UNANSWERED("DNS does not answer", DialStages::nameUnanswered, every("NAME_NEVER_RESOLVED")),
    REFUSED("connection refused", DialStages::refused, every("CONNECTION_FAILED")),
    CONNECT_UNANSWERED("connection not answered", DialStages::connectUnanswered, every("TIMED_OUT")),
    RESET("reset before the answer", serving((to, reply) -> RawServer.reset(to)), every("CONNECTION_FAILED")),
    EMPTY("closed without an answer", serving((to, reply) -> {}), every("CONNECTION_FAILED")),
    GARBAGE(
            "an answer that is not HTTP",
            serving((to, reply) -> send(to, "220 mail ready\r\n\r\n")),
            every("CONNECTION_FAILED")),
    CUT_HEAD(
            "cut in the headers",
            serving((to, reply) -> send(to, "HTTP/1.1 200 OK\r\nContent-Le")),
            every("CONNECTION_FAILED")),
    HANGS("no answer", stalling((to, reply) -> RawServer.hold(to)), every("TIMED_OUT")),

    SHORT_BODY(
            "body shorter than announced",
            serving(ConnectionStages::sendHalf),
            reads("cut off").but(LIST, "CONNECTION_FAILED")),
    RESET_BODY(
            "reset in the body",
            serving((to, reply) -> {
                sendHalf(to, reply);
                ConnectionStages.resetLater(to);
            }),
            reads("cut off").but(LIST, "CONNECTION_FAILED")),
    HANGS_AFTER_HEAD(
            "headers, then nothing",
            stalling((to, reply) -> {
                send(to, reply.head());
                RawServer.hold(to);
            }),
            reads("cut off").but(LIST, "TIMED_OUT")),
    HANGS_IN_BODY(
            "half the body, then nothing",
            stalling((to, reply) -> {
                sendHalf(to, reply);
                RawServer.hold(to);
            }),
            reads("cut off").but(LIST, "TIMED_OUT")),
    NO_LENGTH(
            "half the body, its length not announced",
            serving((to, reply) -> {
                send(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                send(to, reply.body().substring(0, reply.body().length() / 2));
            }),
            reads("other content").but(LIST, "OTHER")),
    BAD_CHUNK(
            "malformed chunk",
            serving((to, reply) -> {
                send(to, reply.with("Transfer-Encoding", "chunked").head());
                send(to, "4\r\n" + reply.body().substring(0, 4) + "\r\nno number\r\n");
            }),
            reads("cut off").but(LIST, "CONNECTION_FAILED")),
    CUT_CHUNKS(
            "chunks without the last one",
            serving((to, reply) -> {
                send(to, reply.with("Transfer-Encoding", "chunked").head());
                send(to, "4\r\n" + reply.body().substring(0, 4) + "\r\n");
            }),
            reads("cut off").but(LIST, "CONNECTION_FAILED")),
    DRIP("slow drip that makes progress", dripping(1), reads("works").but(LIST, "works")),
    THIN_DRIP(
            "slow drip below the least progress",
            dripping(1 << 20),
            reads("cut off").but(LIST, "TIMED_OUT")),
    HEAD_DRIP("headers that drip without end", impatient(ConnectionStages::dripHead), every("TIMED_OUT")),

    ERROR_500("500 InternalError", answer(500, "InternalError"), every("SERVER_ERROR")),
    GATEWAY_502("502, a gateway's page", answer(new Reply(502, "<html>Bad Gateway</html>")), every("SERVER_ERROR")),
    SLOW_DOWN("503 SlowDown", answer(503, "SlowDown"), every("THROTTLED")),
    SLOW_DOWN_17(
            "503 SlowDown, Retry-After: 17",
            answer(Reply.error(503, "SlowDown").with("Retry-After", "17")),
            every("THROTTLED, retry after 17 s")),
    SLOW_DOWN_DATE(
            "503 SlowDown, Retry-After: a date",
            answer(Reply.error(503, "SlowDown").with("Retry-After", "Mon, 23 Nov 2026 12:03:20 GMT")),
            every("THROTTLED, retry after 20 s")),
    CUT_ERROR(
            "503 SlowDown, its body cut",
            serving((to, reply) -> sendHalf(to, Reply.error(503, "SlowDown"))),
            every("SERVER_ERROR")),
    UNAVAILABLE_503("503 without a body", answer(new Reply(503, "")), every("SERVER_ERROR")),
    GATEWAY_504("504 without a body", answer(new Reply(504, "")), every("SERVER_ERROR")),
    TOO_MANY("429 without a body", answer(new Reply(429, "")), every("THROTTLED")),
    TOO_MANY_17(
            "429, Retry-After: 17",
            answer(new Reply(429, "").with("Retry-After", "17")),
            every("THROTTLED, retry after 17 s")),
    REQUEST_TIMEOUT("408 without a body", answer(new Reply(408, "")), every("TIMED_OUT")),
    REQUEST_TIMEOUT_400("400 RequestTimeout", answer(400, "RequestTimeout"), every("TIMED_OUT")),
    CLOCK_SKEW("403 RequestTimeTooSkewed", answer(403, "RequestTimeTooSkewed"), every("CLOCK_SKEW")),
    CLOCK_SKEW_400("400 RequestTimeTooSkewed", answer(400, "RequestTimeTooSkewed"), every("CLOCK_SKEW")),
    MALFORMED_XML("400 MalformedXML", answer(400, "MalformedXML"), every("OTHER")),
    NOT_ALLOWED("405 MethodNotAllowed", answer(405, "MethodNotAllowed"), every("OTHER")),
    NOT_IMPLEMENTED("501 NotImplemented", answer(501, "NotImplemented"), every("SERVER_ERROR")),

    MOVED(
            "301 to another region",
            redirect(Reply.error(301, "PermanentRedirect").with("x-amz-bucket-region", "eu-west-1")),
            every("Refused")),
    MOVED_FOR_NOW("307 to another region", redirect(Reply.error(307, "TemporaryRedirect")), every("Refused")),
    PORTAL_302("302 to a login page", redirect(new Reply(302, "<html>moved</html>")), every("OTHER")),
    WRONG_REGION("400 AuthorizationHeaderMalformed", answer(400, "AuthorizationHeaderMalformed"), every("Refused")),
    EXPIRED_TOKEN("400 ExpiredToken", answer(400, "ExpiredToken"), every("Refused")),
    UNAUTHORIZED("401 without a body", answer(new Reply(401, "")), every("Refused")),
    DENIED("403 AccessDenied", answer(403, "AccessDenied"), every("Refused")),
    BAD_SIGNATURE("403 SignatureDoesNotMatch", answer(403, "SignatureDoesNotMatch"), every("Refused")),
    FORBIDDEN("403 without a body", answer(new Reply(403, "")), every("Refused")),
    NO_BUCKET("404 NoSuchBucket", answer(404, "NoSuchBucket"), every("Refused")),

    NO_KEY(
            "404 NoSuchKey",
            answer(404, "NoSuchKey"),
            every("OTHER").butReads("Missing").but(DELETE_LOCK, "works")),
    CUT_NO_KEY(
            "404 NoSuchKey, its body cut",
            serving((to, reply) -> sendHalf(to, Reply.error(404, "NoSuchKey"))),
            every("OTHER")),
    NOT_FOUND("404 without a body", answer(new Reply(404, "")), every("OTHER")),
    NOT_FOUND_PAGE("404, a gateway's page", answer(new Reply(404, "<html>not found</html>")), every("OTHER")),

    ERROR_IN_200(
            "200 with an error in it",
            answer(200, "InternalError"),
            every("OTHER").butReads("other content")),
    PAGE_IN_200(
            "200, a login page",
            answer(Reply.ok("<html><body>Please log in</body></html>")),
            every("OTHER").butReads("other content")),
    CHOPPED_200(
            "200, half the content well framed",
            altered(right -> Reply.ok(right.body().substring(0, right.body().length() / 2))),
            reads("other content").but(LIST, "OTHER")),
    NO_CONTENT("204", answer(new Reply(204, "")), every("OTHER").but(DELETE_LOCK, "works")),

    TRUSTED("TLS: trusted certificate", TlsStages::trusted, every("works")),
    HANDSHAKE_CUT("TLS: handshake cut", handshake(to -> to.getInputStream().read()), every("CONNECTION_FAILED")),
    HANDSHAKE_HANGS("TLS: handshake not answered", handshake(RawServer::hold), every("TIMED_OUT")),
    UNTRUSTED("TLS: untrusted certificate", TlsStages::untrusted, every("Refused")),
    EXPIRED("TLS: expired certificate", TlsStages::expired, every("Refused")),
    EXPIRED_TRUSTED("TLS: expired certificate that AWS_CERT holds", TlsStages::expiredTrusted, every("works")),
    OTHER_NAME("TLS: certificate of another name", TlsStages::otherName, every("Refused")),

    PROXY_DOWN("proxy down", DialStages::proxyDown, every("CONNECTION_FAILED")),
    PROXY_407("proxy wants a password", tunnel(new Reply(407, "")), every("Refused")),
    PROXY_403("proxy forbids the tunnel", tunnel(new Reply(403, "")), every("Refused")),
    PROXY_503("proxy cannot reach the store", tunnel(new Reply(503, "")), every("SERVER_ERROR"));

    final String title;
    final Stage stage;
    final Expected expected;

    Fault(String title, Stage stage, Expected expected) {
        this.title = title;
        this.stage = stage;
        this.expected = expected;
    }
}
