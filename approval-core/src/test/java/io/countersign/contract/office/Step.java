package io.countersign.contract.office;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

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
        SUGGEST,
        SUBMIT_SUGGESTED,
        REJECT,
        DECIDE_STALE,
        WITHDRAW,
        RELEASE,
        RESCHEDULE,
        HOLD,
        UNHOLD,
        RETRY,
        CONFIRM,
        BREAK_GLASS,
        CONSENT,
        CLOSE_REVIEW,
        RECALL,
        COMMENT,
        BREAK_CHANNEL,
        CRASH,
        DELEGATE,
        LEAVE,
        RETURN,
        TICK,
        LATER
    }

    private static final Deed[] TELLING = {
        Deed.SUBMIT,
        Deed.APPROVE,
        Deed.RELEASE,
        Deed.CONFIRM,
        Deed.RETRY,
        Deed.ALL_APPROVE,
        Deed.TICK,
        Deed.CRASH,
        Deed.BREAK_CHANNEL
    };

    private static final Deed[] REVIEWING = {
        Deed.SUBMIT,
        Deed.APPROVE,
        Deed.APPROVE,
        Deed.APPROVE,
        Deed.APPROVE,
        Deed.REQUEST_CHANGES,
        Deed.SUGGEST,
        Deed.SUBMIT_SUGGESTED,
        Deed.REJECT,
        Deed.EDIT,
        Deed.DELEGATE,
        Deed.DELEGATE,
        Deed.LEAVE,
        Deed.RETURN,
        Deed.LATER,
        Deed.TICK
    };

    /** Ways into the middle of a post's life, where chance alone seldom comes. */
    private static List<List<Step>> beginnings() {
        List<Step> life = List.of(
                able(Deed.SUBMIT, 0),
                able(Deed.ALL_APPROVE, 0),
                able(Deed.RELEASE, 0),
                // Of a publisher that promises nothing, and the end of the lease.
                able(Deed.CRASH, 5));
        List<Step> urgent = List.of(able(Deed.SUBMIT, 0), able(Deed.BREAK_GLASS, 0), able(Deed.CONSENT, 0));
        List<Step> suggested = List.of(able(Deed.SUBMIT, 0), able(Deed.SUGGEST, 0), able(Deed.SUBMIT_SUGGESTED, 0));
        return List.of(List.of(), life.subList(0, 1), life.subList(0, 2), life.subList(0, 3), life, urgent, suggested);
    }

    /** A history that this seed stands for: a beginning, then 20 to 50 steps, the telling ones more often. */
    public static List<Step> history(long seed) {
        Random random = new Random(seed);
        List<List<Step>> beginnings = beginnings();
        List<Step> steps = new ArrayList<>(beginnings.get(random.nextInt(beginnings.size())));
        int length = 20 + random.nextInt(31);
        for (int i = 0; i < length; i++)
            steps.add(new Step(deed(random), random.nextInt(16), random.nextInt(2), random.nextInt(61)));
        return steps;
    }

    /** A history of little but reviewing, by people who come and go. */
    public static List<Step> reviews(long seed) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>(List.of(able(Deed.SUBMIT, 0)));
        int length = 15 + random.nextInt(20);
        for (int i = 0; i < length; i++)
            steps.add(new Step(
                    REVIEWING[random.nextInt(REVIEWING.length)],
                    random.nextInt(16),
                    random.nextInt(2),
                    random.nextInt(61)));
        return steps;
    }

    private static Deed deed(Random random) {
        Deed[] deeds = random.nextInt(11) < 4 ? Deed.values() : TELLING;
        return deeds[random.nextInt(deeds.length)];
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
