package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.post.NotRebuiltException;
import io.countersign.post.Post;
import io.countersign.post.Rebuilding;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.Finding;
import io.countersign.record.PostRecord;
import io.countersign.review.Plan;
import io.countersign.store.LogStore.KeptCheckpoint;
import io.countersign.store.LogStore.LogState;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The record: what happened, and whether it is whole. */
public final class Records {
    /** So many entries are in memory at a time, and drivers hold their bytes more than once. */
    private static final int PART = 500;

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

    /**
     * A post told again from its record alone: from its entries and from the versions and plans that they pin. Where its chain is
     * whole and its row was changed by nobody else, it equals the stored post of the same revision.
     *
     * @throws NotFoundException where the record knows no such post
     * @throws NotRebuiltException where an entry is missing, or a version or plan is not the pinned one
     */
    public Post rebuild(Call call, PostId id) {
        desk.need(call, Permission.AUDIT_READ, "post", id.value());
        List<AuditEntry> entries = stream(call, StreamId.of(id));
        if (entries.isEmpty()) throw new NotFoundException("post", id.value());
        // Read after the entries: what they pin was there before them, or came with them.
        List<Version> versions = desk.store.versions(call.workspace(), id);
        Map<Integer, Plan> plans = desk.store.plans(call.workspace(), id);
        return new Rebuilding(versions, plans).after(entries);
    }

    private List<AuditEntry> stream(Call call, StreamId stream) {
        List<AuditEntry> all = new ArrayList<>();
        List<AuditEntry> part;
        do {
            long last = all.isEmpty() ? 0 : all.get(all.size() - 1).seq();
            part = desk.store.stream(call.workspace(), stream, last, PART);
            all.addAll(part);
        } while (part.size() == PART);
        return all;
    }

    /** Entries of the workspace, newest first. */
    public Page<AuditEntry> entries(Call call, TrailFilter filter, PageRequest page) {
        needPeriod(call, filter);
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
     * Hands the entries of the workspace that a filter lets through to a sink, in constant memory and without holding a
     * connection while the sink writes. What is recorded meanwhile may be in it or not; of each stream it has a beginning
     * without gaps.
     *
     * @throws IOException of the sink
     * @throws io.countersign.problem.InvalidInputException when the period ends before it begins
     */
    public void export(Call call, TrailFilter filter, ExportSink sink) throws IOException {
        needPeriod(call, filter);
        String checkpoint = desk.store
                .log(call.workspace())
                .map(LogState::last)
                .map(KeptCheckpoint::note)
                .orElse(null);
        sink.begin(new ExportHead(call.workspace(), filter, desk.store.now(), checkpoint, terms.keys()));
        long entries = 0;
        TrailReads.@Nullable Place place = null;
        do {
            TrailReads.Stretch some = desk.store.walk(call.workspace(), filter, place, PART);
            if (!some.entries().isEmpty()) sink.entries(some.entries());
            entries += some.entries().size();
            place = some.next();
        } while (place != null);
        sink.end(entries);
    }

    /** How people know these actors, as far as somebody knows them now; who was erased is missing. */
    public Map<Actor.Name, String> names(Call call, Collection<Actor.Name> actors) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        Map<Actor.Name, String> names = new HashMap<>();
        Set<ApproverId> approvers = new LinkedHashSet<>();
        for (Actor.Name actor : actors)
            switch (actor.kind()) {
                case USER -> desk.nameOf(call.workspace(), actor.id()).ifPresent(name -> names.put(actor, name));
                case APPROVER -> approvers.add(new ApproverId(actor.id()));
                case SYSTEM -> {}
            }
        if (approvers.isEmpty()) return names;
        for (Approver approver :
                desk.store.approvers(call.workspace(), approvers).items()) {
            String name = approver.name();
            if (name != null)
                names.put(new Actor.Name(Actor.Kind.APPROVER, approver.id().value()), name);
        }
        return names;
    }

    private void needPeriod(Call call, TrailFilter filter) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        if (filter.from() != null && filter.to() != null && filter.to().isBefore(filter.from()))
            throw new InvalidInputException("to", "must not be before from");
    }

    /**
     * Recomputes every chain of the workspace and its log, and compares them with what is searched, with the ends that things
     * name, with the checkpoints and with what anchors hold. In constant memory, in a time that grows with the record.
     */
    public Verification verify(Call call) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        Verifying verifying = new Verifying(desk.store, call.workspace(), terms, checkpoints, null);
        boolean more = true;
        while (more) more = verifying.step();
        return verifying.result();
    }

    /**
     * The same in steps, for records that take longer than a process lives.
     *
     * @param progress where another verification of this workspace stood; null to begin
     * @throws InvalidInputException when it is no such text
     */
    public Verifying verifying(Call call, @Nullable String progress) {
        desk.need(call, Permission.AUDIT_READ, "workspace", call.workspace().value());
        return new Verifying(desk.store, call.workspace(), terms, checkpoints, progress);
    }
}
