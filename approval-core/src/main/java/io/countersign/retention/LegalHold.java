package io.countersign.retention;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants something kept, however old it gets.
 *
 * @param post null for everything in the workspace
 * @param reason commitment of the words
 */
public record LegalHold(String id, @Nullable PostId post, Digest reason, Actor.Name by, Instant at) {}
