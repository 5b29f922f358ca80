package io.countersign.audit;

import io.countersign.canonical.Digest;

/**
 * The end of a chain.
 *
 * @param seq number of its last entry, from 1; 0 before the first
 * @param hash of its last entry; {@link Digest#ZERO} before the first
 */
public record Head(long seq, Digest hash) {
    public static final Head START = new Head(0, Digest.ZERO);
}
