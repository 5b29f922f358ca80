package io.countersign;

import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.audit.Verifier;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import io.countersign.store.ApprovalStore;
import io.countersign.store.TrailReads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through all chains of a workspace, some entries at a time. */
final class RecordCheck {
    static final int BATCH = 2_000;

    /** More findings than anybody reads; the first of them tell enough. */
    static final int MOST_FINDINGS = 1_000;

    private final ApprovalStore store;
    private final WorkspaceId workspace;
    private final Verifier verifier;
    private final PurgeCheck purges;
    private TrailReads.@Nullable Place place;

    /**
     * From the beginning, or from a place on.
     *
     * @param from the last entry that was checked before; null for none
     */
    RecordCheck(ApprovalStore store, WorkspaceId workspace, TrailReads.@Nullable Place from) {
        this.store = store;
        this.workspace = workspace;
        this.place = from;
        verifier = new Verifier(workspace);
        purges = new PurgeCheck(store, workspace, verifier::found);
        if (from != null) verifier.resume(from.stream(), new Head(from.seq(), from.hash()));
    }

    /** Checks the next entries; false where there were none. */
    boolean step() {
        List<TrailReads.Walked> walked = store.walk(workspace, place, BATCH);
        for (TrailReads.Walked next : walked) check(next);
        return walked.size() == BATCH && verifier.findings().size() < MOST_FINDINGS;
    }

    private void check(TrailReads.Walked next) {
        StreamId stream = next.stream();
        if (place == null || !place.stream().equals(stream)) verifier.begin(stream);
        verifier.entry(next.seq(), next.bytes(), next.hash(), next.entry());
        byte[] bytes = next.bytes();
        if (bytes != null && stream.equals(StreamId.RETENTION)) purges.entry(next.seq(), bytes);
        place = new TrailReads.Place(stream, next.seq(), next.hash());
    }

    /** Holds things and their chains against each other. */
    void ends() {
        for (TrailReads.Unfounded one : store.unfounded(workspace, MOST_FINDINGS)) verifier.found(unfounded(one));
        for (TrailReads.Place stray : store.strays(workspace, MOST_FINDINGS))
            verifier.found(Finding.at(
                    stray.stream().toString(),
                    stray.seq(),
                    Kind.FORKED,
                    "the entry belongs to no %s that exists, or lies beyond the end that it names, and no purge tells of it"
                            .formatted(stray.stream().kind())));
    }

    private static Finding unfounded(TrailReads.Unfounded one) {
        String stream = one.stream().toString();
        long seq = one.head().seq();
        return one.entry() == null
                ? Finding.at(
                        stream,
                        seq,
                        Kind.TRUNCATED,
                        "the %s names this as its last entry, and it is not there"
                                .formatted(one.stream().kind()))
                : Finding.at(
                        stream,
                        seq,
                        Kind.FORKED,
                        "the %s names another last entry than its chain has"
                                .formatted(one.stream().kind()));
    }

    Verifier verifier() {
        return verifier;
    }

    /** The last entry that was checked; null before the first. */
    TrailReads.@Nullable Place place() {
        return place;
    }
}
