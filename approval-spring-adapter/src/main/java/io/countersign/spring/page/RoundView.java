package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the review of a post stands, for the reader.
 *
 * @param stage the open stage that waits for them; null where none does
 * @param due when that stage's answer is due
 * @param others how many other people have decided in what is open
 * @param names of them, as far as names are shown
 * @param mine the reader's last decision on this post; null for none
 * @param answered whether that decision counts in the present round
 * @param needsAccount whether the stage that waits takes no decision through a link
 * @param next what happens next, sentence by sentence
 */
public record RoundView(
        @Nullable String stage,
        @Nullable MomentView due,
        int others,
        List<String> names,
        @Nullable DecisionView mine,
        boolean answered,
        boolean needsAccount,
        List<String> next) {
    /** Whether the stage that waits has a name that tells the reader anything. */
    public boolean namesStage() {
        return stage != null && !stage.equals("requested");
    }
}
