package io.countersign.argon2;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import org.jspecify.annotations.Nullable;

/** The reference implementation by argon2-jvm; its native code is loaded by the first hash. */
final class NativeArgon2 implements Argon2Function {
    private volatile @Nullable Argon2Advanced library;

    @Override
    public byte[] tag(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
        try {
            return library()
                    .pbkdf(
                            parameters.iterations(),
                            parameters.memoryKib(),
                            parameters.parallelism(),
                            password,
                            salt,
                            length);
        } catch (LinkageError | IllegalCallerException unavailable) {
            throw new IllegalStateException(
                    "The native code of argon2-jvm could not be loaded. Either hash passwords without native code, by"
                            + " Argon2Hashing.bouncyCastle() with org.bouncycastle:bcprov-jdk18on on the class path, or let"
                            + " the JVM load it: run with --enable-native-access=ALL-UNNAMED, a temporary directory that"
                            + " is writable and executable, and a C library that argon2-jvm is built for (glibc, not musl)",
                    unavailable);
        }
    }

    /** Two threads may both make one, which does no harm. */
    private Argon2Advanced library() {
        Argon2Advanced loaded = library;
        if (loaded == null) {
            loaded = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
            library = loaded;
        }
        return loaded;
    }
}
