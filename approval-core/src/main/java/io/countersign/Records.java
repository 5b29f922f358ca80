package io.countersign;

import io.countersign.audit.AuditEntry;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.problem.NotFoundException;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.Finding;
import io.countersign.record.PostRecord;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record: what happened, and whether it is whole. */
public final class Records {
    private final Desk desk;
    private final Checkpoints checkpoints;
    private final CheckpointTerms terms;

    Records(Desk desk, Checkpoints checkpoints, CheckpointTerms terms) {
        this.desk = desk;
        this.checkpoints = checkpoints;
        this.terms = terms;
    }

    /**
     * What a verification found.
     *
     * @param checkpoint the last one of the workspace's log; null where there is none
     * @param findings none where the record is whole and anchored; at most about 1,000
     */
    public record Verification(
            long streams, long entries, @Nullable Checkpoint checkpoint, List<Finding> findings) {
        public Verification {
            findings = List.copyOf(findings);
        }

        /** Whether nothing was found but that nobody outside holds a checkpoint. */
        public boolean valid() {
            return findings.stream().noneMatch(finding -> finding.kind().spoils());
        }
    }

    /**
     * Everything that the record has of one post: for a regulator, a lawyer, or a client.
     *
     * @throws NotFoundException where the workspace has no such post
     */
    public PostRecord post(Call call, PostId id) {
        desk.need(call, Permission.AUDIT_READ, "post", id.value());
        return PostRecord.of(new RecordReading(desk, checkpoints, call.workspace()).read(id));
    }

    /** Entries of the workspace, newest first. */
    public Page<AuditEntry> entries(Call call, TrailFilter filter, PageRequest page) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        return desk.store.entries(call.workspace(), filter, page);
    }

    /**
     * Writes the evidence pack of a post: a zip with its entries, versions and texts, and what proves them to whoever has it,
     * checked by {@link io.countersign.proof.Verify}. Where checkpoints are made, and the last is not over all of it, makes
     * one. The same record makes the same bytes.
     *
     * @param views files that show the record to people, by their names; put in as they are
     * @param out gets the zip, and stays open
     * @throws IllegalArgumentException when a view has the name of another file, or one that is none everywhere
     * @throws IllegalStateException within a transaction of the host, where a checkpoint is to be made
     * @throws IOException when it cannot be written
     */
    public void evidence(Call call, PostId post, Map<String, byte[]> views, OutputStream out) throws IOException {
        desk.need(call, Permission.AUDIT_READ, "post", post.value());
        new Evidence(desk, checkpoints, terms).write(call, post, views, out);
    }

    /**
     * Recomputes every chain of the workspace and its log, and compares them with what is searched, with the ends that things
     * name, with the checkpoints and with what anchors hold. In constant memory, in a time that grows with the record.
     */
    public Verification verify(Call call) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        RecordCheck chains = new RecordCheck(desk.store, call.workspace(), null);
        boolean more = true;
        while (more) more = chains.step();
        chains.ends();
        List<Finding> findings = new ArrayList<>(chains.verifier().findings());
        Checkpoint last = new LogWalk(desk.store, call.workspace(), terms, findings::add).walk();
        checkpoints.unanchored(call.workspace(), last).ifPresent(findings::add);
        return new Verification(chains.verifier().streams(), chains.verifier().entries(), last, findings);
    }
}
