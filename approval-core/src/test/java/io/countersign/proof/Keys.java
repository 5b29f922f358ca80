package io.countersign.proof;

import io.countersign.audit.Ed25519Signer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Signers of tests. */
final class Keys {
    static final Ed25519Signer OURS = Ed25519Signer.of("acme", Ed25519Signer.generate());
    static final Ed25519Signer NEXT = Ed25519Signer.of("acme", Ed25519Signer.generate());
    static final Ed25519Signer FORGER = Ed25519Signer.of("acme", Ed25519Signer.generate());

    private Keys() {}

    static SignedNote signed(String text, Ed25519Signer... signers) {
        return new SignedNote(
                text,
                Arrays.stream(signers)
                        .map(signer ->
                                SignedNote.Mark.of(signer.key(), signer.sign(text.getBytes(StandardCharsets.UTF_8))))
                        .toList());
    }
}
