package io.countersign.audit;

import io.countersign.proof.NoteKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Signs with a key in memory. Immutable and thread safe. */
public final class Ed25519Signer implements CheckpointSigner {
    private static final String ALGORITHM = "Ed25519";
    private static final int SEED = 32;

    private final NoteKey key;
    private final PrivateKey secret;

    private Ed25519Signer(String name, PublicKey key, PrivateKey secret) {
        this.key = NoteKey.of(name, key);
        this.secret = secret;
    }

    /**
     * Of a pair of keys.
     *
     * @param name under which the key is published; visible characters without space or plus sign
     * @throws IllegalArgumentException unless both are of Ed25519 and belong together
     */
    public static Ed25519Signer of(String name, KeyPair keys) {
        Ed25519Signer signer;
        try {
            signer = new Ed25519Signer(name, keys.getPublic(), keys.getPrivate());
            byte[] sample = {1, 2, 3};
            if (signer.key.verifies(sample, signer.sign(sample))) return signer;
        } catch (IllegalStateException unusable) {
            throw new IllegalArgumentException("The private key of '%s' is none of Ed25519".formatted(name), unusable);
        }
        throw new IllegalArgumentException(
                "The private and the public key of '%s' do not belong together".formatted(name));
    }

    /**
     * Of a pair of keys as they are stored.
     *
     * @param pkcs8 the private key (RFC 8410)
     * @param x509 the public key (RFC 8410)
     * @throws IllegalArgumentException unless both are of Ed25519 and belong together
     */
    public static Ed25519Signer of(String name, byte[] pkcs8, byte[] x509) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return of(
                    name,
                    new KeyPair(
                            factory.generatePublic(new X509EncodedKeySpec(x509)),
                            factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8))));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("The keys of '%s' are none of Ed25519".formatted(name), unreadable);
        }
    }

    /**
     * Of a private key as RFC 8032 has it (section 5.1.5): random bytes, from which the public key follows.
     *
     * @param seed 32 bytes
     * @throws IllegalArgumentException unless there are 32
     */
    public static Ed25519Signer of(String name, byte[] seed) {
        if (seed.length != SEED)
            throw new IllegalArgumentException(
                    "The key '%s' of Ed25519 has 32 bytes, not %d".formatted(name, seed.length));
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance(ALGORITHM);
            keys.initialize(NamedParameterSpec.ED25519, new Given(seed));
            KeyPair pair = keys.generateKeyPair();
            // That the bytes became the private key is the provider's way to make one, and nothing that it promises.
            byte[] made = pair.getPrivate().getEncoded();
            if (!Arrays.equals(made, made.length - SEED, made.length, seed, 0, SEED))
                throw new IllegalStateException("The provider %s makes keys in another way; give a pair of keys"
                        .formatted(keys.getProvider().getName()));
            return of(name, pair);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519", impossible);
        }
    }

    /** Bytes that are no secret of chance any more. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] out) {
            System.arraycopy(bytes, 0, out, 0, Math.min(out.length, bytes.length));
        }
    }

    /** A new pair of keys. */
    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519", impossible);
        }
    }

    @Override
    public NoteKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The key '%s' does not sign".formatted(key.name()), unusable);
        }
    }

    @Override
    public String toString() {
        return "Ed25519Signer[" + key + "]";
    }
}
