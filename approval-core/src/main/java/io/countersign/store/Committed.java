package io.countersign.store;

import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import java.util.List;

/**
 * What became of {@link Changes}.
 *
 * @param saved what holds now, in the order of the saves
 * @param lost whose guard was lost: somebody else was first, or a new thing existed already
 * @param linkEnded whether the link was not usable any more, so that nothing was saved
 * @param answered whether another call's answer stood under the idempotency key already, so that nothing was saved
 */
public record Committed(List<Recorded> saved, List<StreamId> lost, boolean linkEnded, boolean answered) {
    public Committed {
        saved = List.copyOf(saved);
        lost = List.copyOf(lost);
    }

    /** Nothing, because the link ended. */
    public static final Committed LINK_ENDED = new Committed(List.of(), List.of(), true, false);

    /** Nothing, because the key was answered already. */
    public static final Committed ANSWERED = new Committed(List.of(), List.of(), false, true);

    /** Whether all of it holds. */
    public boolean whole() {
        return lost.isEmpty() && !linkEnded && !answered;
    }
}
