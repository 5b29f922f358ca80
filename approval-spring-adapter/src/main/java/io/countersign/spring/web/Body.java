package io.countersign.spring.web;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.canonical.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call sent, read within its limit.
 *
 * @param call method and path, as the fingerprint has them
 * @param key for idempotency; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // Lives as long as its request and is never compared.
record Body(String call, @Nullable String key, byte[] bytes) {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    /** A JSON object, which must be there. */
    JsonBody json() {
        return Json.body(bytes);
    }

    /** A JSON object, or nothing at all. */
    JsonBody optionalJson() {
        return Json.body(bytes.length == 0 ? NOTHING : bytes);
    }

    /** For a call that takes no member. */
    void end() {
        optionalJson().end();
    }

    /** Of method, path and body. */
    Digest fingerprint() {
        return Digest.of(callBytes(), bytes);
    }

    /** As above, of everything but a password: that is kept by slow hashes alone, and this is a fast one. */
    Digest fingerprintWithoutPassword() {
        Map<String, Object> members =
                Json.readObject(new String(bytes.length == 0 ? NOTHING : bytes, StandardCharsets.UTF_8));
        members.remove("password");
        return Digest.of(callBytes(), Json.write(members).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] callBytes() {
        return (call + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A body may hold a secret. */
    @Override
    public String toString() {
        return "Body[" + call + "]";
    }
}
