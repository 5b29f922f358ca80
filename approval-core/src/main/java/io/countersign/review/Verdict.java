package io.countersign.review;

/** What a reviewer says. */
public enum Verdict {
    APPROVE,
    /** Back to the author, who may change it or disagree and submit it again. */
    REQUEST_CHANGES,
    /** Not in this form: only a changed version can be submitted again. */
    REJECT;

    /** Whether it ends the round at once. */
    public boolean refuses() {
        return this != APPROVE;
    }
}
