package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.canonical.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs commands so that a repetition under the same idempotency key does nothing and answers the same (S-67). */
final class Commands {
    /** Makes the answer of what a service returned. */
    interface Rendering<R> {
        /** @param fresh texts that the call itself brought, which no read may find yet */
        Reply of(R result, Map<Digest, String> fresh);
    }

    private final Approvals approvals;

    Commands(Approvals approvals) {
        this.approvals = approvals;
    }

    <R> Reply run(Call call, Body body, Function<Call, R> command, Rendering<R> rendering) {
        String key = body.key();
        if (key == null) return rendering.of(command.apply(call), Map.of());
        Keeping<R> keeping = new Keeping<>(rendering);
        Call once = call.once(new Call.Once(key, body.fingerprint(), keeping));
        Optional<String> answered = approvals.answered(once);
        if (answered.isPresent()) return Reply.parse(answered.get());
        R result = command.apply(once);
        Reply kept = keeping.last;
        return kept == null ? rendering.of(result, Map.of()) : kept;
    }

    /** For answers that hold a secret: nothing is kept but that the call took effect. */
    <R> Reply runSecretly(Call call, Body body, Function<Call, R> command, Function<R, Reply> rendering) {
        Call.Once once = secretly(body);
        if (once == null) return rendering.apply(command.apply(call));
        Call guarded = call.once(once);
        approvals.answered(guarded);
        return rendering.apply(command.apply(guarded));
    }

    /** The guard of a call whose answer is never kept; null for none. */
    static Call.@Nullable Once secretly(Body body) {
        String key = body.key();
        return key == null
                ? null
                : new Call.Once(key, body.fingerprintWithoutPassword(), (result, fresh) -> {
                    throw new IllegalStateException("What holds a secret is never kept");
                });
    }

    /** Answers what it has just rendered to be kept, so that the first answer and a repetition are the same. */
    private static final class Keeping<R> implements Call.Rendering {
        private final Rendering<R> rendering;
        private @Nullable Reply last;

        Keeping(Rendering<R> rendering) {
            this.rendering = rendering;
        }

        @Override
        @SuppressWarnings("unchecked") // The result is what the command of this rendering answers.
        public String render(Object result, Map<Digest, String> fresh) {
            Reply reply = rendering.of((R) result, fresh);
            last = reply;
            return reply.kept();
        }
    }
}
