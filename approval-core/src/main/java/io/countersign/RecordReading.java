package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.audit.Verifier;
import io.countersign.canonical.Json;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.post.Post;
import io.countersign.problem.NotFoundException;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.Finding;
import io.countersign.record.Material;
import io.countersign.record.ProofRecord;
import io.countersign.review.Plan;
import io.countersign.store.LogLeafRange;
import io.countersign.store.LogStore;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostReads;
import io.countersign.store.TrailFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what the record of one post is put together from, as of the post's head. */
final class RecordReading {
    private final Desk desk;
    private final Checkpoints checkpoints;
    private final WorkspaceId workspace;
    private final Map<Actor.Name, Optional<String>> names = new HashMap<>();

    RecordReading(Desk desk, Checkpoints checkpoints, WorkspaceId workspace) {
        this.desk = desk;
        this.checkpoints = checkpoints;
        this.workspace = workspace;
    }

    /** What came after the post was read is left out, so that all of it is as of one moment. */
    Material read(PostId id) {
        PostReads.Governed read =
                desk.store.governed(workspace, id).orElseThrow(() -> new NotFoundException("post", id.value()));
        Post post = read.post();
        List<AuditEntry> entries = entries(new TrailFilter(id, null, null, null, null, null)).stream()
                .filter(entry -> !entry.stream().equals(post.stream()) || entry.seq() <= post.revision())
                .toList();
        return new Material(
                post,
                desk.store.versions(workspace, id).stream()
                        .filter(version -> version.number() <= post.version().number())
                        .toList(),
                plans(post),
                entries,
                desk.store.texts(workspace, List.of(id)),
                links(entries),
                this::name,
                proof(post, entries),
                read.now());
    }

    private Map<Integer, Plan> plans(Post post) {
        Plan last = post.plan();
        if (last == null) return Map.of();
        Map<Integer, Plan> plans = new TreeMap<>(desk.store.plans(workspace, post.id()));
        plans.keySet().removeIf(round -> round > last.round());
        return plans;
    }

    /** The first first. */
    private List<AuditEntry> entries(TrailFilter filter) {
        List<AuditEntry> entries = new ArrayList<>();
        @Nullable String next = null;
        do {
            Page<AuditEntry> page = desk.store.entries(workspace, filter, new PageRequest(PageRequest.MAX, next));
            entries.addAll(page.items());
            next = page.next();
        } while (next != null);
        Collections.reverse(entries);
        return entries;
    }

    /** Those through which something was seen or done. */
    private List<Material.UsedLink> links(List<AuditEntry> entries) {
        Set<LinkId> used = new LinkedHashSet<>();
        for (AuditEntry entry : entries) {
            if (entry.stream().kind().equals("link"))
                used.add(new LinkId(entry.stream().id()));
            LinkId through = through(entry);
            if (through != null) used.add(through);
        }
        return used.stream()
                .flatMap(id -> desk.store.link(id).stream())
                .map(opened -> opened.link())
                .filter(link -> link.workspace().equals(workspace))
                .map(this::used)
                .toList();
    }

    private static @Nullable LinkId through(AuditEntry entry) {
        try {
            Object link = Json.readObject(new String(entry.bytes(), StandardCharsets.UTF_8))
                    .get("link");
            return link instanceof String id ? new LinkId(id) : null;
        } catch (IllegalStateException | IllegalArgumentException altered) {
            return null;
        }
    }

    /** What was looked at through it may be other posts, which are no part of this record. */
    private Material.UsedLink used(Link link) {
        return new Material.UsedLink(
                link,
                entries(new TrailFilter(null, link.id(), null, null, null, null)).stream()
                        .filter(entry -> entry.subject().about() == null)
                        .toList());
    }

    private @Nullable String name(Actor.Name name) {
        return names.computeIfAbsent(name, this::find).orElse(null);
    }

    private Optional<String> find(Actor.Name name) {
        return switch (name.kind()) {
            case SYSTEM -> Optional.empty();
            case USER -> desk.nameOf(workspace, name.id());
            case APPROVER ->
                desk.store.approvers(workspace, List.of(new ApproverId(name.id()))).items().stream()
                        .map(Approver::name)
                        .findFirst();
        };
    }

    private ProofRecord proof(Post post, List<AuditEntry> entries) {
        List<Finding> findings = new ArrayList<>(check(post, entries));
        Checkpoint last = last(findings);
        Optional<Finding> lacking = checkpoints.unanchored(workspace, last);
        return new ProofRecord(
                post.stream(),
                post.revision(),
                post.head().hash(),
                findings,
                last == null ? null : signed(last),
                last != null && covered(post, last),
                lacking.isEmpty(),
                lacking.map(Finding::message)
                        .orElse("Everybody who is to keep checkpoints outside holds the last one."),
                anchors());
    }

    private List<Finding> check(Post post, List<AuditEntry> entries) {
        StreamId stream = post.stream();
        Verifier verifier = new Verifier(workspace);
        verifier.begin(stream);
        entries.stream().filter(entry -> entry.stream().equals(stream)).forEach(verifier::entry);
        if (!verifier.reached().equals(post.head()))
            verifier.found(Finding.at(
                    stream.toString(),
                    post.revision(),
                    Finding.Kind.TRUNCATED,
                    "the chain does not end in the entry that the post names as its last"));
        return verifier.findings();
    }

    private @Nullable Checkpoint last(List<Finding> findings) {
        LogStore.KeptCheckpoint kept =
                desk.store.log(workspace).map(LogStore.LogState::last).orElse(null);
        if (kept == null) return null;
        try {
            return LogKeeper.checkpoint(kept);
        } catch (IllegalArgumentException altered) {
            findings.add(Finding.of(
                    Finding.Kind.BAD_SIGNATURE,
                    "checkpoint %d cannot be read: %s".formatted(kept.number(), altered.getMessage())));
            return null;
        }
    }

    /** Entries go into the log in the order of their chain, so that the last one stands for all. */
    private boolean covered(Post post, Checkpoint last) {
        LogLeafRange head = new LogLeafRange(post.stream(), post.revision(), post.revision());
        return desk.store.logged(workspace, head).stream()
                .anyMatch(logged -> logged.index() < last.size()
                        && logged.leaf().hash().equals(post.head().hash()));
    }

    private List<ProofRecord.Anchored> anchors() {
        return desk.store.anchorings(workspace).stream()
                .map(anchored -> new ProofRecord.Anchored(anchored.anchor(), anchored.number(), anchored.at()))
                .toList();
    }

    private static ProofRecord.Signed signed(Checkpoint last) {
        return new ProofRecord.Signed(
                last.number(),
                last.at(),
                last.size(),
                last.root(),
                last.origin(),
                last.key().text());
    }
}
