package io.countersign.audit;

import io.countersign.canonical.Json;
import io.countersign.identity.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What an entry is searched by, of which its hashed bytes are the truth. */
public record Projection(String action, Actor.Name actor, Instant at, Subject subject) {
    /** As the columns have it. */
    public static Projection searched(AuditEntry entry) {
        return new Projection(entry.action(), entry.actor(), entry.at(), entry.subject());
    }

    /**
     * As the bytes have it.
     *
     * @throws IllegalStateException where they are no entry's
     */
    public static Projection hashed(AuditEntry entry) {
        return Json.read(new String(entry.bytes(), StandardCharsets.UTF_8), Projection.class);
    }
}
