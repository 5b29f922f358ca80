package io.countersign.spring.page;

/**
 * What the reader can do with a post now.
 *
 * @param decide take or change a decision
 * @param reschedule set a new time
 * @param hold keep it from going out
 * @param unhold let it go out again
 */
public record MayView(boolean decide, boolean reschedule, boolean hold, boolean unhold) {
    /** Whether there is anything. */
    public boolean any() {
        return decide || reschedule || hold || unhold;
    }
}
