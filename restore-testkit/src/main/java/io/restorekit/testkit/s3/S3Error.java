package io.restorekit.testkit.s3;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error that S3 answers with, as an exception inside the server. */
final class S3Error extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> details = new LinkedHashMap<>();

    S3Error(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Adds an element to the answer's XML. */
    S3Error with(String element, String text) {
        details.put(element, text);
        return this;
    }

    static S3Error notImplemented(String what) {
        return new S3Error(
                501,
                "NotImplemented",
                "A header or parameter you provided implies functionality that is not implemented: " + what);
    }

    HttpAnswer answer(String resource, String requestId) {
        byte[] xml = XmlDocument.write(writer -> {
            writer.open("Error").element("Code", code).element("Message", String.valueOf(getMessage()));
            details.forEach(writer::element);
            writer.element("Resource", resource).element("RequestId", requestId).close();
        });
        return new HttpAnswer(status, Map.of("Content-Type", "application/xml"), xml);
    }
}
