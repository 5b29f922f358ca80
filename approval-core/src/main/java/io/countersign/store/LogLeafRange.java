package io.countersign.store;

import io.countersign.audit.StreamId;

/**
 * Entries of one stream that follow each other.
 *
 * @param from number of the first
 * @param to number of the last
 */
public record LogLeafRange(StreamId stream, long from, long to) {}
