package io.countersign.argon2;

/**
 * How much work a password hash is (RFC 9106).
 *
 * @param memoryKib memory in KiB, at most 262144 (256 MiB)
 * @param iterations passes over it, at most 10
 * @param parallelism lanes, at most 4
 */
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {
    /** 19 MiB, two passes, one lane: what OWASP and ASVS both accept (S-21). */
    public static final Argon2Parameters STANDARD = new Argon2Parameters(19_456, 2, 1);

    static final int MOST_MEMORY = 262_144;
    static final int MOST_ITERATIONS = 10;
    static final int MOST_PARALLELISM = 4;

    /**
     * Holds them to the ceiling, which is also that of what is read back (S-22).
     *
     * @throws IllegalArgumentException above it, or below what Argon2 takes at all
     */
    public Argon2Parameters {
        if (iterations < 1 || parallelism < 1 || memoryKib < 8 * parallelism)
            throw new IllegalArgumentException("Argon2 takes at least one pass, one lane and 8 KiB a lane, not "
                    + text(memoryKib, iterations, parallelism));
        if (memoryKib > MOST_MEMORY || iterations > MOST_ITERATIONS || parallelism > MOST_PARALLELISM)
            throw new IllegalArgumentException("Argon2 parameters %s are above the ceiling of %s"
                    .formatted(
                            text(memoryKib, iterations, parallelism),
                            text(MOST_MEMORY, MOST_ITERATIONS, MOST_PARALLELISM)));
    }

    /**
     * Whether they reach ASVS 5.0, appendix C: 46 MiB for one pass, 19 MiB for two, 12 MiB for three or more. The appendix
     * names one lane; more of them leave memory and work of a guess as they are.
     */
    boolean reachFloor() {
        int least = iterations == 1 ? 47_104 : iterations == 2 ? 19_456 : 12_288;
        return memoryKib >= least;
    }

    private static String text(int memoryKib, int iterations, int parallelism) {
        return "m=%d,t=%d,p=%d".formatted(memoryKib, iterations, parallelism);
    }

    /** As a PHC string has them. */
    @Override
    public String toString() {
        return text(memoryKib, iterations, parallelism);
    }
}
