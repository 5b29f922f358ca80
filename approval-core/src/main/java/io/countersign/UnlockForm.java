package io.countersign;

import io.countersign.canonical.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A try at opening a link.
 *
 * @param token of the link, or the whole link as it was sent
 * @param device what an earlier unlocking gave this browser to be known by; null or anything else where there was none
 * @param source where the call comes from, such as a remote address, to limit guesses at links; null for no limit
 * @param request the host's id of the request; null for none
 * @param once keeps the link from being opened twice by one call: under the key of one that did, there is a conflict, for its
 *     answer was a secret. Its fingerprint must not be of the password, which is kept by slow hashes alone. Null for none
 */
public record UnlockForm(
        String token,
        Secret password,
        @Nullable Secret device,
        @Nullable String source,
        @Nullable String request,
        Call.@Nullable Once once) {
    /** By who was never here, from nowhere in particular. */
    public static UnlockForm of(String token, Secret password) {
        return new UnlockForm(token, password, null, null, null, null);
    }

    /** The same, from this place. */
    public UnlockForm from(@Nullable String place) {
        return new UnlockForm(token, password, device, place, request, once);
    }

    /** The same, in this request. */
    public UnlockForm in(@Nullable String requestId) {
        return new UnlockForm(token, password, device, source, requestId, once);
    }

    /** The same, by a browser that shows this. */
    public UnlockForm by(@Nullable Secret shown) {
        return new UnlockForm(token, password, shown, source, request, once);
    }

    /** The same, under an idempotency key. */
    public UnlockForm once(Call.@Nullable Once guard) {
        return new UnlockForm(token, password, device, source, request, guard);
    }

    /** Without the token, which holds the link's secret. */
    @Override
    public String toString() {
        return "UnlockForm[hidden]";
    }
}
