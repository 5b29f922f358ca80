package io.countersign.argon2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.countersign.canonical.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

/** Hosts in which a library is missing, played by a class loader that does not find it. */
class MissingCodeTest {
    @Test
    void without_native_code_hashing_fails_and_names_both_ways_out() throws Exception {
        Class<?> hashing = new Without("com.sun.jna.").loadClass(Argon2Hashing.class.getName());
        Object nativeCode = hashing.getMethod("nativeCode").invoke(null);

        for (int attempt = 1; attempt <= 2; attempt++)
            assertThat(thrownBy(hashing, nativeCode))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Argon2Hashing.bouncyCastle()")
                    .hasMessageContaining("bcprov-jdk18on")
                    .hasMessageContaining("--enable-native-access");
    }

    @Test
    void without_Bouncy_Castle_choosing_it_fails_and_names_the_dependency() throws Exception {
        Class<?> hashing = new Without("org.bouncycastle.").loadClass(Argon2Hashing.class.getName());

        assertThat(catchThrowable(() -> hashing.getMethod("bouncyCastle").invoke(null)))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.bouncycastle:bcprov-jdk18on");
    }

    @Test
    void without_Bouncy_Castle_native_code_works_and_the_other_way_round() throws Exception {
        for (String[] pair : new String[][] {{"org.bouncycastle.", "nativeCode"}, {"com.sun.jna.", "bouncyCastle"}}) {
            Class<?> hashing = new Without(pair[0]).loadClass(Argon2Hashing.class.getName());
            assertThat(thrownBy(hashing, hashing.getMethod(pair[1]).invoke(null)))
                    .isNull();
        }
    }

    private static Throwable thrownBy(Class<?> type, Object hashing) throws Exception {
        try {
            type.getMethod("hash", Secret.class).invoke(hashing, Secret.of("password"));
            return null;
        } catch (InvocationTargetException thrown) {
            return thrown.getCause();
        }
    }

    /** Loads our hashing and its libraries anew, except what is missing. */
    private static final class Without extends ClassLoader {
        private final String missing;

        Without(String missing) {
            super(MissingCodeTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(missing)) throw new ClassNotFoundException(name);
            boolean anew = name.startsWith("io.countersign.argon2.") || name.startsWith("de.mkammerer.");
            if (!anew) return super.loadClass(name, resolve);
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) throw new ClassNotFoundException(name);
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
