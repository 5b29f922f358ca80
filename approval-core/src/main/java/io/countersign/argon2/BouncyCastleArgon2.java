package io.countersign.argon2;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters.Builder;

/** Argon2id in Java, by Bouncy Castle, which a host adds. */
final class BouncyCastleArgon2 implements Argon2Function {
    private BouncyCastleArgon2() {}

    /** @throws IllegalStateException where Bouncy Castle is missing */
    static BouncyCastleArgon2 load() {
        try {
            new Argon2BytesGenerator();
            return new BouncyCastleArgon2();
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "Hashing passwords by Bouncy Castle needs org.bouncycastle:bcprov-jdk18on on the class path; add it, or"
                            + " use Argon2Hashing.nativeCode()",
                    missing);
        }
    }

    @Override
    public byte[] tag(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Builder(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.iterations())
                .withParallelism(parameters.parallelism())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }
}
