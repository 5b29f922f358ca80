package io.countersign.record;

import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.Assurance;
import io.countersign.identity.LinkId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the record, in words.
 *
 * @param stream chain that it stands in
 * @param seq its number there
 * @param link through which it was done; null for none
 * @param action its stable name
 * @param words what was done, in English
 * @param version that it is about; null for none
 */
public record Line(
        StreamId stream,
        long seq,
        Instant at,
        Party by,
        @Nullable Assurance assurance,
        @Nullable LinkId link,
        String action,
        String words,
        @Nullable Integer version,
        Digest hash) {}
