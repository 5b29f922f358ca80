package io.countersign.publish;

import io.countersign.canonical.Digest;

/** Why a version may be published, and which one: its digest. */
public sealed interface Clearance {
    /** The only content that may go out. */
    Digest digest();

    /** Every stage of this round approved this version. */
    record Approved(Digest digest, int round) implements Clearance {}

    /** The policy asked for no review of it. */
    record NotRequired(Digest digest, int policy) implements Clearance {}

    /**
     * Two people let it out without its reviewers, whom the policy makes look at it afterwards.
     *
     * @param policy number of the policy's version that allows it
     */
    record BreakGlass(Digest digest, int policy) implements Clearance {}
}
