package io.countersign.audit;

import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What entries are searched by, as their hashed bytes say it. */
record Projection(String action, Actor.Name actor, Instant at, Subject subject) {
    /** Empty where the bytes are none of an entry. */
    static Optional<Projection> of(byte[] bytes) {
        try {
            Map<String, @Nullable Object> body = CanonicalReader.object(bytes);
            Map<String, @Nullable Object> actor = CanonicalReader.members(body.get("actor"));
            return Optional.of(new Projection(
                    text(body, "action"),
                    new Actor.Name(Actor.Kind.valueOf(text(actor, "kind")), text(actor, "id")),
                    Instant.parse(text(body, "at")),
                    subject(CanonicalReader.members(body.get("subject")))));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether an entry is searched by this. */
    boolean isOf(@Nullable AuditEntry entry) {
        return entry != null && equals(new Projection(entry.action(), entry.actor(), entry.at(), entry.subject()));
    }

    private static Subject subject(Map<String, @Nullable Object> members) {
        String about = textOrNull(members, "about");
        String digest = textOrNull(members, "digest");
        return new Subject(
                about == null ? null : new PostId(about),
                number(members.get("version")),
                digest == null ? null : new Digest(digest),
                textOrNull(members, "stage"),
                textOrNull(members, "verdict"),
                textOrNull(members, "from"),
                textOrNull(members, "to"),
                textOrNull(members, "refusal"));
    }

    private static @Nullable Integer number(@Nullable Object value) {
        if (value == null) return null;
        if (value instanceof Long number) return Math.toIntExact(number);
        throw new IllegalArgumentException("a number is wanted, and '%s' is none".formatted(value));
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        String text = textOrNull(members, name);
        if (text == null) throw new IllegalArgumentException(name + " is missing");
        return text;
    }

    private static @Nullable String textOrNull(Map<String, @Nullable Object> members, String name) {
        Object value = members.get(name);
        if (value == null || value instanceof String) return (String) value;
        throw new IllegalArgumentException("%s is no text".formatted(name));
    }
}
