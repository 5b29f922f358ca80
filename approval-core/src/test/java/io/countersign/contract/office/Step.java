package io.countersign.contract.office;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One thing that somebody tries, whether or not it is possible.
 *
 * @param deed what
 * @param who index of who tries it
 * @param post index of the post
 * @param variant chooses among captions, versions and times
 */
public record Step(Deed deed, int who, int post, int variant) {
    /** Everything that can be done to a post. */
    public enum Deed {
        CREATE,
        EDIT,
        SAVE,
        SUBMIT,
        APPROVE,
        ALL_APPROVE,
        REQUEST_CHANGES,
        REJECT,
        DECIDE_STALE,
        WITHDRAW,
        RELEASE,
        RESCHEDULE,
        HOLD,
        UNHOLD,
        RETRY,
        CONFIRM,
        BREAK_CHANNEL,
        CRASH,
        TICK,
        LATER
    }

    /** Ways into the middle of a post's life, where chance alone seldom comes. */
    public static List<List<Step>> beginnings() {
        List<Step> life = List.of(
                able(Deed.SUBMIT, 0),
                able(Deed.ALL_APPROVE, 0),
                able(Deed.RELEASE, 0),
                // Of a publisher that promises nothing, and the end of the lease.
                able(Deed.CRASH, 5));
        return List.of(List.of(), life.subList(0, 1), life.subList(0, 2), life.subList(0, 3), life);
    }

    private static Step able(Deed deed, int variant) {
        return new Step(deed, 14, 0, variant);
    }

    /** How long a LATER is. */
    Duration time() {
        return switch (Math.floorMod(variant, 4)) {
            case 0 -> Duration.ofMinutes(1);
            case 1 -> Duration.ofMinutes(20);
            case 2 -> Duration.ofHours(2);
            default -> Duration.ofHours(30);
        };
    }

    @Override
    public String toString() {
        return "%s(who %d, post %d, variant %d)".formatted(deed.name().toLowerCase(Locale.ROOT), who, post, variant);
    }
}
