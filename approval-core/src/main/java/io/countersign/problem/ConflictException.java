package io.countersign.problem;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code conflict}: lost a race that a retry with fresh data can win, or a repeated call whose answer was not kept. */
public final class ConflictException extends ApprovalException {
    private final transient Map<String, Object> details;

    public ConflictException(String message) {
        this(message, null);
    }

    /** With the id of the thing that the first call made. */
    public ConflictException(String message, @Nullable String id) {
        super("conflict", message);
        Map<String, Object> named = new TreeMap<>();
        if (id != null) named.put("id", id);
        this.details = named;
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
