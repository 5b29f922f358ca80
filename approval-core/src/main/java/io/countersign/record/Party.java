package io.countersign.record;

import io.countersign.identity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, by the unique identifier that stands in the record.
 *
 * @param name how people know them today; null where it was erased, or nobody knows one, and for the system
 */
public record Party(Actor.Kind kind, String id, @Nullable String name) {}
