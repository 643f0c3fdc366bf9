package io.restorekit.s3.answer;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What a success of S3 looks like; to the SDK every 2xx is one. Listings have their own class. */
public final class Successes {
    private Successes() {}

    public static GetObjectResponse checked(GetObjectResponse head, AbortableInputStream body) {
        if (head.sdkHttpResponse().statusCode() != 200) {
            body.abort();
            throw new NotS3Exception();
        }
        return head;
    }

    public static PutObjectResponse checked(PutObjectResponse answer) {
        if (answer.eTag() == null) {
            throw new NotS3Exception();
        }
        return answer;
    }

    /** A deletion has no words to say. */
    public static DeleteObjectResponse checked(DeleteObjectResponse answer) {
        SdkHttpResponse http = answer.sdkHttpResponse();
        boolean empty =
                http.firstMatchingHeader("Content-Length").filter("0"::equals).isPresent();
        if (http.statusCode() != 204 && !empty) {
            throw new NotS3Exception();
        }
        return answer;
    }
}
