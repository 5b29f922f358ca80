package io.countersign.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Fresh ids: UUID version 7 (RFC 9562, section 5.7), so that newer ids sort after older ones; within a millisecond a
 * counter of 12 bits keeps the order (section 6.2, method 1). Thread safe.
 */
public final class Ids {
    private final SecureRandom random = new SecureRandom();
    private long lastMillis;
    private int counter;

    /** The next id, for this time. */
    public synchronized String next(Instant now) {
        long millis = now.toEpochMilli();
        if (millis > lastMillis) {
            lastMillis = millis;
            // Starts low, so that a millisecond has room for at least 2048 ids in order.
            counter = random.nextInt(1 << 11);
        } else if (++counter == 1 << 12) {
            lastMillis++;
            counter = 0;
        }
        long high = (lastMillis << 16) | 0x7000L | counter;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** 16 random bytes. */
    public byte[] salt() {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return salt;
    }
}
