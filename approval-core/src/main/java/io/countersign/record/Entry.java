package io.countersign.record;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.canonical.Json;
import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An entry with what its bytes tell; somebody may have altered them, so that they tell nothing. */
final class Entry {
    final AuditEntry audit;
    private final Map<String, Object> body;

    Entry(AuditEntry audit) {
        this.audit = audit;
        body = body(audit);
    }

    private static Map<String, Object> body(AuditEntry audit) {
        try {
            return Json.readObject(new String(audit.bytes(), StandardCharsets.UTF_8));
        } catch (IllegalStateException altered) {
            return Map.of();
        }
    }

    boolean is(String action) {
        return audit.action().equals(action);
    }

    /** Empty where it is of another type, or unreadable. */
    <T extends ApprovalEvent> Optional<T> event(Class<T> type) {
        try {
            return Optional.of(Trail.event(audit.bytes(), type));
        } catch (IllegalStateException | ClassCastException altered) {
            return Optional.empty();
        }
    }

    /** Through which it was done; null for none. */
    @Nullable
    LinkId link() {
        return member("link", LinkId::new);
    }

    @Nullable
    Assurance assurance() {
        return member("assurance", Assurance::valueOf);
    }

    private <T> @Nullable T member(String name, Function<String, T> form) {
        try {
            return body.get(name) instanceof String text ? form.apply(text) : null;
        } catch (IllegalArgumentException altered) {
            return null;
        }
    }
}
