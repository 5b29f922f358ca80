package io.countersign.link;

import io.countersign.canonical.Secret;
import java.util.List;
import java.util.stream.Stream;

/**
 * Moves from some hashers to another: all are read, all that is new is made by one, and what is read from the others counts
 * as {@linkplain #outdated outdated}. Thread safe where they are.
 */
public final class MixedHashing implements PasswordHasher {
    private final PasswordHasher current;
    private final List<PasswordHasher> all;

    /** @param older asked in this order for strings that the current one does not read */
    public MixedHashing(PasswordHasher current, PasswordHasher... older) {
        this.current = current;
        this.all = Stream.concat(Stream.of(current), Stream.of(older)).toList();
    }

    @Override
    public String hash(Secret password) {
        return current.hash(password);
    }

    @Override
    public boolean matches(Secret password, String phc) {
        return all.stream()
                .filter(hasher -> hasher.reads(phc))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No hasher reads the stored password"))
                .matches(password, phc);
    }

    @Override
    public boolean reads(String phc) {
        return all.stream().anyMatch(hasher -> hasher.reads(phc));
    }

    @Override
    public boolean outdated(String phc) {
        return !current.reads(phc) || current.outdated(phc);
    }
}
