package io.countersign.audit;

import io.countersign.proof.NoteKey;

/**
 * Signs checkpoints with Ed25519 (RFC 8032), best with a key that the application itself cannot read: a key service, or a
 * hardware module. May be called by many threads, outside any transaction; an exception puts the checkpoint off.
 */
public interface CheckpointSigner {
    /** The public key that the signatures are checked with; the same for the signer's life. */
    NoteKey key();

    /** The 64 bytes of a signature. */
    byte[] sign(byte[] bytes);
}
