package io.countersign.contract.office;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Secret;
import io.countersign.link.PasswordHasher;
import java.util.concurrent.atomic.AtomicInteger;

/** Argon2 has tests of its own, and would take most of the time here; this one counts how often it was asked. */
public final class CountingHasher implements PasswordHasher {
    private final AtomicInteger looks = new AtomicInteger();

    /** How many passwords were looked at. */
    public int looks() {
        return looks.get();
    }

    @Override
    public String hash(Secret password) {
        return "$plain$" + Digest.of(password.reveal());
    }

    @Override
    public boolean matches(Secret password, String phc) {
        looks.incrementAndGet();
        return hash(password).equals(phc);
    }
}
