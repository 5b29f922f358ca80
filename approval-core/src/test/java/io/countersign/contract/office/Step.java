package io.countersign.contract.office;

import java.time.Duration;
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
